// @vitest-environment happy-dom
/**
 * Random walks through the table of actions and the gestures of the canvas, on the real stores and the real pictures. After every act the study can be
 * read and the selection refers to what is there; undo step by step to the beginning gives the studies there were, to the order of their records,
 * and redo gives the last one again.
 */
import { createPipeline, settled } from '@weft/engine';
import { readStudy } from '@weft/model';
import * as model from '@weft/model';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

vi.mock('../control/engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));
const { loadHand } = await import('../control/atHand.ts');
const hand = await loadHand();
const { keepSelection } = await import('../control/keepSelection.ts');
const { isThing } = await import('../control/selection.ts');
const { makeTemplate } = await import('../control/templates.ts');
const { recipeSpecs } = await import('@weft/engine');
const { activeDesign, openStudy, redoNext, studyDocument, undoLast } = await import('../stores/document.ts');
const { result } = await import('../stores/result.ts');
const { hiddenOf, openOf, session, setOpen, zoomOpenOf } = await import('../stores/session.ts');
const { actions, perform } = await import('./table.ts');

const pipeline = createPipeline();

/** Draws the design as it is now, as the controller does when the worker has answered. */
async function draw(): Promise<void> {
  const s = session.getState();
  const request = { design: activeDesign(), open: openOf(s), ifRoom: zoomOpenOf(s), filter: hiddenOf(s), failed: [] };
  const answer = await settled(pipeline.scene(request));
  if (!answer.ok) throw new Error(answer.fault.message);
  result.setState({ scene: answer.value.scene, loads: null });
  keepSelection(answer.value.scene);
}

/** Actions that open dialogs, files or other views, or ask the worker: they change no study. */
const elsewhere =
  /^(?:file|help|solve|view|add|tool)\.|^edit\.(?:history|linkMany)$|^template\.make$|^block\.dissolve$/;
const ids = actions.map((action) => action.id).filter((id) => !elsewhere.test(id));

interface Step {
  readonly act: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const placesOf = (n: number): { readonly x: number; readonly y: number } => ({
  x: (n % 37) * 24 - 400,
  y: (n % 23) * 24,
});

/** One act of a hand; what does not apply says so and does nothing. */
async function take({ act, a, b, c }: Step): Promise<void> {
  const scene = result.getState().scene!;
  const things = [...scene.nodes, ...scene.backdrops, ...scene.links].map((thing) => thing.id);
  const thing = (n: number): string => things[n % things.length]!;
  const node = (n: number): string => scene.nodes[n % scene.nodes.length]!.id;
  const kinds = ['server', 'switch', 'accelerator', 'nic', 'service'] as const;
  switch (act % 12) {
    case 0:
      await hand.placeAt({ kind: 'part', node: kinds[a % 5]!, part: null }, placesOf(b));
      return;
    case 1:
      // Few blocks: they are large.
      if (Object.keys(activeDesign().blocks).length < 2)
        await hand.placeAt({ kind: 'block', recipe: ['full-mesh', 'leaf-spine'][a % 2]! }, placesOf(b));
      return;
    case 2:
      if (things.length > 0)
        session.setState({ selection: [...new Set([thing(a), thing(b), thing(c)])].slice(0, 1 + (c % 3)) });
      return;
    case 3:
      if (scene.nodes.length > 1 && a % scene.nodes.length !== b % scene.nodes.length)
        hand.linkBetween(node(a), node(b));
      return;
    case 4: {
      if (scene.nodes.length === 0) return;
      const moved = scene.nodes[a % scene.nodes.length]!;
      const at = { x: moved.x + (b % 400) - 200, y: moved.y + (c % 400) - 200 };
      const { width, height } = moved;
      const box = { x: at.x - width / 2, y: at.y - height / 2, width, height };
      hand.handlers.move([{ id: moved.id, ...at }], c % 7 === 0, { box, at });
      return;
    }
    case 5: {
      if (things.length === 0) return;
      const { owner = thing(a) } = [...scene.nodes, ...scene.backdrops].find((one) => one.id === thing(a)) ?? {};
      hand.renameItem(owner, ['A', '<b>', 'x'.repeat(300), ' ', 'é'][b % 5]!);
      return;
    }
    case 6:
      if (c % 5 === 0) makeTemplate(`T${a % 3}`);
      else setOpen(openOf(session.getState()).slice(0, 1), false);
      return;
    default:
      perform(ids[a % ids.length]!);
  }
}

/** The text of a study with its records in their order. */
const textOf = (study: model.Study): string => JSON.stringify(study);

const step = fc.record({ act: fc.nat(), a: fc.nat(), b: fc.nat(), c: fc.nat() });
const walks = fc.array(step, { minLength: 170, maxLength: 170 });

describe('a walk through the actions', () => {
  it('can be taken back to its beginning and made again, and leaves nothing selected that is not there', async () => {
    result.setState({ recipes: recipeSpecs() });
    let acts = 0;
    let edits = 0;
    await fc.assert(
      fc.asyncProperty(walks, async (steps) => {
        openStudy(model.emptyStudy());
        await draw();
        const first = textOf(studyDocument.getState().study);
        /** The study after each entry of the history. */
        const after = new Map<unknown, string>();
        for (const one of steps) {
          await take(one);
          await Promise.resolve();
          await draw();
          acts++;
          const { study, history } = studyDocument.getState();
          const entry = history.past.at(-1);
          if (entry !== undefined) after.set(entry.change, textOf(study));
          const { selection } = session.getState();
          const scene = result.getState().scene!;
          const there = new Set([...scene.nodes, ...scene.links, ...scene.backdrops].map((thing) => thing.id));
          expect(selection.filter((id) => !there.has(id) && !isThing(activeDesign(), id))).toEqual([]);
        }
        const last = studyDocument.getState();
        const read = readStudy(structuredClone(last.study));
        expect(read.ok ? '' : read.fault.message).toBe('');
        expect(last.history.past.length).toBeLessThan(model.recordDefaults.limit);
        edits += last.history.past.length;
        const lastText = textOf(last.study);
        while (undoLast() !== null) {
          const { study, history } = studyDocument.getState();
          const entry = history.past.at(-1);
          expect(textOf(study)).toBe(entry === undefined ? first : after.get(entry.change));
          await draw();
        }
        expect(textOf(studyDocument.getState().study)).toBe(first);
        while (redoNext() !== null) await draw();
        expect(textOf(studyDocument.getState().study)).toBe(lastText);
      }),
      { seed: 20261124, numRuns: 12 },
    );
    expect(acts).toBeGreaterThanOrEqual(2000);
    // A walk that changes nothing would prove nothing.
    expect(edits).toBeGreaterThan(500);
  });
});
