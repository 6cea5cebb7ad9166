import { describe, expect, it } from 'vitest';
import { cables, counted, read, why } from '../import/reading.ts';

const graph = (body: string) => `<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="k0" for="node" attr.name="role" attr.type="string"/>
  <key id="k1" for="edge" attr.name="speed_gbps" attr.type="double"/>
  <key id="k2" for="edge" attr.name="LinkSpeedRaw" attr.type="double"/>
  <key id="d5" for="node" yfiles.type="nodegraphics"/>
  <graph edgedefault="undirected">${body}</graph>
</graphml>`;

describe('GraphML', () => {
  it('is read with roles, rates, parallel edges, names and places of yEd, groups', () => {
    const found = read(
      graph(`<node id="n0"><data key="k0">leaf</data><data key="d5"><y:ShapeNode><y:Geometry x="10.5" y="20"/><y:NodeLabel>Leaf &lt;1&gt;</y:NodeLabel></y:ShapeNode></data></node>
        <node id="g"><graph><node id="n1"><data key="k0">server</data></node></graph></node>
        <edge source="n0" target="n1"><data key="k1">400</data></edge>
        <edge source="n0" target="n1"><data key="k2">10000000000</data></edge>
        <edge source="n0" target="nowhere"/>`),
    );
    expect(found.format).toBe('graphml');
    expect(cables(found.design)).toEqual(['Leaf <1>:?-n1:? 10', 'Leaf <1>:?-n1:? 400']);
    expect(found.design.nodes['n1']).toMatchObject({ name: 'Leaf <1>', kind: 'switch', tier: 'leaf', x: 10.5, y: 20 });
    expect(counted(found, /not there/)).toBe(1);
  });

  it('decodes characters by number, once', () => {
    const found = read(graph('<node id="n0"><data key="k0">&#108;&#x65;af</data></node><node id="a&amp;lt;b"/>'));
    expect(Object.values(found.design.nodes).map((node) => [node.name, node.tier])).toContainEqual(['n0', 'leaf']);
    expect(Object.values(found.design.nodes).map((node) => node.name)).toContain('a&lt;b');
  });

  it('is refused with entities of its own, with broken XML, without a graph', () => {
    expect(why(`<!DOCTYPE x [<!ENTITY a "b">]>${graph('')}`)).toMatch(/entities of its own/);
    expect(why(graph('<node id="n0">'))).toMatch(/^broken at line \d+: The text is not XML/);
    expect(why('<graphml></graphml>')).toMatch(/no graph/);
    expect(why(graph(''))).toMatch(/no nodes/);
  });
});
