/**
 * Calls to be cancelled: each trial is of a design that was not seen before, so that all of its work is done anew.
 */
import { valueOf } from '@weft/units';
import {
  defaultWorkload,
  type Design,
  type JobRecord,
  type Parameters,
  type RoutingChoice,
  type Workload,
} from '@weft/model';
import { readAny } from '@weft/codecs';
import { generateStudy } from '../src/generate.ts';
import type { Call } from '../src/protocol.ts';

export interface CancelCase {
  readonly name: string;
  readonly call: (trial: number) => Pick<Call, 'method' | 'arguments'>;
  /** About how long a whole call takes; cancels fall anywhere within. */
  readonly within_ms: number;
  readonly cancels: number;
}

const hashed: RoutingChoice = { policy: 'ecmp-hash', seed: 1, subflows: 1, handOver: false };
const spray: RoutingChoice = { policy: 'spray', handOver: true };
const minimal: RoutingChoice = { policy: 'minimal', handOver: false };
const single: Parameters = { acceleratorsPerServer: 1, nicsPerServer: 1, scaleUp: 'none' };
/** p = 8, a = 16, h = 8: 129 groups of 128 endpoints. */
const dragonfly: Parameters = {
  ...single,
  endpointsPerRouter: 8,
  routersPerGroup: 16,
  globalLinksPerRouter: 8,
  groups: 129,
};

function designOf(recipe: string, parameters: Parameters): Design {
  return valueOf(generateStudy(recipe, parameters)).designs[0]!;
}

const allToAll = (routing: RoutingChoice): Workload => ({
  ...defaultWorkload,
  traffic: { pattern: 'all-to-all' },
  routing,
});
const permutation = (routing: RoutingChoice): Workload => ({
  ...defaultWorkload,
  traffic: { pattern: 'permutation', seed: 3 },
  routing,
});

/** Every fourth call makes and checks the design, every fourth draws it, the others solve. */
function making(recipe: string, parameters: (trial: number) => Parameters, workload: Workload): CancelCase['call'] {
  return (trial) => {
    const design = designOf(recipe, parameters(trial));
    if (trial % 4 === 3) return { method: 'facts', arguments: [design] };
    if (trial % 4 === 1) return { method: 'scene', arguments: [{ design, open: ['b1'] }] };
    return { method: 'solve', arguments: [{ design, workload, failed: [] }] };
  };
}

/** 2,000 servers of eight cards on 504 leaves and 256 spines, as a cabling list. */
function cablingList(): Design {
  const rows = ['a_device,a_port,z_device,z_port'];
  for (let s = 0; s < 2000; s++) {
    for (let n = 0; n < 8; n++) rows.push(`server${s},mlx5_${n},leaf${8 * Math.floor(s / 32) + n},${(s % 32) + 1}`);
  }
  for (let l = 0; l < 504; l++) {
    for (let u = 0; u < 32; u++) rows.push(`leaf${l},${33 + u},spine${u * 8 + (l % 8)},${Math.floor(l / 8) + 1}`);
  }
  return valueOf(readAny('cabling.csv', new TextEncoder().encode(rows.join('\n')))).design!;
}

let imported: Design | null = null;

/** The imported cluster with one of its links at another rate; every third is opened anew, so that all of it travels, the others are edits of that. */
function importedDesign(trial: number): Design {
  imported ??= cablingList();
  const [id, link] = Object.entries(imported.links)[trial]!;
  const links = { ...imported.links, [id]: { ...link, rate_Gbps: 100 } };
  return { ...imported, id: `imported${Math.floor(trial / 3)}`, links };
}

function job(id: string, action: JobRecord['action'], first: number, count: number, size_B: number): JobRecord {
  return {
    id,
    name: id,
    action,
    size_B,
    first,
    count,
    step: 1,
    seed: 1,
    rounds: 2,
    compute_ns: 1e6,
    start_ns: 0,
    after: [],
  };
}

export const cancelCases: readonly CancelCase[] = [
  {
    name: 'a million explicit flows',
    call: making(
      'fat-tree',
      (trial) => ({ ...single, switchPorts: 16, servers: 1023 - (trial % 200) }),
      allToAll(hashed),
    ),
    within_ms: 1500,
    cancels: 60,
  },
  {
    name: 'making, drawing and solving 32,000 accelerators',
    call: making('rail-optimized', (trial) => ({ servers: 4000 - trial }), allToAll(spray)),
    within_ms: 300,
    cancels: 60,
  },
  {
    name: 'a hashed permutation of 32,000 accelerators',
    call: making('rail-optimized', (trial) => ({ servers: 4000 - trial }), permutation(hashed)),
    within_ms: 1000,
    cancels: 30,
  },
  {
    name: 'a Dragonfly of 16,512',
    call: making('dragonfly', (trial) => ({ ...dragonfly, servers: 16_512 - trial }), allToAll(minimal)),
    within_ms: 1500,
    cancels: 30,
  },
  {
    name: 'an imported cluster of 2,000 servers',
    call: (trial) => {
      const design = importedDesign(trial);
      return trial % 2 === 0
        ? { method: 'facts', arguments: [design] }
        : { method: 'solve', arguments: [{ design, workload: allToAll(spray), failed: [] }] };
    },
    within_ms: 500,
    cancels: 30,
  },
  {
    name: 'the best of all routings of a random graph',
    call: (trial) => ({
      method: 'optimum',
      arguments: [
        { design: designOf('jellyfish', { switches: 300 - trial }), workload: permutation(spray), failed: [] },
        0.001,
      ],
    }),
    within_ms: 1500,
    cancels: 30,
  },
  {
    name: 'single failures of 4,000 accelerators',
    call: (trial) => ({
      method: 'failures',
      arguments: [
        {
          design: designOf('rail-optimized', { servers: 500 - trial }),
          workload: trial % 2 === 0 ? allToAll(spray) : permutation(hashed),
          failed: [],
          ask: { kind: 'single' },
        },
      ],
    }),
    within_ms: 1500,
    cancels: 30,
  },
  {
    name: 'three jobs on 16,000 accelerators',
    call: (trial) => ({
      method: 'jobs',
      arguments: [
        {
          design: designOf('rail-optimized', { servers: 2000 - trial }),
          routing: hashed,
          failed: [],
          jobs: [
            job('j1', 'all-reduce', 0, 4000, 1e9),
            job('j2', 'all-to-all', 4000, 128, 1e8),
            job('j3', 'permutation', 8000, 4000, 1e8),
          ],
        },
      ],
    }),
    within_ms: 2000,
    cancels: 30,
  },
];
