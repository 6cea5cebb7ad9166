/**
 * Which elements step back and which come forward: for a highlight, and for a filter of buckets. Pure, O(nodes + links).
 */
import type { SceneLink, SceneNode } from '@weft/scene';
import type { Highlight } from './contract.ts';

export interface Marked {
  readonly dim: ReadonlySet<string>;
  readonly lit: ReadonlySet<string>;
  readonly faint: ReadonlySet<string>;
}

export function marked(
  drawn: {
    readonly nodes: ReadonlyMap<string, SceneNode>;
    readonly links: ReadonlyMap<string, SceneLink>;
    readonly buckets: ReadonlyMap<string, number>;
  },
  highlight: Highlight | null,
  buckets: readonly number[] | null,
): Marked {
  const dim = new Set<string>();
  const lit = new Set<string>();
  const faint = new Set<string>();
  if (highlight) {
    const kept = new Set([...highlight.nodes, ...highlight.links]);
    if (highlight.bottleneck !== null) kept.add(highlight.bottleneck);
    for (const id of drawn.nodes.keys()) if (!kept.has(id)) dim.add(id);
    for (const id of drawn.links.keys()) (kept.has(id) ? lit : dim).add(id);
  }
  if (buckets) for (const id of drawn.links.keys()) if (!buckets.includes(drawn.buckets.get(id) ?? -1)) faint.add(id);
  return { dim, lit, faint };
}
