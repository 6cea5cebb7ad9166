/** Small and large fabrics for the tests of this room; not part of its front door. */
import { TopologyBuilder, type GroupClass, type LinkClass, type NodeClass, type Topology } from '@weft/topology';
import { figuresOf, type Figures } from './figures.ts';
import { siteDefaults, type SiteOptions } from './options.ts';
import { placementOf, type Placement } from './placement.ts';
import { billOf, type Bill } from './bill.ts';
import { planOf, type SitePlan } from './plan.ts';

export interface ClosRequest {
  readonly servers: number;
  readonly acceleratorsPerServer: number;
  /** NICs of a server; 0 leaves the accelerators to be cabled themselves. */
  readonly nicsPerServer: number;
  readonly leaves: number;
  readonly spines: number;
  /** Cables between a leaf and each spine of its pod. */
  readonly trunk: number;
  readonly cores: number;
  readonly pods: number;
  readonly rate_Gbps: number;
  readonly leafPart: string | null;
  readonly serverPart: string | null;
  readonly nicPart: string | null;
  readonly accelerator: string | null;
  readonly protocol: string | null;
  /** NIC j of every server goes to a leaf of its own rail. */
  readonly rails: boolean;
  readonly medium: string | null;
}

export const closDefaults: ClosRequest = {
  servers: 8,
  acceleratorsPerServer: 8,
  nicsPerServer: 8,
  leaves: 2,
  spines: 1,
  trunk: 32,
  cores: 0,
  pods: 1,
  rate_Gbps: 400,
  leafPart: 'qm9700',
  serverPart: 'dgx-h100',
  nicPart: 'connectx-7',
  accelerator: 'h100',
  protocol: 'ib-ndr',
  rails: false,
  medium: null,
};

/** A Clos network of servers. Leaves take servers in order, or one rail each within their pod. */
export function clos(request: Partial<ClosRequest> = {}): Topology {
  const r = { ...closDefaults, ...request };
  const builder = new TopologyBuilder();
  const unit: GroupClass = { word: 'unit', layout: 'rows', columns: 0, device: false, part: null };
  const server: GroupClass = { word: 'server', layout: 'rows', columns: 0, device: true, part: r.serverPart };
  const gpu: NodeClass = { role: 'accelerator', word: 'gpu', part: r.accelerator, ports: null, forwards: 'handOver' };
  const nic: NodeClass = { role: 'nic', word: 'nic', part: r.nicPart, ports: null, forwards: 'always' };
  const tier = (role: 'leaf' | 'spine' | 'core'): NodeClass => ({
    role,
    word: role,
    part: r.leafPart,
    ports: null,
    forwards: 'always',
  });
  const host: LinkClass = { kind: 'accelerator-nic', fabric: 'host', protocol: null, medium: null };
  const link = (kind: string): LinkClass => ({ kind, fabric: 'compute', protocol: r.protocol, medium: r.medium });
  const all = builder.group(0, unit);
  const ends: number[][] = [];
  for (let s = 0; s < r.servers; s++) {
    const group = builder.group(all, server);
    const gpus = Array.from({ length: r.acceleratorsPerServer }, () => builder.node(group, gpu));
    const nics = Array.from({ length: r.nicsPerServer }, (_, j) => builder.node(group, nic, { rail: j }));
    nics.forEach((n, j) => builder.link(gpus[Math.floor((j * gpus.length) / nics.length)]!, n, host, 504, { b: 1 }));
    ends.push(nics.length > 0 ? nics : gpus);
  }
  const leaves = Array.from({ length: r.leaves }, () => builder.node(all, tier('leaf')));
  const spines = Array.from({ length: r.spines }, () => builder.node(all, tier('spine')));
  const cores = Array.from({ length: r.cores }, () => builder.node(all, tier('core')));
  const perServer = ends[0]?.length ?? 0;
  const leavesPerPod = r.leaves / r.pods;
  const spinesPerPod = r.spines / r.pods;
  ends.forEach((ports, s) =>
    ports.forEach((end, j) => {
      const flat = s * perServer + j;
      const pod = Math.floor((s * r.pods) / r.servers);
      const leaf = r.rails
        ? pod * leavesPerPod + (j % leavesPerPod)
        : Math.floor((flat * r.leaves) / (r.servers * perServer));
      builder.link(end, leaves[leaf]!, link('nic-leaf'), r.rate_Gbps, r.nicsPerServer > 0 ? { a: 0 } : {});
    }),
  );
  leaves.forEach((leaf, i) => {
    const pod = Math.floor(i / leavesPerPod);
    for (let j = 0; j < spinesPerPod; j++) {
      for (let t = 0; t < r.trunk; t++) {
        builder.link(leaf, spines[pod * spinesPerPod + j]!, link('leaf-spine'), r.rate_Gbps);
      }
    }
  });
  if (r.cores > 0) {
    const up = leavesPerPod * r.trunk;
    const perSpine = r.cores / spinesPerPod;
    spines.forEach((spine, i) => {
      for (let k = 0; k < up; k++) {
        builder.link(spine, cores[(i % spinesPerPod) * perSpine + (k % perSpine)]!, link('spine-core'), r.rate_Gbps);
      }
    });
  }
  return builder.build();
}

export interface Hall {
  readonly topology: Topology;
  readonly figures: Figures;
  readonly options: SiteOptions;
  readonly placement: Placement;
  readonly plan: SitePlan;
  readonly bill: Bill;
}

/** Places and bills a topology. */
export function hallOf(
  topology: Topology,
  options: Partial<SiteOptions> = {},
  changes: Readonly<Record<string, number>> = {},
): Hall {
  const figures = figuresOf(changes);
  const all = { ...siteDefaults, ...options };
  const placement = placementOf(topology, figures, all);
  const plan = planOf(topology, placement, figures);
  return { topology, figures, options: all, placement, plan, bill: billOf(plan) };
}

/** The same design without one link: what stands where is unchanged. */
export function withoutLink(hall: Hall, link: number): Hall {
  return rebuilt(hall, (e) => e !== link, null);
}

/** The same design without one device and the links at it. */
export function withoutDevice(hall: Hall, device: number): Hall {
  const { topology, placement } = hall;
  const at = (v: number): boolean => placement.devices.ofNode[v] === device;
  return rebuilt(hall, (e) => !at(topology.linkA[e]!) && !at(topology.linkB[e]!), device);
}

function rebuilt(hall: Hall, keeps: (link: number) => boolean, device: number | null): Hall {
  const { topology: t, placement: p } = hall;
  const links = Array.from({ length: t.linkCount }, (_, e) => e).filter(keeps);
  const nodes = Array.from({ length: t.nodeCount }, (_, v) => v).filter((v) => p.devices.ofNode[v] !== device);
  const devices = Array.from({ length: p.devices.count }, (_, d) => d).filter((d) => d !== device);
  const renumbered = new Map(nodes.map((v, i) => [v, i]));
  const deviceNumber = new Map(devices.map((d, i) => [d, i]));
  const topology: Topology = {
    ...t,
    nodeCount: nodes.length,
    linkCount: links.length,
    nodeClass: Uint16Array.from(nodes, (v) => t.nodeClass[v]!),
    nodeGroup: Int32Array.from(nodes, (v) => t.nodeGroup[v]!),
    nodeOrdinal: Int32Array.from(nodes, (v) => t.nodeOrdinal[v]!),
    nodeRail: Int16Array.from(nodes, (v) => t.nodeRail[v]!),
    nodePlane: Int16Array.from(nodes, (v) => t.nodePlane[v]!),
    nodeX: Float32Array.from(nodes, (v) => t.nodeX[v]!),
    nodeY: Float32Array.from(nodes, (v) => t.nodeY[v]!),
    linkA: Int32Array.from(links, (e) => renumbered.get(t.linkA[e]!)!),
    linkB: Int32Array.from(links, (e) => renumbered.get(t.linkB[e]!)!),
    linkPortA: Uint16Array.from(links, (e) => t.linkPortA[e]!),
    linkPortB: Uint16Array.from(links, (e) => t.linkPortB[e]!),
    linkCapacity_Gbps: Float64Array.from(links, (e) => t.linkCapacity_Gbps[e]!),
    linkClass: Uint16Array.from(links, (e) => t.linkClass[e]!),
  };
  const placement: Placement = {
    ...p,
    devices: {
      ...p.devices,
      count: devices.length,
      make: Uint16Array.from(devices, (d) => p.devices.make[d]!),
      group: Int32Array.from(devices, (d) => p.devices.group[d]!),
      firstNode: Int32Array.from(devices, (d) => renumbered.get(p.devices.firstNode[d]!)!),
      ofNode: Int32Array.from(nodes, (v) => deviceNumber.get(p.devices.ofNode[v]!)!),
    },
    rack: Int32Array.from(devices, (d) => p.rack[d]!),
    unit: Float64Array.from(devices, (d) => p.unit[d]!),
  };
  const plan = planOf(topology, placement, hall.figures);
  return { ...hall, topology, placement, plan, bill: billOf(plan) };
}
