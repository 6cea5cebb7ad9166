/**
 * Chains of parts that may be copies of each other, and what is left of one.
 *
 * A chain has `copies` of `size` nodes each, node i of one standing for node i of any other. When other copies that lay within these have been folded
 * away, what is left of them is a chain still, where as many nodes of each are left; copies of which nothing is left are none of it. O(nodes).
 */

/** Copies of one part: in runs of nodes from `starts` on, or as lists one after the other. */
export interface Chain {
  readonly copies: number;
  readonly size: number;
  readonly starts: Int32Array | null;
  readonly nodes: Int32Array | null;
}

/** Node i of a copy. */
export function nodeIn({ size, starts, nodes }: Chain, copy: number, i: number): number {
  return starts === null ? nodes![copy * size + i]! : starts[copy]! + i;
}

/** Where most chains lie in a copy that is gone, their ends tell: then none of their nodes is looked at. */
function isGone(chain: Chain, copy: number, isLeft: Uint8Array): boolean {
  return isLeft[nodeIn(chain, copy, 0)] === 0 && isLeft[nodeIn(chain, copy, chain.size - 1)] === 0;
}

/** The nodes of a chain that are left; null unless as many are of two copies or more. */
export function leftOf(chain: Chain, isLeft: Uint8Array): Chain | null {
  if (isGone(chain, 0, isLeft) && isGone(chain, 1, isLeft)) return null;
  let copies = 0;
  let size = 0;
  const isIn = new Uint8Array(chain.copies);
  for (let c = 0; c < chain.copies; c++) {
    const left = countLeft(chain, c, isLeft);
    if (left === 0) continue;
    if (copies > 0 && left !== size) return null;
    size = left;
    isIn[c] = 1;
    copies++;
  }
  if (copies < 2) return null;
  if (copies === chain.copies && size === chain.size) return chain;
  if (chain.starts !== null && size === chain.size) {
    return { copies, size, starts: chain.starts.filter((_, c) => isIn[c] === 1), nodes: null };
  }
  const nodes = new Int32Array(copies * size);
  let at = 0;
  for (let c = 0; c < chain.copies; c++) {
    for (let i = 0; i < chain.size && isIn[c] === 1; i++) {
      const v = nodeIn(chain, c, i);
      if (isLeft[v] === 1) nodes[at++] = v;
    }
  }
  return { copies, size, starts: null, nodes };
}

function countLeft(chain: Chain, copy: number, isLeft: Uint8Array): number {
  const { size, starts, nodes } = chain;
  let count = 0;
  if (starts !== null) for (let v = starts[copy]!; v < starts[copy]! + size; v++) count += isLeft[v]!;
  else for (let i = copy * size; i < (copy + 1) * size; i++) count += isLeft[nodes![i]!]!;
  return count;
}
