/**
 * What an InfiniBand node description says: the name and model of a switch, the host and adapter of a channel adapter.
 *
 * Descriptions are free text set by the machine's administrator: `MF0;leaf1:MQM9700/U1`, `node12 mlx5_3`, or what the maker left there.
 */

export interface SwitchDescription {
  /** Null when only the maker's text is there. */
  readonly name: string | null;
  readonly model: string | null;
}

const makersText = /Mellanox Technologies|Infiniscale|^MT\d{4,}|^\s*$/i;

/** `MF0;NAME:MODEL/U1`, else free text. */
export function switchDescription(text: string): SwitchDescription {
  const managed = /^MF0;([^:;]+):([^/:]+)(?:\/.*)?$/.exec(text.trim());
  if (managed) return { name: managed[1]!.trim(), model: managed[2]!.trim() };
  if (makersText.test(text))
    return { name: null, model: /\b(M?QM\d{4}|M?SX?B?\d{4}|Quantum\S*)/i.exec(text)?.[1] ?? null };
  return { name: text.trim(), model: null };
}

/** An aggregation node is the reduction engine inside a switch, seen as an adapter on the switch's last port. */
export function isAggregationNode(text: string): boolean {
  return /aggregation node/i.test(text);
}

export interface HostDescription {
  /** Null when only the maker's text is there. */
  readonly host: string | null;
  /** The adapter within the host: `mlx5_3`, `HCA-2`; '' when it is not named. */
  readonly adapter: string;
  /** A name that a machine has before anybody gives it one: several machines may have it. */
  readonly isDefault: boolean;
}

const defaultNames = new Set(['localhost', 'localhost.localdomain', 'ubuntu', 'debian', 'linux', '(none)', 'nodename']);

/** The host is what stands before the last word. */
export function hostDescription(text: string): HostDescription {
  const clean = text.trim();
  if (makersText.test(clean)) return { host: null, adapter: '', isDefault: false };
  const words = /^(.*\S)\s+(\S+)$/.exec(clean);
  const host = words ? words[1]! : clean;
  return { host, adapter: words ? words[2]! : '', isDefault: defaultNames.has(host.toLowerCase()) };
}

/** Data rate of four lanes in Gb/s by speed name (InfiniBand Trade Association's roadmap; FDR carries 54 of 56). */
const fourLanes_Gbps: Readonly<Record<string, number>> = {
  SDR: 8,
  DDR: 16,
  QDR: 32,
  FDR10: 40,
  FDR: 54,
  EDR: 100,
  HDR: 200,
  NDR: 400,
  XDR: 800,
};

/** The rate of a width and speed such as 4 and `NDR`; null for a speed that is not known. */
export function infinibandRate_Gbps(lanes: number, speed: string): number | null {
  const four = Object.hasOwn(fourLanes_Gbps, speed.toUpperCase()) ? fourLanes_Gbps[speed.toUpperCase()]! : null;
  return four === null || ![1, 2, 4, 8, 12].includes(lanes) ? null : (four * lanes) / 4;
}
