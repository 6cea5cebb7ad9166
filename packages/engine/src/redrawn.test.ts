/**
 * A picture that was edited is the picture drawn afresh. In: random edits of designs of several recipes, with groups opened and closed and parts
 * failed between them. One engine keeps what it made before; another knows nothing. Both must give the same scene; so must the view's ways to
 * it, by difference and by sharing; and an edit that only moved must leave the facts as they were.
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import * as model from '@weft/model';
import type { Change, Command, Design, Study } from '@weft/model';
import { sceneDifference, sharedScene, type Scene } from '@weft/scene';
import { SeededRandom } from '@weft/testkit';
import type { SceneRequest } from './api.ts';
import { generateStudy } from './generate.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { settled } from './work.ts';

const recipes: readonly (readonly [string, model.Parameters, readonly model.Parameters[]])[] = [
  ['leaf-spine', { servers: 12 }, [{ servers: 9 }, { servers: 12, railOptimized: true }, {}]],
  ['rail-optimized', { servers: 8 }, [{ servers: 6 }, { servers: 16 }]],
  [
    'dragonfly',
    { endpointsPerRouter: 2, routersPerGroup: 4, globalLinksPerRouter: 2, groups: 3 },
    [{ groups: 5, endpointsPerRouter: 2, routersPerGroup: 4, globalLinksPerRouter: 2 }],
  ],
  ['torus', { dimensions: [3, 4] }, [{ dimensions: [4, 4] }, { dimensions: [2, 3, 2] }]],
  ['scale-up', {}, [{}]],
];

const edits = 12;

describe.each(recipes)('a design of %s, edited', (recipe, parameters, others) => {
  it.each([1, 2, 3, 4])('is drawn as if it were new, seed %i', async (seed) => {
    const random = new SeededRandom(seed);
    const kept = createPipeline();
    let study: Study = { ...valueOf(generateStudy(recipe, parameters)) };
    let held: Scene | null = null;
    const done: Change[] = [];
    let open: readonly string[] = [];
    let failed: readonly string[] = [];
    for (let i = 0; i < edits; i++) {
      const before = study.designs[0]!;
      study = edited(study, others, held, done, random);
      const design = study.designs[0]!;
      const scene = held;
      if (scene !== null && random.chance(0.5)) open = toggled(open, scene, random);
      if (scene !== null && scene.nodes.length > 0 && random.chance(0.2))
        failed = random.chance(0.5) ? [] : [random.pick(scene.nodes).owner];
      const request = { design, open, failed };
      const now = await sceneBy(kept, request);
      const afresh = await sceneBy(createPipeline(), structuredClone(request));
      expect(now).toEqual(afresh);
      expect(patched(held, afresh)).toEqual(afresh);
      held = sharedScene(held, now);
      expect(held).toEqual(afresh);
      const content = model.isOnlyMoved(before, design) ? before : design;
      expect(await countsBy(design)).toEqual(await countsBy(content));
    }
  });
});

/** One edit as a person makes it; sometimes the last one is taken back. */
function edited(
  study: Study,
  others: readonly model.Parameters[],
  scene: Scene | null,
  done: Change[],
  random: SeededRandom,
): Study {
  if (done.length > 0 && random.chance(0.2)) return model.applyChange(study, model.invertChange(done.pop()!));
  const design = study.designs[0]!;
  const owners = [...new Set((scene?.nodes ?? []).map((node) => node.owner))];
  const [block] = Object.keys(design.blocks);
  const x = random.int(2000) - 1000;
  const y = random.int(2000) - 1000;
  const makers: (() => Command)[] = [
    () =>
      model.addNode(study, design.id, random.pick(['switch', 'server']), { name: `Part ${random.int(1000)}`, x, y }),
  ];
  if (owners.length > 0) {
    makers.push(
      () => model.moveItems(study, design.id, [{ id: random.pick(owners), x, y }]),
      () => model.renameItem(study, design.id, random.pick(owners), `Name ${random.int(1000)}`),
      // Seldom all of it: what is left is edited further.
      () =>
        model.deleteItems(study, design.id, [
          random.pick(random.chance(0.2) ? owners : [...owners.filter((id) => id !== block), `${block}/leaf0`]),
        ]),
    );
  }
  if (block !== undefined) {
    makers.push(
      () => model.setBlockParameters(study, design.id, block, random.pick(others)),
      () => model.moveItems(study, design.id, [{ id: block, x, y }]),
    );
  }
  const command = random.pick(makers)();
  if (!command.ok) return study;
  done.push(command.value.change);
  return model.applyChange(study, command.value.change);
}

/** Opens something that is closed, or closes something that is open. */
function toggled(open: readonly string[], scene: Scene, random: SeededRandom): readonly string[] {
  const closed = scene.nodes.flatMap((node) => (node.opens === null ? [] : [node.opens]));
  if (open.length > 0 && (closed.length === 0 || random.chance(0.3))) return open.slice(0, -1);
  return closed.length === 0 ? open : [...open, random.pick(closed)];
}

async function sceneBy(pipeline: Pipeline, request: SceneRequest): Promise<Scene> {
  return valueOf(await settled(pipeline.scene(request))).scene;
}

/** The facts of a design, but for the time that they took. */
async function countsBy(design: Design): Promise<unknown> {
  const facts = valueOf(await settled(createPipeline().facts(design)));
  return { ...facts, time_ms: 0 };
}

interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

function parts<T extends { readonly id: string }>(
  old: readonly T[],
  next: readonly T[],
  { added, removed, changed }: Difference,
): T[] {
  const there = new Map(old.map((part) => [part.id, part]));
  const fresh = new Map(next.map((part) => [part.id, part]));
  for (const id of removed) there.delete(id);
  for (const id of [...added, ...changed]) there.set(id, fresh.get(id)!);
  expect(there.size).toBe(next.length);
  // A view has no order; the scene's is put back to compare.
  return next.map(({ id }) => there.get(id)!);
}

/** The later scene as a view comes to it from the earlier one. */
function patched(before: Scene | null, after: Scene): Scene {
  const change = sceneDifference(before, after);
  return {
    ...after,
    nodes: parts(before?.nodes ?? [], after.nodes, change.nodes),
    links: parts(before?.links ?? [], after.links, change.links),
    backdrops: parts(before?.backdrops ?? [], after.backdrops, change.backdrops),
  };
}
