/**
 * Links drawn by hand or read from a file: from record or path to record or path, each end at a port of its own.
 *
 * An end at a server, drawn or generated, goes to its NIC of the port's number, or to its first NIC with a free network port. An
 * end without a port takes the lowest one that no other link has or asks for. Without a rate a link runs at the lower of its two ports' rates.
 */
import {
  groupClassOf,
  nameIndexOf,
  roleOf,
  type LinkClass,
  type NameIndex,
  type NodeRole,
  type Topology,
  type TopologyBuilder,
} from '@weft/topology';
import type { Design, Finding, LinkEnd, LinkRecord } from '@weft/model';
import type { PlacedRecords } from './records.ts';

/** Taken where neither end says how fast it is: the rate of an NDR InfiniBand or 400G Ethernet port, said in a finding. */
const assumedRate_Gbps = 400;

/** Adds every link record whose two ends exist. */
export function joinRecords(
  design: Design,
  builder: TopologyBuilder,
  records: PlacedRecords,
  findings: Finding[],
): void {
  const links = Object.values(design.links);
  if (links.length === 0) return;
  const ends = new Ends(builder, records, blocksAreNamed(links, records));
  const joined: { link: LinkRecord; a: End; z: End }[] = [];
  for (const link of links) {
    const a = ends.find(link.a);
    const z = ends.find(link.z);
    if (a === undefined || z === undefined) {
      const missing = a === undefined ? link.a.at : link.z.at;
      findings.push({
        code: 'dangling-link',
        severity: 'error',
        targets: [link.id],
        message: `Link ${link.id} ends at ${missing}, but there is no device of that id or path; the link is left out.`,
      });
      continue;
    }
    joined.push({ link, a, z });
  }
  // Ports that are asked for first, so that none of the others gets them.
  for (const { link, a, z } of joined) {
    ends.reserve(a, link.a.port);
    ends.reserve(z, link.z.port);
  }
  for (const { link, a, z } of joined) {
    const from = ends.placeOf(a, link.a.port);
    const to = ends.placeOf(z, link.z.port);
    const rate = rateOf(link, ends.rateAt(from.node), ends.rateAt(to.node), findings);
    const linkClass = classBetween(ends.roleAt(from.node), ends.roleAt(to.node), link.medium);
    builder.link(from.node, to.node, linkClass, rate, { a: from.port, b: to.port }, link.id);
  }
}

function blocksAreNamed(links: readonly LinkRecord[], records: PlacedRecords): boolean {
  return links.some(({ a, z }) => [a, z].some(({ at }) => !records.node.has(at) && !records.nics.has(at)));
}

/** One end as found: a single node, or the NICs of a server. */
type End = { readonly nodes: readonly number[]; readonly server: boolean };

class Ends {
  readonly #records: PlacedRecords;
  /** What is built so far: read only when a path leads into a block. */
  readonly #built: Topology | null;
  readonly #names: NameIndex | null;
  /** Per node: ports taken or asked for. Nodes of blocks are filled in from their cables when first met. */
  readonly #taken = new Map<number, Set<number>>();
  readonly #blockRate = new Map<number, number>();

  constructor(builder: TopologyBuilder, records: PlacedRecords, withPaths: boolean) {
    this.#records = records;
    this.#built = withPaths ? builder.build() : null;
    this.#names = this.#built && nameIndexOf(this.#built);
  }

  find({ at }: LinkEnd): End | undefined {
    const nics = this.#records.nics.get(at);
    if (nics !== undefined) return nics.length > 0 ? { nodes: nics, server: true } : undefined;
    const node = this.#records.node.get(at) ?? this.#names?.node.get(at);
    if (node !== undefined) {
      this.#fill([node]);
      return { nodes: [node], server: false };
    }
    const group = this.#names?.group.get(at);
    if (group === undefined || !groupClassOf(this.#built!, group).device) return undefined;
    const topology = this.#built!;
    const inside: number[] = [];
    for (let v = 0; v < topology.nodeCount; v++) {
      if (topology.nodeGroup[v] === group && roleOf(topology, v) === 'nic') inside.push(v);
    }
    this.#fill(inside);
    return inside.length > 0 ? { nodes: inside, server: true } : undefined;
  }

  /** Notes a port that is asked for. */
  reserve(end: End, port: number | null): void {
    if (port === null) return;
    if (end.server) this.#takenAt(end.nodes[port] ?? end.nodes[0]!).add(port < end.nodes.length ? 0 : port);
    else this.#takenAt(end.nodes[0]!).add(port);
  }

  /** The node and port of an end; a server's port number is the number of its NIC. */
  placeOf(end: End, port: number | null): { node: number; port: number } {
    if (port !== null) {
      if (!end.server) return { node: end.nodes[0]!, port };
      const nic = end.nodes[port];
      return nic === undefined ? { node: end.nodes[0]!, port } : { node: nic, port: 0 };
    }
    const free = end.server ? (end.nodes.find((nic) => !this.#takenAt(nic).has(0)) ?? end.nodes[0]!) : end.nodes[0]!;
    const taken = this.#takenAt(free);
    let lowest = 0;
    while (taken.has(lowest)) lowest++;
    taken.add(lowest);
    return { node: free, port: lowest };
  }

  rateAt(node: number): number | null {
    return this.#records.port_Gbps.get(node) ?? this.#blockRate.get(node) ?? null;
  }

  roleAt(node: number): NodeRole {
    return this.#records.role.get(node) ?? roleOf(this.#built!, node);
  }

  #takenAt(node: number): Set<number> {
    let taken = this.#taken.get(node);
    if (taken === undefined) {
      taken = new Set(this.#records.hostPorts.get(node));
      this.#taken.set(node, taken);
    }
    return taken;
  }

  /** Reads the ports and the fastest network cable of nodes inside blocks. O(links) for each new path. */
  #fill(nodes: readonly number[]): void {
    const unknown = nodes.filter((node) => !this.#records.role.has(node) && !this.#taken.has(node));
    if (unknown.length === 0 || this.#built === null) return;
    const { linkA, linkB, linkPortA, linkPortB, linkCapacity_Gbps, linkClass, linkClasses, linkCount } = this.#built;
    const wanted = new Set(unknown);
    for (const node of unknown) this.#taken.set(node, new Set());
    for (let e = 0; e < linkCount; e++) {
      for (const [node, port] of [
        [linkA[e]!, linkPortA[e]!],
        [linkB[e]!, linkPortB[e]!],
      ] as const) {
        if (!wanted.has(node)) continue;
        this.#taken.get(node)!.add(port);
        if (linkClasses[linkClass[e]!]!.fabric === 'host') continue;
        this.#blockRate.set(node, Math.max(this.#blockRate.get(node) ?? 0, linkCapacity_Gbps[e]!));
      }
    }
  }
}

function rateOf(link: LinkRecord, a: number | null, z: number | null, findings: Finding[]): number {
  const mismatch = (message: string, severity: Finding['severity']): void => {
    findings.push({ code: 'speed-mismatch', severity, targets: [link.id], message });
  };
  if (link.rate_Gbps !== null) {
    const slower = Math.min(a ?? Infinity, z ?? Infinity);
    if (link.rate_Gbps > slower) {
      mismatch(
        `Link ${link.id} is to run at ${link.rate_Gbps} Gb/s, but a port at its end (${link.a.at} or ${link.z.at}) has ${slower} Gb/s; expected at most that.`,
        'error',
      );
    }
    return link.rate_Gbps;
  }
  if (a === null && z === null) {
    findings.push({
      code: 'rate-unknown',
      severity: 'note',
      targets: [link.id],
      message: `Neither ${link.a.at} nor ${link.z.at} says how fast its ports are; link ${link.id} is taken at ${assumedRate_Gbps} Gb/s.`,
    });
    return assumedRate_Gbps;
  }
  if (a !== null && z !== null && a !== z) {
    mismatch(
      `Link ${link.id} joins a port of ${a} Gb/s at ${link.a.at} to one of ${z} Gb/s at ${link.z.at}; it runs at the lower rate.`,
      'warning',
    );
  }
  return Math.min(a ?? Infinity, z ?? Infinity);
}

/** Roles from the accelerator outwards: a link's kind names the inner end first. */
const outwards: readonly NodeRole[] = ['accelerator', 'service', 'nic', 'leaf', 'spine', 'core', 'router', 'scaleUp'];
const classes = new Map<string, LinkClass>();

function classBetween(a: NodeRole, b: NodeRole, medium: string | null): LinkClass {
  const [inner, outer] = outwards.indexOf(a) <= outwards.indexOf(b) ? [a, b] : [b, a];
  const kind = `${inner}-${outer}`;
  const key = `${kind} ${medium ?? ''}`;
  let found = classes.get(key);
  if (found === undefined) {
    const scaleUp = outer === 'scaleUp' || (inner === 'accelerator' && outer === 'accelerator');
    const host = (inner === 'accelerator' || inner === 'service') && outer === 'nic';
    found = { kind, fabric: scaleUp ? 'scale-up' : host ? 'host' : 'compute', protocol: null, medium };
    classes.set(key, found);
  }
  return found;
}
