/**
 * Servers of a block as single records: which of them a record describes fully, and the ends of cables at them.
 *
 * A server's record compiles to accelerators, NICs and one scale-up switch wired in a fixed way. A device group is taken as a record only if
 * the compiled record has the same nodes in the same order and the same links at the same rates; each shape is compiled once.
 */
import { groupClassOf, groupId, groupLabel, nodeClassOf, type Topology } from '@weft/topology';
import { blankNode, emptyDesign, type LinkEnd, type NodeRecord } from '@weft/model';
import { topologyOf } from '@weft/generators';
import { finish, inSlices, type Steps } from '@weft/solver';

/** Parts looked at between two pauses, and servers: some milliseconds. */
const slice = 10_000;
const few = 200;

export class ServerRecords {
  readonly #topology: Topology;
  /** Per group that became a record: the record, its NICs in order. */
  readonly #made = new Map<number, { readonly record: NodeRecord; readonly nics: readonly number[] }>();

  /** Finds the servers, with pauses. */
  static *of(topology: Topology, inside: Uint8Array): Steps<ServerRecords> {
    const records = new ServerRecords(topology);
    const shapes = [...(yield* shapesIn(topology, inside))];
    const fits = new Map<string, boolean>();
    yield* inSlices(shapes.length, few, 'design', (from, to) => {
      for (let i = from; i < to; i++) records.#take(...shapes[i]!, fits);
    });
    return records;
  }

  private constructor(topology: Topology) {
    this.#topology = topology;
  }

  /** Makes a record of a group where one describes it fully. `fits`: the shapes that were tried. */
  #take(group: number, shape: Shape, fits: Map<string, boolean>): void {
    const record = recordOf(this.#topology, group, shape);
    if (record === null) return;
    const key = JSON.stringify([
      record.accelerators,
      record.ports,
      record.port_Gbps,
      record.scaleUp_Gbps,
      signature(shape),
    ]);
    let fit = fits.get(key);
    if (fit === undefined) fits.set(key, (fit = compilesTo(record, shape)));
    if (fit) this.#made.set(group, { record, nics: shape.nics });
  }

  get count(): number {
    return this.#made.size;
  }

  /** Whether a group became one record. */
  holds(group: number): boolean {
    return this.#made.has(group);
  }

  records(): Record<string, NodeRecord> {
    return Object.fromEntries([...this.#made.values()].map(({ record }) => [record.id, record]));
  }

  /** The end of a cable at a NIC of such a server; null at any other node. */
  endAt(node: number): LinkEnd | null {
    const made = this.#made.get(this.#topology.nodeGroup[node]!);
    return made === undefined ? null : { at: made.record.id, port: made.nics.indexOf(node) };
  }
}

/** What stands in a device group, and how it is wired, nodes numbered in order. */
interface Shape {
  readonly nodes: number[];
  readonly roles: string[];
  readonly nics: number[];
  /** Links inside: lower end, higher end, rate. */
  readonly links: [number, number, number][];
  /** Rates of the cables out of it, and how many each node has. */
  readonly rates_Gbps: Set<number>;
  readonly cables: Map<number, number>;
}

/** The device groups without groups in them. */
function* shapesIn(topology: Topology, inside: Uint8Array): Steps<Map<number, Shape>> {
  const shapes = new Map<number, Shape>();
  yield* inSlices(topology.groupCount, slice, 'design', (from, to) => {
    for (let g = Math.max(1, from); g < to; g++) {
      if (!inside[g]) continue;
      if (groupClassOf(topology, g).device) {
        shapes.set(g, { nodes: [], roles: [], nics: [], links: [], rates_Gbps: new Set(), cables: new Map() });
      }
      shapes.delete(topology.groupParent[g]!);
    }
  });
  const place = new Int32Array(topology.nodeCount).fill(-1);
  yield* inSlices(topology.nodeCount, slice, 'design', (from, to) => {
    for (let v = from; v < to; v++) {
      const shape = shapes.get(topology.nodeGroup[v]!);
      if (shape === undefined) continue;
      const { role } = nodeClassOf(topology, v);
      place[v] = shape.nodes.push(v) - 1;
      shape.roles.push(role);
      if (role === 'nic') shape.nics.push(v);
    }
  });
  const wire = (e: number): void => {
    const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
    const rate_Gbps = topology.linkCapacity_Gbps[e]!;
    if (topology.nodeGroup[a] === topology.nodeGroup[b]) {
      const shape = shapes.get(topology.nodeGroup[a]!);
      shape?.links.push([Math.min(place[a]!, place[b]!), Math.max(place[a]!, place[b]!), rate_Gbps]);
      return;
    }
    for (const v of [a, b]) {
      const shape = shapes.get(topology.nodeGroup[v]!);
      shape?.rates_Gbps.add(rate_Gbps);
      shape?.cables.set(v, (shape.cables.get(v) ?? 0) + 1);
    }
  };
  yield* inSlices(topology.linkCount, slice, 'design', (from, to) => {
    for (let e = from; e < to; e++) wire(e);
  });
  return shapes;
}

/** The record that may describe a server; null where none can: cables at other nodes than NICs, several at one, or of several rates. */
function recordOf(topology: Topology, group: number, shape: Shape): NodeRecord | null {
  for (const [node, cables] of shape.cables) if (cables > 1 || nodeClassOf(topology, node).role !== 'nic') return null;
  if (shape.rates_Gbps.size > 1 || shape.roles.includes('service')) return null;
  const scaleUp = shape.links.find(([a, b]) => [a, b].some((v) => shape.roles[v] === 'scaleUp'));
  const id = groupId(topology, group);
  return {
    ...blankNode(id, 'server', groupLabel(topology, group)),
    part: groupClassOf(topology, group).part,
    group: groupId(topology, topology.groupParent[group]!),
    ports: shape.nics.length,
    port_Gbps: [...shape.rates_Gbps][0] ?? null,
    accelerators: shape.roles.filter((role) => role === 'accelerator').length,
    scaleUp_Gbps: scaleUp?.[2] ?? null,
  };
}

/** Whether a record alone compiles to a server of this shape. */
function compilesTo(record: NodeRecord, shape: Shape): boolean {
  const alone = { ...record, id: 'n1', group: null };
  const { topology } = topologyOf({ ...emptyDesign('d1', ''), nodes: { n1: alone } });
  const inside = new Uint8Array(topology.groupCount).fill(1);
  const [compiled] = finish(shapesIn(topology, inside)).values();
  return compiled !== undefined && signature(compiled) === signature(shape);
}

function signature({ roles, links }: Shape): string {
  return JSON.stringify([roles, links.map((link) => link.join(' ')).toSorted()]);
}
