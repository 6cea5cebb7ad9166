/** Pictures of several designs: each drawn, solved and drawn again with its loads; the one on the canvas is solved by itself. */
import { EngineStop } from '@weft/engine';
import { emptyDesign, emptyStudy, type Design } from '@weft/model';
import { done } from '@weft/units';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { studyDocument } from '../stores/document.ts';

const asked: string[] = [];
const solvedDesigns = new Set<string>();
let stopsSolve = false;

vi.mock('./opening.ts', () => ({ groupsToOpen: async () => [] }));
vi.mock('./engine.ts', () => ({
  engine: {
    scene: async ({ design }: { design: Design }) => {
      asked.push(`scene ${design.id}`);
      const loads = solvedDesigns.has(design.id) ? { worst: new Float32Array(1), mean: new Float32Array(1) } : null;
      return done({ scene: { nodes: [{}], links: [], backdrops: [] }, loads });
    },
    solve: async ({ design }: { design: Design }) => {
      asked.push(`solve ${design.id}`);
      if (stopsSolve) throw new EngineStop('superseded', 'A newer call replaced this one.');
      solvedDesigns.add(design.id);
      return done({});
    },
    stop: (what: string, id: string) => asked.push(`stop ${what} ${id}`),
  },
}));

const { drawDesigns } = await import('./multiples.ts');

/** What was told: `d2 loads` when its lines have loads. */
async function told(designs: readonly Design[], shownIsSolved: boolean, workload = emptyStudy().workload) {
  const words: string[] = [];
  drawDesigns({ designs, workload }, shownIsSolved, (id, drawn) =>
    words.push(`${id} ${drawn === null ? 'nothing' : drawn.loads === null ? 'drawn' : 'loads'}`),
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  return words;
}

const twoDesigns = () => [emptyDesign('d1', 'A'), emptyDesign('d2', 'B')];

beforeEach(() => {
  asked.length = 0;
  solvedDesigns.clear();
  stopsSolve = false;
  studyDocument.setState({ study: { ...emptyStudy(), designs: [emptyDesign('d1', 'A')] } });
});

describe('pictures of designs', () => {
  it('come one after the other, drawn and then with loads; what is on the canvas is not solved twice', async () => {
    expect(await told(twoDesigns(), false)).toEqual(['d1 drawn', 'd2 drawn', 'd2 loads']);
    expect(asked).toEqual(['scene d1', 'scene d2', 'solve d2', 'scene d2']);
  });

  it('are not asked for again while design and workload stay', async () => {
    const designs = twoDesigns();
    const { workload } = emptyStudy();
    solvedDesigns.add('d1');
    await told(designs, true, workload);
    asked.length = 0;
    expect(await told(designs, true, workload)).toEqual(['d1 loads', 'd2 loads']);
    expect(asked).toEqual([]);
    await told(designs, true, { ...workload });
    expect(asked).toContain('solve d2');
  });

  it('stay without loads where the solve is replaced by a newer one', async () => {
    stopsSolve = true;
    expect(await told(twoDesigns(), false)).toEqual(['d1 drawn', 'd2 drawn']);
  });

  it('are given up with their solve', async () => {
    const end = drawDesigns({ designs: [emptyDesign('d2', 'B')], workload: emptyStudy().workload }, false, () => {
      // Drawn: the solve begins in the next turn.
      queueMicrotask(() => end());
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(asked).toEqual(['scene d2', 'solve d2', 'stop solve d2']);
  });
});
