/**
 * A topology as ibdiagnet's `.topo`: the plan that UFM cable validation compares with what is plugged. One block a switch, every cable once from
 * each switch it ends on. A speed is written per lane, for four lanes.
 */
import type { Stretches } from '@weft/model';
import type { Topology } from '@weft/topology';
import { done, say } from '@weft/units';
import { cablingSteps, type CablingDevice, type CablingEnd } from '../export/cabling.ts';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { cleanNames } from '../export/names.ts';
import { joinedLines, onEach } from '../export/stretches.ts';

export function* exportTopo(topology: Topology, title: string): Stretches<ExportOutcome> {
  const fault = sizeFault(topology);
  if (fault) return fault;
  const { devices, cables } = yield* cablingSteps(topology);
  const names = cleanNames(
    devices.map((device) => device.name),
    (name) => name.replace(/[\s#]+/g, '_'),
  );
  /** Lines of each switch's block. */
  const blocks = new Map<number, { readonly port: number; readonly line: string }[]>();
  const far = ({ device, portName }: CablingEnd) => {
    const port =
      devices[device]!.isHost && devices[device]!.group < 0 ? `P${portName}` : portOf(devices[device]!, portName);
    return `${modelOf(devices[device]!)} ${names[device]!} ${port}`;
  };
  let between = 0;
  yield* onEach(cables, ({ a, z, rate_Gbps }) => {
    if (devices[a.device]!.isHost && devices[z.device]!.isHost) between++;
    for (const [near, other] of [
      [a, z],
      [z, a],
    ] as const) {
      if (devices[near.device]!.isHost) continue;
      const lines = blocks.get(near.device) ?? [];
      blocks.set(near.device, lines);
      lines.push({ port: near.port, line: `\tP${near.portName} -4x-${rate_Gbps / 4}G-> ${far(other)}` });
    }
  });
  const text = [`# ${title.replace(/\s+/g, ' ')}`];
  for (const [device, lines] of blocks) {
    text.push('', `${modelOf(devices[device]!)} ${names[device]!}`);
    for (const { line } of lines.toSorted((a, b) => a.port - b.port)) text.push(line);
  }
  const notes =
    between === 0 ? [] : [say`${between} links between hosts are left out: the format lists the ports of switches.`];
  return done({ text: `${yield* joinedLines(text)}\n`, notes });
}

function portOf({ group }: CablingDevice, portName: string): string {
  if (group < 0) return `P${portName}`;
  return portName.includes('/') ? portName : `${portName}/P1`;
}

/** A model has no spaces; hosts are told by theirs. */
function modelOf({ isHost, part }: CablingDevice): string {
  if (isHost) return 'HCA';
  return part === null ? 'SWITCH' : part.toUpperCase().replace(/\s+/g, '_');
}
