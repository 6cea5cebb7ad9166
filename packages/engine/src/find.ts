/**
 * Finding parts of a design by name, drawn or not. In: a topology and words; out: the parts whose path and names hold all the words, with the groups
 * that must be open to see each.
 *
 * Whole names come first, then names with the words as they were written, then the rest, each in the design's order; groups before nodes. Cost: O(nodes + groups) names written out.
 */
import { groupClassOf, groupId, groupLabel, nodeId, nodeLabel, type NodeRole, type Topology } from '@weft/topology';
import { inSlices, type Steps } from '@weft/solver';
import { openFor, openForGroup } from '@weft/scene';
import { nodeInWords } from './names.ts';

export interface FoundPart {
  /** Its path, as scenes and findings name it. */
  readonly id: string;
  readonly label: string;
  /** The node's role, `server` for a device, `group` for another group. */
  readonly kind: NodeRole | 'server' | 'group';
  /** Ids of the groups that must be open for it to be drawn by itself, from the outside in. */
  readonly open: readonly string[];
}

export interface Found {
  /** How many match; `parts` has the first of them. */
  readonly total: number;
  readonly parts: readonly FoundPart[];
}

/** Names written out between two pauses: about a millisecond. */
const few = 1000;

/** Finds with pauses. */
export function* findSteps(topology: Topology, text: string, most: number): Steps<Found> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { total: 0, parts: [] };
  const whole = words.join(' ');
  const ranked: [number[], number[], number[]] = [[], [], []];
  let total = 0;
  const look = (id: string, label: string, inWords: string, place: number): void => {
    const all = `${id} ${inWords}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) return;
    total++;
    const said = inWords.toLowerCase();
    const rank = [label.toLowerCase(), said, id.toLowerCase()].includes(whole) ? 0 : said.includes(whole) ? 1 : 2;
    if (ranked[rank]!.length < most) ranked[rank]!.push(place);
  };
  // A group is written as its complement, so that one list keeps both in order.
  yield* inSlices(topology.groupCount, few, 'find', (from, to) => {
    for (let g = Math.max(1, from); g < to; g++) {
      const label = groupLabel(topology, g);
      look(groupId(topology, g), label, label, ~g);
    }
  });
  yield* inSlices(topology.nodeCount, few, 'find', (from, to) => {
    for (let v = from; v < to; v++) {
      look(nodeId(topology, v), nodeLabel(topology, v), nodeInWords(topology, v), v);
    }
  });
  const parts = ranked.flat().slice(0, most);
  return { total, parts: parts.map((place) => (place < 0 ? groupPart(topology, ~place) : nodePart(topology, place))) };
}

function nodePart(topology: Topology, node: number): FoundPart {
  const { role } = topology.nodeClasses[topology.nodeClass[node]!]!;
  return { id: nodeId(topology, node), label: nodeInWords(topology, node), kind: role, open: openFor(topology, node) };
}

/** A group is seen when the groups around it are open. */
function groupPart(topology: Topology, group: number): FoundPart {
  return {
    id: groupId(topology, group),
    label: groupLabel(topology, group),
    kind: groupClassOf(topology, group).device ? 'server' : 'group',
    open: openForGroup(topology, group).slice(0, -1),
  };
}
