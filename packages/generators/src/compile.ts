/**
 * Compiles a design: blocks through their recipes, hand-drawn records, the links between them, and overrides, to one topology.
 *
 * An imperfect design still compiles: what is wrong becomes a Finding, and the rest is drawn. A block whose parameters are faulty is an
 * empty group. Cost: O(nodes + links), plus the look-up of the paths that links and overrides name. With fragments handed in, a block whose
 * parameters are as before is copied and its own cabling is not checked again.
 */
import { say } from '@weft/units';
import { TopologyBuilder, type Topology } from '@weft/topology';
import {
  expanded,
  recordsOf,
  type Block,
  type Design,
  type Expanded,
  type Finding,
  type GroupRecord,
} from '@weft/model';
import { cablingFindings, pathFindings } from './design-findings.ts';
import { FindingList } from './finding-list.ts';
import type { Fragments, PlacedFragment } from './fragments.ts';
import { joinRecords } from './join.ts';
import { withOverrides } from './overrides.ts';
import { addNodeRecords, segmentOf } from './records.ts';
import { partFindings } from './part-findings.ts';
import { atOnce, type Pauses } from './pauses.ts';
import { recipeOf } from './recipes.ts';

export interface Compiled {
  readonly topology: Topology;
  /** What is wrong. The cabling is checked when they are first asked for: a picture does without. */
  readonly findings: readonly Finding[];
  /** Per block id, the group of the topology that holds it. */
  readonly groupOfBlock: ReadonlyMap<string, number>;
  /** Per id of a node record, the node; a server's record stands for a group instead. */
  readonly nodeOfRecord: ReadonlyMap<string, number>;
  readonly groupOfRecord: ReadonlyMap<string, number>;
}

/** The topology of a design; the same with fragments as without, only sooner. */
export function topologyOf(drawnBy: Design, fragments: Fragments | null = null): Compiled {
  return atOnce(topologySteps(drawnBy, fragments));
}

/** The same with pauses. */
export function* topologySteps(drawnBy: Design, fragments: Fragments | null = null): Pauses<Compiled> {
  const whole = expanded(drawnBy);
  const { design } = whole;
  const findings = new FindingList(whole.findings);
  yield;
  const builder = new TopologyBuilder();
  const groups = addGroups(whole, builder, findings);
  yield;
  const placed: PlacedFragment[] = [];
  const groupOfBlock = yield* addBlocks(whole, groups, builder, isAlone(design) ? null : fragments, placed, findings);
  const records = yield* addNodeRecords(design, builder, groups, findings);
  const joined = yield* joinRecords(design, builder, records, findings);
  yield;
  const drawn = builder.build();
  yield;
  const edited = withOverrides(design, drawn, findings);
  // Known of the fragments is what no override has changed.
  const known = edited.sameCabling ? placed : [];
  let all: readonly Finding[] | null = null;
  const check = function* (): Pauses<readonly Finding[]> {
    if (all !== null) return all;
    const cabling = yield* cablingFindings(edited.topology, known, joined);
    yield;
    const parts = partFindings(edited.topology);
    yield;
    const paths = yield* pathFindings(edited.topology, known);
    return (all ??= [...findings.all(), ...cabling, ...parts, ...paths]);
  };
  yield;
  const compiled: Compiled = {
    topology: edited.topology,
    get findings() {
      return atOnce(check());
    },
    groupOfBlock,
    nodeOfRecord: edited.renumbered(records.node),
    groupOfRecord: new Map([...groups, ...records.group]),
  };
  checks.set(compiled, check);
  return compiled;
}

/** What makes the findings of each topology. */
const checks = new WeakMap<Compiled, () => Pauses<readonly Finding[]>>();

/** Makes the findings with pauses between the checks, ahead of being asked for them. */
export function* findingSteps(compiled: Compiled): Pauses<readonly Finding[]> {
  const check = checks.get(compiled);
  return check === undefined ? compiled.findings : yield* check();
}

/** Groups drawn by hand, parents before children. */
function addGroups(
  { design, instances }: Expanded,
  builder: TopologyBuilder,
  findings: FindingList,
): Map<string, number> {
  const made = new Map<string, number>();
  const visit = (record: GroupRecord, below: readonly string[]): number => {
    const known = made.get(record.id);
    if (known !== undefined) return known;
    let parent = 0;
    if (record.parent !== null) {
      const parentRecord = design.groups[record.parent];
      if (parentRecord === undefined || below.includes(record.parent)) {
        findings.push({
          code: 'group-parent',
          severity: 'error',
          targets: [record.id],
          message: parentRecord
            ? say`Group ${record.id} stands inside itself by way of ${record.parent}; it is drawn in the design itself.`
            : say`Group ${record.id} names ${record.parent} as its parent, but there is no such group; it is drawn in the design itself.`,
        });
      } else parent = visit(parentRecord, [...below, record.id]);
    }
    const again = made.get(record.id);
    if (again !== undefined) return again;
    const group = builder.group(
      parent,
      {
        word: record.device ? 'server' : instances.has(record.id) ? 'block' : 'group',
        layout: record.layout,
        columns: 0,
        device: record.device !== undefined,
        part: record.device?.part ?? null,
      },
      { name: segmentOf(record.id), label: record.name || record.id, ...placeOf(record.x, record.y) },
    );
    made.set(record.id, group);
    return group;
  };
  for (const record of recordsOf(design.groups)) visit(record, [record.id]);
  return made;
}

/** Whether a design is one block as it is generated: any change of it would be one of that block. */
function isAlone({ blocks, nodes, links, overrides }: Design): boolean {
  let records = 0;
  for (const table of [blocks, overrides, nodes, links]) {
    records += recordsOf<unknown>(table).length;
    if (records > 1) return false;
  }
  return true;
}

/** Every block through its recipe; notes in `placed` which came from fragments. */
function* addBlocks(
  { design, instances, groupOfBlock }: Expanded,
  groups: ReadonlyMap<string, number>,
  builder: TopologyBuilder,
  fragments: Fragments | null,
  placed: PlacedFragment[],
  findings: FindingList,
): Pauses<Map<string, number>> {
  const made = new Map([...instances].map((id): [string, number] => [id, groups.get(id)!]));
  const addBlock = (block: Block, arrangement: Pick<GroupShape, 'layout' | 'columns'>): number =>
    builder.group(
      groups.get(groupOfBlock.get(block.id) ?? '') ?? 0,
      { word: 'block', ...arrangement, device: false, part: null },
      { name: segmentOf(block.id), label: block.name || block.id, ...placeOf(block.x, block.y) },
    );
  for (const block of Object.values(design.blocks)) {
    const fault = (code: string, message: string): void => {
      findings.push({ code, severity: 'error', targets: [block.id], message });
    };
    const recipe = recipeOf(block.recipe);
    if (recipe === undefined) {
      fault(
        'unknown-recipe',
        say`Block ${block.id} is made by "${block.recipe}", but there is no such recipe; it is drawn empty.`,
      );
      made.set(block.id, addBlock(block, { layout: 'free', columns: 0 }));
      continue;
    }
    if (recipe.version !== block.recipeVersion) {
      findings.push({
        code: 'recipe-version',
        severity: 'warning',
        targets: [block.id],
        message: say`Block ${block.id} was made by version ${block.recipeVersion} of ${recipe.name}; it is built by version ${recipe.version} and may differ.`,
      });
    }
    const checked = recipe.check(block.parameters);
    if (!checked.ok) {
      fault('recipe-parameters', say`Block ${block.id} (${recipe.name}) is drawn empty: ${checked.fault.message}`);
      made.set(block.id, addBlock(block, { layout: 'rows', columns: 0 }));
      continue;
    }
    const group = addBlock(block, recipe.arrangement(checked.value));
    made.set(block.id, group);
    const fragment = fragments === null ? null : yield* fragments.ofSteps(recipe, checked.value);
    if (fragment === null) yield* recipe.buildSteps(checked.value, builder, group);
    else {
      placed.push({ fragment, firstNode: builder.nodeCount, firstLink: builder.linkCount });
      yield* builder.graft(fragment.topology, group);
    }
  }
  return made;
}

type GroupShape = { layout: 'free' | 'rows' | 'grid' | 'ring'; columns: number };

function placeOf(x: number | null, y: number | null): { x?: number; y?: number } {
  return x === null || y === null ? {} : { x, y };
}
