/** Ids and paths in words: what stands at the end of a link, where a thing lies inside a block. */
import type { Design } from '@weft/model';

/** What a record or a path is called: its own name, or its path with the block's name in front. */
export function nameOf(design: Design, at: string): string {
  return design.nodes[at]?.name ?? design.blocks[at]?.name ?? design.groups[at]?.name ?? pathWords(design, at);
}

/**
 * `b1/unit0/leaf3:17` as `unit 0 / leaf 3 : 17`, with the block's name in front where there are several. Hand-drawn links are named by their
 * ends.
 */
export function pathWords(design: Design, id: string): string {
  const link = Object.hasOwn(design.links, id) ? design.links[id] : undefined;
  if (link) return link.label || `${nameOf(design, link.a.at)} – ${nameOf(design, link.z.at)}`;
  const [path, port] = id.split(':');
  const [first, ...rest] = path!.split('/');
  const owner = design.blocks[first!]?.name ?? design.nodes[first!]?.name ?? design.groups[first!]?.name ?? first!;
  const alone = rest.length > 0 && Object.keys(design.blocks).length === 1 && Object.keys(design.nodes).length === 0;
  // A group in a group has a name of its own.
  // As the picture names them: leaf 3.
  const named = rest.map((part) => design.groups[part]?.name ?? part.replace(/^([a-z-]+?)-?(\d+)$/i, '$1 $2'));
  const words = (alone ? named : [owner, ...named]).join(' / ');
  return port === undefined ? words : `${words} : ${port}`;
}
