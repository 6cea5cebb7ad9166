/**
 * The parts, their figures and the sources, looked up by id.
 *
 * In: the records of `data/`, one figure a line, unset bounds left out. Out: frozen parts in which every bound is a number or null. Each
 * table is read when it is first asked for; reading all of them takes a few milliseconds.
 */
import acceleratorData from '../data/accelerators.json';
import mediaData from '../data/media.json';
import nicData from '../data/nics.json';
import physicalData from '../data/physical.json';
import protocolData from '../data/protocols.json';
import serverData from '../data/servers.json';
import sourceData from '../data/sources.json';
import switchData from '../data/switches.json';
import type { Figure, Part, PartKind, Source, Statement } from './part.ts';

/** A record as it stands in `data/`: what is not set is left out. */
interface PartRecord {
  readonly id: string;
  readonly name: string;
  readonly vendor?: string;
  readonly family?: string;
  readonly generation?: string;
  readonly lanes?: number;
  readonly lane_Gbps?: number;
  readonly figures: Readonly<Record<string, Partial<Figure>>>;
  readonly statements: Readonly<Record<string, Partial<Statement>>>;
  readonly notes?: readonly string[];
}

const records: Readonly<Record<PartKind, readonly PartRecord[]>> = {
  medium: mediaData as unknown as readonly PartRecord[],
  protocol: protocolData as unknown as readonly PartRecord[],
  switch: switchData as unknown as readonly PartRecord[],
  accelerator: acceleratorData as unknown as readonly PartRecord[],
  server: serverData as unknown as readonly PartRecord[],
  nic: nicData as unknown as readonly PartRecord[],
};

const tables = new Map<PartKind, ReadonlyMap<string, Part>>();
let sources: ReadonlyMap<string, Source> | null = null;
let physical: ReadonlyMap<string, Figure> | null = null;

/** All parts of a kind, in the catalogue's order. */
export function partsOf(kind: PartKind): readonly Part[] {
  return [...tableOf(kind).values()];
}

/** The part of that id, or undefined when the catalogue has none. */
export function partOf(kind: PartKind, id: string): Part | undefined {
  return tableOf(kind).get(id);
}

/** What is published under a key (`price_usd`, `reach_m`); undefined when the part has no such figure at all. */
export function figureOf(part: Part, key: string): Figure | undefined {
  return Object.hasOwn(part.figures, key) ? part.figures[key] : undefined;
}

/** A physical constant or a figure of the trade at large: `fibre_ns_per_m`, `pue`, `fec.rs544_overhead`; throws on an unknown key. */
export function physicalFigure(key: string): Figure {
  const found = physicalFigures().get(key);
  if (!found)
    throw new Error(`there is no physical figure '${key}'; known are ${[...physicalFigures().keys()].join(', ')}`);
  return found;
}

/** All physical figures by key. */
export function physicalFigures(): ReadonlyMap<string, Figure> {
  physical ??= new Map(
    Object.entries((physicalData as unknown as Pick<PartRecord, 'figures'>).figures).map(([key, figure]) => [
      key,
      figureFrom(figure),
    ]),
  );
  return physical;
}

/** The source of that id, or undefined. */
export function sourceOf(id: string): Source | undefined {
  return sourceTable().get(id);
}

/** Every source, in the catalogue's order. */
export function allSources(): readonly Source[] {
  return [...sourceTable().values()];
}

function sourceTable(): ReadonlyMap<string, Source> {
  sources ??= new Map((sourceData as readonly Source[]).map((source) => [source.id, source]));
  return sources;
}

function tableOf(kind: PartKind): ReadonlyMap<string, Part> {
  let table = tables.get(kind);
  if (!table) {
    table = new Map(records[kind].map((record) => [record.id, partFrom(kind, record)]));
    tables.set(kind, table);
  }
  return table;
}

function partFrom(kind: PartKind, record: PartRecord): Part {
  return Object.freeze({
    kind,
    id: record.id,
    name: record.name,
    vendor: record.vendor ?? null,
    family: record.family ?? null,
    generation: record.generation ?? null,
    lanes: record.lanes ?? null,
    lane_Gbps: record.lane_Gbps ?? null,
    figures: mapped(record.figures, figureFrom),
    statements: mapped(record.statements, statementFrom),
    notes: record.notes ?? [],
  });
}

function figureFrom(figure: Partial<Figure>): Figure {
  return Object.freeze({
    unit: expected(figure.unit, 'unit'),
    low: figure.low ?? null,
    typical: figure.typical ?? null,
    high: figure.high ?? null,
    sources: figure.sources ?? [],
    confidence: expected(figure.confidence, 'confidence'),
    evidence: figure.evidence ?? null,
    basis: figure.basis ?? null,
    note: figure.note ?? null,
  });
}

function statementFrom(statement: Partial<Statement>): Statement {
  return Object.freeze({
    text: expected(statement.text, 'text'),
    sources: statement.sources ?? [],
    confidence: expected(statement.confidence, 'confidence'),
    evidence: statement.evidence ?? null,
    note: statement.note ?? null,
  });
}

function mapped<A, B>(table: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.freeze(Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)])));
}

function expected<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new Error(`a record of the catalogue lacks its ${field}`);
  return value;
}
