/**
 * The two grammars of ibnetdiscover as one stream of facts: nodes with their port counts, and ends of links as the file lists them.
 *
 * Record form (the default): a header a node, then a line a connected port. Port form (`-p`): a line a port. Both are read in one pass over
 * the lines and without a look back, so a file may mix them or break off. Lines that fit neither are counted.
 */
import { say } from '@weft/units';
import { linesOf } from '../import/text.ts';
import { Tally } from '../report.ts';
import { infinibandRate_Gbps } from './describe.ts';

export type NodeType = 'switch' | 'adapter' | 'router';

export interface ListedNode {
  readonly guid: string;
  readonly type: NodeType;
  readonly description: string;
  /** Ports it has; null when only links to it were listed. */
  ports: number | null;
}

export interface ListedLink {
  readonly from: { readonly guid: string; readonly port: number };
  readonly to: { readonly guid: string; readonly port: number };
  readonly rate_Gbps: number | null;
  readonly line: number;
}

export interface Listing {
  readonly form: 'records' | 'ports' | null;
  readonly nodes: ReadonlyMap<string, ListedNode>;
  readonly links: readonly ListedLink[];
  /** Records (or in the port form, nodes) that the file has for itself, by type. */
  readonly records: Readonly<Record<NodeType, number>>;
  readonly unparsed: Tally;
  /** Speeds that are not known. */
  readonly unknownSpeeds: Tally;
  readonly unconnected: number;
}

const header = /^(Switch|Ca|Hca|Rt)\s+(\d+)\s+"([SHR])-([0-9a-fA-F]+)"\s*(?:#\s*"(.*)")?/;
const recordPort =
  /^\[(\d+)\](?:\[ext \d+\])?(?:\([0-9a-fA-F]+\))?\s*"([SHR])-([0-9a-fA-F]+)"\s*\[(\d+)\](?:\[ext \d+\])?(?:\([0-9a-fA-F]+\))?\s*(?:#(.*))?$/;
const speedAtEnd = /(\d+)x\s?([A-Z]+\d*)\b[^"]*$/;
const portForm =
  /^(SW|CA|RT)\s+(\d+)\s+(\d+)\s+(?:0x)?([0-9a-fA-F]+)\s+(\d+)x\s+(\S+)(?:\s+Gbps)?(?:\s+-\s+(SW|CA|RT)\s+(\d+)\s+(\d+)\s+(?:0x)?([0-9a-fA-F]+)\s*(?:\(\s*'(.*)'\s+-\s+'(.*)'\s*\))?|\s*(?:'(.*)')?)\s*$/;
/** Lines of the record form that say nothing we keep. */
const preamble = /^(?:vendid|devid|sysimgguid|switchguid|caguid|rtguid|include)\b|^(?:Non-)?Chassis\b|^DR path\b/;

const typeOf: Readonly<Record<string, NodeType>> = {
  S: 'switch',
  H: 'adapter',
  R: 'router',
  SW: 'switch',
  CA: 'adapter',
  RT: 'router',
};
const typeOfHeader: Readonly<Record<string, NodeType>> = {
  Switch: 'switch',
  Ca: 'adapter',
  Hca: 'adapter',
  Rt: 'router',
};

/** Reads a listing to its end, whatever it holds. Cost: O(characters). */
export function readListing(text: string): Listing {
  const nodes = new Map<string, ListedNode>();
  const links: ListedLink[] = [];
  const own = new Set<string>();
  const records = { switch: 0, adapter: 0, router: 0 };
  const unparsed = new Tally();
  const unknownSpeeds = new Tally();
  let form: Listing['form'] = null;
  let unconnected = 0;
  /** The node whose record is being read. */
  let current: string | null = null;

  const meet = (guid: string, type: NodeType, description: string | undefined, ports: number | null): ListedNode => {
    const known = nodes.get(guid);
    if (!known || (known.description === '' && description)) {
      const met = { guid, type, description: description ?? '', ports: ports ?? known?.ports ?? null };
      nodes.set(guid, met);
      return met;
    }
    if (ports !== null) known.ports = Math.max(known.ports ?? 0, ports);
    return known;
  };
  const itself = (guid: string, type: NodeType): void => {
    if (own.has(guid)) return;
    own.add(guid);
    records[type]++;
  };
  const speed = (lanes: string | undefined, name: string | undefined, line: number): number | null => {
    if (lanes === undefined || name === undefined) return null;
    const rate = infinibandRate_Gbps(Number(lanes), name);
    if (rate === null) unknownSpeeds.add(say`line ${line}: ${lanes}x${name}`);
    return rate;
  };

  for (const [line, number] of linesOf(text)) {
    if (line === '' || line.startsWith('#') || line.trim() === '') {
      if (line === '') current = null;
      continue;
    }
    if (line.startsWith('[')) {
      const match = recordPort.exec(line);
      if (match && current !== null) {
        form ??= 'records';
        const rest = match[5] ?? '';
        const rate = speedAtEnd.exec(rest);
        meet(guidOf(match[3]!), typeOf[match[2]!]!, /"(.*)"/.exec(rest)?.[1], null);
        links.push({
          from: { guid: current, port: Number(match[1]) },
          to: { guid: guidOf(match[3]!), port: Number(match[4]) },
          rate_Gbps: speed(rate?.[1], rate?.[2], number),
          line: number,
        });
        continue;
      }
    } else if (preamble.test(line)) {
      continue;
    } else {
      const head = header.exec(line);
      if (head) {
        form ??= 'records';
        const type = typeOfHeader[head[1]!]!;
        current = guidOf(head[4]!);
        meet(current, type, head[5], Math.min(Number(head[2]), 65_535));
        itself(current, type);
        continue;
      }
      const port = portForm.exec(line);
      if (port) {
        form ??= 'ports';
        const type = typeOf[port[1]!]!;
        const guid = guidOf(port[4]!);
        meet(guid, type, port[11] ?? port[13], Math.min(Number(port[3]), 65_535));
        itself(guid, type);
        if (port[7] === undefined) {
          unconnected++;
          continue;
        }
        const far = guidOf(port[10]!);
        meet(far, typeOf[port[7]]!, port[12], null);
        links.push({
          from: { guid, port: Number(port[3]) },
          to: { guid: far, port: Number(port[9]) },
          rate_Gbps: speed(port[5], port[6], number),
          line: number,
        });
        continue;
      }
    }
    unparsed.add(say`line ${number}: ${line.trim()}`);
  }
  return { form, nodes, links, records, unparsed, unknownSpeeds, unconnected };
}

/** GUIDs are written with and without leading zeros. */
function guidOf(hex: string): string {
  return hex.toLowerCase().replace(/^0+(?=.)/, '');
}
