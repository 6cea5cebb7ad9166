/**
 * Random changes that fit a study, with the study they must lead to. The outcome is computed here edit by edit on deep copies, slowly and without
 * the code under test, so that applying a change can be held against it.
 */
import { sameJson, type Change, type Design, type Edit, type Study, type TableName } from '@weft/model';
import {
  randomBlock,
  randomDesign,
  randomGroup,
  randomLabel,
  randomLink,
  randomNode,
  randomOverride,
  randomTemplate,
  randomWorkload,
  randomViews,
} from './random-study.ts';
import type { SeededRandom } from './random.ts';

export interface FittingChange {
  readonly change: Change;
  /** The study after it. */
  readonly after: Study;
}

type Loose = Record<string, Record<string, unknown>>;

/** A change of up to `edits` edits that fits the study; later edits build on earlier ones. */
export function randomChange(study: Study, random: SeededRandom, edits = 6): FittingChange {
  const list: Edit[] = [];
  let after = structuredClone(study);
  for (let i = 0; i < edits; i++) {
    const edit = randomEdit(after, random);
    list.push(structuredClone(edit));
    after = editedSlowly(after, structuredClone(edit));
  }
  return { change: { label: `random change of ${edits} edits`, edits: list }, after };
}

function randomEdit(study: Study, random: SeededRandom): Edit {
  const roll = random.int(12);
  if (roll === 0) return { on: 'name', before: study.name, after: randomLabel(random) };
  if (roll === 1) return { on: 'workload', before: study.workload, after: randomWorkload(random) };
  if (roll === 2) {
    const after = random.pick([null, ...study.designs.map((design) => design.id)]);
    return { on: 'baseline', before: study.baseline, after };
  }
  if (roll === 3) {
    const after = { figures: { 'physical.pue': 1 + random.int(50) / 100 } };
    return { on: 'assumptions', before: study.assumptions, after };
  }
  if (roll === 6 && study.designs.length > 0) {
    const after = random.chance(0.4) ? [] : randomViews(random, study.designs);
    return { on: 'views', before: study.views ?? [], after };
  }
  if (roll === 4 || study.designs.length === 0) return randomDesignEdit(study, random);
  const design = random.pick(study.designs);
  if (roll === 5) return { on: 'designName', design: design.id, before: design.name, after: randomLabel(random) };
  return randomRecordEdit(design, random);
}

function randomDesignEdit(study: Study, random: SeededRandom): Edit {
  const index = random.int(study.designs.length + 1);
  if (study.designs.length === 0 || random.chance(0.4)) {
    const id = freeDesignId(study);
    const design = randomDesign(random, id, 4);
    return { on: 'design', id, before: null, after: { index, design } };
  }
  const at = random.int(study.designs.length);
  const design = study.designs[at]!;
  const before = { index: at, design };
  if (random.chance(0.5)) return { on: 'design', id: design.id, before, after: null };
  return { on: 'design', id: design.id, before, after: { index: random.int(study.designs.length), design } };
}

function randomRecordEdit(design: Design, random: SeededRandom): Edit {
  const table = random.pick<TableName>(['blocks', 'nodes', 'links', 'groups', 'overrides', 'templates']);
  const ids = Object.keys(design[table] ?? {});
  const id = ids.length > 0 && random.chance(0.7) ? random.pick(ids) : `${table.charAt(0)}${50 + random.int(30)}`;
  const before = (design as unknown as Loose)[table]?.[id] ?? null;
  const after = before !== null && random.chance(0.4) ? null : randomRecord(table, id, design, random);
  return { on: 'record', design: design.id, table, id, before, after } as Edit;
}

function randomRecord(table: TableName, id: string, design: Design, random: SeededRandom): unknown {
  switch (table) {
    case 'blocks':
      return randomBlock(random, id);
    case 'nodes':
      return randomNode(random, id, Object.keys(design.groups));
    case 'links':
      return randomLink(random, id, [...Object.keys(design.nodes), 'b1/unit0/leaf0']);
    case 'groups':
      return randomGroup(random, id, []);
    case 'overrides':
      return randomOverride(random, id);
    case 'templates':
      return randomTemplate(random, id);
  }
}

/** One edit on a deep copy, without any of the code under test. */
function editedSlowly(study: Study, edit: Edit): Study {
  const copy = structuredClone(study) as unknown as Record<string, unknown>;
  const designs = copy['designs'] as (Loose & { id: unknown })[];
  if (edit.on === 'record') {
    const design = designs.find((one) => String(one.id) === edit.design)!;
    const table = (design[edit.table] ??= {});
    if (!sameJson(table[edit.id] ?? null, edit.before)) throw new Error('the random edit does not fit');
    if (edit.after === null) delete table[edit.id];
    else table[edit.id] = edit.after;
    if (edit.table === 'templates' && Object.keys(table).length === 0) delete design['templates'];
  } else if (edit.on === 'design') {
    if (edit.before) designs.splice(edit.before.index, 1);
    if (edit.after) designs.splice(edit.after.index, 0, edit.after.design as unknown as Loose & { id: unknown });
  } else if (edit.on === 'views') {
    if (edit.after.length === 0) delete copy['views'];
    else copy['views'] = edit.after;
  } else if (edit.on === 'designName') {
    const design = designs.find((candidate) => String(candidate.id) === edit.design)! as unknown as Record<
      string,
      unknown
    >;
    design['name'] = edit.after;
  } else {
    copy[edit.on] = edit.after;
  }
  return copy as unknown as Study;
}

function freeDesignId(study: Study): string {
  for (let number = 1; ; number++) {
    if (!study.designs.some((design) => design.id === `d${number}`)) return `d${number}`;
  }
}
