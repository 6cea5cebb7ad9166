/**
 * The oracle of the simulation: a full solve at every event, no heap, no increments.
 */
import { fillMaxMin } from '../maxmin/fill.ts';
import { ActiveFlows } from '../maxmin/incidence.ts';
import type { Simulation } from '../sim/simulate.ts';

/** When each flow finishes; Infinity where it never does. */
export function naiveSimulation({ universe, size, start, delay, after }: Simulation): Float64Array {
  const n = size.length;
  const left = size.slice();
  const finished = new Float64Array(n).fill(Infinity);
  const begins = new Float64Array(n).fill(NaN);
  const running = new Set<number>();
  const flows = ActiveFlows.of(universe);
  for (let now = 0; ;) {
    // Until nothing more begins at this moment: what takes no time lets others begin.
    for (let moved = true; moved;) {
      moved = false;
      for (let f = 0; f < n; f++) {
        const ready = after === null || after[f]!.every((e) => finished[e]! <= now);
        if (finished[f] !== Infinity || running.has(f) || !ready) continue;
        if (Number.isNaN(begins[f]!)) begins[f] = Math.max(now, start[f]!) + (delay?.[f] ?? 0);
        if (begins[f]! > now) continue;
        moved = true;
        if (size[f]! > 0 && universe.offset[f] !== universe.offset[f + 1]) running.add(f);
        else finished[f] = now;
      }
    }
    const list = [...running];
    const { instance } = flows.extract(list, (l) => universe.capacity[l]!);
    const { rate } = fillMaxMin(instance);
    let next = Infinity;
    begins.forEach((t, f) => (next = t > now && finished[f] === Infinity ? Math.min(next, t) : next));
    list.forEach((f, i) => (next = rate[i]! > 0 ? Math.min(next, now + left[f]! / rate[i]!) : next));
    if (next === Infinity) return finished;
    list.forEach((f, i) => {
      left[f]! -= rate[i]! * (next - now);
      if (left[f]! > 1e-12 * size[f]!) return;
      finished[f] = next;
      running.delete(f);
    });
    now = next;
  }
}
