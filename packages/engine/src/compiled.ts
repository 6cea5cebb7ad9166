/**
 * Designs as topologies, each made once. In: a design's records. Out: the topology, what is wrong with it, and its look-ups.
 *
 * The cache is keyed by content without positions: parts that are only moved keep their topology, and with it every result and the scene's
 * index; the new positions are written into the arrays. Cost of a hit: O(records), of a miss: that of the generators.
 */
import { nameIndexOf, type NameIndex, type Topology } from '@weft/topology';
import { expanded, recordsOf, type Design, type Finding } from '@weft/model';
import { Fragments, topologySteps, findingSteps, type Compiled as Made, type Pauses } from '@weft/generators';
import { finish, type Steps } from '@weft/solver';
import { Contents } from './contents.ts';
import { Keep } from './keep.ts';

export interface Compiled {
  /** Its number in this engine: a design of equal content has the same one, as long as it is kept. */
  readonly serial: number;
  readonly topology: Topology;
  readonly findings: readonly Finding[];
  /** Makes them with pauses, ahead of being asked. */
  readonly findingSteps: () => Steps<void>;
  readonly groupOfBlock: ReadonlyMap<string, number>;
  /** Made when first asked for. */
  readonly names: () => NameIndex;
  /** How long the making took. */
  readonly time_ms: number;
}

/** Nodes and links that are kept beside the fabrics of blocks: three of the largest fat-trees, or many small ones. About 27 bytes each. */
const keptElements = 28_000_000;

interface Making {
  readonly steps: Pauses<Made>;
  compiled: Compiled | null;
  time_ms: number;
  callers: number;
}

interface Kept {
  readonly compiled: Compiled;
  readonly made: Made;
  /** The paths that overrides have moved. */
  readonly moved: Set<string>;
  /** Whose positions the arrays hold. */
  placed: Design;
}

export class Compiler {
  readonly #kept = new Keep<Kept>(keptElements);
  readonly #contents = new Contents();
  /** Fabrics of blocks, for designs that differ in something else. */
  readonly #fragments = new Fragments();
  /** Designs that are being made. */
  readonly #making = new Map<string, Making>();
  #made = 0;
  /** Keys by identity, for callers that hand in the same record again. */
  readonly #keys = new WeakMap<Design, string>();

  /** The topology of a design, from the cache where only positions differ. */
  compile(drawnBy: Design): Compiled {
    return finish(this.compileSteps(drawnBy));
  }

  /** The same with pauses, and with all that is wrong with the design found: asking for it later takes no time. */
  *checkedSteps(design: Design): Steps<Compiled> {
    const compiled = yield* this.compileSteps(design);
    yield* compiled.findingSteps();
    return compiled;
  }

  /**
   * The same with pauses. Callers that ask for a design while it is being made take turns at the one making; it is given up when the last
   * of them was stopped.
   */
  *compileSteps(drawnBy: Design): Steps<Compiled> {
    // Instances of templates have their places in the template.
    const { design } = expanded(drawnBy);
    let key = this.#keys.get(design);
    if (key === undefined) {
      // A file read makes tens of thousands of records, whose text alone takes a while.
      this.#keys.set(design, (key = yield* this.#contents.keyOf(design)));
      yield { phase: 'design', fraction: 0 };
    }
    const known = this.#kept.get(key);
    if (known !== undefined) {
      if (known.placed !== design) writePositions(design, known.made, known.compiled.names, known.moved);
      known.placed = design;
      return known.compiled;
    }
    let making = this.#making.get(key);
    if (making === undefined) {
      making = { steps: topologySteps(drawnBy, this.#fragments), compiled: null, time_ms: 0, callers: 0 };
      this.#making.set(key, making);
    }
    making.callers++;
    try {
      while (making.compiled === null) {
        const began_ms = performance.now();
        const step = making.steps.next();
        making.time_ms += performance.now() - began_ms;
        if (step.done) making.compiled = this.#keep(key, design, step.value, making.time_ms);
        else yield { phase: 'design', fraction: 0 };
      }
      return making.compiled;
    } finally {
      if (--making.callers === 0 || making.compiled !== null) this.#making.delete(key);
    }
  }

  #keep(key: string, design: Design, made: Made, time_ms: number): Compiled {
    const { topology, groupOfBlock } = made;
    let names: NameIndex | null = null;
    const compiled: Compiled = {
      serial: ++this.#made,
      topology,
      get findings() {
        return made.findings;
      },
      *findingSteps() {
        yield* asSteps(findingSteps(made), 'design');
      },
      groupOfBlock,
      names: () => (names ??= nameIndexOf(topology)),
      time_ms,
    };
    const moved = new Set(
      recordsOf(design.overrides)
        .filter(({ x, y }) => x !== undefined || y !== undefined)
        .map(({ id }) => id),
    );
    this.#kept.set(key, { compiled, made, moved, placed: design }, topology.nodeCount + topology.linkCount);
    return compiled;
  }
}

/** Work of other rooms, which pauses in its own words, as steps of the engine. */
export function* asSteps<T>(work: Generator<unknown, T, void>, phase: string): Steps<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield { phase, fraction: 0 };
  }
}

/** Writes where a design's parts stand into a topology of equal content. `moved`: the paths that overrides had moved before. */
function writePositions(design: Design, made: Made, names: () => NameIndex, moved: Set<string>): void {
  const { topology, groupOfBlock, groupOfRecord, nodeOfRecord } = made;
  const { groupX, groupY, nodeX, nodeY } = topology;
  for (const { id, x, y } of recordsOf(design.blocks)) place(groupX, groupY, groupOfBlock.get(id), x, y);
  for (const { id, x, y } of recordsOf(design.groups)) place(groupX, groupY, groupOfRecord.get(id), x, y);
  for (const { id, x, y } of recordsOf(design.nodes)) {
    place(groupX, groupY, groupOfRecord.get(id), x, y);
    place(nodeX, nodeY, nodeOfRecord.get(id), x, y);
  }
  const placed = recordsOf(design.overrides).filter(({ x, y }) => x !== undefined || y !== undefined);
  if (moved.size === 0 && placed.length === 0) return;
  const put = (id: string, x: number, y: number): void => {
    const node = names().node.get(id);
    const group = node === undefined && id !== '' ? names().group.get(id) : undefined;
    if (node !== undefined) {
      nodeX[node] = x;
      nodeY[node] = y;
    } else if (group !== undefined) {
      groupX[group] = x;
      groupY[group] = y;
    }
  };
  for (const id of moved) put(id, NaN, NaN);
  moved.clear();
  for (const { id, x, y } of placed) {
    moved.add(id);
    put(id, x ?? NaN, y ?? NaN);
  }
}

/** Writes one position; none where only one of its two numbers is known. */
function place(
  xs: Float32Array,
  ys: Float32Array,
  index: number | undefined,
  x: number | null,
  y: number | null,
): void {
  if (index === undefined) return;
  const fixed = x !== null && y !== null;
  xs[index] = fixed ? x : NaN;
  ys[index] = fixed ? y : NaN;
}
