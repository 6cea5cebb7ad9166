/**
 * Small topologies whose every number is known: for tests of what reads a topology and must not depend on the generators.
 */
import {
  TopologyBuilder,
  expectTopology,
  type GroupClass,
  type LinkClass,
  type NodeClass,
  type Topology,
} from '@weft/topology';

export interface ClosOptions {
  readonly pods: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Cores each spine of a pod is linked to; 0 for two tiers, where all spines stand in the one pod. */
  readonly coresPerSpine: number;
  readonly serversPerLeaf: number;
  /** Accelerators of a server, each with a NIC of its own on the server's leaf. */
  readonly acceleratorsPerServer: number;
  /** Links between a leaf and each spine of its pod. */
  readonly parallel: number;
  readonly rate_Gbps: number;
}

const nodeClass = (role: NodeClass['role'], word: string, fields: Partial<NodeClass> = {}): NodeClass => ({
  role,
  word,
  part: null,
  ports: null,
  forwards: 'always',
  ...fields,
});
const groupClass = (word: string, device = false): GroupClass => ({
  word,
  layout: 'rows',
  columns: 0,
  device,
  part: null,
});
const linkClass = (kind: string, fabric: string): LinkClass => ({ kind, fabric, protocol: null, medium: null });

const gpu = nodeClass('accelerator', 'gpu', { part: 'h100', forwards: 'handOver' });
const nic = nodeClass('nic', 'nic');
const nvswitch = nodeClass('scaleUp', 'switch');
const classes = {
  server: groupClass('server', true),
  pod: groupClass('pod'),
  host: linkClass('accelerator-nic', 'host'),
  scaleUp: linkClass('accelerator-scaleUp', 'scale-up'),
  access: linkClass('nic-leaf', 'compute'),
  up: linkClass('leaf-spine', 'compute'),
  top: linkClass('spine-core', 'compute'),
};

/** Adds a server: accelerators, a NIC each, and one scale-up switch when there are several. Gives the NICs. */
export function addServer(
  builder: TopologyBuilder,
  group: number,
  accelerators: number,
  scaleUp_Gbps = 2880,
): number[] {
  const server = builder.group(group, classes.server);
  const gpus = Array.from({ length: accelerators }, () => builder.node(server, gpu));
  const nics = Array.from({ length: accelerators }, () => builder.node(server, nic));
  gpus.forEach((node, index) => builder.link(node, nics[index]!, classes.host, 512));
  if (accelerators > 1) {
    const hub = builder.node(server, nvswitch);
    for (const node of gpus) builder.link(node, hub, classes.scaleUp, scaleUp_Gbps);
  }
  return nics;
}

/** A folded Clos network of two or three tiers; spine s of every pod is linked to cores s C ... s C + C - 1. */
export function closTopology(options: ClosOptions): Topology {
  const { pods, leavesPerPod, spinesPerPod, coresPerSpine, serversPerLeaf, acceleratorsPerServer, parallel } = options;
  const builder = new TopologyBuilder();
  const leaf = nodeClass('leaf', 'leaf', { part: 'qm9700', ports: 64 });
  const spine = nodeClass('spine', 'spine', { part: 'qm9700', ports: 64 });
  const core = nodeClass('core', 'core', { ports: 64 });
  const cores = Array.from({ length: spinesPerPod * coresPerSpine }, () => builder.node(0, core));
  for (let p = 0; p < pods; p++) {
    const pod = builder.group(0, classes.pod);
    const spines = Array.from({ length: spinesPerPod }, () => builder.node(pod, spine));
    for (let l = 0; l < leavesPerPod; l++) {
      const node = builder.node(pod, leaf);
      for (let s = 0; s < serversPerLeaf; s++) {
        for (const card of addServer(builder, pod, acceleratorsPerServer)) {
          builder.link(card, node, classes.access, options.rate_Gbps);
        }
      }
      for (const above of spines) {
        for (let c = 0; c < parallel; c++) builder.link(node, above, classes.up, options.rate_Gbps);
      }
    }
    spines.forEach((node, s) => {
      for (let c = 0; c < coresPerSpine; c++) {
        builder.link(node, cores[s * coresPerSpine + c]!, classes.top, options.rate_Gbps);
      }
    });
  }
  const topology = builder.build();
  expectTopology(topology);
  return topology;
}

/** Servers of accelerators whose NICs all end on one leaf. */
export function oneLeaf(servers: number, acceleratorsPerServer: number): Topology {
  return closTopology({
    pods: 1,
    leavesPerPod: 1,
    spinesPerPod: 0,
    coresPerSpine: 0,
    serversPerLeaf: servers,
    acceleratorsPerServer,
    parallel: 1,
    rate_Gbps: 400,
  });
}

/** Servers whose NIC i ends on leaf i, the leaves under one spine. */
export function railTopology(servers: number, rails: number): Topology {
  const builder = new TopologyBuilder();
  const spine = builder.node(0, nodeClass('spine', 'spine', { ports: 64 }));
  const leaves = Array.from({ length: rails }, () => builder.node(0, nodeClass('leaf', 'leaf', { ports: 64 })));
  for (let s = 0; s < servers; s++) {
    addServer(builder, 0, rails).forEach((card, rail) => builder.link(card, leaves[rail]!, classes.access, 400));
  }
  for (const node of leaves) builder.link(node, spine, classes.up, 800);
  const topology = builder.build();
  expectTopology(topology);
  return topology;
}
