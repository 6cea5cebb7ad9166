/**
 * Small known fabrics and random ones, for the tests and the bench of this package.
 */
import { TopologyBuilder, type GroupClass, type LinkClass, type NodeClass, type Topology } from '@weft/topology';
import { expectTopology } from '@weft/topology';

const part = { part: null, ports: null } as const;
export const classes = {
  accelerator: { role: 'accelerator', word: 'gpu', forwards: 'handOver', ...part },
  nic: { role: 'nic', word: 'nic', forwards: 'always', ...part },
  scaleUp: { role: 'scaleUp', word: 'nvswitch', forwards: 'always', ...part },
  leaf: { role: 'leaf', word: 'leaf', forwards: 'always', ...part },
  spine: { role: 'spine', word: 'spine', forwards: 'always', ...part },
  core: { role: 'core', word: 'core', forwards: 'always', ...part },
  router: { role: 'router', word: 'router', forwards: 'always', ...part },
  service: { role: 'service', word: 'storage', forwards: 'never', ...part },
} as const satisfies Record<string, NodeClass>;

export function linkClass(kind: string, fabric = 'compute'): LinkClass {
  return { kind, fabric, protocol: null, medium: null };
}

export function groupClass(word: string, layout: GroupClass['layout'], device = false, columns = 0): GroupClass {
  return { word, layout, columns, device, part: null };
}

const serverClass = groupClass('server', 'rows', true);
const links = {
  host: linkClass('accelerator-nic', 'host'),
  scaleUp: linkClass('accelerator-scaleUp', 'scale-up'),
  access: linkClass('nic-leaf'),
  up: linkClass('leaf-spine'),
};

/** A server of `accelerators`, each with a NIC and a link to the one scale-up switch; gives its NICs. */
export function addServer(builder: TopologyBuilder, parent: number, accelerators: number): number[] {
  const server = builder.group(parent, serverClass);
  const scaleUp = builder.node(server, classes.scaleUp);
  return Array.from({ length: accelerators }, (_, rail) => {
    const accelerator = builder.node(server, classes.accelerator, { rail });
    const nic = builder.node(server, classes.nic, { rail });
    builder.link(accelerator, scaleUp, links.scaleUp, 3600);
    builder.link(accelerator, nic, links.host, 400);
    return nic;
  });
}

export interface PodShape {
  readonly pods: number;
  readonly servers: number;
  readonly accelerators: number;
  readonly leaves: number;
  readonly spines: number;
  /** Spines stand in groups of their own, one a plane; 0 puts them into the block. */
  readonly planes: number;
  /** How the pods stand: `rows` unless said; on a grid no number of them is a crowd. */
  readonly layout?: 'rows' | 'grid';
}

/** One block `b1` of pods under spines: NIC i goes to leaf i, leaf l to every spine (of its plane). */
export function podFabric({ pods, servers, accelerators, leaves, spines, planes, layout }: PodShape): Topology {
  const builder = new TopologyBuilder();
  const block = builder.group(0, groupClass('block', layout ?? 'rows'), { name: 'b1' });
  const spineNodes = Array.from({ length: Math.max(1, planes) }, (_, plane) => {
    const home = planes > 0 ? builder.group(block, groupClass('plane', 'rows')) : block;
    const count = planes > 0 ? spines / planes : spines;
    return Array.from({ length: count }, () => builder.node(home, classes.spine, planes > 0 ? { plane } : {}));
  });
  const podClass = groupClass('pod', 'rows');
  for (let p = 0; p < pods; p++) {
    const pod = builder.group(block, podClass);
    const leafNodes = Array.from({ length: leaves }, (_, rail) => builder.node(pod, classes.leaf, { rail }));
    for (let s = 0; s < servers; s++) {
      addServer(builder, pod, accelerators).forEach((nic, i) =>
        builder.link(nic, leafNodes[i % leaves]!, links.access, 400),
      );
    }
    leafNodes.forEach((leaf, l) => {
      for (const spine of spineNodes[l % spineNodes.length]!) builder.link(leaf, spine, links.up, 800);
    });
  }
  const topology = builder.build();
  expectTopology(topology);
  return topology;
}

/** A random tree of groups with nodes and links anywhere, driven by a list of integers so that a failing case shrinks. */
export function randomTopology(seeds: readonly number[]): Topology {
  const builder = new TopologyBuilder();
  const layouts = ['rows', 'grid', 'ring', 'free'] as const;
  const roles = Object.values(classes);
  const groups = [0];
  let next = 0;
  const draw = (below: number): number => {
    const seed = seeds[next++ % seeds.length]!;
    return Math.abs((seed + 7919 * next) ^ (next << 3)) % below;
  };
  const count = Math.min(60, seeds.length);
  for (let i = 0; i < count; i++) {
    const parent = groups[draw(groups.length)]!;
    if (draw(3) === 0) {
      groups.push(builder.group(parent, groupClass('g', layouts[draw(4)]!, draw(3) === 0, draw(4))));
    } else {
      builder.node(parent, roles[draw(roles.length)]!, { rail: draw(4) - 1, plane: draw(3) - 1 });
    }
  }
  if (builder.nodeCount > 0) {
    for (let i = 0; i < count * 2; i++) {
      builder.link(
        draw(builder.nodeCount),
        draw(builder.nodeCount),
        linkClass(`kind${draw(3)}`, `fabric${draw(2)}`),
        100 * (1 + draw(4)),
      );
    }
  }
  const topology = builder.build();
  expectTopology(topology);
  return topology;
}
