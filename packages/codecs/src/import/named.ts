/**
 * Fabrics whose files name devices and ports by words (`leaf1:swp33`): numbers for the ports, and a guess what is a switch and what a host.
 */
import { say } from '@weft/units';
import { allAtOnce, type Stretches, type SwitchTier } from '@weft/model';
import { onEach } from '../export/stretches.ts';
import { Fabric, type Cable } from './fabric.ts';
import { byName, labelOf } from './text.ts';

/** What a file says about a device, as far as it does. */
export interface NamedDevice {
  readonly name: string;
  /** The role in the file's words: `leaf`, `superspine`, `server`; null when it says none. */
  readonly role: string | null;
  readonly model: string | null;
  /** True or false when the format itself tells switches from hosts. */
  readonly isSwitch: boolean | null;
}

export interface NamedCable {
  readonly a: { readonly device: string; readonly port: string | null };
  readonly z: { readonly device: string; readonly port: string | null };
  readonly rate_Gbps: number | null;
  readonly medium: string | null;
  readonly label: string;
  readonly line: number | null;
}

export interface NamedFabric {
  readonly fabric: Fabric;
  /** Tiers that the file's roles say. */
  readonly tiers: ReadonlyMap<string, SwitchTier>;
  /** Devices whose kind was guessed, by its name or by its number of cables. */
  readonly guessed: { readonly byName: number; readonly byCables: number };
}

const tierWords: readonly (readonly [RegExp, SwitchTier | null])[] = [
  [/^(?:super-?spines?|cores?|tier-?3)/i, 'core'],
  [/^(?:spines?|agg\w*|tier-?2)/i, 'spine'],
  [/^(?:leaf|leaves|tor|edge|access|tier-?1)/i, 'leaf'],
  [/^(?:nv-?switch|scale-?up)/i, 'scaleUp'],
  [/^(?:sw|switch|router|rtr|border|exit)/i, null],
];
const hostWords =
  /^(?:hosts?|servers?|srv|gpus?|nodes?|compute|clients?|npus?|xpus?|storage|dgx|hgx|worker|linux|h\d|n\d)/i;

/** The tier a word names; null for a switch of no tier, undefined for no switch. */
export function tierOfWord(word: string): SwitchTier | null | undefined {
  return tierWords.find(([pattern]) => pattern.test(word))?.[1];
}

/** Makes a fabric of named devices and cables; devices that only cables name are made too. Cost: O(devices + cables). */
export function namedFabric(devices: Iterable<NamedDevice>, cables: readonly NamedCable[]): NamedFabric {
  return allAtOnce(namedFabricSteps(devices, cables));
}

/** The same in stretches. */
export function* namedFabricSteps(
  devices: Iterable<NamedDevice>,
  cables: readonly NamedCable[],
): Stretches<NamedFabric> {
  const known = new Map<string, NamedDevice>();
  for (const device of devices) known.set(device.name, device);
  const ports = new Map<string, Set<string>>();
  const degree = new Map<string, number>();
  yield* onEach(cables, (cable) => {
    for (const { device, port } of [cable.a, cable.z]) {
      if (!known.has(device)) known.set(device, { name: device, role: null, model: null, isSwitch: null });
      degree.set(device, (degree.get(device) ?? 0) + 1);
      if (port === null) continue;
      const names = ports.get(device);
      if (names) names.add(port);
      else ports.set(device, new Set([port]));
    }
  });
  const numbers = new Map([...ports].map(([device, names]) => [device, portNumbers(names)]));
  const fabric = new Fabric();
  const tiers = new Map<string, SwitchTier>();
  const guessed = { byName: 0, byCables: 0 };
  yield* onEach([...known.values()], (device) => {
    const told = device.role === null ? undefined : tierOfWord(device.role);
    if (told !== undefined && told !== null) tiers.set(device.name, told);
    const isSwitch = device.isSwitch ?? kindOf(device, told, degree.get(device.name) ?? 0, guessed);
    let highest = 0;
    for (const port of numbers.get(device.name)?.values() ?? []) highest = Math.max(highest, port + 1);
    fabric.device({
      key: device.name,
      kind: isSwitch ? 'switch' : 'host',
      name: labelOf(device.name),
      model: device.model,
      // A host has the ports that are cabled; how many a switch has the file does not say.
      ports: isSwitch ? null : Math.max(highest, degree.get(device.name) ?? 0),
      named: true,
    });
  });
  yield* onEach(cables, (cable) => fabric.cable(numbered(cable, numbers)));
  return { fabric, tiers, guessed };
}

function kindOf(
  device: NamedDevice,
  told: SwitchTier | null | undefined,
  degree: number,
  guessed: { byName: number; byCables: number },
): boolean {
  if (told !== undefined) return true;
  if (device.role !== null && hostWords.test(device.role)) return false;
  // The last part of a path names the thing: `pod1/unit0/leaf3`.
  const last = device.name.split('/').at(-1)!;
  const words = [last, ...last.split(/[-_. ]/)];
  guessed.byName++;
  if (words.some((word) => tierOfWord(word) !== undefined)) return true;
  if (words.some((word) => hostWords.test(word))) return false;
  guessed.byName--;
  guessed.byCables++;
  return degree > 1;
}

function numbered(cable: NamedCable, numbers: ReadonlyMap<string, ReadonlyMap<string, number>>): Cable {
  const end = ({ device, port }: NamedCable['a']) => ({
    device,
    port: port === null ? null : numbers.get(device)!.get(port)!,
  });
  const plain = [cable.a.port, cable.z.port].every((port) => port === null || /^[A-Za-z]*\d+$/.test(port));
  const spoken = plain ? '' : say`${cable.a.port ?? '?'} to ${cable.z.port ?? '?'}`;
  return { ...cable, a: end(cable.a), z: end(cable.z), label: cable.label === '' ? spoken : cable.label };
}

/** Highest port number that is believed; above it the number is a slot and port in one, and ports are counted instead. */
const highestPort = 1024;

/**
 * Numbers from 0 for port names: where all are one word and a number, by that number (from 1, or from 0 if that occurs), else in the order of
 * their names.
 */
export function portNumbers(names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const stems = new Set<string>();
  const values = new Map<string, number>();
  let [least, most] = [Infinity, 0];
  for (const name of names) {
    const match = /^(.*?)(\d{1,6})$/.exec(name);
    const value = Number(match?.[2] ?? Infinity);
    stems.add(match?.[1] ?? name);
    values.set(name, value);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const base = least === 0 ? 0 : 1;
  if (stems.size === 1 && most <= highestPort && new Set(values.values()).size === names.size) {
    return new Map([...values].map(([name, value]) => [name, value - base]));
  }
  return new Map([...names].toSorted(byName).map((name, index) => [name, index]));
}
