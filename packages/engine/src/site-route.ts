/**
 * One way of a flow from end to end, as links in order: what a zero-load latency is reckoned along.
 *
 * Of several ways a flow spreads over, the one that carries most; of equals the one with the longest cables, so that the answer is the
 * latency a synchronous step waits for. O(nodes + links).
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { arcHead, arcTail, type Topology } from '@weft/topology';
import type { RoutingChoice } from '@weft/model';
import { pathOf } from '@weft/solver';
import type { Runs } from '@weft/site';

/** The links of the way from one node to another. A detour has no single way: its direct part is taken. */
export function routeOf(
  topology: Topology,
  runs: Runs,
  routing: RoutingChoice,
  source: number,
  target: number,
): Outcome<readonly number[]> {
  const direct: RoutingChoice =
    routing.policy === 'valiant' ? { policy: 'minimal', handOver: routing.handOver } : routing;
  const path = pathOf(topology, source, target, direct);
  if (!path.ok) return path;
  if (!path.value.connected) return failed('no-path', 'route', say`There is no path between these two ends.`);
  const { arc, share } = path.value;
  const leaving = new Map<number, number[]>();
  arc.forEach((a, i) => {
    const tail = arcTail(topology, a);
    leaving.set(tail, [...(leaving.get(tail) ?? []), i]);
  });
  const length = (i: number): number => runs.bought_m[arc[i]! >> 1]! || 0;
  const links: number[] = [];
  for (let at = source; at !== target;) {
    const ways = leaving.get(at);
    // A way has no more links than the flow has arcs; more would be a circle.
    if (!ways || links.length > arc.length) {
      return failed('no-path', 'route', say`The flow between these two ends has no single way from end to end.`);
    }
    const best = ways.reduce((a, b) =>
      share[b]! > share[a]! + 1e-12 || (share[b]! > share[a]! - 1e-12 && length(b) > length(a)) ? b : a,
    );
    links.push(arc[best]! >> 1);
    at = arcHead(topology, arc[best]!);
  }
  return done(links);
}
