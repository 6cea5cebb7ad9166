/**
 * A topology as DOT, ports on edge ends, roles and rates as attributes: for Graphviz, PTM, UFM cable validation, Air.
 */
import type { Stretches } from '@weft/model';
import type { Topology } from '@weft/topology';
import { done } from '@weft/units';
import { cablingSteps, type Cabling, type CablingEnd } from '../export/cabling.ts';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { cleanNames } from '../export/names.ts';
import { joinedLines, onEach } from '../export/stretches.ts';

/** Roles in the words that such files use. */
const functions: Readonly<Record<string, string>> = {
  server: 'server',
  accelerator: 'gpu',
  nic: 'host',
  service: 'host',
  core: 'core',
  spine: 'spine',
  leaf: 'leaf',
  router: 'router',
  scaleUp: 'nvswitch',
};

export function* exportDot(topology: Topology, title: string): Stretches<ExportOutcome> {
  const fault = sizeFault(topology);
  if (fault) return fault;
  const cabling = yield* cablingSteps(topology);
  const names = cleanNames(
    cabling.devices.map((device) => device.name),
    (name) => name,
  );
  const lines = [`graph ${quoted(title)} {`];
  yield* onEach(cabling.devices, ({ role, part }, index) => {
    const attributes = [`function=${quoted(functions[role]!)}`, ...(part === null ? [] : [`model=${quoted(part)}`])];
    lines.push(`  ${quoted(names[index]!)} [${attributes.join(', ')}]`);
  });
  const end = (side: CablingEnd) => `${quoted(names[side.device]!)}:${quoted(portWord(cabling, side))}`;
  yield* onEach(cabling.cables, ({ a, z, rate_Gbps, fabric }) => {
    lines.push(`  ${end(a)} -- ${end(z)} [speed="${rate_Gbps} Gb/s", fabric=${quoted(fabric)}]`);
  });
  return done({ text: `${yield* joinedLines(lines)}\n}\n`, notes: [] });
}

/** `swp7` on a switch, the card's name on a host. */
export function portWord({ devices }: Cabling, { device, portName }: CablingEnd): string {
  return devices[device]!.group < 0 ? `swp${portName}` : portName;
}

function quoted(text: string): string {
  // A backslash before the closing mark would hide it.
  return `"${text.replace(/"/g, '\\"').replace(/\\$/, '\\ ')}"`;
}
