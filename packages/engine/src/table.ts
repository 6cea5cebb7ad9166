/**
 * A design as two long lists, parts and links, read a window at a time: what a table shows of it, drawn or not.
 *
 * In: a topology, which list, words to filter by, a column to sort by, a window. Out: how many rows there are, and those of the window. Order: the
 * design's own until a column is named; equal values keep it. An order is computed once per topology and question, in O(rows log rows) and as many
 * names written out as there are rows; a further window costs its rows.
 */
import {
  groupClassOf,
  groupId,
  groupLabel,
  linkClassOf,
  linkId,
  nodeClassOf,
  nodeId,
  nodeLabel,
  type Topology,
} from '@weft/topology';
import type { Design } from '@weft/model';
import { inSlices, type Steps } from '@weft/solver';
import type { Compiled } from './compiled.ts';
import { loadOf } from './figures.ts';
import { linkInWords, nodeInWords } from './names.ts';
import type { Solved } from './solved.ts';
import { sortedByRank, sortedSteps } from './sorting.ts';

export const partColumns = ['name', 'kind', 'within', 'ports', 'rate', 'part', 'links'] as const;
export type PartColumn = (typeof partColumns)[number];
export const linkColumns = ['from', 'to', 'kind', 'rate', 'load'] as const;
export type LinkColumn = (typeof linkColumns)[number];

export interface TableRequest {
  readonly design: Design;
  /** Ids of failed links and nodes. */
  readonly failed: readonly string[];
  readonly list: 'parts' | 'links';
  readonly text: string;
  readonly sort: { readonly column: PartColumn | LinkColumn; readonly descending: boolean } | null;
  readonly offset: number;
  readonly count: number;
}

export interface PartRow {
  readonly list: 'parts';
  readonly id: string;
  readonly name: string;
  /** The node's role, `server` for a device, `block` or `group` for what holds parts. */
  readonly kind: string;
  /** In words, the outermost first; '' for the design itself. */
  readonly within: string;
  readonly part: string | null;
  readonly ports: number | null;
  /** Of its fastest network link; null where it has none. */
  readonly rate_Gbps: number | null;
  /** Links that end at it; for what holds parts null. */
  readonly links: number | null;
  readonly state: RowState;
}

export interface LinkRow {
  readonly list: 'links';
  readonly id: string;
  /** The ids of its two ends and what they are called. */
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly kind: string;
  readonly rate_Gbps: number;
  readonly medium: string | null;
  /** Of the busier direction, 0 ... 1; null until solved. */
  readonly load: number | null;
  readonly state: RowState;
}

/** `removed` by hand from a block, `edited` by hand inside a block, `failed` for now. */
export type RowState = 'plain' | 'edited' | 'removed' | 'failed';
export type TableRow = PartRow | LinkRow;

export interface TableWindow {
  /** Rows that pass the filter, and all there are. */
  readonly total: number;
  readonly all: number;
  readonly offset: number;
  readonly rows: readonly TableRow[];
}

/** The window that was asked for, with pauses while rows are looked through and put in order. */
export function* tableSteps(request: TableRequest, compiled: Compiled, solved: Solved | null): Steps<TableWindow> {
  const source =
    request.list === 'parts' ? yield* partSource(request, compiled) : linkSource(request, compiled, solved);
  const places = yield* orderOf(request, compiled, solved, source);
  const offset = Math.max(0, Math.min(request.offset, places.length));
  return {
    total: places.length,
    all: source.count,
    offset,
    rows: Array.from(places.subarray(offset, offset + request.count), source.row),
  };
}

interface Source {
  readonly count: number;
  /** What the filter looks through. */
  readonly words: (place: number) => string;
  readonly value: (place: number, column: string) => string | number | null;
  readonly row: (place: number) => TableRow;
}

/** Per compiled design: the orders asked for last. */
const orders = new WeakMap<Compiled, Map<string, Uint32Array>>();
const keptOrders = 8;

function* orderOf(
  request: TableRequest,
  compiled: Compiled,
  solved: Solved | null,
  source: Source,
): Steps<Uint32Array> {
  const { list, text, sort } = request;
  const known = orders.get(compiled) ?? new Map<string, Uint32Array>();
  orders.set(compiled, known);
  const answer = sort?.column === 'load' ? (solved === null ? null : serialOf(solved)) : null;
  const key = JSON.stringify([list, text, sort, answer]);
  let places = known.get(key);
  if (places === undefined) {
    places = yield* sorted(yield* filtered(source, text), source, sort);
    if (known.size >= keptOrders) known.delete(known.keys().next().value!);
    known.set(key, places);
  }
  return places;
}

const serials = new WeakMap<Solved, number>();
let lastSerial = 0;

/** A number for each answer, so that an order by load is not taken for that of another one. */
function serialOf(solved: Solved): number {
  let serial = serials.get(solved);
  if (serial === undefined) serials.set(solved, (serial = ++lastSerial));
  return serial;
}

/** Rows written out between two pauses: about a millisecond. */
const few = 1000;
/** Rows or links counted between two pauses. */
const slice = 50_000;
const phase = 'table';

function* filtered(source: Source, text: string): Steps<Uint32Array> {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  const places = new Uint32Array(source.count);
  let found = 0;
  yield* inSlices(source.count, sought.length > 0 ? few : slice, phase, (from, to) => {
    for (let i = from; i < to; i++) {
      if (sought.length > 0) {
        const words = source.words(i).toLowerCase();
        if (!sought.every((word) => words.includes(word))) continue;
      }
      places[found++] = i;
    }
  });
  return places.slice(0, found);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Sorts by the rank of each value: many rows share one, and comparing words is what takes long. */
function* sorted(places: Uint32Array, source: Source, sort: TableRequest['sort']): Steps<Uint32Array> {
  if (sort === null) return places;
  const values: (string | number | null)[] = [];
  const met = new Set<string | number>();
  yield* inSlices(places.length, few, phase, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = source.value(places[i]!, sort.column);
      values.push(value);
      if (value !== null) met.add(value);
    }
  });
  const distinct = yield* sortedSteps([...met], (a, z) =>
    typeof a === 'number' ? a - (z as number) : collator.compare(a, z as string),
  );
  if (sort.descending) distinct.reverse();
  const rankOf = new Map<string | number, number>();
  yield* inSlices(distinct.length, few, phase, (from, to) => {
    for (let i = from; i < to; i++) {
      // Words that only differ in case are equal.
      const value = distinct[i]!;
      const before = i > 0 ? distinct[i - 1]! : null;
      const same = typeof value === 'string' && before !== null && collator.compare(value, before as string) === 0;
      rankOf.set(value, same ? rankOf.get(before!)! : i);
    }
  });
  // What has no value comes last, whichever way.
  const rank = new Uint32Array(places.length);
  yield* inSlices(places.length, 10 * few, phase, (from, to) => {
    for (let i = from; i < to; i++) rank[i] = values[i] === null ? distinct.length : rankOf.get(values[i]!)!;
  });
  return yield* sortedByRank(places, rank, distinct.length + 1);
}

/** Paths removed by hand that the list shows at its end: parts by path, links by path and port. */
function removedIds({ design, list }: TableRequest): readonly string[] {
  return Object.values(design.overrides)
    .filter(({ id, removed }) => removed === true && /:\d+$/.test(id) === (list === 'links'))
    .map(({ id }) => id);
}

function* partSource(request: TableRequest, compiled: Compiled): Steps<Source> {
  const { topology } = compiled;
  const { groupCount, nodeCount } = topology;
  const { degree, fastest_Gbps } = yield* cablesOf(compiled);
  const removed = removedIds(request);
  const failed = new Set(request.failed);
  // Groups after the root, then nodes, then what was removed.
  const groups = groupCount - 1;
  const isNode = (place: number): boolean => place >= groups && place < groups + nodeCount;
  const id = (place: number): string =>
    place < groups
      ? groupId(topology, place + 1)
      : isNode(place)
        ? nodeId(topology, place - groups)
        : removed[place - groups - nodeCount]!;
  const name = (place: number): string =>
    place < groups
      ? groupLabel(topology, place + 1)
      : isNode(place)
        ? nodeLabel(topology, place - groups)
        : id(place).split('/').at(-1)!;
  const kind = (place: number): string => {
    if (isNode(place)) return nodeClassOf(topology, place - groups).role;
    if (place >= groups) return 'removed';
    if (groupClassOf(topology, place + 1).device) return 'server';
    return Object.hasOwn(request.design.blocks, id(place)) ? 'block' : 'group';
  };
  const within = (place: number): string => {
    if (place >= groups + nodeCount) return id(place).split('/').slice(0, -1).join(' ');
    return groupInWords(
      topology,
      isNode(place) ? topology.nodeGroup[place - groups]! : topology.groupParent[place + 1]!,
    );
  };
  const row = (place: number): PartRow => {
    const node = isNode(place) ? place - groups : -1;
    const record = Object.hasOwn(request.design.nodes, id(place)) ? request.design.nodes[id(place)]! : null;
    const own = node >= 0 ? nodeClassOf(topology, node) : null;
    return {
      list: 'parts',
      id: id(place),
      name: name(place),
      kind: kind(place),
      within: within(place),
      part: own?.part ?? record?.part ?? (place < groups ? groupClassOf(topology, place + 1).part : null),
      ports: record ? record.ports : (own?.ports ?? null),
      rate_Gbps: record ? record.port_Gbps : node >= 0 && fastest_Gbps[node]! > 0 ? fastest_Gbps[node]! : null,
      links: node >= 0 ? degree[node]! : null,
      state: stateOf(request.design, failed, id(place)),
    };
  };
  return {
    count: groups + nodeCount + removed.length,
    words: (place) => `${name(place)} ${within(place)} ${kind(place)} ${id(place)}`,
    value: (place, column) => {
      switch (column) {
        case 'name':
          return name(place);
        case 'kind':
          return kind(place);
        case 'within':
          return within(place);
        case 'part':
          return row(place).part;
        case 'ports':
          return row(place).ports;
        case 'rate':
          return row(place).rate_Gbps;
        default:
          return isNode(place) ? degree[place - groups]! : null;
      }
    },
    row,
  };
}

function linkSource(request: TableRequest, compiled: Compiled, solved: Solved | null): Source {
  const { topology } = compiled;
  const { linkA, linkB, linkPortA, linkPortB, linkCapacity_Gbps, linkCount } = topology;
  const removed = removedIds(request);
  const failed = new Set(request.failed);
  const id = (place: number): string => (place < linkCount ? linkId(topology, place) : removed[place - linkCount]!);
  const load = (place: number): number | null =>
    solved === null || place >= linkCount ? null : loadOf(topology, solved.result, place);
  const end = (place: number, ends: Int32Array): string =>
    place < linkCount ? nodeInWords(topology, ends[place]!) : id(place).split('/').join(' ');
  const kind = (place: number): string => (place < linkCount ? linkClassOf(topology, place).kind : 'removed');
  const row = (place: number): LinkRow => {
    if (place >= linkCount) return removedLink(id(place));
    return {
      list: 'links',
      id: id(place),
      from: nodeId(topology, linkA[place]!),
      to: nodeId(topology, linkB[place]!),
      fromName: end(place, linkA),
      toName: end(place, linkB),
      fromPort: linkPortA[place]!,
      toPort: linkPortB[place]!,
      kind: kind(place),
      rate_Gbps: linkCapacity_Gbps[place]!,
      medium: linkClassOf(topology, place).medium,
      load: load(place),
      state: stateOf(request.design, failed, id(place)),
    };
  };
  return {
    count: linkCount + removed.length,
    words: (place) =>
      `${place < linkCount ? linkInWords(topology, place) : ''} ${kind(place).replaceAll('-', ' ')} ${id(place)}`,
    value: (place, column) => {
      switch (column) {
        case 'from':
          return end(place, linkA);
        case 'to':
          return end(place, linkB);
        case 'kind':
          return kind(place);
        case 'rate':
          return place < linkCount ? linkCapacity_Gbps[place]! : null;
        default:
          return load(place);
      }
    },
    row,
  };
}

function removedLink(id: string): LinkRow {
  const colon = id.lastIndexOf(':');
  const end = id.slice(0, colon);
  return {
    list: 'links',
    id,
    from: end,
    to: '',
    fromName: end.split('/').slice(1).join(' '),
    toName: '',
    fromPort: Number(id.slice(colon + 1)),
    toPort: 0,
    kind: 'removed',
    rate_Gbps: 0,
    medium: null,
    load: null,
    state: 'removed',
  };
}

function stateOf(design: Design, failed: ReadonlySet<string>, id: string): RowState {
  const override = Object.hasOwn(design.overrides, id) ? design.overrides[id] : undefined;
  if (override?.removed === true) return 'removed';
  if (failed.has(id)) return 'failed';
  return override === undefined || (override.name === undefined && override.rate_Gbps === undefined)
    ? 'plain'
    : 'edited';
}

function groupInWords(topology: Topology, group: number): string {
  const words: string[] = [];
  for (let g = group; g > 0; g = topology.groupParent[g]!) words.unshift(groupLabel(topology, g));
  return words.join(' ');
}

interface Cables {
  readonly degree: Int32Array;
  readonly fastest_Gbps: Float64Array;
}

const counted = new WeakMap<Compiled, Cables>();

/** Per node: its links, and the rate of its fastest network link. O(nodes + links), kept. */
function* cablesOf(compiled: Compiled): Steps<Cables> {
  const known = counted.get(compiled);
  if (known !== undefined) return known;
  const { topology } = compiled;
  const degree = new Int32Array(topology.nodeCount);
  const fastest_Gbps = new Float64Array(topology.nodeCount);
  const isNetwork = topology.linkClasses.map(({ fabric }) => fabric !== 'host');
  const count = (node: number, e: number): void => {
    degree[node]!++;
    if (!isNetwork[topology.linkClass[e]!]) return;
    fastest_Gbps[node] = Math.max(fastest_Gbps[node]!, topology.linkCapacity_Gbps[e]!);
  };
  yield* inSlices(topology.linkCount, slice, phase, (from, to) => {
    for (let e = from; e < to; e++) {
      count(topology.linkA[e]!, e);
      count(topology.linkB[e]!, e);
    }
  });
  const cables = { degree, fastest_Gbps };
  counted.set(compiled, cables);
  return cables;
}
