/**
 * Templates: drawings kept under a name, and what their instances stand for.
 *
 * An instance is a block of the recipe `template` that names its template; what it holds is said once, in the template. `expanded` gives the
 * design without instances: each becomes a group under its block's id, and what it holds goes by its path (`b1/n3`, `b1/g1/n4`), as parts
 * of generated blocks do. So a template that changes changes all its instances, and undoing that takes it back everywhere.
 * Cost: O(records of the instances), once a design; a design without instances is given back as it is.
 */
import { say } from '@weft/units';
import type { Finding } from './finding.ts';
import { limits } from './limits.ts';
import type { Block, Design, GroupRecord, LinkEnd, LinkRecord, NodeRecord, Override, Template } from './study.ts';

/** The recipe of instances; its one parameter is the template's id. */
export const templateRecipe = 'template';

/** The id of the template that a block shows; null for blocks of other recipes. */
export function templateOf({ recipe, parameters }: Pick<Block, 'recipe' | 'parameters'>): string | null {
  const { template } = parameters;
  return recipe === templateRecipe ? (typeof template === 'string' ? template : '') : null;
}

/** The template that a block shows, if the design has it. */
export function templateIn({ templates = {} }: Design, block: Block): Template | undefined {
  const id = templateOf(block);
  return id !== null && Object.hasOwn(templates, id) ? templates[id] : undefined;
}

/** Blocks that show a template. */
export function instancesOf(design: Design, template: string): readonly Block[] {
  return Object.values(design.blocks).filter((block) => templateOf(block) === template);
}

/** Records of all tables of a template. */
export function templateSize({ blocks, nodes, links, groups, overrides }: Template): number {
  return [blocks, nodes, links, groups, overrides].reduce((sum, table) => sum + Object.keys(table).length, 0);
}

export interface Expanded {
  /** The design with each instance as plain records. */
  readonly design: Design;
  /** Ids of the groups that are instances. */
  readonly instances: ReadonlySet<string>;
  /** For blocks inside instances: the group they stand in. */
  readonly groupOfBlock: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

const known = new WeakMap<Design, Expanded>();

/** The design without instances. Kept for the record that was handed in. */
export function expanded(design: Design): Expanded {
  let found = known.get(design);
  if (found === undefined) known.set(design, (found = expand(design)));
  return found;
}

function expand(design: Design): Expanded {
  const findings: Finding[] = [];
  const instances = new Set<string>();
  const groupOfBlock = new Map<string, string>();
  const shown = Object.values(design.blocks).filter((block) => templateOf(block) !== null);
  if (shown.length === 0) return { design, instances, groupOfBlock, findings };
  const blocks: Record<string, Block> = { ...design.blocks };
  const nodes: Record<string, NodeRecord> = { ...design.nodes };
  const links: Record<string, LinkRecord> = { ...design.links };
  const groups: Record<string, GroupRecord> = { ...design.groups };
  const overrides: Record<string, Override> = {};
  let room = limits.records;
  for (const block of shown) {
    delete blocks[block.id];
    instances.add(block.id);
    const template = templateIn(design, block);
    const size = template ? templateSize(template) : 0;
    if (template === undefined || size > room) {
      groups[block.id] = { id: block.id, name: block.name, parent: null, layout: 'free', x: block.x, y: block.y };
      findings.push({
        code: template ? 'template-too-large' : 'unknown-template',
        severity: 'error',
        targets: [block.id],
        message: template
          ? say`Block ${block.id} shows the template ${template.name}, but all instances together hold more than ${limits.records} records; it is drawn empty.`
          : say`Block ${block.id} shows the template ${templateOf(block)!}, but there is no such template; it is drawn empty.`,
      });
      continue;
    }
    room -= size;
    const inside = partsOf(template, block);
    groups[block.id] = inside.group;
    Object.assign(nodes, inside.nodes);
    Object.assign(links, inside.links);
    Object.assign(groups, inside.groups);
    Object.assign(overrides, inside.overrides);
    Object.assign(blocks, inside.blocks);
    for (const [id, group] of inside.groupOfBlock) groupOfBlock.set(id, group);
  }
  // What was edited in one instance comes after what the template says.
  Object.assign(overrides, design.overrides);
  return { design: { ...design, blocks, nodes, links, groups, overrides }, instances, groupOfBlock, findings };
}

/** What an instance stands for: its group, and its parts by path, where they stand on the canvas. */
export interface InstanceParts {
  readonly group: GroupRecord;
  readonly blocks: Readonly<Record<string, Block>>;
  readonly nodes: Readonly<Record<string, NodeRecord>>;
  readonly links: Readonly<Record<string, LinkRecord>>;
  readonly groups: Readonly<Record<string, GroupRecord>>;
  readonly overrides: Readonly<Record<string, Override>>;
  readonly groupOfBlock: ReadonlyMap<string, string>;
  /** By id in the template: the path. */
  readonly paths: ReadonlyMap<string, string>;
}

/** The parts of one instance. Cost: O(records of the template). */
export function partsOf(template: Template, block: Pick<Block, 'id' | 'name' | 'x' | 'y'>): InstanceParts {
  const paths = new Map<string, string>();
  const pathOfGroup = (id: string | null): string => {
    if (id === null || !Object.hasOwn(template.groups, id)) return block.id;
    let path = paths.get(id);
    if (path === undefined) {
      // Noted before its parent is asked for: groups that hold each other end at the instance.
      paths.set(id, `${block.id}/${id}`);
      path = `${pathOfGroup(template.groups[id]!.parent)}/${id}`;
      paths.set(id, path);
    }
    return path;
  };
  for (const id of Object.keys(template.groups)) pathOfGroup(id);
  for (const { id, group } of Object.values(template.nodes)) paths.set(id, `${pathOfGroup(group)}/${id}`);
  for (const id of Object.keys(template.blocks)) paths.set(id, `${block.id}/${id}`);
  const at = <T extends { readonly id: string; readonly x: number | null; readonly y: number | null }>(one: T): T => ({
    ...one,
    id: paths.get(one.id)!,
    x: one.x === null ? null : one.x + block.x,
    y: one.y === null ? null : one.y + block.y,
  });
  const end = (link: LinkEnd): LinkEnd => ({ ...link, at: pathIn(paths, block.id, link.at) });
  const placed = [...Object.values(template.nodes), ...Object.values(template.groups)].some(({ x }) => x !== null);
  return {
    // Where its parts stand says where it is, as of any group.
    group: {
      id: block.id,
      name: block.name,
      parent: null,
      layout: 'free',
      x: placed ? null : block.x,
      y: placed ? null : block.y,
    },
    blocks: byId(Object.values(template.blocks).map((one) => at(one))),
    nodes: byId(Object.values(template.nodes).map((one) => ({ ...at(one), group: pathOfGroup(one.group) }))),
    groups: byId(Object.values(template.groups).map((one) => ({ ...at(one), parent: pathOfGroup(one.parent) }))),
    links: byId(
      Object.values(template.links).map((link) => ({
        ...link,
        id: `${block.id}/${link.id}`,
        a: end(link.a),
        z: end(link.z),
      })),
    ),
    overrides: byId(
      Object.values(template.overrides).map((one) => ({
        ...one,
        id: pathIn(paths, block.id, one.id),
        ...(one.x === undefined ? {} : { x: one.x + block.x }),
        ...(one.y === undefined ? {} : { y: one.y + block.y }),
      })),
    ),
    groupOfBlock: new Map(Object.keys(template.blocks).map((id) => [`${block.id}/${id}`, block.id])),
    paths,
  };
}

/** A path of the template as a path of the design: `n3` is `b1/n3`, `b2/leaf0` is `b1/b2/leaf0`. */
function pathIn(paths: ReadonlyMap<string, string>, block: string, path: string): string {
  const slash = path.indexOf('/');
  const head = slash < 0 ? path : path.slice(0, slash);
  return (paths.get(head) ?? `${block}/${head}`) + (slash < 0 ? '' : path.slice(slash));
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Record<string, T> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}
