/**
 * Many random failures: each sample breaks so many links and switches, drawn without return from those that could fail: links alike or by
 * given weights, switches alike.
 *
 * Seeded: sample i depends on the seed and i alone, so a sweep can be continued or split. Under uniform fluid traffic, single failures that checked
 * symmetries map onto each other leave the same, so each kind of them is solved once.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { nodeClassOf, type Flows, type Topology } from '@weft/topology';
import { within, type Steps } from '../steps.ts';
import type { SolveFault } from '../solve.ts';
import { mix } from '../route/hash.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import type { Routing } from '../routing.ts';
import { policyOf, type Policy } from '../route/policy.ts';
import { orbitsUnder } from '../sym/found.ts';
import type { Orbits } from '../sym/orbits.ts';
import { drawAlike, WeightedDraw } from './draw.ts';
import { NearFailures } from './near.ts';
import { byHarm, severalScenarios, solveBeside, type Left } from './scenario.ts';

export interface SampleOptions {
  readonly samples: number;
  readonly seed: number;
  readonly links: number;
  readonly nodes: number;
  /** The number of the first sample; 0 unless a sweep is continued. */
  readonly first?: number;
  /** What has failed already, in each sample. */
  readonly failures?: Failures;
  /** Links to draw from, ascending; all when left out. */
  readonly among?: Int32Array;
  /** Parallel to those: how much more likely one is drawn than another, such as a failure rate. Links are drawn all alike when left out. */
  readonly weights?: Float64Array;
}

export interface FailureSample extends Left {
  readonly number: number;
  readonly links: readonly number[];
  readonly nodes: readonly number[];
}

export interface SampledFailures {
  readonly samples: readonly FailureSample[];
  readonly worst: FailureSample;
  /** Over samples: the slowest rate at its least, tenth part, middle, and most. */
  readonly min_Gbps: { readonly least: number; readonly tenth: number; readonly median: number; readonly most: number };
  readonly mean_Gbps: number;
  /** Samples in which some flow has no path. */
  readonly cut: number;
}

/** Solves each sample. */
export function* sampleFailures(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  options: SampleOptions,
): Steps<Outcome<SampledFailures, SolveFault>> {
  const switches: number[] = [];
  for (let v = 0; v < topology.nodeCount; v++) {
    const { role } = nodeClassOf(topology, v);
    if (role !== 'accelerator' && role !== 'nic' && role !== 'service') switches.push(v);
  }
  const { samples, seed, links, nodes, first = 0, failures = noFailures, among, weights } = options;
  const linkCount = among?.length ?? topology.linkCount;
  if (!(samples >= 1) || links > linkCount || nodes > switches.length) {
    const most = say`${linkCount} links and ${switches.length} switches`;
    return failed(
      'flows',
      'samples',
      say`Asked for ${samples} samples of ${links} links and ${nodes} switches; there are ${most}.`,
    );
  }
  const weighted = weights === undefined ? null : new WeightedDraw(weights);
  if (weighted !== null && links > weighted.most) {
    const found = say`Asked for samples of ${links} links; ${weighted.most} of ${linkCount} have a weight above 0.`;
    return failed('flows', 'links', found);
  }
  const policy = policyOf(topology, routing, failures);
  if (!policy.ok) return policy;
  const { alike, near } = yield* within(readyFor(topology, flows, policy.value, options), 0, 0.1);
  const known = new Map<string, Left>();
  const found: FailureSample[] = [];
  for (let i = 0; i < samples; i++) {
    const random = stream(seed, first + i);
    const broken = {
      links: (weighted?.draw(links, random) ?? drawAlike(linkCount, links, random)).map((l) => among?.[l] ?? l),
      nodes: drawAlike(switches.length, nodes, random).map((s) => switches[s]!),
    };
    const kind = kindOf(broken, alike);
    let left = known.get(kind);
    if (left === undefined) {
      const from = 0.1 + (0.9 * i) / samples;
      const solved = yield* within(
        solveBeside(topology, flows, routing, near, failures, broken),
        from,
        from + 0.9 / samples,
      );
      if (!solved.ok) return solved;
      known.set(kind, (left = solved.value));
    }
    found.push({ number: first + i, ...broken, ...left });
  }
  const sorted = found.map((s) => s.min_Gbps).toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
  return done({
    samples: found,
    worst: found.toSorted(byHarm)[0]!,
    min_Gbps: { least: sorted[0]!, tenth: at(0.1), median: at(0.5), most: sorted.at(-1)! },
    mean_Gbps: found.reduce((sum, s) => sum + s.mean_Gbps, 0) / found.length,
    cut: found.filter((s) => s.disconnected > 0).length,
  });
}

interface Ready {
  /** The orbits by which single failures are alike; null where that is not known. */
  readonly alike: Orbits | null;
  readonly near: NearFailures | null;
}

/** What lessens the work of many samples of uniform traffic on a fluid. */
function* readyFor(
  topology: Topology,
  flows: Flows,
  policy: Policy,
  { samples, links, nodes }: SampleOptions,
): Steps<Ready> {
  if (flows.kind !== 'uniform' || policy.kind !== 'fluid' || samples < severalScenarios) {
    return { alike: null, near: null };
  }
  const single = links + nodes === 1;
  const alike = single ? (yield* within(orbitsUnder(topology, policy, flows.endpoints), 0, 0.5)).orbits : null;
  const near = yield* within(NearFailures.of(topology, policy, flows.endpoints), 0.5, 1);
  return { alike, near };
}

/** Samples of one kind leave the same. */
function kindOf(
  { links, nodes }: { links: readonly number[]; nodes: readonly number[] },
  alike: Orbits | null,
): string {
  if (alike === null) return `${links.join()} ${nodes.join()}`;
  const ofLink = links.map((e) => Math.min(alike.arcOrbit[2 * e]!, alike.arcOrbit[2 * e + 1]!));
  return `${ofLink.join()} ${nodes.map((v) => alike.nodeOrbit[v]!).join()}`;
}

function stream(seed: number, sample: number): () => number {
  const base = mix(mix(seed) ^ sample);
  let step = 0;
  return () => mix((base + Math.imul(++step, 0x9e3779b9)) >>> 0) / 0x100000000;
}
