/** Turning a block into plain parts: the engine makes the records, the model puts them in its place. */
import * as model from '@weft/model';
import { EngineStop } from '@weft/engine';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { notify, openOf, session, setOpen } from '../stores/session.ts';
import { engine } from './engine.ts';
import { edit } from './edits.ts';
import { selected } from './selection.ts';

/** More parts than this are no longer drawn by hand. */
const mostParts = 2000;

export async function dissolveSelected(): Promise<void> {
  const block = selected().blocks[0];
  if (block === undefined) return;
  const design = activeDesign();
  try {
    const parts = await engine.dissolve(design, block.id, mostParts);
    if (!parts.ok) {
      notify({ tone: 'warning', text: parts.fault.message });
      return;
    }
    if (activeDesign() !== design) return;
    const wasOpen = openOf(session.getState()).includes(block.id);
    const command = model.insertDissolved(studyDocument.getState().study, design.id, block.id, parts.value);
    if (edit(() => command, { selectMade: true }) && command.ok) {
      setOpen([block.id], false);
      // What stood open stays open, as the group that it has become.
      if (wasOpen) setOpen(command.value.ids.slice(0, 1), true);
    }
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
  }
}
