/**
 * The Cytoscape stylesheet of a theme. Nodes are a body and an icon (labels are drawn over them, at a size the eye can read) and bring their
 * colours in data; links take their colour and, once there is a result, their width from a bucket in data, so that a new result
 * writes two numbers to each link that changed.
 */
import type { EdgeSingular, NodeSingular, StylesheetJson } from 'cytoscape';
import {
  cornerRadius,
  dashCount,
  dashPattern,
  drawnRoles,
  iconLeft,
  iconSide,
  linkLook,
  nodeStroke,
  overloadBucket,
  stackLook,
} from '@weft/scene';
import { bucketColour, linkOpacity, linkWidth, overloadHalo, shapes, type Crowd, type Look } from './look.ts';

/** `crowd` is what the number of links leaves to each: see `crowdOf`. */
export function stylesheet(look: Look, crowd: Crowd): StylesheetJson {
  const sheet: StylesheetJson = [
    {
      selector: 'node',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        'background-color': 'data(fill)',
        'border-width': nodeStroke,
        'border-color': 'data(ink)',
        'background-image': 'data(icon)',
        'corner-radius': `${cornerRadius}`,
        'background-width': (node: NodeSingular) => `${iconSide(node.data('width'), node.data('height'))}px`,
        'background-height': (node: NodeSingular) => `${iconSide(node.data('width'), node.data('height'))}px`,
        'background-position-x': (node: NodeSingular) => `${iconLeft(node.data('width'), node.data('height'))}px`,
        'z-index-compare': 'manual',
        'z-index': 10,
        events: 'no',
      },
    },
    ...drawnRoles.map((role) => ({ selector: `node[role = "${role}"]`, style: { shape: shapes[role] } })),
    {
      selector: 'node[kind = "stack"][count > 1]',
      style: { shape: 'round-rectangle' },
    },
    {
      selector: 'node[kind = "stack"][count > 1]',
      style: {
        ghost: 'yes',
        'ghost-offset-x': stackLook.cardOffset,
        'ghost-offset-y': -stackLook.cardOffset,
        'ghost-opacity': stackLook.cardOpacity,
      },
    },
    // Links are straight, from middle to middle, by default; what is said again would be worked out for each.
    {
      selector: 'edge',
      style: {
        'z-index-compare': 'manual',
        'z-index': 1,
        events: 'no',
      },
    },
    // Reading data is the dear part of styling a link: only one without a load does.
    {
      selector: 'edge[bucket < 0]',
      style: {
        width: 'data(width)',
        'line-color': 'data(ink)',
        'line-opacity': linkOpacity(-1, crowd),
      },
    },
    {
      selector: 'edge[bend]',
      style: {
        'curve-style': 'unbundled-bezier',
        'control-point-distances': (edge: EdgeSingular) => [edge.data('bend') as number],
        'control-point-weights': 0.5,
        'edge-distances': 'node-position',
        // From middle to middle under the nodes, as straight ones run.
        'source-endpoint': 'inside-to-node',
        'target-endpoint': 'inside-to-node',
      },
    },
  ];
  for (let bucket = 0; bucket <= overloadBucket; bucket++)
    sheet.push({
      selector: `edge[bucket = ${bucket}]`,
      style: {
        'line-color': bucketColour(look, bucket),
        'line-opacity': linkOpacity(bucket, crowd),
        width: linkWidth(1, bucket) * (bucket === overloadBucket ? 1 : crowd.width),
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
        'underlay-padding': overloadHalo,
      },
    },
    ...Array.from({ length: dashCount - 1 }, (_, i) => ({
      selector: `edge[dash = ${i + 1}]`,
      style: { 'line-style': 'dashed' as const, 'line-dash-pattern': [...dashPattern(i + 1)] },
    })),
    {
      selector: 'edge[?failed]',
      style: {
        'line-style': 'dashed',
        'line-dash-pattern': [...linkLook.failedDash],
        'line-color': look.failed,
        'line-opacity': 0.9,
      },
    },
    {
      selector: 'node[?failed]',
      style: {
        'border-style': 'dashed',
        'border-color': look.failed,
        'background-image-opacity': 0.45,
      },
    },
    // Bodies stay solid when dimmed, or the links behind them would show.
    {
      selector: 'node.dim',
      style: { 'border-opacity': 0.28, 'background-image-opacity': 0.25, 'ghost-opacity': 0.15 },
    },
    { selector: 'edge.dim', style: { opacity: 0.12, 'underlay-opacity': 0 } },
    { selector: 'edge.lit', style: { 'z-index': 9, 'line-opacity': 1 } },
    { selector: 'edge.faint', style: { opacity: 0.08, 'underlay-opacity': 0 } },
    { selector: 'node.lifted', style: { opacity: 0.18 } },
    { selector: 'edge.lifted', style: { opacity: 0.12, 'underlay-opacity': 0 } },
  );
  return sheet;
}
