/** What a search leads to, for tests that hold one search against another. */
import type { Dag } from '../route/dag.ts';
import { DagWalk } from '../route/walk.ts';

/** The nodes from one to the target aimed at, with what a row needs of each. */
export function seen(dag: Dag, source: number): unknown {
  if (dag.distance[source]! < 0) return null;
  const nodes: [number, number, number, number[]][] = [];
  new DagWalk(dag).from(source, (v, arcs, from, to) => {
    nodes.push([v, dag.distance[v]!, dag.outWidth[v]!, [...arcs.subarray(from, to)]]);
  });
  return nodes;
}
