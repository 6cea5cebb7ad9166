/**
 * The plan of a fabric in ibdiagnet's `.topo` form. In: a block a device, `MODEL NAME`, then indented lines
 * `P1 -4x-100G-> MODEL NAME P2`; each link once or from both ends; speeds per lane or left out. Out: a design with its report.
 */
import { failed, say } from '@weft/units';
import { finished } from '../import/finish.ts';
import { namedFabric, type NamedCable, type NamedDevice } from '../import/named.ts';
import { linesOf, textOf } from '../import/text.ts';
import { infinibandRate_Gbps } from '../ibnetdiscover/describe.ts';
import { Report, Tally, type ImportOutcome } from '../report.ts';

const portLine = /^\s+(\S+)\s+(?:-(\d+)x-([\w.]+?)-|-+)>\s+(\S+)\s+(.*\S)\s*$/;
const blockLine = /^(\S+)\s+(\S.*?)\s*$/;

export function looksLikeTopo(head: string): boolean {
  return /^\S+\s+\S.*\r?\n(?:\s*(?:#.*)?\r?\n)*[ \t]+\S+\s+-(?:\d+x-[\w.]+-)?>\s+\S+\s+\S+/m.test(head);
}

export function importTopo(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const unparsed = new Tally();
  const models = new Map<string, string>();
  const own = new Set<string>();
  const cables: NamedCable[] = [];
  let current: string | null = null;
  for (const [raw, number] of linesOf(text.value)) {
    const line = raw.replace(/(^|\s)#.*$/, '');
    if (line.trim() === '') continue;
    const port = portLine.exec(line);
    if (port && current !== null) {
      const far = farEnd(port[5]!);
      if (far) {
        models.set(far.device, models.get(far.device) ?? port[4]!);
        const rate_Gbps = port[2] === undefined ? null : topoRate_Gbps(Number(port[2]), port[3]!);
        const a = { device: current, port: portName(port[1]!) };
        cables.push({ a, z: far, rate_Gbps, medium: null, label: '', line: number });
        continue;
      }
    }
    const block = /^\s/.test(line) ? null : blockLine.exec(line);
    if (block) {
      current = block[2]!;
      models.set(current, block[1]!);
      own.add(current);
      continue;
    }
    unparsed.add(say`line ${number}: ${line.trim()}`);
  }
  if (cables.length === 0) {
    return failed(
      'not-this-format',
      say`the file`,
      say`No line of the file is a cable; expected lines such as P1 -4x-100G-> MQM9700 spine1 P1.`,
    );
  }
  const report = new Report();
  report.add('dropped', unparsed.count, say`line not understood`, say`lines not understood`, unparsed.examples);
  return finished(name, namedFabric(devicesOf(models, own), cables), report);
}

/** `spine1 P1`, or `node1 mlx5_0/P1`: the last word is the port. */
function farEnd(text: string): NamedCable['z'] | null {
  const match = /^(\S.*?)\s+(\S+)$/.exec(text);
  return match ? { device: match[1]!, port: portName(match[2]!) } : null;
}

/** Only a switch's ports are plain `P7`; an adapter's keep the adapter's name. */
function portName(text: string): string {
  return text.replace(/^P(\d+)$/, '$1');
}

/** A model that has blocks of its own is a switch's; hosts are named by links only, or by an adapter as model. */
function* devicesOf(models: ReadonlyMap<string, string>, own: ReadonlySet<string>): Generator<NamedDevice> {
  const switchModels = new Set([...own].map((name) => models.get(name)!).filter((model) => !isAdapter(model)));
  for (const [name, model] of models) yield { name, role: null, model, isSwitch: switchModels.has(model) };
}

function isAdapter(model: string): boolean {
  return /^(?:HCA|MT\d|MCX|CX\d|ConnectX)/i.test(model);
}

/** Width times rate of a lane: `4x-100G` is 400 Gb/s; names of speeds (`4x-NDR`) are for four lanes. */
export function topoRate_Gbps(lanes: number, speed: string): number | null {
  const perLane = /^(\d+(?:\.\d+)?)G?$/.exec(speed);
  if (perLane) return lanes * Number(perLane[1]);
  return infinibandRate_Gbps(lanes, speed);
}
