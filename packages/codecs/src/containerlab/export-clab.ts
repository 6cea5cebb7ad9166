/**
 * A topology as a lab of containerlab: every device a Linux container, every cable a pair of interfaces. Rates are not part of the format.
 */
import type { Topology } from '@weft/topology';
import { done, say } from '@weft/units';
import { cablingOf, type CablingEnd } from '../export/cabling.ts';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { cleanNames, plainName } from '../export/names.ts';

/** A lab runs on one machine; beyond this no machine starts the containers. */
const mostContainers = 50_000;

export function exportContainerlab(topology: Topology, title: string): ExportOutcome {
  const fault = sizeFault(topology, mostContainers);
  if (fault) return fault;
  const { devices, cables } = cablingOf(topology);
  const names = cleanNames(
    devices.map((device) => device.name),
    plainName,
    { joint: '-', most: 60 },
  );
  const lines = [
    `name: "${plainName(title).toLowerCase() || 'weft'}"`,
    'topology:',
    '  kinds:',
    '    linux: { image: alpine }',
    '  nodes:',
    ...devices.map(({ role }, index) => `    "${names[index]!}": { kind: linux, labels: { role: ${role} } }`),
    '  links:',
  ];
  // eth0 is the management network's, so port 0 is eth1.
  const end = ({ device, port }: CablingEnd) => `"${names[device]!}:eth${port + 1}"`;
  for (const { a, z } of cables) lines.push(`    - endpoints: [${end(a)}, ${end(z)}]`);
  return done({
    text: `${lines.join('\n')}\n`,
    notes: [
      say`Rates are not written: containerlab has none.`,
      say`Every device is a Linux container; give switches the kind and image of your network system.`,
    ],
  });
}
