/**
 * The solver's bench: figures as ratios to a peer run on the same instance in the same process, and growth exponents.
 *
 * Peers: SimGrid 3.32 (where installed), HiGHS as WebAssembly, textbook filling, our own flat layer. What could not be run is said.
 */
import { certify } from '../src/maxmin/certify.ts';
import { fillMaxMin } from '../src/maxmin/fill.ts';
import { naiveFill } from '../src/testing/naive.ts';
import { allPairs, permutations } from './cases.ts';
import { best, exponent, figure, inTurns } from './clock.ts';
import { fluidRows } from './fluid.ts';
import { kernelRows, nativeRows, wholeRows } from './kernel.ts';
import { flowRows } from './optimum.ts';
import { timeRows } from './time.ts';
import { simgrid, simgridDriver } from './simgrid.ts';

/** One line of the table. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly met: boolean | null;
}

export type Rows = Record<string, () => Row[] | Promise<Row[]>>;

const long = process.argv.includes('--long');
/** Which rows hold us against which peer. */
const rowsOfPeer: Readonly<Record<string, readonly string[]>> = {
  simgrid: ['R1', 'R2', 'R3'],
  highs: ['R9', 'R10', 'R11'],
  naive: ['R4', 'R13'],
};
const peerAt = process.argv.indexOf('--peer');
const peer = peerAt < 0 ? null : (process.argv[peerAt + 1] ?? '');
if (peer !== null && rowsOfPeer[peer] === undefined) {
  console.error(`There is no peer "${peer}"; expected one of ${Object.keys(rowsOfPeer).join(', ')}.`);
  process.exit(2);
}
const json = process.argv.includes('--json');
const wanted = [
  ...process.argv.slice(2).filter((word) => /^R\d+$/.test(word)),
  ...(peer === null ? [] : rowsOfPeer[peer]!),
];

const fillRows: Rows = {
  R1: async () => [
    ...[
      [16, 5],
      [32, 25],
    ].map(([k, target]) => {
      const instance = permutations(k!, 8);
      const ours = best(() => fillMaxMin(instance), 5);
      const what = `max-min, 8 permutations, k=${k!}, ${instance.offset.length - 1} flows: ${figure(ours.ms)} ms`;
      const peer = simgrid(instance, 120);
      if (peer === null) return missing('R1', what, 'SimGrid', `>= ${target!}x`);
      const fastest = ours.value.rate.reduce((a, b) => Math.max(a, b), 0);
      const ratio = peer.solve_ms / ours.ms;
      const agreed = Math.abs(fastest / peer.fastest - 1).toExponential(0);
      const measured = `${figure(ratio)}x (SimGrid ${figure(peer.solve_ms)} ms to the first completion; fastest rate differs by ${agreed})`;
      return { id: 'R1', what, measured, target: `>= ${target!}x`, met: ratio >= target! };
    }),
    ...(await wholeRows()),
  ],
  R2: () => {
    const small = allPairs(12);
    const ours = best(() => fillMaxMin(small), 3, 1);
    const what = `max-min, all pairs k=12, ${small.offset.length - 1} flows: ${figure(ours.ms)} ms`;
    const peer = simgrid(small, 180);
    const large = allPairs(16);
    const whole = best(() => fillMaxMin(large), 2, 1);
    // A host a flow: some gigabytes and minutes.
    const many = long ? simgrid(large, 600) : null;
    const times = many === null ? NaN : (many.build_ms + many.solve_ms) / whole.ms;
    const rows: Row[] = [
      {
        id: 'R2',
        what: `the same, k=16, ${large.offset.length - 1} flows: ${figure(whole.ms)} ms`,
        measured:
          many === null
            ? `SimGrid ${long ? 'did not end in 600 s' : 'with --long'}`
            : `${figure(times)}x build + solve`,
        target: '>= 8x build + solve',
        met: many === null ? null : times >= 8,
      },
    ];
    if (peer === null) return [missing('R2', what, 'SimGrid', '>= 8x build + solve'), ...rows, ...nativeRows()];
    const ratio = (peer.build_ms + peer.solve_ms) / ours.ms;
    return [
      { id: 'R2', what, measured: `${figure(ratio)}x build + solve`, target: '>= 8x', met: ratio >= 8 },
      ...rows,
      ...nativeRows(),
    ];
  },
  R3: () => {
    const ks: readonly [number, number, number] = [16, 32, 64];
    const cases = ks.map((k) => permutations(k, 8));
    const ms = cases.map((one, i) => best(() => fillMaxMin(one), i === 2 ? 2 : 5, i === 2 ? 1 : 2).ms);
    const flows = cases.map((one) => one.offset.length - 1);
    const e = exponent([flows[0]!, flows[2]!], [ms[0]!, ms[2]!]);
    const last = exponent([flows[1]!, flows[2]!], [ms[1]!, ms[2]!]);
    const rows: Row[] = [
      {
        id: 'R3',
        what: `exponent in flows, ${flows[0]!} to ${flows[2]!}: ${ms.map(figure).join(', ')} ms`,
        measured: `${e.toFixed(2)} (last step ${last.toFixed(2)})`,
        target: '<= 1.4',
        met: e <= 1.4,
      },
    ];
    const a = simgrid(cases[0]!, 60);
    const b = simgrid(cases[1]!, 120);
    if (a !== null && b !== null) {
      const peer = exponent([flows[0]!, flows[1]!], [a.solve_ms, b.solve_ms]);
      rows.push({
        id: 'R3',
        what: 'SimGrid on its feasible part',
        measured: peer.toFixed(2),
        target: '(2.0)',
        met: null,
      });
    }
    return rows;
  },
  R4: () => {
    const k = 32;
    const instance = permutations(k, 8);
    const ours = best(() => fillMaxMin(instance), 5).ms;
    const naive = best(() => naiveFill(instance), 1, 0).ms;
    const what = `textbook filling, 8 permutations k=${k}: ${figure(naive)} ms`;
    return [{ id: 'R4', what, measured: `${figure(naive / ours)}x`, target: '>= 300x', met: naive / ours >= 300 }];
  },
  R5: kernelRows,
  R15: () => {
    const instance = allPairs(16);
    const { rate, bottleneck } = fillMaxMin(instance);
    const prove = (): void => void certify(instance, rate, bottleneck);
    const [solved, proof] = inTurns([() => void fillMaxMin(instance), prove], 6);
    const ratio = proof!.ms / solved!.ms;
    const what = `certificate of ${instance.offset.length - 1} flows: ${figure(proof!.ms)} of ${figure(solved!.ms)} ms (processor time)`;
    const moved = best(() => structuredClone(new Float64Array(8 << 20)), 1, 0).ms;
    const buffer = new Float64Array(8 << 20).buffer;
    const handed = best(
      () => void structuredClone(buffer, { transfer: buffer.byteLength > 0 ? [buffer] : [] }),
      1,
      0,
    ).ms;
    return [
      { id: 'R15', what, measured: `${ratio.toFixed(2)} of the solve`, target: '<= 0.5', met: ratio <= 0.5 },
      {
        id: 'R15',
        what: '64 MiB handed over',
        measured: `${figure(handed)} ms (copied: ${figure(moved)} ms)`,
        target: '<= 5 ms',
        met: handed <= 5,
      },
    ];
  },
};

function missing(id: string, what: string, peer: string, target: string): Row {
  return { id, what, measured: `${peer} is missing`, target, met: null };
}

const all: Rows = { ...fillRows, ...fluidRows, ...flowRows, ...timeRows };
const order = Object.keys(all).toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
const say = json ? console.error : console.log;
say(`Node ${process.version}; SimGrid ${simgridDriver() === null ? 'is missing: its rows are left open' : 'found'}`);
const found: Row[] = [];
for (const id of order) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  for (const row of await all[id]!()) {
    const { what, measured, target, met } = row;
    found.push(row);
    const mark = met === null ? ' ' : met ? '+' : '-';
    say(`${mark} ${id.padEnd(4)} ${what}\n       ${measured}   [target ${target}]`);
  }
}
if (json) console.log(JSON.stringify(found, null, 1));
