/**
 * A design as a drawing, with the loads of its last answer. In: records and open groups. Out: the scene and the way back from it.
 */
import { finish, type Steps } from '@weft/solver';
import { drawingSteps, sceneLoads, type Drawing } from '@weft/scene';
import type { DrawnScene, SceneRequest } from './api.ts';
import type { Compiled, Compiler } from './compiled.ts';
import { failuresOf, type Marks } from './failures.ts';
import type { Solved, Solver } from './solved.ts';

export interface Drawn {
  readonly compiled: Compiled;
  readonly drawing: Drawing;
  readonly marks: Marks | null;
  /** The answer for these records and failures; null until there is one. */
  readonly solved: Solved | null;
}

/** Draws a design as it was asked for. */
export function drawn(request: SceneRequest, compiler: Compiler, solver: Solver): Drawn {
  return finish(drawnSteps(request, compiler, solver));
}

/** The same with pauses. */
export function* drawnSteps(request: SceneRequest, compiler: Compiler, solver: Solver): Steps<Drawn> {
  const { design, open, ifRoom, filter } = request;
  const compiled = yield* compiler.compileSteps(design);
  const last = solver.last(design.id, compiled);
  const failed = request.failed ?? last?.failed ?? [];
  const solved = last !== null && sameIds(last.failed, failed) ? last : null;
  const marks = solved === null ? failuresOf(compiled.topology, compiled.names, failed).marks : solved.marks;
  const drawing = yield* drawingSteps(compiled.topology, new Set(open), {
    ...(ifRoom === undefined ? {} : { ifRoom }),
    ...(filter === undefined ? {} : { filter }),
    ...(marks === null ? {} : { failedLinks: marks.links, failedNodes: marks.nodes }),
  });
  return { compiled, drawing, marks, solved };
}

/** What the canvas gets of a drawing. */
export function drawnScene({ drawing, solved }: Drawn): DrawnScene {
  return {
    scene: drawing.scene,
    loads: solved === null ? null : sceneLoads(drawing, solved.result.arcLoad_Gbps),
  };
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const there = new Set(b);
  return new Set(a).size === there.size && a.every((id) => there.has(id));
}
