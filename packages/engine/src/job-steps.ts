/**
 * Jobs of a study as jobs of the solver: who sends how much to whom, in which steps.
 *
 * A collective runs as it does alone (`collective.ts`): rings within scale-up domains and across them on every rail, all steps of the ring
 * pipelined into one; flows carry what their wires need in time, so 0.96 of the line rate is reached across and 0.78 within, and the
 * latency of the steps goes before. A pattern is bytes and nothing else. Between two rounds everyone waits for everyone.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { endpointsOf, type ExplicitFlows, type Topology } from '@weft/topology';
import { jobsFault, type JobRecord } from '@weft/model';
import { SeededRandom } from '@weft/generators';
import type { Job, JobStep, Steps } from '@weft/solver';
import { directMoves, ringMoves } from './collective.ts';
import { domainSetsOf, ringsAcross, ringsWithin, unevenIn } from './collective-flows.ts';

/** Flows of all rounds of all jobs that are run at most: some 300 MB while they run. */
export const jobFlowLimit = 400_000;
/**
 * Flows that are shared out anew together at most: 65,000 hashed ones of an all-to-all take 1.4 s on the reference machine while it is busy,
 * 260,000 take 14 s.
 */
export const jobFlowsAtOnce = 100_000;

/** Jobs in the order of their records; a fault names the record and what is wrong with it. */
export function* solverJobs(topology: Topology, records: readonly JobRecord[]): Steps<Outcome<readonly Job[]>> {
  if (records.length === 0) return failed('no-jobs', 'jobs', say`There are no jobs; expected one or more.`);
  const fault = jobsFault(records);
  if (fault !== null) return failed('jobs', fault.where, fault.message);
  const endpoints = endpointsOf(topology);
  const at = new Map(records.map(({ id }, j) => [id, j]));
  const jobs: Job[] = [];
  // Equal steps are shared: what takes equally long alone is run alone once.
  const made = new Map<string, readonly JobStep[]>();
  let flows = 0;
  let atOnce = 0;
  for (const record of records) {
    const { name, first, count, step, start_ns, after } = record;
    const last = first + (count - 1) * step;
    if (last >= endpoints.length) {
      const has = say`the design has ${endpoints.length}, 0 to ${endpoints.length - 1}`;
      return failed('job-ranks', 'jobs', say`${name} uses accelerators ${first} to ${last}; ${has}.`);
    }
    const key = keyOf(record);
    let steps = made.get(key);
    if (steps === undefined) {
      if (count > jobFlowsAtOnce) return tooMany(name, count);
      const ranks = Array.from({ length: count }, (_, i) => endpoints[first + i * step]!);
      yield { phase: 'design', fraction: 0 };
      const one = yield* stepOf(topology, record, ranks);
      if (!one.ok) return one;
      steps = Array.from({ length: record.rounds }, () => one.value);
      made.set(key, steps);
    }
    const each = steps[0]?.flows.source.length ?? 0;
    atOnce += each;
    if (atOnce > jobFlowsAtOnce) return tooMany(name, count);
    flows += steps.length * each;
    if (flows > jobFlowLimit) {
      const found = say`The jobs have more than ${jobFlowLimit} flows over all their rounds; expected fewer rounds or accelerators.`;
      return failed('too-many-flows', 'jobs', found);
    }
    jobs.push({ name, steps, start_ns, waiting: 'all', after: after.map((id) => at.get(id)!) });
  }
  return done(jobs);
}

function tooMany(name: string, ranks: number): Outcome<never> {
  const found = say`With ${name} on ${ranks} accelerators, more than ${jobFlowsAtOnce} flows could run at once; expected fewer accelerators or jobs (an all-to-all of 316 fits).`;
  return failed('too-many-flows', 'jobs', found);
}

function keyOf({ action, size_B, first, count, step, seed, rounds, compute_ns }: JobRecord): string {
  return JSON.stringify([action, size_B, first, count, step, seed, rounds, compute_ns]);
}

function* stepOf(topology: Topology, record: JobRecord, ranks: readonly number[]): Steps<Outcome<JobStep>> {
  const { action, size_B, compute_ns } = record;
  const n = ranks.length;
  switch (action) {
    case 'all-reduce':
      return yield* ringStep(topology, record, ranks, 2);
    case 'all-gather':
    case 'reduce-scatter':
      return yield* ringStep(topology, record, ranks, 1);
    case 'all-to-all': {
      if (n * (n - 1) > jobFlowsAtOnce) return tooMany(record.name, n);
      const { within_B, across_B, latency_s } = directMoves(size_B, n, domainSetsOf(topology, ranks).length > 1);
      const pairs = ranks.flatMap((from) => ranks.filter((to) => to !== from).map((to) => [from, to] as const));
      return done({ flows: flowsOf(action, pairs, within_B + across_B), compute_ns: compute_ns + latency_s * 1e9 });
    }
    case 'ring':
      return done({ flows: flowsOf(action, around(ranks), size_B), compute_ns });
    case 'permutation':
      // Around a shuffled order everyone sends to someone else, and is sent to once.
      return done({
        flows: flowsOf(action, around([...new SeededRandom(record.seed).shuffle(Int32Array.from(ranks))]), size_B),
        compute_ns,
      });
    case 'incast': {
      const pairs = ranks.slice(1).map((from) => [from, ranks[0]!] as const);
      return done({ flows: flowsOf(action, pairs, size_B), compute_ns });
    }
  }
}

function* ringStep(
  topology: Topology,
  { name, action, size_B, compute_ns }: JobRecord,
  ranks: readonly number[],
  f: 1 | 2,
): Steps<Outcome<JobStep>> {
  const domains = domainSetsOf(topology, ranks);
  const uneven = unevenIn(domains);
  if (uneven !== null) {
    const found = say`${name} has ${uneven} in its scale-up domains; expected equally many in each, as rings over them are made.`;
    return failed('uneven-domains', 'jobs', found);
  }
  const { within_B, across_B, latency_s } = ringMoves(f, size_B, domains.length, domains[0]!.length);
  yield { phase: 'design', fraction: 0 };
  const [within, across] = [ringsWithin(domains), ringsAcross(domains)];
  yield { phase: 'design', fraction: 0 };
  const inside = within.source.length;
  const flows: ExplicitFlows = {
    kind: 'explicit',
    name: action,
    source: joined(within.source, across.source),
    target: joined(within.target, across.target),
    weight: null,
    cap_Gbps: null,
    size_B: new Float64Array(inside + across.source.length).fill(within_B).fill(across_B, inside),
  };
  return done({ flows, compute_ns: compute_ns + latency_s * 1e9 });
}

type Pair = readonly [from: number, to: number];

function flowsOf(name: string, pairs: readonly Pair[], size_B: number): ExplicitFlows {
  return {
    kind: 'explicit',
    name,
    source: Int32Array.from(pairs, ([from]) => from),
    target: Int32Array.from(pairs, ([, to]) => to),
    weight: null,
    cap_Gbps: null,
    size_B: new Float64Array(pairs.length).fill(size_B),
  };
}

/** Each to the next, the last to the first. */
function around(ranks: readonly number[]): readonly Pair[] {
  return ranks.map((from, i) => [from, ranks[(i + 1) % ranks.length]!] as const);
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const both = new Int32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
