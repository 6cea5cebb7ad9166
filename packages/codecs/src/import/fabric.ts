/**
 * What the readers of cabled formats have in common before a design is made of it: devices, and cables between their ports.
 *
 * Ports are counted from 0; null where the file does not say. A cable listed from both ends is one cable; two cables in one port contradict each
 * other: the first stands, and both lines are named. Cost: O(devices + cables).
 */
import { say } from '@weft/units';
import { Tally } from '../report.ts';

export interface Device {
  /** The file's own key: a GUID, a name. */
  readonly key: string;
  readonly kind: 'switch' | 'host';
  name: string;
  /** The maker's model as the file says it: `MQM9700`. */
  model: string | null;
  /** Cables it takes; null when the file does not say. */
  ports: number | null;
  /** False when the file gives it no name of its own. */
  readonly named: boolean;
}

export interface CableEnd {
  readonly device: string;
  readonly port: number | null;
}

export interface Cable {
  readonly a: CableEnd;
  readonly z: CableEnd;
  rate_Gbps: number | null;
  readonly medium: string | null;
  readonly label: string;
  /** Where it was read first, null for formats without lines. */
  readonly line: number | null;
}

export class Fabric {
  readonly devices = new Map<string, Device>();
  readonly cables: Cable[] = [];
  readonly bothSided = new Tally();
  readonly selfLoops = new Tally();
  readonly conflicts = new Tally();
  readonly speedConflicts = new Tally();
  /** The cable in each port whose number is known. */
  readonly #inPort = new Map<string, Cable>();

  /** The device under a key, made when it is new; what is learnt later fills what was not known. */
  device(found: Device): Device {
    const known = this.devices.get(found.key);
    if (!known) {
      this.devices.set(found.key, found);
      return found;
    }
    known.model ??= found.model;
    if (found.ports !== null) known.ports = Math.max(known.ports ?? 0, found.ports);
    return known;
  }

  /** Adds a cable, unless it is the other end of a known one, a loop, or contradicts one. */
  cable(cable: Cable): void {
    if (cable.a.device === cable.z.device) {
      this.selfLoops.add(this.#described(cable));
      return;
    }
    const [inA, inZ] = [this.#known(cable.a), this.#known(cable.z)];
    if (inA && inA === inZ) {
      this.bothSided.add(this.#described(cable));
      this.#sameSpeed(inA, cable);
      return;
    }
    const taken = inA ?? inZ;
    if (taken) {
      this.conflicts.add(say`${this.#described(taken)} and ${this.#described(cable)}`);
      return;
    }
    this.cables.push(cable);
    for (const end of [cable.a, cable.z]) if (end.port !== null) this.#inPort.set(portKey(end), cable);
  }

  #known(end: CableEnd): Cable | undefined {
    return end.port === null ? undefined : this.#inPort.get(portKey(end));
  }

  #sameSpeed(first: Cable, second: Cable): void {
    if (first.rate_Gbps === second.rate_Gbps || second.rate_Gbps === null) return;
    if (first.rate_Gbps === null) {
      first.rate_Gbps = second.rate_Gbps;
      return;
    }
    this.speedConflicts.add(
      say`${this.#described(first)} at ${first.rate_Gbps} Gb/s, ${this.#described(second)} at ${second.rate_Gbps} Gb/s`,
    );
    first.rate_Gbps = Math.min(first.rate_Gbps, second.rate_Gbps);
  }

  /** A cable as a person finds it in the file: `line 12: leaf1 port 3 to spine1 port 1`. */
  #described({ a, z, line }: Cable): string {
    const end = ({ device, port }: CableEnd) =>
      `${this.devices.get(device)?.name ?? device}${port === null ? '' : say` port ${port + 1}`}`;
    return say`${line === null ? '' : say`line ${line}: `}${end(a)} to ${end(z)}`;
  }
}

function portKey({ device, port }: CableEnd): string {
  return `${port ?? ''} ${device}`;
}
