/**
 * Random studies that keep every promise of the document: for laws on files, links and changes. Sizes are small; shapes are nasty: markup and
 * emoji in labels, ids of many forms, nested groups, links into blocks that may be gone.
 */
import type {
  Block,
  Design,
  GroupRecord,
  LinkRecord,
  NodeRecord,
  Override,
  OwnPart,
  ParameterValue,
  RoutingChoice,
  SavedView,
  Study,
  Template,
  Traffic,
  Workload,
} from '@weft/model';
import { nodeKinds, ownPartKinds, switchTiers } from '@weft/model';
import { SeededRandom } from './random.ts';

/** A study by seed; `size` bounds the records of each table. */
export function randomStudy(seed: number, size = 8): Study {
  const random = new SeededRandom(seed);
  const designs = Array.from({ length: 1 + random.int(3) }, (_, index) => randomDesign(random, `d${index + 1}`, size));
  return {
    version: 1,
    name: randomLabel(random),
    catalogue: random.pick(['2026.11', '2025.01']),
    designs,
    baseline: random.chance(0.3) ? random.pick(designs).id : null,
    workload: randomWorkload(random),
    assumptions: {
      figures: random.chance(0.5) ? { 'switches.qm9700.price_usd': random.int(100_000) / 2, 'physical.pue': 1.25 } : {},
      ...(random.chance(0.3) ? { parts: { 'own-box': randomOwnPart(random) } } : {}),
    },
    ...(random.chance(0.3) ? { views: randomViews(random, designs) } : {}),
  };
}

export function randomViews(random: SeededRandom, designs: readonly Design[]): readonly SavedView[] {
  return Array.from({ length: 1 + random.int(3) }, (_, index) => ({
    id: `v${index + 1}`,
    name: randomLabel(random),
    design: random.pick(designs).id,
    x: random.int(2000) - 1000.5,
    y: random.int(2000) - 1000.25,
    zoom: (1 + random.int(400)) / 100,
    open: random.chance(0.5) ? ['b1', 'b1/unit0'] : [],
    colouring: random.pick(['role', 'rail', 'plane']),
    hidden: {
      roles: random.chance(0.3) ? ['nic'] : [],
      rails: random.chance(0.3) ? [0, 3] : [],
      planes: [],
      fabrics: [],
    },
  }));
}

function randomOwnPart(random: SeededRandom): OwnPart {
  const typical = random.chance(0.5) ? random.int(100_000) / 2 : null;
  return {
    id: 'own-box',
    kind: random.pick(ownPartKinds),
    name: randomLabel(random),
    vendor: random.chance(0.5) ? randomLabel(random) : null,
    family: null,
    origin: randomLabel(random),
    figures: { price_usd: { unit: 'USD', low: null, typical, high: null } },
  };
}

export function randomDesign(random: SeededRandom, id: string, size: number): Design {
  const groups: Record<string, GroupRecord> = {};
  for (let g = 0; g < random.int(size); g++) {
    const group = randomGroup(random, freshId(random, 'g', groups), Object.keys(groups));
    groups[group.id] = group;
  }
  const blocks: Record<string, Block> = {};
  for (let b = 0; b < random.int(4); b++) {
    const block = randomBlock(random, freshId(random, 'b', blocks));
    blocks[block.id] = block;
  }
  const nodes: Record<string, NodeRecord> = {};
  for (let n = 0; n < random.int(size + 1); n++) {
    const node = randomNode(random, freshId(random, 'n', nodes), Object.keys(groups));
    nodes[node.id] = node;
  }
  const ends = [...Object.keys(nodes), 'b1/unit0/leaf3', 'b9/gone'];
  const links: Record<string, LinkRecord> = {};
  for (let l = 0; l < random.int(size + 1); l++) {
    const link = randomLink(random, freshId(random, 'l', links), ends);
    links[link.id] = link;
  }
  const overrides: Record<string, Override> = {};
  for (let o = 0; o < random.int(4); o++) {
    const override = randomOverride(random, `b${1 + random.int(3)}/unit${random.int(4)}/leaf${random.int(9)}:${o}`);
    overrides[override.id] = override;
  }
  const name = random.chance(0.5) ? `Design ${id.slice(1)}` : randomLabel(random);
  const template = size > 1 && random.chance(0.2) ? randomTemplate(random, 't1') : null;
  return { id, name, blocks, nodes, links, groups, overrides, ...(template ? { templates: { t1: template } } : {}) };
}

/** A drawing under a name, small. */
export function randomTemplate(random: SeededRandom, id: string): Template {
  const { name, blocks, nodes, links, groups, overrides } = randomDesign(random, 'd1', 1);
  return { id, name, blocks, nodes, links, groups, overrides };
}

function maybeLocked(random: SeededRandom): { readonly locked?: true } {
  return random.chance(0.15) ? { locked: true } : {};
}

export function randomNode(random: SeededRandom, id: string, groups: readonly string[]): NodeRecord {
  const kind = random.pick(nodeKinds);
  return {
    id,
    kind,
    name: randomLabel(random),
    part: random.pick([null, 'qm9700', 'sn5600']),
    x: random.pick([null, random.int(500) * 10, random.next() * 1000]),
    y: random.pick([null, random.int(500) * 10 - 2500]),
    group: groups.length > 0 && random.chance(0.6) ? random.pick(groups) : null,
    ports: random.pick([null, 8, 64]),
    port_Gbps: random.pick([null, 400, 800.5]),
    tier: kind === 'switch' ? random.pick([null, ...switchTiers]) : null,
    accelerators: random.pick([0, 8]),
    scaleUp_Gbps: random.pick([null, 3600]),
    ...maybeLocked(random),
  };
}

export function randomLink(random: SeededRandom, id: string, ends: readonly string[]): LinkRecord {
  const end = () => ({ at: random.pick(ends), port: random.pick([null, random.int(64)]) });
  return {
    id,
    a: end(),
    z: end(),
    rate_Gbps: random.pick([null, 400, 0.1]),
    medium: random.pick([null, 'dac-400g']),
    label: random.pick(['', randomLabel(random)]),
    ...maybeLocked(random),
  };
}

export function randomGroup(random: SeededRandom, id: string, parents: readonly string[]): GroupRecord {
  return {
    id,
    name: randomLabel(random),
    parent: parents.length > 0 && random.chance(0.5) ? random.pick(parents) : null,
    layout: random.pick(['free', 'rows', 'grid', 'ring']),
    x: random.pick([null, random.int(1000)]),
    y: random.pick([null, random.int(1000)]),
    ...maybeLocked(random),
    ...(random.chance(0.2) ? { device: { part: random.pick([null, 'dgx-h100']) } } : {}),
    ...(random.chance(0.1)
      ? { template: { id: 't1', block: 'b1', x: random.int(90), y: 0, members: { n1: 'n1' } } }
      : {}),
  };
}

export function randomBlock(random: SeededRandom, id: string): Block {
  const parameters: Record<string, ParameterValue> = {};
  for (let p = 0; p < random.int(4); p++) {
    parameters[random.pick(['servers', 'taper', 'shape', 'wrap', 'part'])] = random.pick<ParameterValue>([
      random.int(2000),
      1.5,
      true,
      'h100',
      [8, 8, random.int(9)],
      [],
    ]);
  }
  return {
    id,
    name: randomLabel(random),
    recipe: random.pick(['rail-optimized', 'torus']),
    recipeVersion: 1 + random.int(2),
    parameters,
    x: random.int(100) * 10,
    y: random.int(100) * 10,
    ...maybeLocked(random),
  };
}

export function randomOverride(random: SeededRandom, id: string): Override {
  return {
    id,
    ...(random.chance(0.4) ? { removed: random.chance(0.8) } : {}),
    ...(random.chance(0.4) ? { rate_Gbps: random.int(800) } : {}),
    ...(random.chance(0.3) ? { name: randomLabel(random) } : {}),
    ...(random.chance(0.3) ? { x: random.int(100), y: random.int(100) - 50 } : {}),
  };
}

export function randomWorkload(random: SeededRandom): Workload {
  const handOver = random.chance(0.5);
  const traffic = random.pick<Traffic>([
    { pattern: 'all-to-all' },
    { pattern: 'permutation', seed: random.int(1000) },
    { pattern: 'ring', shift: random.int(10) - 5 },
    { pattern: 'incast', target: random.int(5), senders: 1 + random.int(9) },
    { pattern: 'pair', source: 'n1', target: 'b1/unit0/server3/gpu5' },
  ]);
  const routing = random.pick<RoutingChoice>([
    { policy: 'single-path', seed: random.int(99), handOver },
    { policy: 'ecmp-hash', seed: 1, subflows: 1 + random.int(8), handOver },
    { policy: 'spray', handOver },
    { policy: 'adaptive', handOver },
  ]);
  return { traffic, routing, size_B: random.pick([null, 2 ** 30, 1.5]), cap_Gbps: random.pick([null, 400]) };
}

/** Labels as people and attackers write them; all are inert text. */
export function randomLabel(random: SeededRandom): string {
  return random.pick([
    `leaf ${random.int(100)}`,
    `spine${random.int(10)}`,
    '',
    '<img src=x onerror=alert(1)>',
    '"quoted" & \'single\' \\ back',
    '=HYPERLINK("http://example.org")',
    'Größe 64 → 128 🚀',
    '\ud800 lone half',
    '__proto__',
    'x'.repeat(200),
  ]);
}

/** An id that the table does not hold; most have the usual form, some do not. */
function freshId(random: SeededRandom, prefix: string, table: Readonly<Record<string, unknown>>): string {
  for (;;) {
    const number = 1 + random.int(40);
    const id = random.chance(0.85) ? `${prefix}${number}` : `${prefix}_Rack-${number}`;
    if (!Object.hasOwn(table, id)) return id;
  }
}
