/**
 * Makes ahead what is being typed: while the hand is on its way to Enter, the engine makes the design as it would be and draws it, so that the edit itself
 * finds both made. In: a block and parameters that its recipe takes; out: nothing but the engine's memory. The next text ends what is under way.
 */
import { EngineStop } from '@weft/engine';
import type { Design, Parameters } from '@weft/model';
import { activeDesign } from '../stores/document.ts';
import type { Counts } from '../stores/result.ts';
import { failedOf, hiddenOf, openOf, session, zoomOpenOf } from '../stores/session.ts';
import { engine } from './engine.ts';

/** What takes longer than about a second to make is not made on suspicion: links of the block. */
const mostLinks = 2_000_000;

/** Under an id of its own: what the real design asks meanwhile goes on. Designs of equal content are made once, whatever their ids. */
const id = 'typed';

export function foresee(blockId: string, parameters: Parameters, counts: Counts): void {
  const links = Object.values(counts.links).reduce((sum, n) => sum + n, 0);
  const design = activeDesign();
  const block = design.blocks[blockId];
  if (block === undefined || links > mostLinks) return;
  const typed: Design = { ...design, id, blocks: { ...design.blocks, [blockId]: { ...block, parameters } } };
  const s = session.getState();
  const request = {
    design: typed,
    open: openOf(s),
    ifRoom: zoomOpenOf(s),
    filter: hiddenOf(s),
    failed: failedOf(s),
  };
  engine.scene(request).catch((stop: unknown) => {
    if (!(stop instanceof EngineStop)) throw stop;
  });
}
