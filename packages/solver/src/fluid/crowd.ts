/**
 * The most crowded link of hashed all-to-all traffic, flow by flow but keeping only a count a link.
 *
 * The link of least capacity over flows saturates first, so its share is exactly the rate of the slowest flow, though the rates above it are not
 * known without the paths. About 0.1 us a flow; null above the limit.
 */
import type { Steps } from '../steps.ts';
import { Anchors, betweenAnchors } from '../route/anchors.ts';
import { HashedRows } from '../route/hashed.ts';
import type { Policy } from '../route/policy.ts';
import { RowBuffer, RowMaker } from '../route/rows.ts';
import { Search } from '../route/search.ts';

/** Some ten seconds of walking. */
const flowLimit = 70_000_000;
const quantum = 20_000;
/** Shares that differ by less than this part are equal. */
const sameRate = 1e-9;

export interface Crowd {
  readonly rate_Gbps: number;
  /** Flows (parts of flows count as parts) on the link. */
  readonly flows: number;
  /** The link, and those that are as crowded, in the direction that is. */
  readonly arcs: Int32Array;
}

/** Walks the paths of all ordered pairs. */
export function* crowdedMost(policy: Policy, endpoints: Int32Array): Steps<Crowd | null> {
  const { fabric, filter, seed, subflows } = policy;
  const total = endpoints.length * (endpoints.length - 1);
  if (total > flowLimit) return null;
  const anchors = new Anchors(fabric);
  const maker = new RowMaker(
    new HashedRows(new Search(betweenAnchors(fabric, anchors), filter), seed, subflows),
    anchors,
    null,
  );
  const targets = endpoints.toSorted((a, b) => anchors.of[a]! - anchors.of[b]! || a - b);
  const load = new Float64Array(fabric.arcCount);
  const row = new RowBuffer();
  let walked = 0;
  for (const t of targets) {
    maker.aim(t, endpoints.length);
    for (const s of endpoints) {
      if (s === t) continue;
      row.length = 0;
      maker.row(s, t, row);
      const { arcs, shares } = row;
      for (let i = 0; i < arcs.length; i++) load[arcs[i]!]! += shares === null ? 1 : shares[i]!;
      if (++walked % quantum === 0) yield { phase: 'paths', fraction: walked / total };
    }
  }
  let crowd = { rate_Gbps: Infinity, flows: 0 };
  for (const a of fabric.outArc) {
    const rate_Gbps = fabric.capacity[a]! / load[a]!;
    if (rate_Gbps < crowd.rate_Gbps) crowd = { rate_Gbps, flows: load[a]! };
  }
  if (total === 0 || crowd.flows === 0) return null;
  const most_Gbps = crowd.rate_Gbps * (1 + sameRate);
  return { ...crowd, arcs: fabric.outArc.filter((a) => fabric.capacity[a]! / load[a]! <= most_Gbps) };
}
