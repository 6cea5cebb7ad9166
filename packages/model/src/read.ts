/**
 * Reading a study that came from outside. In: any value, as JSON.parse gives it. Out: a study that keeps every promise of `study.ts`, or one
 * fault from a closed list, with its place and a sentence.
 *
 * First the bare shape (nesting, number of records, names that objects inherit), then the version, then the schema, then what records
 * say about each other. Cost: O(size). `readSteps` does it in stretches of a few milliseconds, for who has a page to keep alive meanwhile.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { limits } from './limits.ts';
import { migrate } from './migrations.ts';
import { isInherited } from './keys.ts';
import { jobsFault } from './jobs.ts';
import { faultOf, studySchema, tableSchemas } from './schema.ts';
import { allAtOnce, type Stretches } from './stretches.ts';
import { studyVersion, type Design, type GroupRecord, type Study, type Template } from './study.ts';
import { templateIn, templateOf, templateSize } from './templates.ts';

export type StudyFault = 'not-a-study' | 'newer-version' | 'wrong-shape' | 'too-much' | 'contradiction';

/** Checks a value and gives it back as a study; older versions are migrated first. */
export function readStudy(value: unknown): Outcome<Study, StudyFault> {
  return allAtOnce(readSteps(value));
}

/** As `readStudy`, with a pause after every few hundred records. */
export function* readSteps(value: unknown): Stretches<Outcome<Study, StudyFault>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return failed('not-a-study', say`the study`, say`This is not a study; expected a JSON object with a version.`);
  }
  const shape = shapeFault(value, '', 0);
  if (shape) return { ok: false, fault: shape };
  const migrated = migrate(value as Record<string, unknown>);
  if (migrated.kind === 'no-version') {
    return failed('not-a-study', 'version', say`This is not a study; expected a whole number as its version.`);
  }
  if (migrated.kind === 'newer') {
    return failed(
      'newer-version',
      'version',
      say`The study was made with a newer version of Weft (format ${migrated.version}); this one reads up to format ${studyVersion}. Nothing was loaded.`,
    );
  }
  const many = recordCount(migrated.study);
  if (many > limits.records) {
    return failed(
      'too-much',
      'designs',
      say`The study holds ${many} records; expected at most ${limits.records}. Use blocks for large fabrics.`,
    );
  }
  yield 0;
  // Long tables are checked record by record, after all the rest.
  const { bare, long } = withoutLongTables(migrated.study);
  const parsed = studySchema.safeParse(bare);
  if (!parsed.success) {
    const { where, message } = faultOf(parsed.error.issues);
    return failed('wrong-shape', where, message);
  }
  let checked = 0;
  for (const { design, table, records } of long) {
    const read: Record<string, unknown> = {};
    for (const part of slices(Object.entries(records))) {
      const good = tableSchemas[table].safeParse(Object.fromEntries(part));
      if (!good.success) {
        const { where, message } = faultOf(good.error.issues, ['designs', design, table]);
        return failed('wrong-shape', where, message);
      }
      Object.assign(read, good.data);
      yield (checked += part.length) / Math.max(1, many);
    }
    (parsed.data.designs[design] as Record<string, unknown>)[table] = read;
  }
  // The test beside the schema proves the two types equal.
  const study: Study = parsed.data as Study;
  yield 1;
  const fault = contradictionIn(study);
  return fault ? failed('contradiction', fault.where, fault.message) : done(study);
}

interface ShapeFault {
  readonly code: StudyFault;
  readonly where: string;
  readonly message: string;
}

/** Nesting beyond any study, and names that every object inherits. */
function shapeFault(value: object, where: string, depth: number): ShapeFault | null {
  if (depth > limits.depth) {
    return {
      code: 'wrong-shape',
      where: where.slice(0, 200),
      message: say`The value is nested too deep; expected at most ${limits.depth} levels.`,
    };
  }
  for (const [key, inner] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${where}[${key}]` : `${where}${where === '' ? '' : '.'}${key.slice(0, 60)}`;
    if (!Array.isArray(value) && isInherited(key)) {
      return { code: 'wrong-shape', where: place, message: say`The name ${key} is not allowed; expected another one.` };
    }
    if (typeof inner === 'object' && inner !== null) {
      const fault = shapeFault(inner as object, place, depth + 1);
      if (fault) return fault;
    }
  }
  return null;
}

type LongTable = keyof typeof tableSchemas;

/** The study with its long tables empty, and what stands in those. What is no table or no design stays, for the schema to refuse. */
function withoutLongTables(study: Readonly<Record<string, unknown>>): {
  readonly bare: unknown;
  readonly long: readonly { readonly design: number; readonly table: LongTable; readonly records: object }[];
} {
  const { designs } = study;
  const long: { readonly design: number; readonly table: LongTable; readonly records: object }[] = [];
  if (!Array.isArray(designs)) return { bare: study, long };
  const bare = (designs as unknown[]).map((one, design) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    const without: Record<string, unknown> = { ...one };
    for (const table of Object.keys(tableSchemas) as LongTable[]) {
      const records = without[table];
      if (typeof records !== 'object' || records === null || Array.isArray(records)) continue;
      if (Object.keys(records).length <= stretch) continue;
      long.push({ design, table, records });
      without[table] = {};
    }
    return without;
  });
  return { bare: { ...study, designs: bare }, long };
}

/** Records between two pauses: a few milliseconds of checking. */
const stretch = 250;

function* slices<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += stretch) yield list.slice(from, from + stretch);
}

/** Entries of all tables, counted before they are checked one by one. */
function recordCount(study: Readonly<Record<string, unknown>>): number {
  const designs = study['designs'];
  if (!Array.isArray(designs)) return 0;
  let many = 0;
  for (const design of designs as unknown[]) {
    if (typeof design !== 'object' || design === null) continue;
    many += entriesIn(Object.values(design));
    const templates: unknown = (design as Readonly<Record<string, unknown>>)['templates'];
    if (typeof templates !== 'object' || templates === null) continue;
    for (const template of Object.values(templates) as unknown[]) {
      if (typeof template === 'object' && template !== null) many += entriesIn(Object.values(template));
    }
  }
  return many;
}

function entriesIn(tables: readonly unknown[]): number {
  return tables.reduce<number>(
    (sum, table) => sum + (typeof table === 'object' && table !== null ? Object.keys(table).length : 0),
    0,
  );
}

interface Place {
  readonly where: string;
  readonly message: string;
}

function contradictionIn(study: Study): Place | null {
  const seen = new Set<string>();
  for (const [index, design] of study.designs.entries()) {
    if (seen.has(design.id)) {
      return {
        where: `designs[${index}].id`,
        message: say`Two designs have the id ${design.id}; expected each id once.`,
      };
    }
    seen.add(design.id);
    const fault = contradictionInDesign(design, `designs[${index}]`) ?? templateFault(design, `designs[${index}]`);
    if (fault) return fault;
  }
  if (study.baseline !== null && !seen.has(study.baseline)) {
    return { where: 'baseline', message: say`The baseline ${study.baseline} is no design of this study.` };
  }
  const fault = jobsFault(study.workload.jobs ?? []);
  if (fault) return fault;
  const viewIds = (study.views ?? []).map((view) => view.id);
  const twice = viewIds.findIndex((id, index) => viewIds.indexOf(id) !== index);
  if (twice >= 0) {
    return {
      where: `views[${twice}].id`,
      message: say`Two views have the id ${viewIds[twice]!}; expected each id once.`,
    };
  }
  for (const [key, part] of Object.entries(study.assumptions.parts ?? {})) {
    if (part.id !== key) {
      return {
        where: `assumptions.parts.${key}`,
        message: say`The part under ${key} says that its id is ${part.id}; expected the same.`,
      };
    }
  }
  return null;
}

/** Templates are small designs, each under its id, and show no other; all instances together stay within what a study may hold. */
function templateFault(design: Design, at: string): Place | null {
  for (const [key, template] of Object.entries(design.templates ?? {})) {
    const where = `${at}.templates.${key}`;
    if (template.id !== key) {
      return { where, message: say`The template under ${key} says that its id is ${template.id}; expected the same.` };
    }
    const fault = contradictionInDesign(template, where);
    if (fault) return fault;
    const shows = Object.values(template.blocks).find((block) => templateOf(block) !== null);
    if (shows)
      return { where, message: say`Block ${shows.id} shows a template inside one; expected a block of a recipe.` };
  }
  let shown = 0;
  for (const block of Object.values(design.blocks)) {
    const template = templateIn(design, block);
    if (template) shown += templateSize(template);
  }
  if (shown <= limits.records) return null;
  return {
    where: `${at}.blocks`,
    message: say`The instances of templates show ${shown} records; expected at most ${limits.records}.`,
  };
}

function contradictionInDesign(design: Template, at: string): Place | null {
  const ids = new Set<string>();
  for (const table of ['blocks', 'nodes', 'links', 'groups', 'overrides'] as const) {
    for (const [key, record] of Object.entries(design[table])) {
      const where = `${at}.${table}.${key}`;
      if (record.id !== key) {
        return { where, message: say`The record under ${key} says that its id is ${record.id}; expected the same.` };
      }
      // Overrides are named by path and may not clash: a path holds a slash or a colon.
      if (table !== 'overrides') {
        if (ids.has(key))
          return { where, message: say`The id ${key} is used twice in this design; expected each id once.` };
        ids.add(key);
      }
    }
  }
  for (const node of Object.values(design.nodes)) {
    if (node.group !== null && !Object.hasOwn(design.groups, node.group)) {
      return { where: `${at}.nodes.${node.id}.group`, message: say`There is no group ${node.group} in this design.` };
    }
  }
  return groupFault(design.groups, at);
}

/** Parents that are not there, and groups that hold themselves. Each chain is walked once: O(groups). */
function groupFault(groups: Readonly<Record<string, GroupRecord>>, at: string): Place | null {
  const rooted = new Set<string>();
  for (const start of Object.values(groups)) {
    const chain = new Set<string>();
    let group = start;
    while (!rooted.has(group.id)) {
      if (chain.has(group.id)) {
        return { where: `${at}.groups.${group.id}.parent`, message: say`Group ${group.id} is inside itself.` };
      }
      chain.add(group.id);
      if (group.parent === null) break;
      if (!Object.hasOwn(groups, group.parent)) {
        return {
          where: `${at}.groups.${group.id}.parent`,
          message: say`There is no group ${group.parent} in this design.`,
        };
      }
      group = groups[group.parent]!;
    }
    for (const id of chain) rooted.add(id);
  }
  return null;
}
