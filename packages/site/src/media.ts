/**
 * The medium of every cable: the best of what reaches and fits, under a policy, or the one that was fixed.
 *
 * Links that share a cage share its module, so they take one technology together with all links their far ends share cages with; for most designs that
 * is one link, or the few legs of a splitter. What nothing can serve is left without a medium and reported; a fixed medium that is too short is kept and
 * reported. O(links), options are worked out once for each kind of link.
 */
import { say } from '@weft/units';
import { mediumFacts, technologies, type Technology } from '@weft/catalogue';
import type { Finding } from '@weft/model';
import { linkId, type Topology } from '@weft/topology';
import { cageClassOf, type Cages } from './cages.ts';
import type { Figures } from './figures.ts';
import { linkOptions, type LinkMake, type LinkOption } from './link-options.ts';
import type { MediumPolicy, SiteOptions } from './options.ts';
import type { Runs } from './runs.ts';
import { few, inSlices, many, type Pauses } from './pauses.ts';

export interface MediaPlan {
  readonly makes: readonly LinkMake[];
  readonly choices: readonly LinkOption[];
  /** Per link: its kind (-1 for a link without a cable) and its choice (-1 for none). */
  readonly make: Int32Array;
  readonly choice: Int32Array;
  /** Per link: the links that must share its technology, by the lowest of them (-1 for a link without a cable). */
  readonly bundle: Int32Array;
  /** Per bundle, at its lowest link: the longest of its lengths, in which a cable with fixed ends is bought. */
  readonly bundleLength_m: Float64Array;
  readonly findings: readonly Finding[];
}

/** Which cables are of one kind, and which must share their technology: what no policy changes. */
export type LinkKinds = Pick<MediaPlan, 'makes' | 'make' | 'bundle'>;

/** Sorts cables into kinds and bundles, with pauses. */
export function* linkKindSteps(topology: Topology, runs: Runs, cages: Cages, figures: Figures): Pauses<LinkKinds> {
  const { make, makes } = yield* linkMakes(topology, runs, cages, figures);
  return { make, makes, bundle: yield* bundlesOf(topology, cages) };
}

/** Chooses the medium of every cable, with pauses. `policy` replaces the general policy of the options and those by kind. */
export function* mediaSteps(
  topology: Topology,
  runs: Runs,
  { make, makes, bundle }: LinkKinds,
  figures: Figures,
  options: SiteOptions,
  policy: MediumPolicy | null = null,
): Pauses<MediaPlan> {
  const byMake = makes.map((one) => linkOptions(one, figures));
  const choices: LinkOption[] = [];
  const choiceIndex = new Map<LinkOption, number>();
  const choice = new Int32Array(topology.linkCount).fill(-1);
  const bundleLength_m = new Float64Array(topology.linkCount);
  const reports = new Reports(topology);
  const decided = new Map<string, Decision>();

  const bundles = yield* membersOf(bundle);
  const choose = (links: readonly number[]): void => {
    const first = links[0]!;
    const kind = makes[make[first]!]!.kind;
    const wanted = policy ?? options.mediaByKind[kind] ?? options.media;
    const { key, groups, fixed, length_m } = summaryOf(topology, links, make, runs);
    bundleLength_m[first] = length_m;
    const name = `${wanted} ${fixed ?? ''} ${key}`;
    let decision = decided.get(name);
    if (!decision) {
      decision = decide(groups, byMake, makes, length_m, technologyOf(figures, fixed) ?? wanted);
      decided.set(name, decision);
    }
    for (const e of links) {
      const option = decision.options.get(make[e]!);
      if (!option) continue;
      let index = choiceIndex.get(option);
      if (index === undefined) choiceIndex.set(option, (index = choices.push(option) - 1));
      choice[e] = index;
    }
    if (decision.fault) reports.add(decision.fault, makes[make[first]!]!, links, length_m);
  };
  yield* inSlices(bundles.length, few, (from, to) => {
    for (let i = from; i < to; i++) choose(bundles[i]!);
  });
  return { makes, choices, make, choice, bundle, bundleLength_m, findings: reports.findings() };
}

interface Decision {
  readonly options: ReadonlyMap<number, LinkOption>;
  readonly fault: FaultCode | null;
}

type FaultCode =
  | 'no-medium-at-speed'
  | 'no-medium-reaches'
  | 'medium-too-short'
  | 'medium-not-available'
  | 'not-co-packaged'
  | 'protocol-not-stated'
  | 'no-figure';

interface Group {
  readonly make: number;
  readonly count: number;
}

/** The technology that serves all kinds of link of a bundle and is best under the policy. */
function decide(
  groups: readonly Group[],
  byMake: readonly (readonly LinkOption[])[],
  makes: readonly LinkMake[],
  length_m: number,
  wanted: MediumPolicy,
): Decision {
  const servants = new Map<Technology, Map<number, LinkOption>>();
  for (const technology of technologies) {
    const options = new Map<number, LinkOption>();
    for (const { make } of groups) {
      const option = byMake[make]!.find((one) => one.technology === technology);
      if (option) options.set(make, option);
    }
    if (options.size === groups.length) servants.set(technology, options);
  }
  const packaged = groups.some(({ make }) => makes[make]!.ends.some(({ cage }) => cage.coPackaged));
  const reaches = (options: Map<number, LinkOption>): boolean =>
    [...options.values()].every(({ reach_m }) => reach_m === null || reach_m >= length_m - 1e-3);

  if (isTechnology(wanted)) {
    const technology = packaged ? 'co-packaged' : wanted;
    const options = servants.get(technology);
    if (!options) return { options: new Map(), fault: 'medium-not-available' };
    if (!reaches(options)) return { options, fault: 'medium-too-short' };
    if (wanted === 'co-packaged' && !packaged) return { options, fault: 'not-co-packaged' };
    return { options, fault: [...options.values()].every(({ carries }) => carries) ? null : 'protocol-not-stated' };
  }
  const able = [...servants].filter(
    ([technology, options]) =>
      (packaged ? technology === 'co-packaged' : technology !== 'co-packaged') &&
      [...options.values()].every(({ sold, carries }) => sold && carries),
  );
  if (able.length === 0) return { options: new Map(), fault: 'no-medium-at-speed' };
  const near = able.filter(([, options]) => reaches(options));
  if (near.length === 0) return { options: new Map(), fault: 'no-medium-reaches' };
  const scores = near.map(([, options]) => scoreOf(groups, options, wanted));
  let best = 0;
  for (let i = 1; i < near.length; i++) if (isLess(scores[i]!, scores[best]!)) best = i;
  const [, options] = near[best]!;
  const least = scores[best]![0]!;
  return { options, fault: least === Infinity ? 'no-figure' : null };
}

/** The figure a policy wants least, then what breaks ties; an unknown figure is worse than any known one. */
function scoreOf(groups: readonly Group[], options: Map<number, LinkOption>, aim: MediumPolicy): number[] {
  const total = (of: (option: LinkOption) => number | null): number => {
    let sum = 0;
    for (const { make, count } of groups) sum += (of(options.get(make)!) ?? Infinity) * count;
    return sum;
  };
  const price = total((o) => o.price_usd);
  const power = total((o) => o.power_W);
  const failures = total((o) => o.failures_FIT);
  const latency = total((o) => o.latency_ns?.typical ?? null);
  switch (aim) {
    case 'lowest-power':
      return [power, price, failures, latency];
    case 'lowest-failure':
      return [failures, price, power, latency];
    case 'lowest-latency':
      return [latency, price, power, failures];
    default:
      return [price, power, failures, latency];
  }
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i]! < b[i]!) return true;
    if (a[i]! > b[i]!) return false;
  }
  return false;
}

function isTechnology(policy: MediumPolicy): policy is Technology {
  return (technologies as readonly string[]).includes(policy);
}

/** The technology of a fixed medium; a medium the catalogue does not have fixes nothing. */
function technologyOf(figures: Figures, medium: string | null): Technology | null {
  const part = figures.part('medium', medium);
  return part ? mediumFacts(part).technology : null;
}

/** Sorts cables into kinds. */
function* linkMakes(
  topology: Topology,
  runs: Runs,
  cages: Cages,
  figures: Figures,
): Pauses<{ make: Int32Array; makes: readonly LinkMake[] }> {
  const classes = topology.nodeClasses.map((nodeClass) => cageClassOf(nodeClass, figures));
  // The only cage at the far end of a cage's links; -2 when there are several.
  const partner = new Int32Array(cages.count).fill(-1);
  const meet = (cage: number, far: number): void => {
    partner[cage] = partner[cage] === -1 || partner[cage] === far ? far : -2;
  };
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (cages.a[e]! < 0) continue;
      meet(cages.a[e]!, cages.b[e]!);
      meet(cages.b[e]!, cages.a[e]!);
    }
  });
  const make = new Int32Array(topology.linkCount).fill(-1);
  const makes: LinkMake[] = [];
  const known = new Map<string, number>();
  yield* inSlices(topology.linkCount, few, (from, to) => {
    for (let e = from; e < to; e++) {
      if (Number.isNaN(runs.length_m[e]!)) continue;
      const a = cages.a[e]!;
      const b = cages.b[e]!;
      const pairs = cages.slots[a] === 1 || cages.slots[b] === 1 || (partner[a] === b && partner[b] === a);
      const classA = topology.nodeClass[topology.linkA[e]!]!;
      const classB = topology.nodeClass[topology.linkB[e]!]!;
      const rate_Gbps = topology.linkCapacity_Gbps[e]!;
      const key = `${topology.linkClass[e]!} ${classA} ${classB} ${rate_Gbps} ${cages.slots[a]!} ${cages.slots[b]!} ${String(pairs)}`;
      let index = known.get(key);
      if (index === undefined) {
        const { protocol, kind } = topology.linkClasses[topology.linkClass[e]!]!;
        const end = (nodeClass: number, cage: number) => ({
          cage: classes[nodeClass]!,
          slots: cages.slots[cage]!,
          module_Gbps: cages.module_Gbps[cage]!,
        });
        index = makes.push({ rate_Gbps, protocol, kind, pairs, ends: [end(classA, a), end(classB, b)] }) - 1;
        known.set(key, index);
      }
      make[e] = index;
    }
  });
  return { make, makes };
}

/** Joins the links that share cages, by the lowest of them. */
function* bundlesOf(topology: Topology, cages: Cages): Pauses<Int32Array> {
  const first = new Int32Array(cages.count).fill(-1);
  const root = new Int32Array(topology.linkCount).fill(-1);
  const find = (e: number): number => {
    let top = e;
    while (root[top]! !== top) top = root[top]!;
    while (root[e]! !== top) {
      const next = root[e]!;
      root[e] = top;
      e = next;
    }
    return top;
  };
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (cages.a[e]! < 0) continue;
      root[e] = e;
      for (const cage of [cages.a[e]!, cages.b[e]!]) {
        if (first[cage]! < 0) {
          first[cage] = e;
          continue;
        }
        const x = find(first[cage]!);
        const y = find(e);
        if (x !== y) root[Math.max(x, y)] = Math.min(x, y);
      }
    }
  });
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) if (root[e]! >= 0) root[e] = find(e);
  });
  return root;
}

/** The links of each bundle: first bundles of one link, then the others, each by their lowest link. */
function* membersOf(bundle: Int32Array): Pauses<readonly (readonly number[])[]> {
  const size = new Int32Array(bundle.length);
  yield* inSlices(bundle.length, many, (from, to) => {
    for (let e = from; e < to; e++) if (bundle[e]! >= 0) size[bundle[e]!]!++;
  });
  const alone: number[][] = [];
  const shared = new Map<number, number[]>();
  yield* inSlices(bundle.length, many, (from, to) => {
    for (let e = from; e < to; e++) {
      const root = bundle[e]!;
      if (root < 0) continue;
      if (size[root] === 1) {
        alone.push([e]);
        continue;
      }
      const members = shared.get(root);
      if (members) members.push(e);
      else shared.set(root, [e]);
    }
  });
  return [...alone, ...shared.values()];
}

/** What the decision about a bundle depends on. */
function summaryOf(
  topology: Topology,
  links: readonly number[],
  make: Int32Array,
  runs: Runs,
): { key: string; groups: readonly Group[]; fixed: string | null; length_m: number } {
  let length_m = 0;
  let fixed: string | null = null;
  for (const e of links) {
    length_m = Math.max(length_m, runs.bought_m[e]!);
    fixed ??= topology.linkClasses[topology.linkClass[e]!]!.medium;
  }
  if (links.length === 1) {
    const only = make[links[0]!]!;
    return { key: `${only} ${length_m}`, groups: [{ make: only, count: 1 }], fixed, length_m };
  }
  const counts = new Map<number, number>();
  for (const e of links) counts.set(make[e]!, (counts.get(make[e]!) ?? 0) + 1);
  const groups = [...counts].map(([one, count]) => ({ make: one, count })).toSorted((x, y) => x.make - y.make);
  const key = groups.map((group) => `${group.make}x${group.count}`).join(' ');
  return { key: `${key} ${length_m}`, groups, fixed, length_m };
}

/** Most links named in one finding. */
const namedLinks = 20;

/** Gathers faults by code and kind of link, so that a thousand like links make one finding. */
class Reports {
  readonly #topology: Topology;
  readonly #open = new Map<
    string,
    { code: FaultCode; make: LinkMake; links: number; named: string[]; longest_m: number }
  >();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  add(code: FaultCode, make: LinkMake, links: readonly number[], length_m: number): void {
    const key = `${code} ${make.kind} ${make.rate_Gbps}`;
    let entry = this.#open.get(key);
    if (!entry) this.#open.set(key, (entry = { code, make, links: 0, named: [], longest_m: 0 }));
    entry.links += links.length;
    entry.longest_m = Math.max(entry.longest_m, length_m);
    for (const e of links) if (entry.named.length < namedLinks) entry.named.push(linkId(this.#topology, e));
  }

  findings(): Finding[] {
    return [...this.#open.values()].map(({ code, make, links, named, longest_m }) => ({
      code,
      severity: severities[code],
      targets: named,
      message: sentences[code](
        `${links} ${make.kind} ${links === 1 ? 'link' : 'links'} of ${make.rate_Gbps} Gb/s`,
        longest_m,
      ),
    }));
  }
}

const severities: Readonly<Record<FaultCode, Finding['severity']>> = {
  'no-medium-at-speed': 'warning',
  'no-medium-reaches': 'error',
  'medium-too-short': 'error',
  'medium-not-available': 'error',
  'not-co-packaged': 'warning',
  'protocol-not-stated': 'warning',
  'no-figure': 'note',
};

const sentences: Readonly<Record<FaultCode, (links: string, longest_m: number) => string>> = {
  'no-medium-at-speed': (links) =>
    say`No medium in the catalogue fits ${links}: rate, cage or protocol rule all out. Their cables are not priced.`,
  'no-medium-reaches': (links, longest_m) =>
    say`No medium reaches over ${links}, the longest of ${longest_m} m. Their cables are not priced; place the ends nearer to each other.`,
  'medium-too-short': (links, longest_m) =>
    say`The chosen medium does not reach over ${links}, the longest of ${longest_m} m; expected a medium with more reach or a shorter way.`,
  'medium-not-available': (links) =>
    say`The chosen medium is not made for ${links} between these devices; their cables are not priced.`,
  'not-co-packaged': (links) =>
    say`Co-packaged optics are reckoned for ${links} whose switches are not sold with them: a comparison, not a purchase.`,
  'protocol-not-stated': (links) =>
    say`The chosen medium is stated to carry other protocols than that of ${links}: a comparison, not a purchase.`,
  'no-figure': (links) =>
    say`For ${links} no medium has the figure that the policy wants least; price and power decided.`,
};
