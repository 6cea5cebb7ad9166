/** Where in a picture links and nodes are drawn: each by itself, or in the bundle or group that stands for it. O(links + ids). */
import type { Located } from './api.ts';
import type { Drawn } from './drawn.ts';

/** The scene ids that show what the ids name; what is hidden or inside a closed group has none. */
export function located({ compiled, drawing }: Drawn, ids: readonly string[]): Located {
  const { members, scene } = drawing;
  const index = compiled.names();
  const nodes = new Set<string>();
  const links = new Set<string>();
  for (const id of ids) {
    const node = index.node.get(id);
    const link = node === undefined ? index.link(id) : undefined;
    const drawnNode = node === undefined ? -1 : members.nodeOf(node);
    const drawnLink = link === undefined ? -1 : members.linkOf(link);
    if (drawnNode >= 0) nodes.add(scene.nodes[drawnNode]!.id);
    if (drawnLink >= 0) links.add(scene.links[drawnLink]!.id);
  }
  for (const { id, source, target } of scene.links) if (links.has(id)) nodes.add(source).add(target);
  return { nodes: [...nodes], links: [...links] };
}
