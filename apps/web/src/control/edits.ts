/**
 * What the person does to the study, as verbs: each asks a command of the model and commits its change as one entry.
 *
 * A command that does not apply says why in a notice and changes nothing. Whoever needs the sentence beside a field uses `tryEdit`.
 */
import * as model from '@weft/model';
import type {
  Command,
  Design,
  LinkFields,
  NodeFields,
  Parameters as RecipeParameters,
  Study,
  Workload,
} from '@weft/model';
import { activeDesign, commit, studyDocument, type CommitOptions } from '../stores/document.ts';
import { notify, session } from '../stores/session.ts';

export interface EditOptions extends CommitOptions {
  /** Select what the command made or touched. */
  readonly selectMade?: boolean;
}

/** Commits what the command answers; the sentence that says why it does not apply, or null. */
export function tryEdit(command: (study: Study, design: string) => Command, options: EditOptions = {}): string | null {
  const answer = command(studyDocument.getState().study, activeDesign().id);
  if (!answer.ok) return answer.fault.code === 'nothing-changes' ? null : answer.fault.message;
  const { selectMade, ...rest } = options;
  commit(answer.value.change, selectMade ? { ...rest, select: answer.value.ids } : rest);
  return null;
}

/** As `tryEdit`, with the sentence as a notice. True when it was done. */
export function edit(command: (study: Study, design: string) => Command, options: EditOptions = {}): boolean {
  const refused = tryEdit(command, options);
  if (refused !== null) notify({ tone: 'warning', text: refused });
  // Where the study is only looked at, the store has said so and done nothing.
  return refused === null && !studyDocument.getState().readOnly;
}

export const renameStudy = (name: string) => edit((study) => model.renameStudy(study, name));

export const renameItem = (id: string, name: string) => tryEdit((study, d) => model.renameItem(study, d, id, name));

export const setNodes = (ids: readonly string[], fields: NodeFields) =>
  tryEdit((study, d) => model.setNodes(study, d, ids, fields));

export const setLinks = (ids: readonly string[], fields: LinkFields) =>
  tryEdit((study, d) => model.setLinks(study, d, ids, fields));

export const setParameters = (block: string, parameters: RecipeParameters) =>
  tryEdit((study, d) => model.setBlockParameters(study, d, block, parameters));

/** The active design as it would be with these parameters of a block; null when they cannot be set or change nothing. */
export function designWith(block: string, parameters: RecipeParameters): Design | null {
  const { study } = studyDocument.getState();
  const { id } = activeDesign();
  const answer = model.setBlockParameters(study, id, block, parameters);
  if (!answer.ok) return null;
  return model.applyChange(study, answer.value.change).designs.find((design) => design.id === id) ?? null;
}

export const deleteItems = (ids: readonly string[]) => edit((study, d) => model.deleteItems(study, d, ids));

/** Another traffic, routing, size or cap. Out of range, it is refused with a notice. */
export async function setWorkload(workload: Partial<Workload>): Promise<void> {
  const checked = await import('./checked.ts');
  edit((study) => checked.setWorkload(study, workload));
}

export function addDesign(): void {
  const answer = model.addDesign(studyDocument.getState().study);
  showMade(answer);
}

export function duplicateDesign(id: string): void {
  const from = session.getState();
  const made = showMade(model.duplicateDesign(studyDocument.getState().study, id));
  // The copy opens as the original stood.
  if (made === null) return;
  session.setState((s) => ({
    open: { ...s.open, [made]: from.open[id] ?? [] },
    zoomOpen: { ...s.zoomOpen, [made]: from.zoomOpen[id] ?? [] },
  }));
}

/** Adds a design that was read from a file or a link, and shows it. */
export function insertDesign(design: model.Design): void {
  showMade(model.insertDesign(studyDocument.getState().study, design));
}

function showMade(answer: Command): string | null {
  if (!answer.ok) {
    notify({ tone: 'warning', text: answer.fault.message });
    return null;
  }
  if (!commit(answer.value.change)) return null;
  const made = answer.value.ids[0]!;
  session.setState({ design: made, selection: [], view: 'canvas' });
  return made;
}

export const removeDesign = (id: string) => edit((study) => model.removeDesign(study, id));
export const renameDesign = (id: string, name: string) => edit((study) => model.renameDesign(study, id, name));
export const makeBaseline = (id: string) => edit((study) => model.setBaseline(study, id));
