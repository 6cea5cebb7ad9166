/**
 * Random graphs against the bound that no graph of their degree can beat (Singla et al., NSDI 2014).
 *
 * From a switch of degree d at most d others are at one hop, d (d - 1) at two, and so on (Moore): filled up to n - 1 that is the shortest average
 * distance A there can be. Hosts that send x each to all other switches alike fill the n d arcs: x <= d / (A hosts).
 */
import { describe, expect, it } from 'vitest';
import { allToAll, averageDistance, best, fabric, oneHost, wide } from './measure.testing.ts';

function shortestAverage(n: number, d: number): number {
  let [left, reach, hops, sum] = [n - 1, d, 1, 0];
  while (left > 0) {
    const here = Math.min(left, reach);
    sum += here * hops++;
    left -= here;
    reach *= d - 1;
  }
  return sum / (n - 1);
}

/** Of m switches beyond the first d, the d (d - 1) walks of two hops miss the part exp(-d (d - 1) / m), which is three hops away. */
function randomAverage(n: number, d: number): number {
  const beyond = n - 1 - d;
  const missed = beyond * Math.exp((-d * (d - 1)) / beyond);
  return (d + 2 * (beyond - missed) + 3 * missed) / (n - 1);
}

const jellyfish = (switches: number, degree: number, hosts: number): ReturnType<typeof fabric> =>
  fabric('jellyfish', {
    ...oneHost(wide),
    switches,
    degree,
    endpointsPerRouter: hosts,
    routerLink_Gbps: 1,
    switchPorts: 64,
    seed: 1,
  });

describe('the Moore bound', () => {
  it.each([
    // 10 at one hop and 29 at two of 39: 68/39; 10, then 69 of 90 at two of 79: 148/79.
    [40, 10, 5, 1.743589, 1.147059],
    [80, 10, 5, 1.873417, 1.067567],
    [1000, 24, 8, 2.399399, 1.250313],
    [1000, 25, 7, 2.349349, 1.520177],
  ])('%i switches of degree %i, %i hosts each', (n, d, hosts, average, throughput) => {
    const shortest = shortestAverage(n, d);
    expect(shortest).toBeCloseTo(average, 5);
    expect(d / (shortest * hosts)).toBeCloseTo(throughput, 5);
    const made = jellyfish(n, d, hosts);
    const own = averageDistance(made);
    expect(own).toBeGreaterThanOrEqual(shortest);
    expect(Math.abs(own / randomAverage(n, d) - 1)).toBeLessThan(0.01);
  });

  it.each([
    [40, 10, 5],
    [80, 10, 5],
  ])('is not exceeded by the best routing: %i switches of degree %i, %i hosts each', (n, d, hosts) => {
    const made = jellyfish(n, d, hosts);
    const { low } = best(made, allToAll(made), 0.02);
    const bound = d / (shortestAverage(n, d) * hosts);
    expect(low * hosts * (n - 1)).toBeLessThanOrEqual(bound);
    expect(low * hosts * (n - 1)).toBeGreaterThan(0.8 * bound);
  });
});
