/**
 * A topology as what a technician sees: devices, and cables between their ports. All exports of devices go through it.
 *
 * A device is a server-like group or a node outside of one; a cable is a link between two of them. Ports are counted from 0: a switch's are
 * the topology's, a server's run over its network cards in order. Rates in Gb/s, each way. Cost: O(nodes + links).
 */
import { allAtOnce, type Stretches } from '@weft/model';
import {
  groupClassOf,
  groupId,
  groupLabel,
  linkClassOf,
  linkId,
  nodeClassOf,
  nodeId,
  type NodeRole,
  type Topology,
} from '@weft/topology';
import { inStretches, onEach } from './stretches.ts';

export interface CablingDevice {
  /** Its path, unique. */
  readonly id: string;
  /** What a person called it, else its path; not unique. */
  readonly name: string;
  readonly role: NodeRole | 'server';
  readonly part: string | null;
  /** A server, or anything else that only sends and receives. */
  readonly isHost: boolean;
  /** Its node, or -1 for a group. */
  readonly node: number;
  /** Its group, or -1 for a node. */
  readonly group: number;
}

export interface CablingEnd {
  /** Index into the devices. */
  readonly device: number;
  readonly port: number;
  /** The port's name: `7` on a switch, `nic3` or `nic3/P2` on a server (ports of a card count from 1). */
  readonly portName: string;
}

export interface CablingCable {
  readonly id: string;
  readonly link: number;
  readonly a: CablingEnd;
  readonly z: CablingEnd;
  readonly rate_Gbps: number;
  readonly kind: string;
  readonly fabric: string;
  readonly medium: string | null;
  /** Of the card at the cable's end, else of the switch; -1 for none. */
  readonly rail: number;
  readonly plane: number;
}

export interface Cabling {
  readonly devices: readonly CablingDevice[];
  readonly cables: readonly CablingCable[];
}

const switchRoles: ReadonlySet<NodeRole> = new Set(['leaf', 'spine', 'core', 'router', 'scaleUp']);

export function cablingOf(topology: Topology): Cabling {
  return allAtOnce(cablingSteps(topology));
}

/** The same in stretches. */
export function* cablingSteps(topology: Topology): Stretches<Cabling> {
  const { deviceOf, devices } = yield* devicesOf(topology);
  const ports = yield* portsOf(topology, deviceOf, devices);
  const cables: CablingCable[] = [];
  yield* inStretches(topology.linkCount, (from, to) => {
    for (let e = from; e < to; e++) {
      const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
      if (deviceOf[a] === deviceOf[b] && a !== b) continue;
      const { kind, fabric, medium } = linkClassOf(topology, e);
      const told = (of: Int16Array) => (of[a]! >= 0 ? of[a]! : of[b]!);
      cables.push({
        id: linkId(topology, e),
        link: e,
        a: { device: deviceOf[a]!, ...ports[2 * e]! },
        z: { device: deviceOf[b]!, ...ports[2 * e + 1]! },
        rate_Gbps: topology.linkCapacity_Gbps[e]!,
        kind,
        fabric,
        medium,
        rail: told(topology.nodeRail),
        plane: told(topology.nodePlane),
      });
    }
  });
  return { devices, cables };
}

function* devicesOf(
  topology: Topology,
): Stretches<{ readonly deviceOf: Int32Array; readonly devices: CablingDevice[] }> {
  const deviceGroup = new Int32Array(topology.groupCount).fill(-1);
  for (let g = 1; g < topology.groupCount; g++) {
    const parent = topology.groupParent[g]!;
    deviceGroup[g] = groupClassOf(topology, g).device ? g : deviceGroup[parent]!;
  }
  const devices: CablingDevice[] = [];
  const ofGroup = new Map<number, number>();
  const deviceOf = new Int32Array(topology.nodeCount);
  yield* inStretches(topology.nodeCount, (from, to) => {
    for (let v = from; v < to; v++) {
      const group = deviceGroup[topology.nodeGroup[v]!]!;
      const known = group < 0 ? undefined : ofGroup.get(group);
      if (known !== undefined) {
        deviceOf[v] = known;
        continue;
      }
      deviceOf[v] = devices.length;
      if (group < 0) {
        const { role, part } = nodeClassOf(topology, v);
        const id = nodeId(topology, v);
        const name = topology.nodeLabels.get(v) ?? id;
        devices.push({ id, name, role, part, isHost: !switchRoles.has(role), node: v, group: -1 });
      } else {
        ofGroup.set(group, devices.length);
        const id = groupId(topology, group);
        const name = topology.groupLabels.has(group) ? groupLabel(topology, group) : id;
        devices.push({
          id,
          name,
          role: 'server',
          part: groupClassOf(topology, group).part,
          isHost: true,
          node: -1,
          group,
        });
      }
    }
  });
  return { deviceOf, devices };
}

/** Number and name of the port at both ends of each cable; ends of links inside a device stay undefined. */
function* portsOf(
  topology: Topology,
  deviceOf: Int32Array,
  devices: readonly CablingDevice[],
): Stretches<readonly ({ readonly port: number; readonly portName: string } | undefined)[]> {
  const ports: ({ readonly port: number; readonly portName: string } | undefined)[] = [];
  /** Per node inside a group device: the ends of its cables. */
  const ends = new Map<number, { readonly at: number; readonly port: number }[]>();
  yield* inStretches(topology.linkCount, (from, to) => {
    for (let e = from; e < to; e++) {
      const sides = [
        [topology.linkA[e]!, topology.linkPortA[e]!],
        [topology.linkB[e]!, topology.linkPortB[e]!],
      ] as const;
      const inside = deviceOf[sides[0][0]] === deviceOf[sides[1][0]] && sides[0][0] !== sides[1][0];
      for (const [side, [node, port]] of sides.entries()) {
        const at = 2 * e + side;
        if (devices[deviceOf[node]!]!.group < 0) ports[at] = { port, portName: String(port + 1) };
        else if (!inside) {
          const list = ends.get(node);
          if (list) list.push({ at, port });
          else ends.set(node, [{ at, port }]);
        }
      }
    }
  });
  const next = new Int32Array(devices.length);
  yield* onEach(
    [...ends.keys()].toSorted((a, b) => a - b),
    (node) => {
      const list = ends.get(node)!.toSorted((a, b) => a.port - b.port);
      const card = nodeId(topology, node).split('/').at(-1)!;
      for (const [index, { at }] of list.entries()) {
        const port = next[deviceOf[node]!]!++;
        ports[at] = { port, portName: list.length === 1 ? card : `${card}/P${index + 1}` };
      }
    },
  );
  return ports;
}
