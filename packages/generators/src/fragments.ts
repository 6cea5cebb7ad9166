/**
 * Fabrics of blocks, each made once and copied into every design that has it, so that an edit of one block leaves the others as they are.
 *
 * Keyed by recipe, its version and the complete parameters. A fabric larger than the room is built in its place each time. What was used
 * longest ago goes first. Cost of a hit: a copy, O(nodes + links), a third of building or less.
 */
import { cablingFaultSteps, TopologyBuilder, type Topology } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { sizeOf } from './assemble.ts';
import { componentsOf } from './design-findings.ts';
import { atOnce, type Pauses } from './pauses.ts';
import type { Recipe } from './recipe.ts';

/** A fabric by itself, and what is found out about it once, when it is asked for. */
export interface Fragment {
  /** Its group 1 stands for the block. */
  readonly topology: Topology;
  /** Whether its cabling keeps every physical rule. */
  readonly soundSteps: () => Pauses<boolean>;
  /** Per node the lowest node that it is joined to. */
  readonly componentSteps: () => Pauses<Int32Array>;
}

/** Where a fragment is in a topology. */
export interface PlacedFragment {
  readonly fragment: Fragment;
  readonly firstNode: number;
  readonly firstLink: number;
}

export class Fragments {
  readonly #kept = new Map<string, Fragment>();
  readonly #room: number;
  #elements = 0;

  /** `room`: nodes and links that are kept at most, about 27 bytes each: the largest fat-tree of 160-port switches has 7.3 million. */
  constructor(room = 8_000_000) {
    this.#room = room;
  }

  /** The fabric of a recipe with checked parameters; null when it is too large to keep. */
  of(recipe: Recipe, parameters: Parameters): Fragment | null {
    return atOnce(this.ofSteps(recipe, parameters));
  }

  /** The same with pauses while it is made. */
  *ofSteps(recipe: Recipe, parameters: Parameters): Pauses<Fragment | null> {
    const { nodes, links } = sizeOf(recipe.expected(parameters));
    if (nodes + links > this.#room) return null;
    const key = JSON.stringify([recipe.name, recipe.version, parameters]);
    const fragment = this.#kept.get(key) ?? (yield* fragmentOf(recipe, parameters));
    if (this.#kept.delete(key)) this.#elements -= elementsOf(fragment);
    this.#kept.set(key, fragment);
    this.#elements += elementsOf(fragment);
    for (const [oldest, other] of this.#kept) {
      if (this.#elements <= this.#room || oldest === key) break;
      this.#kept.delete(oldest);
      this.#elements -= elementsOf(other);
    }
    return fragment;
  }
}

function elementsOf({ topology }: Fragment): number {
  return topology.nodeCount + topology.linkCount;
}

function* fragmentOf(recipe: Recipe, parameters: Parameters): Pauses<Fragment> {
  const builder = new TopologyBuilder();
  const block = builder.group(0, { word: 'block', ...recipe.arrangement(parameters), device: false, part: null });
  yield* recipe.buildSteps(parameters, builder, block);
  const topology = builder.build();
  let sound: boolean | null = null;
  let component: Int32Array | null = null;
  return {
    topology,
    *soundSteps() {
      return (sound ??= (yield* cablingFaultSteps(topology, 1)).length === 0);
    },
    *componentSteps() {
      return (component ??= yield* componentsOf(topology));
    },
  };
}
