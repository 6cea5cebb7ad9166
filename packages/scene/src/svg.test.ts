import { expect, test } from 'vitest';
import { TopologyBuilder } from '@weft/topology';
import { bucketColours } from './buckets.ts';
import { drawingOf, sceneOf } from './drawing.ts';
import { classes, groupClass, linkClass, podFabric } from './fabrics.testing.ts';
import { sceneLoads } from './loads.ts';
import { placeLabels } from './labels.ts';
import { nodeColours, surfaces } from './look.ts';
import { dashPattern, paintColour, paintOf } from './paint.ts';
import { sceneToSvg } from './svg.ts';
import { clipped, escaped, fittedSize, textWidth } from './text.ts';

const topology = podFabric({ pods: 2, servers: 3, accelerators: 2, leaves: 2, spines: 2, planes: 0 });

/** Elements in order of opening; throws where tags do not close, or text holds what XML forbids. */
function elementsOf(svg: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0] ?? '';
    if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare ampersand in ${text}`);
    rest = rest.slice(text.length);
    if (rest === '') break;
    const tag = /^<(\/?)([a-z]+)((?:\s+[a-zA-Z][a-zA-Z0-9-]*="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (!tag) throw new Error(`not a tag: ${rest.slice(0, 60)}`);
    const [whole, closing, name, , single] = tag;
    if (closing && open.pop() !== name) throw new Error(`${name} is closed but not open`);
    if (!closing) found.push(name!);
    if (!closing && !single) open.push(name!);
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} stay open`);
  return found;
}

test('every node, link and backdrop is drawn, with real text', () => {
  const scene = sceneOf(topology, new Set(['b1/pod0']));
  const svg = sceneToSvg(scene, null, { legend: false, title: 'Two pods' });
  // Where the canvas has them at 100 %.
  const labels = placeLabels(scene.nodes, 1, (words) => textWidth(words, 1));
  const elements = elementsOf(svg);
  expect(elements.filter((name) => name === 'line')).toHaveLength(scene.links.length);
  const cards = scene.nodes.filter((node) => node.kind === 'stack' && node.count > 1);
  // Bodies are filled; the strokes of the icons in them are not.
  const bodies = [...svg.matchAll(/<path [^>]*fill="#/g)];
  expect(bodies).toHaveLength(scene.nodes.length + cards.length);
  const { fill, stroke } = nodeColours('light', scene.nodes[0]!, 'role');
  expect(svg).toContain(`fill="none" stroke="${stroke}"`);
  expect(svg).toContain(`fill="${fill}"`);
  for (const { id } of scene.nodes) expect(labels.filter((label) => label.id === id).length).toBeGreaterThan(0);
  for (const { text } of labels) expect(svg).toMatch(new RegExp(`<text [^>]*>${text}</text>`));
  for (const backdrop of scene.backdrops) expect(svg).toContain(`>${backdrop.label}<`);
  expect(svg).toContain('<title>Two pods</title>');
});

test('what people typed cannot break out', () => {
  const nasty = `</text><script>alert("1")</script>&'\u0000\u0001\ud800`;
  const builder = new TopologyBuilder();
  const group = builder.group(0, groupClass('rack', 'rows'), { label: nasty, name: nasty });
  builder.node(group, classes.leaf, { label: nasty });
  builder.node(group, classes.spine, { label: nasty });
  builder.link(0, 1, linkClass(nasty, nasty), 400);
  const scene = sceneOf(builder.build(), new Set([nasty]));
  const svg = sceneToSvg(scene, null, { title: nasty, metadata: nasty, colouring: 'fabric' });
  expect(elementsOf(svg)).not.toContain('script');
  expect(svg).toContain(
    '<metadata>&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</metadata>',
  );
  // oxlint-disable-next-line no-control-regex -- it is what is looked for
  expect(/[\u0000-\u0008\ud800-\udfff]/.test(svg)).toBe(false);
});

test('loads colour links, overload has a halo, the legend counts each bucket', () => {
  const drawing = drawingOf(topology, new Set());
  const loads = sceneLoads(drawing, new Float64Array(2 * topology.linkCount).fill(600));
  // 600 of 800 up, 600 of 400 down
  const svg = sceneToSvg(drawing.scene, loads, { theme: 'dark' });
  expect(() => elementsOf(svg)).not.toThrow();
  expect(svg).toContain('50–75 % (1)');
  expect(svg).toContain('over 100 % (1)');
  const plain = sceneToSvg(drawing.scene, loads, { theme: 'dark', legend: false });
  expect(plain.split(`stroke="${bucketColours.dark[4]!}"`)).toHaveLength(2);
  expect(plain.split(`stroke="${bucketColours.dark[7]!}"`)).toHaveLength(3);
});

test('what lines are painted by takes the place of their loads, in the picture and in its legend', () => {
  const drawing = drawingOf(topology, new Set());
  const loads = sceneLoads(drawing, new Float64Array(2 * topology.linkCount).fill(600));
  const [first, ...others] = drawing.scene.links;
  const paint = paintOf([[first!.id, 'copper'], ...others.map(({ id }): [string, string] => [id, 'optics'])]);
  const svg = sceneToSvg(drawing.scene, loads, { paint: { ...paint, title: 'Media' } });
  expect(() => elementsOf(svg)).not.toThrow();
  for (const words of ['Media', 'copper (1)', `optics (${others.length})`]) expect(svg).toContain(`>${words}</text>`);
  expect(svg).not.toContain('load over rate');
  // The second word is dashed: once on each line that has it, and in the legend.
  const dashed = `stroke="${paintColour('light', paint, 1)}" stroke-width=`;
  expect(svg.split(dashed)).toHaveLength(others.length + 2);
  expect(svg.split(`stroke-dasharray="${dashPattern(1).join(' ')}"`)).toHaveLength(others.length + 2);
});

test('failed links are dashed and crossed', () => {
  const failedLinks = Array.from({ length: topology.linkCount }, (_, e) => e);
  const svg = sceneToSvg(sceneOf(topology, new Set(), { failedLinks }), null, { legend: false });
  expect(svg.split('stroke-dasharray')).toHaveLength(3);
});

test('background, scale and size', () => {
  const scene = sceneOf(topology, new Set());
  const size = /width="([\d.]+)" height="([\d.]+)" viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/;
  const [, width, height, boxWidth, boxHeight] = size.exec(sceneToSvg(scene, null, { scale: 2 }))!.map(Number);
  expect([width, height]).toEqual([2 * boxWidth!, 2 * boxHeight!]);
  expect(sceneToSvg(scene, null, {})).toContain(`fill="${surfaces.light.canvas}"`);
  expect(sceneToSvg(scene, null, { background: 'transparent', legend: false, title: '' })).not.toMatch(
    /<svg[^>]*>\s*<rect/,
  );
});

test('an empty scene is a picture too', () => {
  const svg = sceneToSvg(sceneOf(new TopologyBuilder().build(), new Set()), null);
  expect(elementsOf(svg)[0]).toBe('svg');
});

test('text', () => {
  expect(escaped('a<b & "c"\u0007')).toBe('a&lt;b &amp; &quot;c&quot;');
  expect(clipped('leaf 3', 60, 11)).toBe('leaf 3');
  // 24 characters of 0.56 x 13 are 175 wide: 13 x 128 / 175 = 9.5
  expect(fittedSize('1000 scale-up switches ok', 128, 13)).toBe(9);
  expect(fittedSize('16 spines', 128, 13)).toBe(13);
  // 30 / (10 x 0.56) = 5 characters, the last an ellipsis
  expect(clipped('ib-leaf-r12', 30, 10)).toBe('ib-l…');
});

test('many links step back, as on the canvas: thinner, and to be seen through', () => {
  const scene = sceneOf(topology, new Set(['b1/pod0']));
  const [link] = scene.links;
  const many = {
    ...scene,
    links: Array.from({ length: 121 }, (_, i) => ({ ...link!, id: `copy ${i}`, count: 1, failed: 0 })),
  };
  const few = { ...many, links: many.links.slice(0, 120) };
  const strokeOf = (drawn: typeof scene, load: number | null) => {
    const worst = new Float32Array(drawn.links.length).fill(load ?? 0);
    const svg = sceneToSvg(drawn, load === null ? null : { worst, mean: worst }, { legend: false });
    const [, width, opacity] = /stroke-width="([\d.]+)"(?: stroke-opacity="([\d.]+)")?><title>/.exec(svg)!;
    return { width: Number(width), opacity: Number(opacity ?? 1) };
  };
  // 121 links are more than a few: 0.6 of the width, at 0.85. Bucket 0 is seen at half, the fullest at all of it; without a result at 0.75.
  expect(strokeOf(many, 0).width).toBeCloseTo(0.6 * strokeOf(few, 0).width, 1);
  expect(strokeOf(few, 0).opacity).toBeCloseTo(0.5, 2);
  expect(strokeOf(many, 0).opacity).toBeCloseTo(0.5 * 0.6, 1);
  expect(strokeOf(few, 0.95).opacity).toBe(1);
  expect(strokeOf(few, null).opacity).toBeCloseTo(0.75, 1);
  expect(strokeOf(many, null).width).toBe(strokeOf(few, null).width);
});
