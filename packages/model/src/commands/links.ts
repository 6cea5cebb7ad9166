/**
 * Commands on links: draw one, change several.
 *
 * An end is the id of a node record or a path into a block. A port is checked where the record says how many there are; of generated parts
 * only the compiled topology knows, which reports what does not fit as a finding.
 */
import { failed, say, several } from '@weft/units';
import { FreshIds, blockOfPath } from '../ids.ts';
import { limits } from '../limits.ts';
import type { Design, LinkEnd, LinkRecord, Study } from '../study.ts';
import { commanded, designOf, edit, nameFault, rangeFault, type Command } from './command.ts';
import { recordsOf } from '../listed.ts';

export interface NewLink {
  readonly a: LinkEnd;
  readonly z: LinkEnd;
  readonly rate_Gbps?: number | null;
  readonly medium?: string | null;
  readonly label?: string;
}

/** Draws a link between two ends; `count` parallel ones take the next free ports. */
export function addLink(study: Study, designId: string, wanted: NewLink, count = 1): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  if (!Number.isInteger(count) || count < 1) return failed('bad-value', 'count', say`Draw at least one link.`);
  const fixedPorts = wanted.a.port !== null || wanted.z.port !== null;
  if (count > 1 && fixedPorts) return failed('bad-value', 'count', say`Parallel links take the next free ports.`);
  const fault =
    endFault(design, wanted.a, count) ??
    endFault(design, wanted.z, count) ??
    rangeFault('rate', wanted.rate_Gbps, 0, limits.rate_Gbps) ??
    (wanted.label === undefined ? null : nameFault(wanted.label));
  if (fault) return fault;
  if (wanted.a.at === wanted.z.at) {
    return failed('bad-end', wanted.a.at, say`A link joins two different parts.`);
  }
  const fresh = new FreshIds(design);
  const links: LinkRecord[] = Array.from({ length: count }, () => ({
    id: fresh.next('links'),
    a: wanted.a,
    z: wanted.z,
    rate_Gbps: wanted.rate_Gbps ?? null,
    medium: wanted.medium ?? null,
    label: wanted.label ?? '',
  }));
  return commanded(
    study,
    say`Link ${nameOf(design, wanted.a.at)} to ${nameOf(design, wanted.z.at)}`,
    links.map((link) => edit(design, 'links', link.id, link)),
    links.map((link) => link.id),
  );
}

export type LinkFields = Partial<Pick<LinkRecord, 'rate_Gbps' | 'medium' | 'label'>>;

/** Sets the same fields on several links. */
export function setLinks(study: Study, designId: string, ids: readonly string[], fields: LinkFields): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  if (ids.length === 0) return failed('nothing-selected', designId, say`Nothing is selected.`);
  const absent = ids.find((id) => !Object.hasOwn(design.links, id));
  if (absent !== undefined) return failed('no-record', absent, say`There is no link ${absent} in this design.`);
  const fault =
    rangeFault('rate', fields.rate_Gbps, 0, limits.rate_Gbps) ??
    (fields.label === undefined ? null : nameFault(fields.label));
  if (fault) return fault;
  const edits = ids.map((id) => edit(design, 'links', id, { ...design.links[id]!, ...fields }));
  return commanded(study, say`Edit ${several(ids.length, 'link')}`, edits, ids);
}

/** Moves one end of a link to another part or port. */
export function moveLinkEnd(study: Study, designId: string, linkId: string, side: 'a' | 'z', to: LinkEnd): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const link = Object.hasOwn(design.links, linkId) ? design.links[linkId] : undefined;
  if (!link) return failed('no-record', linkId, say`There is no link ${linkId} in this design.`);
  const { [linkId]: _moved, ...others } = design.links;
  const fault = endFault({ ...design, links: others }, to, 1);
  if (fault) return fault;
  if (to.at === link[side === 'a' ? 'z' : 'a'].at)
    return failed('bad-end', to.at, say`A link joins two different parts.`);
  return commanded(study, say`Move link`, [edit(design, 'links', linkId, { ...link, [side]: to })], [linkId]);
}

/** Whether an end can take `count` more links: it exists, the port exists and is free. Null when it can. */
function endFault(design: Design, end: LinkEnd, count: number): Command | null {
  const node = Object.hasOwn(design.nodes, end.at) ? design.nodes[end.at] : undefined;
  if (!node) {
    const holder = [design.blocks, design.groups].find((table) => Object.hasOwn(table, end.at))?.[end.at];
    if (holder !== undefined) {
      return failed('bad-end', end.at, say`Open ${holder.name} and choose a part inside it to link to.`);
    }
    if (blockOfPath(design, end.at) === undefined || end.at.length > limits.path) {
      return failed('bad-end', end.at, say`There is no part ${end.at} to link to.`);
    }
  }
  if (end.port !== null) {
    const most = node?.ports ?? limits.ports;
    if (!Number.isInteger(end.port) || end.port < 0 || end.port >= most) {
      return failed(
        'bad-end',
        end.at,
        say`${nameOf(design, end.at)} has ${most} ports, numbered from 0; there is no port ${end.port}.`,
      );
    }
  }
  const used = usedAt(design, end.at);
  if (end.port !== null && used.ports.has(end.port)) {
    return failed(
      'port-taken',
      end.at,
      say`Port ${end.port} of ${nameOf(design, end.at)} is taken by link ${used.ports.get(end.port)!}.`,
    );
  }
  if (node && node.ports !== null && used.count + count > node.ports) {
    return failed('no-free-port', end.at, say`All ${node.ports} ports of ${node.name} are taken.`);
  }
  return null;
}

/** The link ends at a part: how many, and which ports are named by which link. */
function usedAt(design: Design, at: string): { readonly count: number; readonly ports: ReadonlyMap<number, string> } {
  const ports = new Map<number, string>();
  let count = 0;
  for (const link of recordsOf(design.links)) {
    for (const end of [link.a, link.z]) {
      if (end.at !== at) continue;
      count++;
      if (end.port !== null) ports.set(end.port, link.id);
    }
  }
  return { count, ports };
}

function nameOf(design: Design, at: string): string {
  return Object.hasOwn(design.nodes, at) ? design.nodes[at]!.name : at;
}
