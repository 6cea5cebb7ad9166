/**
 * The Cytoscape stylesheet of a theme. Nodes are a body and an icon (labels are drawn over them, at a size the eye can read); links take
 * their width from data and their colour from a bucket in data, so that a new result writes two numbers to each link that changed.
 */
import type { NodeSingular, StylesheetJson } from 'cytoscape';
import { iconUri } from './icons.ts';
import { bucketColour, cornerRadius, overloadBucket, shapes, stackOffset, type DrawnRole, type Look } from './look.ts';

/** A card as wide as this has its icon at the left and its label inside. */
export const wideFrom = 1.7;

/** Side of the icon of a node of this size, in canvas units. */
export function iconSide(width: number, height: number): number {
  return Math.round(Math.min(28, Math.min(width, height) * 0.62));
}

/** Where the icon's left edge is, from the node's left edge. */
export function iconLeft(width: number, height: number): number {
  const side = iconSide(width, height);
  return width >= wideFrom * height ? Math.min(10, (height - side) / 2 + 2) : (width - side) / 2;
}

export function stylesheet(look: Look): StylesheetJson {
  const sheet: StylesheetJson = [
    {
      selector: 'node',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        'background-color': look.card,
        'border-width': 1.25,
        'border-color': look.cardEdge,
        'corner-radius': `${cornerRadius}`,
        'background-fit': 'none',
        'background-width': (node: NodeSingular) => `${iconSide(node.data('width'), node.data('height'))}px`,
        'background-height': (node: NodeSingular) => `${iconSide(node.data('width'), node.data('height'))}px`,
        'background-position-x': (node: NodeSingular) => `${iconLeft(node.data('width'), node.data('height'))}px`,
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 10,
        events: 'no',
      },
    },
    ...(Object.keys(shapes) as DrawnRole[]).map((role) => ({
      selector: `node[role = "${role}"]`,
      style: {
        shape: shapes[role],
        'background-color': look.roles[role].fill,
        'border-color': look.roles[role].ink,
        'background-image': iconUri(role, look.roles[role].ink),
      },
    })),
    {
      selector: 'node[kind = "stack"]',
      style: {
        ghost: 'yes',
        'ghost-offset-x': stackOffset,
        'ghost-offset-y': -stackOffset,
        'ghost-opacity': 0.45,
        'border-width': 1.5,
      },
    },
    {
      selector: 'edge',
      style: {
        'curve-style': 'haystack',
        'haystack-radius': 0,
        width: 'data(width)',
        'line-color': look.link,
        'line-opacity': 0.8,
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 1,
        events: 'no',
      },
    },
  ];
  for (let bucket = 0; bucket <= overloadBucket; bucket++)
    sheet.push({
      selector: `edge[bucket = ${bucket}]`,
      style: {
        'line-color': bucketColour(look, bucket),
        'line-opacity': bucket === 0 ? 0.6 : 1,
        'z-index': 1 + bucket,
      },
    });
  sheet.push(
    {
      selector: `edge[bucket = ${overloadBucket}]`,
      style: {
        'line-style': 'dashed',
        'line-dash-pattern': [7, 3],
        'underlay-color': look.overload,
        'underlay-opacity': 0.28,
        'underlay-padding': 3,
      },
    },
    {
      selector: 'edge[?failed]',
      style: { 'line-style': 'dashed', 'line-dash-pattern': [4, 5], 'line-color': look.failed, 'line-opacity': 0.9 },
    },
    { selector: 'node.dim', style: { opacity: 0.22 } },
    { selector: 'edge.dim', style: { opacity: 0.1 } },
    { selector: 'edge.lit', style: { 'z-index': 9, 'line-opacity': 1 } },
    { selector: 'edge.faint', style: { opacity: 0.07 } },
    { selector: '.lifted', style: { opacity: 0.18 } },
  );
  return sheet;
}
