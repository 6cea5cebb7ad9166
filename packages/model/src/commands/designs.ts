/**
 * Commands on the study itself: designs come, go, are copied, renamed and reordered; the assumptions change.
 */
import { failed, say } from '@weft/units';
import type { Edit } from '../change.ts';
import { FreshNames, freshDesignId } from '../ids.ts';
import { emptyDesign } from '../starter.ts';
import type { Design, Study } from '../study.ts';
import { commanded, designOf, nameFault, type Command } from './command.ts';

/** Another name for the study. */
export function renameStudy(study: Study, name: string): Command {
  return (
    nameFault(name) ??
    commanded(study, say`Rename study to ${name}`, [{ on: 'name', before: study.name, after: name }], [])
  );
}

/** A new empty design at the end of the strip. */
export function addDesign(study: Study, name?: string): Command {
  const id = freshDesignId(study);
  const names = new FreshNames(study.designs.map((design) => design.name));
  const wanted = name ?? say`Design ${study.designs.length + 1}`;
  return insertAt(study, emptyDesign(id, names.next(wanted)), study.designs.length, say`Add design`);
}

/** A design that was read from a file or a link, at the end of the strip; its id and name are made free ones. */
export function insertDesign(study: Study, design: Design): Command {
  const id = study.designs.some((other) => other.id === design.id) ? freshDesignId(study) : design.id;
  const name = new FreshNames(study.designs.map((other) => other.name)).next(design.name);
  return insertAt(study, { ...design, id, name }, study.designs.length, say`Insert ${name}`);
}

/** A copy of a design right after it. */
export function duplicateDesign(study: Study, designId: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const name = new FreshNames(study.designs.map((design) => design.name)).next(found.value.name);
  const copy = { ...found.value, id: freshDesignId(study), name };
  return insertAt(study, copy, study.designs.indexOf(found.value) + 1, say`Duplicate ${found.value.name}`);
}

/** Takes a design away; the last one stays. */
export function removeDesign(study: Study, designId: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  if (study.designs.length === 1) {
    return failed('last-design', designId, say`A study keeps at least one design; add another one first.`);
  }
  const before = { index: study.designs.indexOf(found.value), design: found.value };
  const edits: Edit[] = [{ on: 'design', id: designId, before, after: null }];
  const { views = [] } = study;
  // What looks at it has nothing to look at any more; both come back together.
  edits.push({ on: 'views', before: views, after: views.filter((view) => view.design !== designId) });
  if (study.baseline === designId) edits.push({ on: 'baseline', before: designId, after: null });
  return commanded(study, say`Remove ${found.value.name}`, edits, []);
}

export function renameDesign(study: Study, designId: string, name: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const edits: Edit[] = [{ on: 'designName', design: designId, before: found.value.name, after: name }];
  return nameFault(name) ?? commanded(study, say`Rename ${found.value.name} to ${name}`, edits, [designId]);
}

/** Moves a design to another place in the strip, counted from 0. */
export function moveDesign(study: Study, designId: string, to: number): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const index = Math.max(0, Math.min(study.designs.length - 1, Math.trunc(to)));
  const before = { index: study.designs.indexOf(design), design };
  return commanded(
    study,
    say`Move ${design.name}`,
    [{ on: 'design', id: designId, before, after: { index, design } }],
    [designId],
  );
}

/** The design others are compared with; null takes the first. */
export function setBaseline(study: Study, designId: string | null): Command {
  if (designId !== null) {
    const found = designOf(study, designId);
    if (!found.ok) return found;
  }
  return commanded(study, say`Set baseline`, [{ on: 'baseline', before: study.baseline, after: designId }], []);
}

/** Overrides a figure of the catalogue for this study, by its path; null takes the catalogue's again. */
export function setAssumption(study: Study, path: string, value: number | null): Command {
  const label = value === null ? say`Take ${path} from the catalogue` : say`Set ${path}`;
  return setAssumptions(study, { [path]: value }, label);
}

/** Overrides several figures as one change; null takes the catalogue's again. */
export function setAssumptions(
  study: Study,
  changes: Readonly<Record<string, number | null>>,
  label = say`Set figures`,
): Command {
  const before = study.assumptions;
  const figures: Record<string, number> = { ...before.figures };
  for (const path of Object.keys(changes)) {
    const value = changes[path]!;
    if (value !== null && !Number.isFinite(value)) {
      return failed('bad-value', path, say`${String(value)} is not a figure; expected a finite number.`);
    }
    if (!/^[A-Za-z][A-Za-z0-9._/-]{0,127}$/.test(path) || path in Object.prototype) {
      return failed(
        'bad-value',
        path,
        say`That is not the path of a figure; expected one such as switches.qm9700.price_usd.`,
      );
    }
    if (value === null) delete figures[path];
    else figures[path] = value;
  }
  return commanded(study, label, [{ on: 'assumptions', before, after: { ...before, figures } }], []);
}

function insertAt(study: Study, design: Design, index: number, label: string): Command {
  const named = nameFault(design.name);
  if (named) return named;
  return commanded(
    study,
    label,
    [{ on: 'design', id: design.id, before: null, after: { index, design } }],
    [design.id],
  );
}
