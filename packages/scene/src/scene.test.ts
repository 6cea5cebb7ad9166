import * as fc from 'fast-check';
import { expect, test, describe } from 'vitest';
import { groupId, nodeId, TopologyBuilder, type Topology } from '@weft/topology';
import { drawingOf, sceneOf, type Drawing } from './drawing.ts';
import { addServer, classes, groupClass, linkClass, podFabric, randomTopology } from './fabrics.testing.ts';
import { nothingHidden, type SceneFilter } from './filter.ts';
import { openFor, withOpen, withoutOpen } from './paths.ts';
import { hardBudget, softBudget, type DrawnRole, type Scene } from './scene.ts';

const small = podFabric({ pods: 2, servers: 3, accelerators: 2, leaves: 2, spines: 2, planes: 0 });

/** Nodes of a scene as `id: label`, for reading. */
function words(scene: Scene): string[] {
  return scene.nodes.map((node) => `${node.id}: ${node.label}`);
}

/** The small fabric with its block open and something hidden. */
function smallWithout(hidden: Partial<SceneFilter>): Scene {
  return sceneOf(small, new Set(['b1']), { filter: { ...nothingHidden, ...hidden } });
}

function linkWords(scene: Scene): string[] {
  return scene.links.map((l) => `${l.id} ${l.count} x ${l.kind}, ${l.capacity_Gbps} Gb/s`);
}

describe('by hand', () => {
  test('a closed block is a stack for each role, joined by what joins the roles', () => {
    const scene = sceneOf(small, new Set());
    expect(words(scene)).toEqual(['b1#spine: 2 spines', 'b1#leaf: 4 leaves', 'b1#server: 6 servers']);
    // 2 pods x 2 leaves x 2 spines at 800; 2 pods x 3 servers x 2 NICs at 400; what is inside the servers is not seen
    expect(linkWords(scene)).toEqual([
      'b1#spine>b1#leaf 8 x leaf-spine, 6400 Gb/s',
      'b1#leaf>b1#server 12 x nic-leaf, 4800 Gb/s',
    ]);
    expect(scene.nodes.every((node) => node.opens === 'b1' && node.owner === 'b1' && node.caption === 'b1')).toBe(true);
    expect(scene.backdrops).toEqual([]);
  });

  test('an open block shows its spines and its closed pods', () => {
    const scene = sceneOf(small, new Set(['b1']));
    expect(words(scene)).toEqual([
      'b1/spine0: spine 0',
      'b1/spine1: spine 1',
      'b1/pod0#leaf: 2 leaves',
      'b1/pod0#server: 3 servers',
      'b1/pod1#leaf: 2 leaves',
      'b1/pod1#server: 3 servers',
    ]);
    expect(linkWords(scene)).toContain('b1/spine1>b1/pod0#leaf 2 x leaf-spine, 1600 Gb/s');
    expect(scene.links).toHaveLength(2 * 2 + 2);
    expect(scene.backdrops.map((b) => [b.id, b.label, b.depth])).toEqual([['b1', 'b1', 0]]);
  });

  test('opening a server opens all around it and ends links on the closed neighbours', () => {
    const scene = sceneOf(small, new Set(['b1/pod1/server2']));
    expect(scene.backdrops.map((b) => b.id)).toEqual(['b1', 'b1/pod1', 'b1/pod1/server2']);
    const server = scene.nodes.filter((node) => node.group === 'b1/pod1/server2');
    expect(server.map((node) => node.role)).toEqual(['nic', 'nic', 'accelerator', 'accelerator', 'scaleUp']);
    const access = scene.links.filter((l) => l.target === 'b1/pod1/server2/nic1');
    expect(access.map((l) => [l.source, l.count, l.link])).toEqual([['b1/pod1/leaf1', 1, 'b1/pod1/server2/nic1:1']]);
    expect(scene.nodes.find((node) => node.id === 'b1/pod1/server0')).toMatchObject({
      kind: 'device',
      role: 'server',
      caption: '2 GPU',
      opens: 'b1/pod1/server0',
    });
  });

  test('hand-drawn parts keep their place and their record', () => {
    const builder = new TopologyBuilder();
    const a = builder.node(0, classes.leaf, { x: 40, y: -60, name: 'n1', label: 'Rack 4 left' });
    const b = builder.node(0, classes.leaf, { x: 240, y: -60, name: 'n2', label: 'right' });
    const server = builder.group(0, groupClass('server', 'rows', true), {
      x: 140,
      y: 100,
      name: 'n3',
      label: 'gpu-17',
    });
    const nic = builder.node(server, classes.nic);
    builder.link(nic, a, linkClass('nic-leaf'), 400, {}, 'l1');
    builder.link(nic, a, linkClass('nic-leaf'), 400, {}, 'l2');
    builder.link(nic, b, linkClass('storage', 'storage'), 100, {}, 'l3');
    const scene = sceneOf(builder.build(), new Set());
    expect(scene.nodes.map(({ id, label, owner, x, y }) => ({ id, label, owner, x, y }))).toEqual([
      { id: 'n1', label: 'Rack 4 left', owner: 'n1', x: 40, y: -60 },
      { id: 'n2', label: 'right', owner: 'n2', x: 240, y: -60 },
      { id: 'n3', label: 'gpu-17', owner: 'n3', x: 140, y: 100 },
    ]);
    expect(scene.links.map(({ source, target, count, link }) => ({ source, target, count, link }))).toEqual([
      { source: 'n1', target: 'n3', count: 2, link: null },
      { source: 'n2', target: 'n3', count: 1, link: 'l3' },
    ]);
  });

  test('a bundle of several kinds is mixed', () => {
    const builder = new TopologyBuilder();
    const a = builder.node(0, classes.leaf);
    const b = builder.node(0, classes.leaf);
    builder.link(a, b, linkClass('peer'), 400);
    builder.link(b, a, linkClass('backup', 'storage'), 100);
    const [link] = sceneOf(builder.build(), new Set()).links;
    expect(link).toMatchObject({ kind: 'mixed', fabric: 'mixed', count: 2, capacity_Gbps: 500 });
  });

  test('what is hidden is neither drawn nor counted', () => {
    expect(words(smallWithout({ rails: [1] }))).toContain('b1/pod0#leaf: pod 0');
    expect(smallWithout({ roles: ['server'] }).nodes.some((node) => node.role === 'server')).toBe(false);
    const noCompute = smallWithout({ fabrics: ['compute'] });
    expect(noCompute.links).toEqual([]);
    // switches go with their only fabric, servers stay
    expect(new Set(noCompute.nodes.map((node) => node.role))).toEqual(new Set(['server']));
  });

  test('failures are counted where they show', () => {
    const scene = sceneOf(small, new Set(), {
      failedNodes: [small.nodeClass.findIndex((c) => small.nodeClasses[c]!.role === 'leaf')],
    });
    const leaf = scene.nodes.find((node) => node.role === 'leaf')!;
    expect(leaf.failed).toBe(1);
    // one leaf: 2 spines above, 3 servers below
    expect(scene.links.map((l) => l.failed)).toEqual([2, 3]);
  });

  test('a server with two failed parts is one failed server', () => {
    const inServer = [...small.nodeGroup.keys()].filter(
      (v) => groupId(small, small.nodeGroup[v]!) === 'b1/pod0/server1',
    );
    const scene = sceneOf(small, new Set(), { failedNodes: inServer.slice(0, 3) });
    expect(scene.nodes.find((node) => node.role === 'server')!.failed).toBe(1);
  });
});

const openIn = (scene: Scene): string[] => scene.backdrops.map((backdrop) => backdrop.id);

const tiny = { pods: 1, servers: 1, accelerators: 1, leaves: 1, spines: 1, planes: 0, layout: 'grid' } as const;

describe('budget', () => {
  const pods = podFabric({
    pods: 100,
    servers: 125,
    accelerators: 8,
    leaves: 8,
    spines: 64,
    planes: 8,
    layout: 'grid',
  });

  test('a site of 100,000 accelerators opens pod by pod until the budget is full', () => {
    const level0 = sceneOf(pods, new Set(['b1']));
    // 100 pods of two stacks and 8 planes of one; pod to plane, and servers to leaves
    expect(level0.nodes).toHaveLength(208);
    expect(level0.links).toHaveLength(100 * 8 + 100);
    const onePod = sceneOf(pods, new Set(['b1/pod7']));
    expect(onePod.nodes).toHaveLength(208 - 2 + 125 + 8);
    // each of the pod's 8 leaves lies in one plane
    expect(onePod.links).toHaveLength(900 - 9 + 125 * 8 + 8);
    const order = ['b1/pod7', 'b1/pod3', 'b1/pod90', 'b1/pod0'];
    const many = sceneOf(pods, new Set(order), { budget: softBudget });
    expect(many.refused).toEqual(['b1/pod90', 'b1/pod0']);
    expect(many.nodes).toHaveLength(208 + 2 * 131);
    expect(many.nodes.length).toBeLessThanOrEqual(softBudget.nodes);
    // the order of asking decides, not the order of the tree
    expect(sceneOf(pods, new Set(order.toReversed()), { budget: softBudget }).refused).toEqual(['b1/pod3', 'b1/pod7']);
    expect(sceneOf(pods, new Set(order), { budget: hardBudget }).refused).toEqual([]);
  });

  test('what a person opened may go beyond the soft budget, up to the hard one; what zoom opened may not', () => {
    const order = ['b1/pod7', 'b1/pod3', 'b1/pod90', 'b1/pod0'];
    const byHand = sceneOf(pods, new Set(order));
    expect(byHand.refused).toEqual([]);
    expect(byHand.nodes).toHaveLength(208 + 4 * 131);
    // two pods fit, as above: the first two of the list
    const byZoom = sceneOf(pods, new Set(['b1']), { ifRoom: order });
    expect(byZoom.refused).toEqual([]);
    expect(openIn(byZoom)).toEqual(['b1', 'b1/pod3', 'b1/pod7']);
    // what was opened by hand takes the room first
    const both = sceneOf(pods, new Set(['b1/pod50', 'b1/pod51']), { ifRoom: order });
    expect(openIn(both)).toEqual(['b1', 'b1/pod50', 'b1/pod51']);
    const one = sceneOf(pods, new Set(['b1/pod50']), { ifRoom: order });
    expect(openIn(one)).toEqual(['b1', 'b1/pod7', 'b1/pod50']);
  });

  test('no budget goes beyond the hard one', () => {
    const all = new Set(Array.from({ length: 100 }, (_, p) => `b1/pod${p}`));
    const scene = sceneOf(pods, all, { budget: { nodes: 1e9, links: 1e9 } });
    expect(scene.nodes.length).toBeLessThanOrEqual(hardBudget.nodes);
    expect(scene.links.length).toBeLessThanOrEqual(hardBudget.links);
    expect(scene.refused.length).toBeGreaterThan(50);
  });

  test('too many direct members stay a stack, the most numerous first', () => {
    const wide = podFabric({ pods: 1, servers: 700, accelerators: 1, leaves: 4, spines: 4, planes: 0 });
    const scene = sceneOf(wide, new Set(['b1/pod0']));
    expect(scene.refused).toEqual([]);
    expect(words(scene)).toContain('b1/pod0#server: 700 servers');
    expect(scene.nodes.filter((node) => node.role === 'leaf' && node.kind === 'node')).toHaveLength(4);
    expect(scene.nodes.find((node) => node.id === 'b1/pod0#server')!.opens).toBeNull();
    // a block made them: they have no records
    expect(scene.nodes.some((node) => node.records !== undefined)).toBe(false);
    // a server can still be taken out of the stack
    const one = sceneOf(wide, new Set(['b1/pod0/server3']));
    expect(words(one)).toContain('b1/pod0#server: 699 servers');
    expect(words(one)).toContain('b1/pod0/server3/gpu0: gpu 0');
  });

  test('spines that would make too many bundles stay a stack', () => {
    const meshed = podFabric({ ...tiny, pods: 100, accelerators: 2, leaves: 2, spines: 64 });
    const scene = sceneOf(meshed, new Set(['b1']));
    // 64 spines x 100 pods are 6,400 bundles, beyond the 4,000 of the budget
    expect(words(scene)).toContain('b1#spine: 64 spines');
    expect(scene.links).toHaveLength(200);
  });

  test('a block of more pods than fit is refused, but one pod in it opens with the others folded', () => {
    const huge = podFabric({ ...tiny, pods: 400, servers: 2, spines: 2 });
    expect(sceneOf(huge, new Set(['b1']), { budget: softBudget }).refused).toEqual(['b1']);
    // two stacks a pod and the spines: by hand it opens all the same
    expect(sceneOf(huge, new Set(['b1'])).nodes).toHaveLength(802);
    const scene = sceneOf(huge, new Set(['b1', 'b1/pod9']));
    expect(scene.refused).toEqual([]);
    expect(words(scene)).toEqual([
      'b1#spine: 2 spines',
      'b1#leaf: 399 leaves',
      'b1#server: 798 servers',
      'b1/pod9/leaf0: leaf 0',
      'b1/pod9/server0: server 0',
      'b1/pod9/server1: server 1',
    ]);
  });

  test('of many pods in rows the first three stand apart and the others together, the next of them a click away', () => {
    const crowded = podFabric({ ...tiny, pods: 25, servers: 2, spines: 2, layout: 'rows' });
    const scene = sceneOf(crowded, new Set(['b1']));
    // two spines, three pods of two stacks, two stacks for the other 22
    expect(scene.nodes).toHaveLength(2 + 6 + 2);
    const others = scene.nodes.filter((node) => node.id.startsWith('b1#'));
    expect(others.map(({ label, caption, opens }) => [label, caption, opens])).toEqual([
      ['22 leaves', '+22 pods', 'b1/pod3'],
      ['44 servers', '+22 pods', 'b1/pod3'],
    ]);
    // each pod or the rest of them to each spine, and servers to leaves
    expect(scene.links).toHaveLength(4 * 2 + 4);
    expect(scene.links.find(({ id }) => id === 'b1/spine0>b1#leaf')!.count).toBe(22);
    const opened = sceneOf(crowded, new Set(['b1', 'b1/pod3']));
    expect(words(opened)).toContain('b1#server: 42 servers');
    expect(opened.nodes.find(({ id }) => id === 'b1#leaf')!.opens).toBe('b1/pod4');
    // 24 pods are told apart
    const few = sceneOf(podFabric({ ...tiny, pods: 24, layout: 'rows' }), new Set(['b1']));
    expect(few.nodes).toHaveLength(1 + 2 * 24);
  });

  test('a design too large to show apart shows its roles', () => {
    const builder = new TopologyBuilder();
    for (let i = 0; i < 1500; i++) builder.group(0, groupClass('rack', 'rows'), {});
    for (let g = 1; g <= 1500; g++) builder.node(g, classes.leaf);
    const scene = sceneOf(builder.build(), new Set());
    expect(words(scene)).toEqual(['#leaf: 1,500 leaves']);
  });
});

/** The scene node that shows a node, found by ids alone: by itself, in the outermost closed group, or in the stack that took it in. */
function shownAs(topology: Topology, scene: Scene, node: number): string {
  const open = new Set(scene.backdrops.map((b) => b.id));
  const drawn = new Set(scene.nodes.map((n) => n.id));
  const { role } = topology.nodeClasses[topology.nodeClass[node]!]!;
  const groups: number[] = [];
  for (let g = topology.nodeGroup[node]!; g > 0; g = topology.groupParent[g]!) groups.unshift(g);
  const closedAt = groups.findIndex((g) => !open.has(groupId(topology, g)));
  if (closedAt < 0) {
    const id = nodeId(topology, node);
    return drawn.has(id) ? id : `${groupId(topology, topology.nodeGroup[node]!)}#${role}`;
  }
  const device = groups.slice(closedAt).find((g) => topology.groupClasses[topology.groupClass[g]!]!.device);
  const counted = device === undefined ? role : deviceRole(topology, device);
  const closed = groupId(topology, groups[closedAt]!);
  const parent = closedAt === 0 ? '' : groupId(topology, groups[closedAt - 1]!);
  const own = device === groups[closedAt] ? closed : `${closed}#${counted}`;
  return drawn.has(own) ? own : `${parent}#${counted}`;
}

function deviceRole(topology: Topology, device: number): DrawnRole {
  const roles = new Set<string>();
  for (let v = 0; v < topology.nodeCount; v++) {
    let g = topology.nodeGroup[v]!;
    while (g > device) g = topology.groupParent[g]!;
    if (g === device) roles.add(topology.nodeClasses[topology.nodeClass[v]!]!.role);
  }
  return roles.has('service') && !roles.has('accelerator') ? 'service' : 'server';
}

/** What a filter hides, by the words of its description; the random fabrics of these tests are hidden by role, rail and plane. */
function isHidden(topology: Topology, { roles, rails, planes }: SceneFilter, node: number): boolean {
  const own = topology.nodeClasses[topology.nodeClass[node]!]!.role;
  return roles.includes(own) || rails.includes(topology.nodeRail[node]!) || planes.includes(topology.nodePlane[node]!);
}

/** States what holds of every drawing. */
function expectLaws(topology: Topology, drawing: Drawing, open: ReadonlySet<string>, filter = nothingHidden): void {
  const { scene, members } = drawing;
  const ids = [...scene.nodes, ...scene.links].map((part) => part.id);
  expect(new Set(ids).size).toBe(ids.length);

  // every node is shown once, and counts count: single nodes as nodes, a closed server as one
  const shown = new Map<number, Set<string>>();
  for (let v = 0; v < topology.nodeCount; v++) {
    const at = members.nodeOf(v);
    expect(at < 0).toBe(isHidden(topology, filter, v));
    if (at < 0) continue;
    expect(members.nodeIdOf(v)).toBe(shownAs(topology, scene, v));
    let device = -1;
    for (let g = topology.nodeGroup[v]!; g > 0; g = topology.groupParent[g]!) {
      if (!topology.groupClasses[topology.groupClass[g]!]!.device) continue;
      if (!scene.backdrops.some((b) => b.id === groupId(topology, g))) device = g;
    }
    const counted = shown.get(at) ?? new Set();
    shown.set(at, counted.add(device >= 0 ? `device ${device}` : `node ${v}`));
  }
  scene.nodes.forEach((node, i) => {
    const holds = shown.get(i)?.size ?? 0;
    // servers without any node in them are counted but hold nothing
    const counted = node.role === 'server' ? Math.min(node.count, holds) : node.count;
    expect([node.id, counted]).toEqual([node.id, holds]);
  });

  // every link is in exactly one bundle, or inside one scene node
  const inBundle = new Int32Array(topology.linkCount);
  scene.links.forEach((link, i) => {
    const links = members.linksOf(i);
    expect(links).toHaveLength(link.count);
    let capacity_Gbps = 0;
    for (const e of links) {
      inBundle[e]!++;
      capacity_Gbps += topology.linkCapacity_Gbps[e]!;
      const ends = [members.nodeIdOf(topology.linkA[e]!), members.nodeIdOf(topology.linkB[e]!)];
      expect(ends.toSorted()).toEqual([link.source, link.target].toSorted());
      expect(members.linkOf(e)).toBe(i);
      const { kind, fabric } = topology.linkClasses[topology.linkClass[e]!]!;
      expect([kind, 'mixed']).toContain(link.kind);
      expect([fabric, 'mixed']).toContain(link.fabric);
    }
    expect(link.capacity_Gbps).toBeCloseTo(capacity_Gbps, 6);
  });
  for (let e = 0; e < topology.linkCount; e++) {
    const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
    const isSeen =
      !isHidden(topology, filter, a) && !isHidden(topology, filter, b) && members.nodeOf(a) !== members.nodeOf(b);
    expect(inBundle[e]).toBe(isSeen ? 1 : 0);
    expect(members.linkOf(e) >= 0).toBe(isSeen);
  }

  // what was asked for is open or refused
  for (const id of open) {
    expect(scene.backdrops.some((b) => b.id === id) || scene.refused.includes(id)).toBe(true);
  }
  expectNoOverlap(scene);
}

/** No two nodes overlap, every node lies in its backdrop, every backdrop in its parent's, and no backdrop over a stranger. */
function expectNoOverlap(scene: Scene): void {
  const boxes = scene.nodes.map((n) => ({ ...n, left: n.x - n.width / 2, top: n.y - n.height / 2 }));
  const byLeft = boxes.toSorted((a, b) => a.left - b.left);
  byLeft.forEach((a, i) => {
    for (let j = i + 1; j < byLeft.length && byLeft[j]!.left < a.left + a.width - 0.01; j++) {
      const b = byLeft[j]!;
      const apart = a.top + a.height <= b.top + 0.01 || b.top + b.height <= a.top + 0.01;
      expect(apart ? '' : `${a.id} overlaps ${b.id}`).toBe('');
    }
  });
  for (const backdrop of scene.backdrops) {
    for (const box of boxes) {
      const belongs = box.group === backdrop.id || box.group.startsWith(`${backdrop.id}/`);
      const inside =
        box.left >= backdrop.x - 0.01 &&
        box.top >= backdrop.y - 0.01 &&
        box.left + box.width <= backdrop.x + backdrop.width + 0.01 &&
        box.top + box.height <= backdrop.y + backdrop.height + 0.01;
      const outside =
        box.left >= backdrop.x + backdrop.width - 0.01 ||
        box.left + box.width <= backdrop.x + 0.01 ||
        box.top >= backdrop.y + backdrop.height - 0.01 ||
        box.top + box.height <= backdrop.y + 0.01;
      expect(belongs ? inside : outside, `${box.id} and backdrop ${backdrop.id}`).toBe(true);
    }
  }
}

describe('laws', () => {
  const seeds = fc.array(fc.nat(1e6), { minLength: 1, maxLength: 80 });
  const budgets = fc.constantFrom(softBudget, { nodes: 20, links: 30 }, { nodes: 6, links: 4 });

  test('of every drawing of a random design', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(60), { maxLength: 8 }), budgets, (list, groups, budget) => {
        const topology = randomTopology(list);
        const open = new Set(groups.map((g) => groupId(topology, g % topology.groupCount)).filter((id) => id !== ''));
        expectLaws(topology, drawingOf(topology, open, { budget }), open);
        expect(sceneOf(topology, open, { budget }).nodes.length).toBeGreaterThanOrEqual(topology.nodeCount > 0 ? 1 : 0);
      }),
      { numRuns: 300, seed: 20_261 },
    );
  });

  test('of every drawing with something hidden', () => {
    const filters = fc.record({
      roles: fc.subarray(['leaf', 'spine', 'nic', 'accelerator'] as const),
      rails: fc.subarray([0, 1, 2]),
      planes: fc.subarray([0, 1]),
      fabrics: fc.constant([]),
    });
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(60), { maxLength: 8 }), budgets, filters, (list, groups, budget, filter) => {
        const topology = randomTopology(list);
        const wanted = groups.map((g) => groupId(topology, g % topology.groupCount)).filter((id) => id !== '');
        const drawing = drawingOf(topology, new Set(wanted), { budget, filter });
        // a server of which nothing is left to see does not open
        const shown = wanted.filter((id) => drawing.scene.backdrops.some((b) => b.id === id));
        expectLaws(topology, drawing, new Set(shown), filter);
        expect(drawing.scene.nodes.some((node) => (filter.roles as string[]).includes(node.role))).toBe(false);
      }),
      { numRuns: 200, seed: 20_265 },
    );
  });

  test('the budget holds wherever the least picture does', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(60), { maxLength: 8 }), (list, groups) => {
        const topology = randomTopology(list);
        const open = new Set(groups.map((g) => groupId(topology, g % topology.groupCount)));
        const scene = sceneOf(topology, open, { budget: { nodes: 20, links: 40 } });
        expect(scene.nodes.length).toBeLessThanOrEqual(20);
        expect(scene.links.length).toBeLessThanOrEqual(40);
      }),
      { numRuns: 200, seed: 20_262 },
    );
  });

  test('opening and closing again gives the same scene; so does asking twice, and another copy of the design', () => {
    fc.assert(
      fc.property(seeds, fc.nat(60), (list, g) => {
        const topology = randomTopology(list);
        const id = groupId(topology, g % topology.groupCount);
        const before = sceneOf(topology, new Set());
        const open = withOpen(new Set(), id);
        const opened = sceneOf(topology, open);
        expect(sceneOf(topology, withoutOpen(open, id))).toEqual(before);
        expect(sceneOf(topology, open)).toEqual(opened);
        expect(sceneOf(randomTopology(list), open)).toEqual(opened);
      }),
      { numRuns: 100, seed: 20_263 },
    );
  });

  test('a node is drawn by itself once the groups for it are open', () => {
    fc.assert(
      fc.property(seeds, fc.nat(1000), (list, n) => {
        const topology = randomTopology(list);
        fc.pre(topology.nodeCount > 0);
        const node = n % topology.nodeCount;
        const { scene, members } = drawingOf(topology, new Set(openFor(topology, node)));
        expect(scene.nodes[members.nodeOf(node)]!.kind).toBe('node');
      }),
      { numRuns: 100, seed: 20_264 },
    );
  });

  test('hold on a fabric with everything open', () => {
    const open = new Set(['b1/pod0/server0', 'b1/pod0/server2', 'b1/pod1']);
    expect(() => expectLaws(small, drawingOf(small, open), open)).not.toThrow();
  });

  test('a server of its own works like one in a fabric', () => {
    const builder = new TopologyBuilder();
    addServer(builder, 0, 8);
    const topology = builder.build();
    const open = new Set(['server0']);
    expect(() => expectLaws(topology, drawingOf(topology, open), open)).not.toThrow();
  });
});
