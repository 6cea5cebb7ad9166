/**
 * Which groups are open and how: the decision behind a picture, under a budget.
 *
 * Opening a group refines the spots, so both nodes and bundles only grow: if everything asked for fits together, every order of opening fits.
 * Otherwise groups open one after the other in the order they were asked for; one that would break the budget is refused.
 */
import type { Steps } from '@weft/solver';
import { bundlesIn, type Bundle } from './bundles.ts';
import { groupOfId } from './paths.ts';
import type { SceneBudget } from './scene.ts';
import type { SceneIndex } from './sceneIndex.ts';
import { apart, folded, Spots, type Manner } from './spots.ts';

export interface Plan {
  readonly spots: Spots;
  /** All bundles of the picture. */
  readonly bundles: readonly Bundle[];
  /** Ids that were asked for and stayed closed. */
  readonly refused: readonly string[];
}

/** What is asked for. */
export interface Wish {
  /** Ids of groups a person opened: what does not fit within the soft budget may go up to the hard one. */
  readonly open: Iterable<string>;
  /** Ids of groups that open after them, in this order, as long as the soft budget has room. */
  readonly ifRoom: Iterable<string>;
}

export interface Budgets {
  readonly soft: SceneBudget;
  readonly hard: SceneBudget;
}

/** Opens what fits. Ids that name no group are passed over: they may come from an earlier state of the design. */
export function* planSteps(index: SceneIndex, { open, ifRoom }: Wish, { soft, hard }: Budgets): Steps<Plan> {
  const wanted = groupsOf(index, open);
  const extra = groupsOf(index, ifRoom);
  const planner = new Planner(index, soft);
  if (!(yield* planner.openAll([...wanted.keys(), ...extra.keys()]))) {
    yield* planner.openDesign();
    for (const group of wanted.keys()) yield* planner.openOne(group);
    planner.allow(hard);
    for (const group of wanted.keys()) yield* planner.openOne(group);
    planner.allow(soft);
    for (const group of extra.keys()) yield* planner.openOne(group);
  }
  const refused = [...wanted].filter(([group]) => !planner.spots.isOpen[group]).map(([, id]) => id);
  return { spots: planner.spots, bundles: yield* planner.bundles(), refused };
}

/** The groups that ids name, in their order. */
function groupsOf(index: SceneIndex, ids: Iterable<string>): Map<number, string> {
  const groups = new Map<number, string>();
  for (const id of ids) {
    const group = groupOfId(index.tree, id);
    if (group !== undefined && group > 0 && index.tree.isShown(group)) groups.set(group, id);
  }
  return groups;
}

class Planner {
  readonly spots: Spots;
  /** Decides how a group opens. */
  readonly #budget: SceneBudget;
  /** Decides whether it may. */
  #limit: SceneBudget;
  /** Bundles by the group they meet in; null when they are too many to list. */
  readonly #bundlesIn = new Map<number, readonly Bundle[] | null>();

  constructor(index: SceneIndex, budget: SceneBudget) {
    this.spots = new Spots(index);
    this.#budget = budget;
    this.#limit = budget;
  }

  /** What may be drawn from now on. */
  allow(limit: SceneBudget): void {
    this.#limit = limit;
    // Lists that were given up for their length may be wanted now.
    for (const [group, bundles] of this.#bundlesIn) if (bundles === null) this.#bundlesIn.delete(group);
  }

  *bundles(): Steps<Bundle[]> {
    const all: Bundle[] = [];
    for (const g of this.spots.openGroups()) {
      for (const one of (yield* this.#bundlesOf(g)) ?? (yield* bundlesIn(this.spots, g, Infinity)) ?? []) all.push(one);
    }
    return all;
  }

  /** Opens all groups at once, each member by itself; false, with nothing open, when that is too much. */
  *openAll(groups: Iterable<number>): Steps<boolean> {
    const { groupParent } = this.spots.index.topology;
    this.#set(0, apart);
    for (const group of groups) {
      for (let g = group; g > 0 && !this.spots.isOpen[g]; g = groupParent[g]!) this.#set(g, apart);
    }
    if (yield* this.#fits()) return true;
    for (const g of this.spots.openGroups()) this.#unset(g);
    return false;
  }

  *openDesign(): Steps<void> {
    // one stack a role and the bundles between them is the least there is to show
    this.#set(0, (yield* this.#firstFitting(0)) ?? folded);
  }

  /** Opens one group and the closed ones around it; nothing changes when it does not fit. */
  *openOne(group: number): Steps<void> {
    if (this.spots.isOpen[group]) return;
    const opened = yield* this.#openInManner(yield* this.#mannersAlone(group, false));
    // a parent with very many children is opened only far enough to show this one apart
    if (!opened) yield* this.#openInManner(yield* this.#mannersAlone(group, true));
  }

  /** Opens closed groups, outer ones first; false, with nothing changed, when they do not fit. */
  *#openInManner(manners: ReadonlyMap<number, Manner> | null): Steps<boolean> {
    if (!manners) return false;
    for (const [group, manner] of manners) this.#set(group, manner);
    if (yield* this.#fits()) return true;
    for (const group of [...manners.keys()].toReversed()) this.#unset(group);
    return false;
  }

  /**
   * How a group and the closed ones around it would open if nothing else were open: what else is open decides whether a group opens, never how.
   * Null when it is too much even alone.
   */
  *#mannersAlone(group: number, foldAround: boolean): Steps<Map<number, Manner> | null> {
    const { groupParent } = this.spots.index.topology;
    const path: number[] = [];
    for (let g = group; g >= 0; g = groupParent[g]!) path.unshift(g);
    return (
      (yield* this.#mannersWithin(path, foldAround, group, this.#budget)) ??
      (yield* this.#mannersWithin(path, foldAround, group, this.#limit))
    );
  }

  *#mannersWithin(
    path: readonly number[],
    foldAround: boolean,
    group: number,
    budget: SceneBudget,
  ): Steps<Map<number, Manner> | null> {
    const alone = new Planner(this.spots.index, budget);
    const fresh = new Map<number, Manner>();
    for (const g of path) {
      if (this.spots.isOpen[g]) {
        alone.#set(g, this.spots.mannerOf(g));
        continue;
      }
      const manner = foldAround && g !== group ? folded : yield* alone.#firstFitting(g);
      if (!manner) return null;
      alone.#set(g, manner);
      fresh.set(g, manner);
    }
    return fresh;
  }

  /** The most open manner in which a group fits beside what is open; null when none does. The group is left closed. */
  *#firstFitting(group: number): Steps<Manner | null> {
    let fitting: Manner | null = null;
    for (const manner of this.#manners(group)) {
      this.#set(group, manner);
      if (!(yield* this.#fits())) continue;
      fitting = manner;
      break;
    }
    this.#unset(group);
    return fitting;
  }

  /** The manners to try, the most open first: all apart, then the most numerous roles stacked, one more at a time. */
  #manners(group: number): Manner[] {
    const { byRole } = this.spots.index.tree.membersOf(group);
    const numerous = byRole
      .map((members, role) => ({ role, count: members.length }))
      .filter(({ count }) => count > 1)
      .toSorted((a, b) => b.count - a.count || b.role - a.role);
    const manners = [apart];
    const stacked = [...apart.stacked];
    for (const { role } of numerous) {
      stacked[role] = true;
      manners.push({ stacked: [...stacked], folded: false });
    }
    return manners;
  }

  #set(group: number, manner: Manner): void {
    this.spots.open(group, manner);
    this.#forget(group);
  }

  #unset(group: number): void {
    this.spots.close(group);
    this.#forget(group);
  }

  /** What touches a group meets in it or in a group around it. */
  #forget(group: number): void {
    for (let g = group; g >= 0; g = this.spots.index.topology.groupParent[g]!) this.#bundlesIn.delete(g);
  }

  *#bundlesOf(group: number): Steps<readonly Bundle[] | null> {
    let found = this.#bundlesIn.get(group);
    if (found === undefined) {
      found = yield* bundlesIn(this.spots, group, this.#limit.links);
      yield { phase: 'picture', fraction: 0 };
      this.#bundlesIn.set(group, found);
    }
    return found;
  }

  *#fits(): Steps<boolean> {
    const groups = this.spots.openGroups();
    let nodes = 0;
    for (const g of groups) {
      nodes += this.spots.countIn(g);
      if (nodes > this.#limit.nodes) return false;
    }
    let links = 0;
    for (const g of groups) {
      links += (yield* this.#bundlesOf(g))?.length ?? Infinity;
      if (links > this.#limit.links) return false;
    }
    return true;
  }
}
