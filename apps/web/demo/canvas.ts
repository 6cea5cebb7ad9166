/**
 * The canvas on its own, with made-up scenes: to look at it, to try gestures, to time frames. `npm run dev`, then `/demo/canvas.html` with
 * `?scene=mid|big|open|small`, `&theme=dark`, `&loads=1`, `&highlight=1`, `&badges=1`, `&by=rail|fabric`. Not part of the production build.
 */
import {
  nodeShape,
  type Scene,
  type SceneBackdrop,
  type SceneLink,
  type SceneLoads,
  type SceneNode,
} from '@weft/scene';
import type { Canvas } from '../src/canvas/contract.ts';
import { createCanvas } from '../src/canvas/canvas.ts';

const asked = new URLSearchParams(location.search);
const on = (name: string): boolean => asked.get(name) === '1';

interface Draft {
  nodes: SceneNode[];
  links: SceneLink[];
  backdrops: SceneBackdrop[];
}

function node(id: string, role: SceneNode['role'], x: number, y: number, more: Partial<SceneNode> = {}): SceneNode {
  const { width, height } = nodeShape({ kind: more.kind ?? 'node', role });
  return {
    id,
    kind: role === 'server' ? 'device' : 'node',
    role,
    label: id.split('/').at(-1)!,
    caption: '',
    failed: 0,
    count: 1,
    x,
    y,
    width,
    height,
    group: id.split('/').slice(0, -1).join('/'),
    opens: role === 'server' ? id : null,
    owner: id,
    rail: Number(/\d+$/.exec(id)?.[0] ?? 0) % 8,
    plane: null,
    ...more,
  };
}

function link(source: string, target: string, count = 1, failed = 0): SceneLink {
  return {
    id: `${source}~${target}`,
    link: null,
    source,
    target,
    count,
    capacity_Gbps: 400 * count,
    kind: 'nic-leaf',
    fabric: 'compute',
    failed,
  };
}

function backdrop(id: string, label: string, depth: number, members: readonly SceneNode[], pad = 36): SceneBackdrop {
  const left = Math.min(...members.map((m) => m.x - m.width / 2)) - pad;
  const top = Math.min(...members.map((m) => m.y - m.height / 2)) - pad;
  const right = Math.max(...members.map((m) => m.x + m.width / 2)) + pad;
  const bottom = Math.max(...members.map((m) => m.y + m.height / 2)) + pad;
  return { id, label, x: left, y: top, width: right - left, height: bottom - top, depth };
}

/** A unit of servers and leaves, `columns` servers a row, leaves above. */
function unit(
  draft: Draft,
  id: string,
  label: string,
  servers: number,
  leaves: number,
  x0: number,
  y0: number,
  columns: number,
): void {
  const members: SceneNode[] = [];
  const width = columns * 104;
  for (let leaf = 0; leaf < leaves; leaf++)
    members.push(node(`${id}/leaf${leaf}`, 'leaf', x0 + ((leaf + 0.5) * width) / leaves, y0));
  for (let server = 0; server < servers; server++)
    members.push(
      node(
        `${id}/server${server}`,
        'server',
        x0 + ((server % columns) + 0.5) * 104,
        y0 + 140 + Math.floor(server / columns) * 84,
      ),
    );
  for (let server = 0; server < servers; server++)
    for (let leaf = 0; leaf < leaves; leaf++) draft.links.push(link(`${id}/server${server}`, `${id}/leaf${leaf}`));
  draft.nodes.push(...members);
  draft.backdrops.push(backdrop(id, label, 0, members));
}

function scene(name: string): Scene {
  const draft: Draft = { nodes: [], links: [], backdrops: [] };
  if (name === 'small') {
    draft.nodes.push(
      node('b1#spine', 'spine', 320, 0, {
        kind: 'stack',
        count: 16,
        label: '16 spines',
        owner: 'b1',
        group: '',
        opens: 'b1',
      }),
      node('b1#leaf', 'leaf', 320, 140, {
        kind: 'stack',
        count: 32,
        label: '32 leaves',
        owner: 'b1',
        group: '',
        opens: 'b1',
      }),
      node('b1#server', 'server', 320, 290, {
        kind: 'stack',
        count: 128,
        label: '128 servers',
        owner: 'b1',
        group: '',
        opens: 'b1',
      }),
      node('core0', 'core', 560, -40),
      node('router0', 'router', 700, 40),
      node('storage0', 'service', 760, 180),
      node('sw0', 'leaf', 620, 140),
      node('h0', 'server', 560, 290),
      node('h1', 'server', 700, 290),
      node('nv0', 'scaleUp', 900, 80),
      ...[0, 1, 2, 3].map((i) => node(`gpu${i}`, 'accelerator', 840 + i * 64, 180)),
      ...[0, 1, 2, 3].map((i) => node(`nic${i}`, 'nic', 840 + i * 64, 260)),
    );
    draft.links.push(
      link('b1#spine', 'b1#leaf', 512),
      link('b1#leaf', 'b1#server', 1024),
      link('b1#spine', 'core0', 64, 3),
      link('core0', 'router0', 8),
      link('router0', 'storage0', 2),
      link('sw0', 'h0'),
      link('sw0', 'h1', 1, 1),
      link('sw0', 'core0', 4),
      ...[0, 1, 2, 3].flatMap((i) => [link('nv0', `gpu${i}`, 18), link(`gpu${i}`, `nic${i}`)]),
    );
  } else if (name === 'mid') {
    // 160 nodes, about 1,000 links: two units open under sixteen spines.
    for (let spine = 0; spine < 16; spine++) draft.nodes.push(node(`spine${spine}`, 'spine', 60 + spine * 112, -220));
    for (let u = 0; u < 2; u++) {
      const id = `b1/unit${u}`;
      unit(draft, id, `Scalable unit ${u + 1}`, 64, 8, u * 960, 0, 8);
      for (let leaf = 0; leaf < 8; leaf++)
        for (let spine = 0; spine < 16; spine += 1 + (leaf % 2))
          draft.links.push(link(`${id}/leaf${leaf}`, `spine${spine}`, 4));
    }
  } else if (name === 'open') {
    for (let spine = 0; spine < 4; spine++) draft.nodes.push(node(`spine${spine}`, 'spine', 180 + spine * 130, -160));
    unit(draft, 'b1/unit0', 'Scalable unit 1', 6, 4, 0, 0, 3);
    const members = [
      node('b1/unit1/server0/nvl', 'scaleUp', 760, 20),
      ...Array.from({ length: 8 }, (_, i) => node(`b1/unit1/server0/gpu${i}`, 'accelerator', 580 + i * 60, 120)),
      ...Array.from({ length: 8 }, (_, i) => node(`b1/unit1/server0/nic${i}`, 'nic', 580 + i * 60, 210)),
    ];
    draft.nodes.push(...members);
    draft.backdrops.push(backdrop('b1/unit1/server0', 'server 1', 1, members, 28));
    draft.nodes.push(
      node('b1/unit1#leaf', 'leaf', 760, -40 - 80, {
        kind: 'stack',
        count: 8,
        label: '8 leaves',
        owner: 'b1/unit1',
        group: 'b1/unit1',
        opens: 'b1/unit1',
      }),
    );
    draft.backdrops.push(backdrop('b1/unit1', 'Scalable unit 2', 0, [...members, draft.nodes.at(-1)!], 52));
    for (let i = 0; i < 8; i++)
      draft.links.push(
        link('b1/unit1/server0/nvl', `b1/unit1/server0/gpu${i}`, 18),
        link(`b1/unit1/server0/gpu${i}`, `b1/unit1/server0/nic${i}`),
        link(`b1/unit1/server0/nic${i}`, 'b1/unit1#leaf'),
      );
    for (let leaf = 0; leaf < 4; leaf++)
      for (let spine = 0; spine < 4; spine++) draft.links.push(link(`b1/unit0/leaf${leaf}`, `spine${spine}`, 8));
    for (let spine = 0; spine < 4; spine++) draft.links.push(link('b1/unit1#leaf', `spine${spine}`, 64));
  } else {
    // 100 closed pods and 8 planes, three pods open: 579 nodes, 3,872 links.
    for (let plane = 0; plane < 8; plane++)
      draft.nodes.push(
        node(`plane${plane}`, 'spine', 700 + plane * 560, -700, {
          kind: 'stack',
          count: 64,
          label: '64 spines',
        }),
      );
    for (let pod = 0; pod < 97; pod++) {
      const id = `pod${pod}`;
      draft.nodes.push(
        node(id, 'server', (pod % 25) * 220, -400 + Math.floor(pod / 25) * 90, {
          kind: 'stack',
          count: 125,
          label: `pod ${pod}`,
          opens: id,
        }),
      );
      for (let plane = 0; plane < 8; plane++) draft.links.push(link(id, `plane${plane}`, 4));
    }
    for (let u = 0; u < 3; u++) {
      unit(draft, `open${u}`, `Pod ${97 + u}`, 125, 8, u * 1900, 200, 13);
      for (let leaf = 8; leaf < 32; leaf++)
        draft.nodes.push(node(`open${u}/leaf${leaf}`, 'leaf', u * 1900 + leaf * 56, 80));
      for (let leaf = 0; leaf < 32; leaf++) draft.links.push(link(`open${u}/leaf${leaf}`, `plane${leaf % 8}`, 8));
    }
  }
  return { ...draft, bounds: { x: 0, y: 0, width: 0, height: 0 }, refused: [] };
}

function loadsOf(of: Scene): SceneLoads {
  const worst = Float32Array.from(of.links, (_, i) => {
    const x = (Math.sin(i * 12.9898) * 43758.5453) % 1;
    return i % 53 === 7 ? 1.3 : Math.abs(x) ** 1.3;
  });
  return { worst, mean: worst };
}

let current = scene(asked.get('scene') ?? 'mid');
const said: unknown[] = [];
const tell =
  (name: string) =>
  (...what: unknown[]): void => {
    said.push([name, ...what]);
  };
const canvas: Canvas = createCanvas(
  document.getElementById('canvas')!,
  {
    select: tell('select'),
    move(moves, copy) {
      tell('move')(moves, copy);
      if (copy) return;
      const to = new Map(moves.map((one) => [one.id, one]));
      const groups = current.backdrops.filter((one) => to.has(one.id));
      const by = (id: string): { x: number; y: number } => {
        const group = groups.find((one) => id.startsWith(`${one.id}/`) || id.startsWith(`${one.id}#`) || id === one.id);
        if (!group) return { x: 0, y: 0 };
        const at = to.get(group.id)!;
        return { x: at.x - group.x - group.width / 2, y: at.y - group.y - group.height / 2 };
      };
      current = {
        ...current,
        nodes: current.nodes.map((one) => {
          const at = to.get(one.id);
          return { ...one, x: at ? at.x : one.x + by(one.id).x, y: at ? at.y : one.y + by(one.id).y };
        }),
        backdrops: current.backdrops.map((one) => ({ ...one, x: one.x + by(one.id).x, y: one.y + by(one.id).y })),
      };
      canvas.show(current, { fit: false });
    },
    link: tell('link'),
    open: tell('open'),
    hover: tell('hover'),
    addAt: tell('addAt'),
    contextMenu: tell('contextMenu'),
    camera: tell('camera'),
  },
  {
    theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
    scheme: asked.get('scheme') === 'map' ? 'map' : 'design-tool',
  },
);
canvas.show(current, { fit: true });
if (asked.get('by')) canvas.setColouring(asked.get('by') as Parameters<Canvas['setColouring']>[0]);
if (on('loads')) canvas.showLoads(loadsOf(current));
if (on('highlight')) {
  const path = current.links.slice(0, 3);
  canvas.showHighlight({
    nodes: path.flatMap((one) => [one.source, one.target]),
    links: path.map((one) => one.id),
    bottleneck: path[1]!.id,
  });
}
if (on('badges'))
  canvas.showBadges(
    new Map(
      current.nodes
        .filter((_, i) => i % 7 === 2)
        .map((one, i) => [one.id, { count: i + 1, severity: (['error', 'warning', 'note'] as const)[i % 3]! }]),
    ),
  );
Object.assign(globalThis, { canvas, said, scene: () => current });
