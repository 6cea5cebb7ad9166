/**
 * Many links at once: from one set of parts to another, each to each, one to one in order, or each to some in turn, some for every pair, as far as
 * ports are free.
 *
 * In: ends by record id or path. Out: the links as one change, and why others were left out. Links for a pair are drawn in rounds, first one for
 * each pair, then a second one, so that scarce ports are shared out evenly. Cost: O(pairs times links of a pair).
 */
import { done, failed, type Outcome, say, several } from '@weft/units';
import { FreshIds, blockOfPath } from '../ids.ts';
import { limits } from '../limits.ts';
import type { Design, LinkRecord, Study } from '../study.ts';
import { commanded, designOf, edit, rangeFault, type Command, type CommandFault } from './command.ts';
import { recordsOf } from '../listed.ts';

/**
 * `each`: every part of one side to every part of the other; `in-order`: the first to the first, the second to the second; `in-turn`: every part of
 * the first side to the next few of the other, which begin again when all have had a turn.
 */
export const linkPatterns = ['each', 'in-order', 'in-turn'] as const;

export interface LinkPattern {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly how: (typeof linkPatterns)[number];
  /** In turn: how many parts of the other side each is linked to. */
  readonly inTurn?: number;
  /** Links between two parts. */
  readonly perPair: number;
  readonly rate_Gbps: number | null;
}

export interface PatternPlan {
  /** Pairs of ends, in the order in which they are drawn. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Links that find no free port, by the part that has none left. */
  readonly full: ReadonlyMap<string, number>;
  /** Parts that have no partner in order, or no turn. */
  readonly alone: number;
  /** Pairs left out because both ends are the same part. */
  readonly same: number;
}

/** Most links that one pattern makes: more are no longer drawn by hand. */
const mostLinks = 20_000;

/** What a pattern would make; nothing is changed. */
export function planLinks(study: Study, designId: string, wanted: LinkPattern): Outcome<PatternPlan, CommandFault> {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const { how, perPair, inTurn = 1 } = wanted;
  const [from, to] = [[...new Set(wanted.from)], [...new Set(wanted.to)]];
  if (from.length === 0 || to.length === 0) {
    return failed('nothing-selected', designId, say`Each side needs at least one part.`);
  }
  if (!Number.isInteger(perPair) || perPair < 1)
    return failed('bad-value', 'count', say`Draw at least one link a pair.`);
  if (how === 'in-turn' && (!Number.isInteger(inTurn) || inTurn < 1 || inTurn > to.length)) {
    return failed('bad-value', 'inTurn', say`Each is linked to 1 to ${to.length} of the other side in turn.`);
  }
  const fault = rangeFault('rate', wanted.rate_Gbps, 0, limits.rate_Gbps);
  if (fault && !fault.ok) return fault;
  const strange = [...from, ...to].find(
    (at) => !Object.hasOwn(design.nodes, at) && (blockOfPath(design, at) === undefined || at.length > limits.path),
  );
  if (strange !== undefined) return failed('bad-end', strange, say`There is no part ${strange} to link to.`);
  const couplesOf = {
    each: from.length * to.length,
    'in-order': Math.min(from.length, to.length),
    'in-turn': from.length * inTurn,
  };
  const asked = couplesOf[how] * perPair;
  if (asked > mostLinks) {
    return failed(
      'too-many-records',
      'count',
      say`That would make ${asked} links; at most ${mostLinks} are drawn at once. A block holds a large fabric.`,
    );
  }
  const couples =
    how === 'each'
      ? crossed(from, to)
      : how === 'in-turn'
        ? dealt(from, to, inTurn)
        : from.slice(0, to.length).map((a, i) => [a, to[i]!] as const);
  const free = freePorts(design);
  const pairs: (readonly [string, string])[] = [];
  const full = new Map<string, number>();
  let same = 0;
  for (let round = 0; round < perPair; round++) {
    for (const [a, z] of couples) {
      if (a === z) {
        same++;
        continue;
      }
      const none = [a, z].find((at) => (free.get(at) ?? Infinity) < 1);
      if (none !== undefined) {
        full.set(none, (full.get(none) ?? 0) + 1);
        continue;
      }
      for (const at of [a, z]) free.set(at, (free.get(at) ?? Infinity) - 1);
      pairs.push([a, z]);
    }
  }
  return done({ pairs, full, same, alone: partnerless(how, from.length, to.length, inTurn) });
}

/** Draws the links of a pattern, as far as ports are free: one change. */
export function linkByPattern(study: Study, designId: string, wanted: LinkPattern): Command {
  const plan = planLinks(study, designId, wanted);
  if (!plan.ok) return plan;
  const { pairs, full } = plan.value;
  const design = study.designs.find(({ id }) => id === designId)!;
  if (pairs.length === 0) {
    const [first] = full.keys();
    return first === undefined
      ? failed('bad-end', designId, say`A link joins two different parts.`)
      : failed('no-free-port', first, say`All ports of ${design.nodes[first]?.name ?? first} are taken.`);
  }
  const fresh = new FreshIds(design);
  const links = pairs.map(([a, z]): LinkRecord => ({
    id: fresh.next('links'),
    a: { at: a, port: null },
    z: { at: z, port: null },
    rate_Gbps: wanted.rate_Gbps,
    medium: null,
    label: '',
  }));
  return commanded(
    study,
    say`Draw ${several(links.length, 'link')}`,
    links.map((link) => edit(design, 'links', link.id, link)),
    links.map((link) => link.id),
  );
}

/** The first side's parts to the next `turns` of the other, each taking up where the one before left off: turns differ by one at most. */
function dealt(from: readonly string[], to: readonly string[], turns: number): (readonly [string, string])[] {
  return from.flatMap((a, i) =>
    Array.from({ length: turns }, (_, k) => [a, to[(i * turns + k) % to.length]!] as const),
  );
}

/** Parts left without a partner: of both sides in order, of the second side in turn. */
function partnerless(how: LinkPattern['how'], from: number, to: number, turns: number): number {
  if (how === 'in-order') return Math.abs(from - to);
  return how === 'in-turn' ? Math.max(0, to - from * turns) : 0;
}

function crossed(from: readonly string[], to: readonly string[]): (readonly [string, string])[] {
  // Of two parts that stand on both sides, one pair is enough.
  const [left, right] = [new Set(from), new Set(to)];
  const both = (a: string, z: string): boolean => left.has(z) && right.has(a);
  return from.flatMap((a) => to.filter((z) => !both(a, z) || a <= z).map((z) => [a, z] as const));
}

/** Ports that are left, of parts whose record says how many there are. */
function freePorts(design: Design): Map<string, number> {
  const free = new Map<string, number>();
  for (const node of recordsOf(design.nodes)) if (node.ports !== null) free.set(node.id, node.ports);
  for (const { a, z } of recordsOf(design.links)) {
    for (const { at } of [a, z]) {
      const left = free.get(at);
      if (left !== undefined) free.set(at, left - 1);
    }
  }
  return free;
}
