/**
 * Things of the scene as elements of Cytoscape: what the stylesheet reads of each. In: a scene's node or link and the dress; out: data and definitions.
 */
import type { EdgeDefinition, NodeDefinition } from 'cytoscape';
import type { SceneLink, SceneNode } from '@weft/scene';
import { linkInk, linkStroke, nodeInk, type Dress } from './dress.ts';
import { iconUri } from './iconUri.ts';
import { linkWidth } from './look.ts';

export function nodeData(node: SceneNode, dress: Dress): Record<string, unknown> {
  const { ink, fill } = nodeInk(dress, node);
  const icon = iconUri(node.role, ink);
  return {
    role: node.role,
    kind: node.kind,
    count: node.count,
    failed: node.failed > 0 && node.failed >= node.count,
    width: node.width,
    height: node.height,
    ink,
    fill,
    icon,
  };
}

export function nodeDefinition(node: SceneNode, dress: Dress): NodeDefinition {
  return { group: 'nodes', data: { id: node.id, ...nodeData(node, dress) }, position: { x: node.x, y: node.y } };
}

export function linkData(link: SceneLink, bucket: number, dress: Dress): Record<string, unknown> {
  const { dash, widen } = linkStroke(dress, link);
  return {
    // A quadratic curve reaches half as far as its control point.
    bend: link.bend === undefined ? undefined : 2 * link.bend,
    bucket,
    dash,
    width: linkWidth(link.count, bucket) * (bucket < 0 ? widen : 1),
    failed: link.failed > 0 && link.failed >= link.count,
    ink: linkInk(dress, link),
  };
}

export function linkDefinition(link: SceneLink, bucket: number, dress: Dress): EdgeDefinition {
  return {
    group: 'edges',
    data: { id: link.id, source: link.source, target: link.target, ...linkData(link, bucket, dress) },
  };
}
