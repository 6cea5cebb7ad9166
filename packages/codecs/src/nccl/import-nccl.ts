/**
 * The inside of one host from NCCL's or RCCL's topology XML. In: nested cpu, pci, gpu, nic and net elements, or pci elements with a class alone, as in
 * files written by hand. Out: a design of one host: accelerators and NICs, PCI Express switches and processors, scale-up links, with rates.
 *
 * PCI classes: 0604 bridge, 0300 and 0302 GPU, 1200 accelerator, 0200 Ethernet, 0207 InfiniBand, 0680 scale-up switch (PCI Code and ID Assignment
 * Specification). Rates in Gb/s, each way.
 */
import { blankNode, emptyDesign, limits, type GroupRecord, type LinkRecord, type NodeRecord } from '@weft/model';
import { done, failed, say } from '@weft/units';
import { labelOf, textOf } from '../import/text.ts';
import { attribute, xmlIn, type Element } from '../import/xml.ts';
import { Report, type ImportOutcome } from '../report.ts';

export function looksLikeNccl(head: string): boolean {
  return /<system\b[^>]*\bversion\s*=/.test(head) && /<(?:cpu|pci)\b/.test(head);
}

/** GB/s of one NVLink by compute capability, as NCCL counts it (NCCL, src/graph/topo.h). */
const nvlink_GBps: readonly (readonly [sm: number, GBps: number])[] = [
  [100, 40.1],
  [90, 20.6],
  [86, 12],
  [80, 20],
  [70, 20],
  [60, 18],
];
/** GB/s of one xGMI link by architecture (RCCL, src/graph/topo.h). */
const xgmi_GBps: readonly (readonly [arch: string, GBps: number])[] = [
  ['gfx95', 48],
  ['gfx94', 48],
  ['gfx90a', 36],
];

interface Scan {
  readonly nodes: NodeRecord[];
  readonly links: {
    readonly a: string;
    readonly z: string;
    readonly rate_Gbps: number | null;
    readonly label: string;
  }[];
  /** Record ids by PCI bus id. */
  readonly byBus: Map<string, string>;
  /** Scale-up ends: which GPU has how many links to which bus id. */
  readonly scaleUp: {
    readonly from: string;
    readonly bus: string;
    readonly to: string;
    readonly count: number;
    readonly each_Gbps: number | null;
  }[];
  readonly cpus: string[];
  counts: { gpu: number; nic: number; bridge: number; other: number };
}

export function importNccl(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const xml = xmlIn(text.value);
  if (!xml.ok) return xml;
  if (xml.value.name !== 'system') {
    return failed(
      'not-this-format',
      say`the root`,
      say`The root is ${xml.value.name.slice(0, 40)}; expected system, as NCCL writes its topology.`,
    );
  }
  const scan: Scan = {
    nodes: [],
    links: [],
    byBus: new Map(),
    scaleUp: [],
    cpus: [],
    counts: { gpu: 0, nic: 0, bridge: 0, other: 0 },
  };
  for (const cpu of xml.value.children) if (cpu.name === 'cpu') scanCpu(scan, cpu);
  if (scan.counts.gpu + scan.counts.nic === 0) {
    return failed(
      'broken',
      'system',
      say`The file holds neither a GPU nor a NIC; expected pci elements of class 0x0302, 0x1200, 0x0200 or 0x0207.`,
    );
  }
  if (scan.nodes.length > limits.records / 4) {
    return failed('too-much', 'system', say`The file holds more devices than any host has.`);
  }
  const switched = addScaleUp(scan);
  for (const [index, cpu] of scan.cpus.entries()) {
    for (const other of scan.cpus.slice(index + 1))
      scan.links.push({ a: cpu, z: other, rate_Gbps: null, label: say`between processors` });
  }
  const { gpu, nic, bridge, other } = scan.counts;
  const report = new Report();
  report.add('found', scan.cpus.length, say`processor`, say`processors`);
  report.add('found', gpu, say`GPU`, say`GPUs`);
  report.add('found', nic, say`NIC`, say`NICs`);
  report.add('found', bridge, say`PCI Express switch`, say`PCI Express switches`);
  report.add('inferred', switched ? 1 : 0, say`scale-up switch: the links end at devices that are not in the file`, '');
  report.add(
    'inferred',
    (scan.cpus.length * (scan.cpus.length - 1)) / 2,
    say`link between processors, without a rate`,
    say`links between processors, without a rate`,
  );
  report.add('dropped', other, say`device of another class`, say`devices of other classes`);
  const unknown =
    scan.links.filter((link) => link.rate_Gbps === null).length - (scan.cpus.length * (scan.cpus.length - 1)) / 2;
  report.add('warning', unknown, say`link without a rate: set one`, say`links without a rate: set one`);
  report.add('warning', 1, say`file is one host, not a cluster`, '');
  const group: GroupRecord = {
    id: 'g1',
    name: labelOf(name) || 'Host',
    parent: null,
    layout: 'rows',
    x: null,
    y: null,
  };
  const links = scan.links.map(({ a, z, rate_Gbps, label }, index): LinkRecord => ({
    id: `l${index + 1}`,
    a: { at: a, port: null },
    z: { at: z, port: null },
    rate_Gbps,
    medium: null,
    label,
  }));
  return done({
    design: {
      ...emptyDesign('d1', group.name),
      groups: { g1: group },
      nodes: Object.fromEntries(scan.nodes.map((node) => [node.id, node])),
      links: Object.fromEntries(links.map((link) => [link.id, link])),
    },
    report: report.lines,
  });
}

function add(scan: Scan, kind: NodeRecord['kind'], name: string, fields: Partial<NodeRecord> = {}): string {
  const id = `n${scan.nodes.length + 1}`;
  scan.nodes.push({ ...blankNode(id, kind, labelOf(name)), group: 'g1', ...fields });
  return id;
}

function scanCpu(scan: Scan, cpu: Element): void {
  // A processor passes traffic between its slots, so it is drawn as a switch.
  const id = add(scan, 'switch', `CPU ${attribute(cpu, 'numaid') ?? scan.cpus.length}`);
  scan.cpus.push(id);
  for (const child of cpu.children) {
    if (child.name === 'pci') scanPci(scan, child, id);
    else if (child.name === 'nic') scanNets(scan, child, id, null);
  }
}

function scanPci(scan: Scan, pci: Element, above: string): void {
  const rate_Gbps = pciRate_Gbps(attribute(pci, 'link_speed'), attribute(pci, 'link_width'));
  const bus = (attribute(pci, 'busid') ?? '').toLowerCase();
  const pciClass = (attribute(pci, 'class') ?? '').toLowerCase().replace(/^0x/, '').slice(0, 4);
  const gpu = pci.children.find((child) => child.name === 'gpu');
  const nic = pci.children.find((child) => child.name === 'nic');
  if (gpu || ['0300', '0302', '1200'].includes(pciClass)) {
    const id = add(scan, 'accelerator', `GPU ${(gpu && attribute(gpu, 'dev')) ?? scan.counts.gpu}`);
    scan.counts.gpu++;
    scan.byBus.set(bus, id);
    scan.links.push({ a: id, z: above, rate_Gbps, label: '' });
    if (gpu) scanGpu(scan, gpu, id, bus);
  } else if (nic || ['0200', '0207'].includes(pciClass)) {
    scanNets(scan, nic ?? pci, above, rate_Gbps);
  } else if (pciClass === '0604' || pci.children.some((child) => child.name === 'pci')) {
    const id = add(scan, 'switch', `PCIe switch ${bus}`);
    scan.counts.bridge++;
    scan.byBus.set(bus, id);
    scan.links.push({ a: id, z: above, rate_Gbps, label: '' });
    for (const child of pci.children) if (child.name === 'pci') scanPci(scan, child, id);
  } else {
    scan.counts.other++;
  }
}

/** One NIC record; its ports are its net elements, their speed in Mb/s. */
function scanNets(scan: Scan, nic: Element, above: string, rate_Gbps: number | null): void {
  const nets = nic.children.filter((child) => child.name === 'net');
  const speeds = nets
    .map((net) => Number(attribute(net, 'speed')))
    .filter((speed) => speed > 0 && speed / 1000 <= limits.rate_Gbps);
  const name = (nets[0] && attribute(nets[0], 'name')) ?? `NIC ${scan.counts.nic}`;
  const id = add(scan, 'nic', name, {
    port_Gbps: speeds.length > 0 ? Math.max(...speeds.slice(0, 64)) / 1000 : null,
  });
  scan.counts.nic++;
  scan.links.push({ a: id, z: above, rate_Gbps, label: '' });
}

function scanGpu(scan: Scan, gpu: Element, from: string, bus: string): void {
  const sm = Number(attribute(gpu, 'sm') ?? NaN);
  const arch = attribute(gpu, 'gcn') ?? attribute(gpu, 'gcnArch') ?? '';
  for (const link of gpu.children) {
    const isXgmi = link.name === 'xgmi';
    if (link.name !== 'nvlink' && !isXgmi) continue;
    const each_GBps = isXgmi
      ? xgmi_GBps.find(([stem]) => arch.startsWith(stem))?.[1]
      : nvlink_GBps.find(([least]) => sm >= least)?.[1];
    const count = Math.min(Math.max(Math.trunc(Number(attribute(link, 'count') ?? 1)) || 1, 1), 1024);
    const to = (attribute(link, 'target') ?? '').toLowerCase();
    scan.scaleUp.push({ from, bus, to, count, each_Gbps: each_GBps === undefined ? null : each_GBps * 8 });
  }
}

/** Links between accelerators, each pair once; targets that are not in the file are one switch. True when there is such a switch. */
function addScaleUp(scan: Scan): boolean {
  let hub: string | null = null;
  const seen = new Set<string>();
  const perGpu = new Map<string, { count: number; each_Gbps: number | null }>();
  for (const { from, bus, to, count, each_Gbps } of scan.scaleUp) {
    const target = scan.byBus.get(to);
    if (target === undefined) {
      const known = perGpu.get(from);
      perGpu.set(from, { count: (known?.count ?? 0) + count, each_Gbps });
      continue;
    }
    const pair = [bus, to].toSorted().join(' ');
    if (target === from || seen.has(pair)) continue;
    seen.add(pair);
    const rate_Gbps = each_Gbps === null ? null : each_Gbps * count;
    scan.links.push({ a: from, z: target, rate_Gbps, label: say`${count} scale-up links` });
  }
  for (const [from, { count, each_Gbps }] of perGpu) {
    hub ??= add(scan, 'switch', 'Scale-up switch', { tier: 'scaleUp' });
    const rate_Gbps = each_Gbps === null ? null : each_Gbps * count;
    scan.links.push({ a: from, z: hub, rate_Gbps, label: say`${count} scale-up links` });
  }
  return hub !== null;
}

/** `32.0 GT/s PCIe` times 16 lanes; from 8 GT/s on 128 of 130 bits carry data, below 8 of 10 (PCI Express base specification). */
export function pciRate_Gbps(speed: string | undefined, width: string | undefined): number | null {
  const perLane = Number(/^\s*(\d+(?:\.\d+)?)/.exec(speed ?? '')?.[1] ?? NaN);
  const lanes = Number(width ?? NaN);
  if (!(perLane > 0 && perLane <= 256 && lanes > 0 && lanes <= 64)) return null;
  return perLane * lanes * (perLane < 8 ? 8 / 10 : 128 / 130);
}
