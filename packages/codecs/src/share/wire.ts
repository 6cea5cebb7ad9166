/**
 * A study in the short form of a link, and back. Defaults are left out, tables stand in columns, ids that count up from 1 are not written, ends
 * of links are numbers into the list of nodes. What comes back is plain JSON in the form of a study file, still to be checked by `readStudy`.
 *
 *   { c: catalogue, n: name, d: [design], b: baseline, w: workload, f: figures, q: own parts, v: views }
 *   design: { i: id, n: name, b: blocks, p: parts, l: links, g: groups, o: overrides, t: templates }; a template has the form of a design
 *   without templates
 */
import {
  blankNode,
  defaultStudyName,
  defaultWorkload,
  limits,
  sameJson,
  type Design,
  type LinkEnd,
  type Override,
  type Study,
  type Template,
} from '@weft/model';
import { listAt, packed, recordAt, unpacked, WireFault, type Allowance, type Columns, type Field } from './columns.ts';

/** Locked: absent in most records, else true. */
const lockedField: Field = { key: 'f', usual: null };

const blockFields: readonly Field[] = [
  { key: 'i', usual: null },
  { key: 'n', usual: null },
  { key: 'r', usual: null },
  { key: 'v', usual: 1 },
  { key: 'p', usual: {} },
  { key: 'x', usual: 0 },
  { key: 'y', usual: 0 },
  lockedField,
];

const blank = blankNode('', 'switch', '');
const nodeFields: readonly Field[] = [
  { key: 'i', usual: null },
  { key: 't', usual: blank.kind },
  { key: 'n', usual: blank.name },
  { key: 'p', usual: blank.part },
  { key: 'x', usual: blank.x },
  { key: 'y', usual: blank.y },
  { key: 'g', usual: blank.group },
  { key: 'c', usual: blank.ports },
  { key: 'r', usual: blank.port_Gbps },
  { key: 'h', usual: blank.tier },
  { key: 'a', usual: blank.accelerators },
  { key: 's', usual: blank.scaleUp_Gbps },
  lockedField,
];

const linkFields: readonly Field[] = [
  { key: 'i', usual: null },
  { key: 'a', usual: null },
  { key: 'b', usual: null },
  { key: 'z', usual: null },
  { key: 'y', usual: null },
  { key: 'r', usual: null },
  { key: 'm', usual: null },
  { key: 'n', usual: '' },
  lockedField,
];

const groupFields: readonly Field[] = [
  { key: 'i', usual: null },
  { key: 'n', usual: '' },
  { key: 'p', usual: null },
  { key: 'l', usual: 'free' },
  { key: 'x', usual: null },
  { key: 'y', usual: null },
  lockedField,
  { key: 't', usual: null },
  { key: 's', usual: null },
];

const overrideFields: readonly Field[] = [
  { key: 'i', usual: null },
  { key: 'd', usual: null },
  { key: 'r', usual: null },
  { key: 'n', usual: null },
  { key: 'x', usual: null },
  { key: 'y', usual: null },
];

/** The short form of a study. */
export function toWire(study: Study): unknown {
  const wire: Record<string, unknown> = {
    c: study.catalogue,
    d: study.designs.map((design, index) => designToWire(design, index)),
  };
  if (study.name !== defaultStudyName) wire['n'] = study.name;
  if (study.baseline !== null) wire['b'] = study.baseline;
  if (!sameJson(study.workload, defaultWorkload)) wire['w'] = study.workload;
  if (Object.keys(study.assumptions.figures).length > 0) wire['f'] = study.assumptions.figures;
  const { parts = {} } = study.assumptions;
  if (Object.keys(parts).length > 0) wire['q'] = parts;
  if (study.views !== undefined && study.views.length > 0) wire['v'] = study.views;
  return wire;
}

/** A study file's content from the short form; throws a `WireFault` where the form is broken. */
export function fromWire(wire: unknown, version: number): unknown {
  const study = onlyWith(wire, ['c', 'd', 'n', 'b', 'w', 'f', 'q', 'v'], 'the link');
  const allowance: Allowance = { records: limits.records };
  const designs = listAt(study['d'], 'the list of designs');
  if (designs.length > limits.designs) throw new WireFault(`the link has more than ${limits.designs} designs`);
  return {
    version,
    name: or(study, 'n', defaultStudyName),
    catalogue: study['c'],
    designs: designs.map((design, index) => designFromWire(design, index, allowance)),
    baseline: or(study, 'b', null),
    workload: or(study, 'w', defaultWorkload),
    assumptions: { figures: or(study, 'f', {}), ...(Object.hasOwn(study, 'q') ? { parts: study['q'] } : {}) },
    ...(Object.hasOwn(study, 'v') ? { views: study['v'] } : {}),
  };
}

function designToWire(design: Design, index: number): unknown {
  const wire = tablesToWire(design, `d${index + 1}`, `Design ${index + 1}`);
  const templates = inOrder(design.templates ?? {});
  if (templates.length > 0) wire['t'] = templates.map((one, at) => tablesToWire(one, `t${at + 1}`, ''));
  return wire;
}

/** A design or a template: its tables, and its id and name where they are not the usual ones. */
function tablesToWire(design: Template, usualId: string, usualName: string): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  if (design.id !== usualId) wire['i'] = design.id;
  if (design.name !== usualName) wire['n'] = design.name;
  const blocks = inOrder(design.blocks);
  const nodes = inOrder(design.nodes);
  const links = inOrder(design.links);
  const groups = inOrder(design.groups);
  const overrides = inOrder(design.overrides);
  const put = (key: string, fields: readonly Field[], rows: readonly (readonly unknown[])[], prefix: string | null) => {
    if (rows.length === 0) return;
    const columns = packed(fields, rows);
    if (prefix !== null) packIds(columns, rows, prefix);
    wire[key] = columns;
  };
  put(
    'b',
    blockFields,
    // A block named after its recipe needs no name.
    blocks.map((b) => [
      b.id,
      b.name === b.recipe ? null : b.name,
      b.recipe,
      b.recipeVersion,
      b.parameters,
      b.x,
      b.y,
      b.locked ?? null,
    ]),
    'b',
  );
  put(
    'p',
    nodeFields,
    nodes.map((n) => [
      n.id,
      n.kind,
      n.name,
      n.part,
      n.x,
      n.y,
      n.group,
      n.ports,
      n.port_Gbps,
      n.tier,
      n.accelerators,
      n.scaleUp_Gbps,
      n.locked ?? null,
    ]),
    'n',
  );
  const nodeIndex = new Map(nodes.map((node, at) => [node.id, at]));
  const place = ({ at }: LinkEnd) => nodeIndex.get(at) ?? at;
  put(
    'l',
    linkFields,
    links.map((l) => [
      l.id,
      place(l.a),
      l.a.port,
      place(l.z),
      l.z.port,
      l.rate_Gbps,
      l.medium,
      l.label,
      l.locked ?? null,
    ]),
    'l',
  );
  put(
    'g',
    groupFields,
    groups.map((g) => [
      g.id,
      g.name,
      g.parent,
      g.layout,
      g.x,
      g.y,
      g.locked ?? null,
      g.template ?? null,
      g.device ?? null,
    ]),
    'g',
  );
  put(
    'o',
    overrideFields,
    overrides.map((o) => [o.id, o.removed ?? null, o.rate_Gbps ?? null, o.name ?? null, o.x ?? null, o.y ?? null]),
    null,
  );
  return wire;
}

function designFromWire(value: unknown, index: number, allowance: Allowance): unknown {
  const where = `design ${index + 1}`;
  const { t: templates, ...own } = recordAt(value, where);
  const design = tablesFromWire(own, `d${index + 1}`, `Design ${index + 1}`, allowance, where);
  if (templates === undefined) return design;
  const read = listAt(templates, `${where}.t`).map((one, at) =>
    tablesFromWire(one, `t${at + 1}`, '', allowance, `${where}.t[${at}]`),
  );
  return { ...design, templates: tableOf(read, `${where}.t`) };
}

function tablesFromWire(
  value: unknown,
  usualId: string,
  usualName: string,
  allowance: Allowance,
  where: string,
): { readonly id: unknown } & Readonly<Record<string, unknown>> {
  const wire = onlyWith(value, ['i', 'n', 'b', 'p', 'l', 'g', 'o'], where);
  const rows = (key: string, fields: readonly Field[], prefix: string | null): unknown[][] => {
    if (!Object.hasOwn(wire, key)) return [];
    const table = recordAt(wire[key], `${where}.${key}`);
    const found = unpacked(fields, table, allowance, `${where}.${key}`);
    if (prefix !== null) unpackIds(table, found, prefix);
    return found;
  };
  const nodes = rows('p', nodeFields, 'n');
  const end = (at: unknown, port: unknown) => ({ at: typeof at === 'number' ? nodes[at]?.[0] : at, port });
  return {
    id: or(wire, 'i', usualId),
    name: or(wire, 'n', usualName),
    blocks: tableOf(
      rows('b', blockFields, 'b').map(([id, name, recipe, recipeVersion, parameters, x, y, locked]) => ({
        id,
        name: name ?? recipe,
        recipe,
        recipeVersion,
        parameters,
        x,
        y,
        ...unlessNull({ locked }),
      })),
      where,
    ),
    nodes: tableOf(
      nodes.map(([id, kind, name, part, x, y, group, ports, port_Gbps, tier, accelerators, scaleUp_Gbps, locked]) => ({
        id,
        kind,
        name,
        part,
        x,
        y,
        group,
        ports,
        port_Gbps,
        tier,
        accelerators,
        scaleUp_Gbps,
        ...unlessNull({ locked }),
      })),
      where,
    ),
    links: tableOf(
      rows('l', linkFields, 'l').map(([id, a, portA, z, portZ, rate_Gbps, medium, label, locked]) => ({
        id,
        a: end(a, portA),
        z: end(z, portZ),
        rate_Gbps,
        medium,
        label,
        ...unlessNull({ locked }),
      })),
      where,
    ),
    groups: tableOf(
      rows('g', groupFields, 'g').map(([id, name, parent, layout, x, y, locked, template, device]) => ({
        id,
        name,
        parent,
        layout,
        x,
        y,
        ...unlessNull({ locked, template, device }),
      })),
      where,
    ),
    overrides: tableOf(rows('o', overrideFields, null).map(overrideOf), where),
  };
}

/** An override has only the fields that were written. */
function overrideOf([id, removed, rate_Gbps, name, x, y]: readonly unknown[]): { readonly id: unknown } {
  const fields: Record<keyof Override, unknown> = { id, removed, rate_Gbps, name, x, y };
  return { id, ...unlessNull(fields) };
}

/** The fields that were written. */
function unlessNull(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== null));
}

/** Records in the order of the numbers in their ids, so that equal tables give equal links and ids mostly count up. */
function inOrder<T extends { readonly id: string }>(table: Readonly<Record<string, T>>): T[] {
  const keyed = Object.values(table).map((record) => ({ record, number: numberIn(record.id) }));
  keyed.sort((a, b) => a.number - b.number || (a.record.id < b.record.id ? -1 : 1));
  return keyed.map(({ record }) => record);
}

/** The number of an id of the usual form; others come after all of these. */
function numberIn(id: string): number {
  const match = /^[a-z](\d{1,9})$/.exec(id);
  return match ? Number(match[1]) : 1e9;
}

/** Ids of the usual form become the step from the number before; counting up from 1 they need not be written at all. */
function packIds(columns: Columns, rows: readonly (readonly unknown[])[], prefix: string): void {
  let before = 0;
  const steps = rows.map((row) => {
    const id = String(row[0]);
    const number = Number(id.slice(prefix.length));
    if (id !== prefix + String(number) || !Number.isSafeInteger(number)) return id;
    const step = number - before;
    before = number;
    return step;
  });
  if (steps.every((step) => step === 1)) delete columns['i'];
  else columns['i'] = steps;
}

function unpackIds(table: Readonly<Record<string, unknown>>, rows: unknown[][], prefix: string): void {
  let before = 0;
  for (const row of rows) {
    const step = Object.hasOwn(table, 'i') ? row[0] : 1;
    if (typeof step === 'number') {
      before += step;
      row[0] = prefix + String(before);
    }
  }
}

function tableOf(records: readonly { readonly id: unknown }[], where: string): Record<string, unknown> {
  const entries = records.map((record): [string, unknown] => {
    if (typeof record.id !== 'string') throw new WireFault(`${where} has a record without an id`);
    return [record.id, record];
  });
  const table = Object.fromEntries(entries);
  if (Object.keys(table).length !== entries.length) throw new WireFault(`${where} uses an id twice`);
  return table;
}

function onlyWith(value: unknown, keys: readonly string[], where: string): Readonly<Record<string, unknown>> {
  const record = recordAt(value, where);
  const unknown = Object.keys(record).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new WireFault(`${where} has an unknown field ${unknown.slice(0, 40)}`);
  return record;
}

function or(record: Readonly<Record<string, unknown>>, key: string, usual: unknown): unknown {
  return Object.hasOwn(record, key) ? record[key] : usual;
}
