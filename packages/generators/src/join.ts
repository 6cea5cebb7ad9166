/**
 * Links drawn by hand or read from a file: from record or path to record or path, each end at a port of its own.
 *
 * An end at a server, drawn or generated, goes to its NIC of the port's number, or to its first NIC with a free network port. An
 * end without a port takes the lowest one that no other link has or asks for. Without a rate a link runs at the lower of its two ports' rates.
 */
import { say } from '@weft/units';
import {
  groupClassOf,
  nameIndexOf,
  roleOf,
  type LinkClass,
  type NodeRole,
  type Topology,
  type TopologyBuilder,
} from '@weft/topology';
import { recordsOf, type Design, type Finding, type LinkEnd, type LinkRecord } from '@weft/model';
import type { FindingList } from './finding-list.ts';
import { onEach, type Pauses } from './pauses.ts';
import type { PlacedRecords } from './records.ts';

/** Taken where neither end says how fast it is: the rate of an NDR InfiniBand or 400G Ethernet port, said in a finding. */
const assumedRate_Gbps = 400;

/** Links joined between two pauses: about a millisecond. */
const few = 500;

/** Adds every link record whose two ends exist, and gives the nodes they end at. */
export function* joinRecords(
  design: Design,
  builder: TopologyBuilder,
  records: PlacedRecords,
  findings: FindingList,
): Pauses<readonly number[]> {
  const links = recordsOf(design.links);
  if (links.length === 0) return [];
  yield;
  const ends = yield* endsOf(builder, records, links);
  yield;
  const joined: { link: LinkRecord; a: End; z: End }[] = [];
  yield* onEach(links, few, (link) => {
    const a = ends.at(link.a);
    const z = ends.at(link.z);
    if (a !== undefined && z !== undefined) {
      joined.push({ link, a, z });
      return;
    }
    const missing = a === undefined ? link.a.at : link.z.at;
    findings.add({
      code: 'dangling-link',
      severity: 'error',
      targets: [link.id],
      message: () =>
        say`Link ${link.id} ends at ${missing}, but there is no device of that id or path; the link is left out.`,
      further: (count) => say`${count} further links end at devices that there are not; they are left out.`,
    });
  });
  yield;
  // Ports that are asked for first, so that none of the others gets them.
  yield* onEach(joined, few, ({ link, a, z }) => {
    ends.reserve(a, link.a.port);
    ends.reserve(z, link.z.port);
  });
  yield;
  const ended: number[] = [];
  yield* onEach(joined, few, ({ link, a, z }) => {
    const from = ends.placeOf(a, link.a.port);
    const to = ends.placeOf(z, link.z.port);
    const rate = rateOf(link, ends.rateAt(from.node), ends.rateAt(to.node), findings);
    const linkClass = classBetween(ends.roleAt(from.node), ends.roleAt(to.node), link.medium);
    builder.link(from.node, to.node, linkClass, rate, { a: from.port, b: to.port }, link.id);
    ended.push(from.node, to.node);
  });
  return ended;
}

/** One end as found: a single node, or the NICs of a server. */
type End = { readonly nodes: readonly number[]; readonly server: boolean };

/** Finds where links end, with pauses. */
function* endsOf(builder: TopologyBuilder, records: PlacedRecords, links: readonly LinkRecord[]): Pauses<Ends> {
  const ends = new Ends(records);
  const paths = new Set<string>();
  yield* onEach(links, few, ({ a, z }) => {
    if (ends.isPath(a)) paths.add(a.at);
    if (ends.isPath(z)) paths.add(z.at);
  });
  if (paths.size > 0) ends.lookUp(builder.build(), paths);
  return ends;
}

/** Where links end. All paths are looked up together, so that a large fabric is walked through once, not once a link. */
class Ends {
  readonly #records: PlacedRecords;
  readonly #ends = new Map<string, End>();
  /** Roles of the nodes in blocks that links end at. */
  readonly #role = new Map<number, NodeRole>();
  /** Per node: ports taken or asked for. */
  readonly #taken = new Map<number, Set<number>>();
  readonly #blockRate = new Map<number, number>();

  constructor(records: PlacedRecords) {
    this.#records = records;
  }

  /** Notes where an end is; whether it has to be looked up as a path. */
  isPath({ at }: LinkEnd): boolean {
    if (this.#ends.has(at)) return false;
    const node = this.#records.node.get(at);
    const nics = this.#records.nics.get(at);
    if (node !== undefined) this.#ends.set(at, { nodes: [node], server: false });
    else if (nics === undefined) return true;
    else if (nics.length > 0) this.#ends.set(at, { nodes: nics, server: true });
    return false;
  }

  /** The end of that id or path; undefined when there is none. */
  at({ at }: LinkEnd): End | undefined {
    return this.#ends.get(at);
  }

  /** Finds the nodes and devices of paths in what is built so far. O(nodes + links). */
  lookUp(built: Topology, paths: ReadonlySet<string>): void {
    const names = nameIndexOf(built);
    const devices = new Map<number, number[]>();
    for (const path of paths) {
      const node = names.node.get(path);
      const group = node === undefined ? names.group.get(path) : undefined;
      if (node !== undefined) this.#ends.set(path, { nodes: [node], server: false });
      else if (group !== undefined && groupClassOf(built, group).device) {
        const nics = devices.get(group) ?? [];
        devices.set(group, nics);
        this.#ends.set(path, { nodes: nics, server: true });
      }
    }
    for (let v = 0; devices.size > 0 && v < built.nodeCount; v++) {
      if (roleOf(built, v) === 'nic') devices.get(built.nodeGroup[v]!)?.push(v);
    }
    for (const path of paths) {
      const end = this.#ends.get(path);
      if (end?.nodes.length === 0) this.#ends.delete(path);
      for (const node of end?.nodes ?? []) {
        this.#role.set(node, roleOf(built, node));
        this.#taken.set(node, new Set());
      }
    }
    this.#readCables(built);
  }

  /** The ports and the fastest network cable of the nodes that were found. */
  #readCables({
    linkA,
    linkB,
    linkPortA,
    linkPortB,
    linkCapacity_Gbps,
    linkClass,
    linkClasses,
    linkCount,
  }: Topology): void {
    const note = (node: number, port: number, e: number): void => {
      const taken = this.#taken.get(node);
      if (taken === undefined) return;
      taken.add(port);
      if (linkClasses[linkClass[e]!]!.fabric === 'host') return;
      this.#blockRate.set(node, Math.max(this.#blockRate.get(node) ?? 0, linkCapacity_Gbps[e]!));
    };
    for (let e = 0; e < linkCount; e++) {
      note(linkA[e]!, linkPortA[e]!, e);
      note(linkB[e]!, linkPortB[e]!, e);
    }
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
    return this.#records.role.get(node) ?? this.#role.get(node)!;
  }

  #takenAt(node: number): Set<number> {
    let taken = this.#taken.get(node);
    if (taken === undefined) {
      taken = new Set(this.#records.hostPorts.get(node));
      this.#taken.set(node, taken);
    }
    return taken;
  }
}

function rateOf(link: LinkRecord, a: number | null, z: number | null, findings: FindingList): number {
  const mismatch = (message: () => string, severity: Finding['severity']): void => {
    findings.add({
      code: 'speed-mismatch',
      severity,
      targets: [link.id],
      message,
      further: (count) => say`${count} further links have another rate than a port at their end.`,
    });
  };
  const { rate_Gbps } = link;
  if (rate_Gbps !== null) {
    const slower = Math.min(a ?? Infinity, z ?? Infinity);
    if (rate_Gbps > slower) {
      mismatch(
        () =>
          say`Link ${link.id} is to run at ${rate_Gbps} Gb/s, but a port at its end (${link.a.at} or ${link.z.at}) has ${slower} Gb/s; expected at most that.`,
        'error',
      );
    }
    return rate_Gbps;
  }
  if (a === null && z === null) {
    findings.add({
      code: 'rate-unknown',
      severity: 'note',
      targets: [link.id],
      message: () =>
        say`Neither ${link.a.at} nor ${link.z.at} says how fast its ports are; link ${link.id} is taken at ${assumedRate_Gbps} Gb/s.`,
      further: (count) =>
        say`Of ${count} further links neither end says how fast its ports are; they are taken at ${assumedRate_Gbps} Gb/s.`,
    });
    return assumedRate_Gbps;
  }
  if (a !== null && z !== null && a !== z) {
    mismatch(
      () =>
        say`Link ${link.id} joins a port of ${a} Gb/s at ${link.a.at} to one of ${z} Gb/s at ${link.z.at}; it runs at the lower rate.`,
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
