/**
 * The form of a study as it comes from outside: every field, its type and its range, nothing else.
 *
 * The types are proved equal to those of `study.ts` in the test beside this file. Relations between records (ids that repeat, groups that
 * are not there) are in `read.ts`.
 */
import { say, sayText } from '@weft/units';
import * as z from 'zod/mini';
import { idPattern, isInherited } from './keys.ts';
import { limits } from './limits.ts';
import { ownIdPattern } from './own-part.ts';
import { jobActions, nodeKinds, ownPartKinds, studyVersion, switchTiers } from './study.ts';

const named = z.string().check(
  z.maxLength(limits.label),
  // Control characters would break lines of files that are made from labels.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  z.regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'expected text without control characters' }),
);
const idWords = 'expected a letter followed by letters, digits, - or _';
const id = z.string().check(
  z.regex(idPattern, { error: idWords }),
  z.refine((text) => !isInherited(text), { error: idWords }),
);
const path = z.string().check(z.minLength(1), z.maxLength(limits.path));
const key = z.string().check(
  z.regex(/^[A-Za-z][A-Za-z0-9._/-]{0,127}$/, { error: 'expected a key of letters, digits, . _ / and -' }),
  z.refine((text) => !isInherited(text), { error: 'expected another key' }),
);

const finite = z.number();
const position = z.number().check(z.minimum(-limits.position), z.maximum(limits.position));
const rate_Gbps = z.number().check(z.minimum(0), z.maximum(limits.rate_Gbps));
const whole = (most: number, least = 0) => z.int().check(z.minimum(least), z.maximum(most));
const seed = whole(limits.seed);

const parameterValue = z.union([
  finite,
  z.string().check(z.maxLength(limits.label)),
  z.boolean(),
  z.array(finite).check(z.maxLength(limits.list)),
]);
const parameters = z.record(key, parameterValue);

const locked = z.exactOptional(z.literal(true));

const block = z.strictObject({
  id,
  name: named,
  recipe: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/, { error: 'expected the name of a recipe' })),
  recipeVersion: whole(1_000_000, 1),
  parameters,
  x: position,
  y: position,
  locked,
});

const node = z.strictObject({
  id,
  kind: z.enum(nodeKinds),
  name: named,
  part: z.nullable(named),
  x: z.nullable(position),
  y: z.nullable(position),
  group: z.nullable(id),
  ports: z.nullable(whole(limits.ports)),
  port_Gbps: z.nullable(rate_Gbps),
  tier: z.nullable(z.enum(switchTiers)),
  accelerators: whole(limits.accelerators),
  scaleUp_Gbps: z.nullable(rate_Gbps),
  locked,
});

const end = z.strictObject({ at: path, port: z.nullable(whole(limits.ports - 1)) });

const link = z.strictObject({
  id,
  a: end,
  z: end,
  rate_Gbps: z.nullable(rate_Gbps),
  medium: z.nullable(named),
  label: named,
  locked,
});

const group = z.strictObject({
  id,
  name: named,
  parent: z.nullable(id),
  layout: z.enum(['free', 'rows', 'grid', 'ring']),
  x: z.nullable(position),
  y: z.nullable(position),
  locked,
  device: z.exactOptional(z.strictObject({ part: z.nullable(named) })),
  template: z.exactOptional(z.strictObject({ id, block: id, x: position, y: position, members: z.record(id, id) })),
});

const override = z.strictObject({
  id: path,
  removed: z.exactOptional(z.boolean()),
  rate_Gbps: z.exactOptional(rate_Gbps),
  name: z.exactOptional(named),
  x: z.exactOptional(position),
  y: z.exactOptional(position),
});

const tables = {
  blocks: z.record(id, block),
  nodes: z.record(id, node),
  links: z.record(id, link),
  groups: z.record(id, group),
  overrides: z.record(path, override),
};

const design = z.strictObject({
  id,
  name: named,
  ...tables,
  templates: z.exactOptional(z.record(id, z.strictObject({ id, name: named, ...tables }))),
});

const traffic = z.discriminatedUnion('pattern', [
  z.strictObject({ pattern: z.literal('all-to-all') }),
  z.strictObject({ pattern: z.literal('permutation'), seed }),
  z.strictObject({ pattern: z.literal('ring'), shift: whole(limits.accelerators, -limits.accelerators) }),
  z.strictObject({
    pattern: z.literal('incast'),
    target: whole(limits.accelerators),
    senders: whole(limits.accelerators, 1),
  }),
  z.strictObject({ pattern: z.literal('pair'), source: path, target: path }),
]);

const handOver = z.boolean();
const routing = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('single-path'), seed, handOver }),
  z.strictObject({ policy: z.literal('ecmp-hash'), seed, subflows: whole(limits.subflows, 1), handOver }),
  z.strictObject({ policy: z.literal('spray'), handOver }),
  z.strictObject({ policy: z.literal('weighted-ecmp'), handOver }),
  z.strictObject({ policy: z.literal('dimension-order'), handOver }),
  z.strictObject({ policy: z.literal('minimal'), handOver }),
  z.strictObject({ policy: z.literal('valiant'), handOver }),
  z.strictObject({ policy: z.literal('adaptive'), handOver }),
]);

const size_B = z.number().check(z.minimum(0), z.maximum(limits.size_B));
const time_ns = z.number().check(z.minimum(0), z.maximum(limits.time_ns));

const job = z.strictObject({
  id,
  name: named,
  action: z.enum(jobActions),
  size_B,
  first: whole(limits.accelerators),
  count: whole(limits.accelerators, 2),
  step: whole(limits.accelerators, 1),
  seed,
  start_ns: time_ns,
  after: z.array(id).check(z.maxLength(limits.jobs)),
  rounds: whole(limits.rounds, 1),
  compute_ns: time_ns,
});

export const workloadSchema = z.strictObject({
  traffic,
  routing,
  size_B: z.nullable(size_B),
  cap_Gbps: z.nullable(rate_Gbps),
  jobs: z.exactOptional(z.array(job).check(z.maxLength(limits.jobs))),
});

const ownId = z.string().check(z.regex(ownIdPattern, { error: 'expected an id that begins with own-' }));
const bound = z.nullable(finite.check(z.minimum(0)));
const ownFigure = z.strictObject({
  unit: z.string().check(z.maxLength(20)),
  low: bound,
  typical: bound,
  high: bound,
});
const many = (most: number, what: string) =>
  z.refine<Record<string, unknown>>((table) => Object.keys(table).length <= most, {
    error: () => say`expected at most ${most} ${sayText(what)}`,
  });

export const ownPartSchema = z.strictObject({
  id: ownId,
  kind: z.enum(ownPartKinds),
  name: named,
  vendor: z.nullable(named),
  family: z.nullable(named),
  origin: named,
  figures: z.record(key, ownFigure).check(many(limits.ownFigures, 'figures of one part')),
});

const assumptions = z.strictObject({
  figures: z.record(key, finite).check(many(limits.figures, 'changed figures')),
  parts: z.exactOptional(z.record(ownId, ownPartSchema).check(many(limits.ownParts, 'own parts'))),
});

const view = z.strictObject({
  id,
  name: named,
  design: id,
  x: position,
  y: position,
  zoom: z.number().check(z.minimum(limits.zoom.least), z.maximum(limits.zoom.most)),
  open: z.array(path).check(z.maxLength(limits.openGroups)),
  colouring: z.string().check(z.regex(/^[A-Za-z][A-Za-z-]{0,39}$/, { error: 'expected the name of a colouring' })),
  hidden: z.strictObject({
    roles: z.array(named).check(z.maxLength(limits.list)),
    rails: z.array(whole(limits.accelerators)).check(z.maxLength(limits.list)),
    planes: z.array(whole(limits.accelerators)).check(z.maxLength(limits.list)),
    fabrics: z.array(named).check(z.maxLength(limits.list)),
  }),
});

export const studySchema = z.strictObject({
  version: z.literal(studyVersion),
  name: named,
  catalogue: z.string().check(z.regex(/^[0-9]{4}\.[0-9]{2}$/, { error: 'expected year and month such as 2026.11' })),
  designs: z.array(design).check(z.maxLength(limits.designs)),
  baseline: z.nullable(id),
  workload: workloadSchema,
  assumptions,
  views: z.exactOptional(z.array(view).check(z.maxLength(limits.views))),
});

/** Tables of a design by name, each to be checked by itself when there is much in it. */
export const tableSchemas = tables;

type Issue = z.core.$ZodIssue;

/** The first fault of a failed check: where, as a path that begins with `at`, and what was expected, as a sentence. */
export function faultOf(
  issues: readonly Issue[],
  at: readonly PropertyKey[] = [],
): { readonly where: string; readonly message: string } {
  const issue = issues[0]!;
  const where = printedPath([...at, ...issue.path]);
  return { where, message: sentenceOf(issue) };
}

function printedPath(steps: readonly PropertyKey[]): string {
  let text = '';
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w-]+$/.test(String(step))) text += text === '' ? String(step) : `.${String(step)}`;
    else text += `[${shortened(JSON.stringify(String(step)))}]`;
  }
  return text === '' ? say`the study` : text;
}

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return say`The value has the wrong type; expected ${withArticle(issue.expected)}.`;
    case 'unrecognized_keys':
      return say`The field ${shortened(JSON.stringify(issue.keys[0]))} is not part of the format; expected only known fields.`;
    case 'too_small':
      return say`The value is too small; expected at least ${String(issue.minimum)}${unitOf(issue.origin)}.`;
    case 'too_big':
      return say`The value is too large; expected at most ${String(issue.maximum)}${unitOf(issue.origin)}.`;
    case 'invalid_value':
      return say`The value is not one of those that are known; expected ${issue.values.map((v) => JSON.stringify(v)).join(', ')}.`;
    case 'invalid_union':
      return say`The value is of no known kind; expected one that the format lists.`;
    case 'invalid_key':
      return say`The key is not allowed here; expected letters and digits, beginning with a letter.`;
    default:
      return say`The value is not allowed; ${issue.message === 'Invalid input' ? say`expected another one` : sayText(issue.message)}.`;
  }
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? say`an ${type}` : `a ${type}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return say` characters`;
  return origin === 'array' ? say` entries` : '';
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
