/** Laws of the arrays, tried on random topologies; fast-check prints the seed of a case that fails. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjacencyOf, arcHead, arcTail } from './adjacency.ts';
import { TopologyBuilder } from './builder.ts';
import { topologyFromBytes, topologyToBytes } from './bytes.ts';
import { cablingFaults, expectTopology } from './check.ts';
import { countsOf } from './counts.ts';
import { endpointsOf } from './flows.ts';
import { groupId, groupLabel, linkId, nameIndexOf, nodeId, nodeLabel } from './names.ts';
import { drawsOf, randomTopology } from './random-topology.testing.ts';
import { roleOf, type GroupClass, type LinkClass, type NodeClass, type Topology } from './topology.ts';

const anyTopology = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 60 }))
  .map(([seed, size]) => randomTopology(seed, size));

const leaf: NodeClass = { role: 'leaf', word: 'leaf', part: 'qm9700', ports: 4, forwards: 'always' };
const gpu: NodeClass = { role: 'accelerator', word: 'gpu', part: null, ports: null, forwards: 'handOver' };
const cable: LinkClass = { kind: 'leaf-leaf', fabric: 'compute', protocol: null, medium: null };
const server: GroupClass = { word: 'server', layout: 'rows', columns: 0, device: true, part: null };

/** 200 leaves in a line, from a builder with room for so many. */
function chain(reserve: number): Topology {
  const builder = new TopologyBuilder();
  builder.reserve(reserve, reserve);
  for (let v = 0; v < 200; v++) builder.node(0, leaf);
  for (let v = 1; v < 200; v++) builder.link(v - 1, v, cable, v);
  return builder.build();
}

describe('the builder', () => {
  it('keeps every invariant of the arrays', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        expect(() => expectTopology(topology)).not.toThrow();
      }),
    );
  });

  it('shares equal classes, whether or not they are one record', () => {
    const builder = new TopologyBuilder();
    const a = builder.node(0, leaf);
    const b = builder.node(0, { forwards: 'always', ports: 4, part: 'qm9700', word: 'leaf', role: 'leaf' });
    const c = builder.node(0, { ...leaf, ports: 5 });
    const { nodeClass, nodeClasses } = builder.build();
    expect([nodeClass[a], nodeClass[b], nodeClass[c]]).toEqual([0, 0, 1]);
    expect(nodeClasses).toHaveLength(2);
  });

  it('numbers members by word and group, and ports in the order of the links', () => {
    const builder = new TopologyBuilder();
    const one = builder.group(0, server);
    const two = builder.group(0, server);
    const nodes = [builder.node(one, gpu), builder.node(two, gpu), builder.node(one, leaf), builder.node(one, gpu)];
    builder.link(nodes[0]!, nodes[1]!, cable, 100);
    builder.link(nodes[0]!, nodes[2]!, cable, 100, { a: 5 });
    builder.link(nodes[3]!, nodes[0]!, cable, 100);
    const topology = builder.build();
    expect(Array.from(topology.nodeOrdinal)).toEqual([0, 0, 0, 1]);
    expect(Array.from(topology.groupOrdinal)).toEqual([0, 0, 1]);
    // The port after the highest one taken comes next.
    expect([topology.linkPortA[0], topology.linkPortA[1], topology.linkPortB[2]]).toEqual([0, 5, 6]);
  });

  it('builds the same whether or not room was reserved', () => {
    expect(chain(200)).toEqual(chain(0));
    expect(chain(1000).nodeClass).toHaveLength(200);
  });

  it('refuses a link or a member of nothing', () => {
    const builder = new TopologyBuilder();
    builder.node(0, leaf);
    expect(() => builder.link(0, 1, cable, 100)).toThrow('a link needs two nodes below 1, got 0 and 1');
    expect(() => builder.node(3, leaf)).toThrow('there is no group 3');
  });
});

describe('the adjacency', () => {
  it('lists each arc once, at its tail', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const { offset, arc, neighbour } = adjacencyOf(topology);
        expect(Array.from(arc).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 2 * topology.linkCount }, (_, i) => i),
        );
        for (let v = 0; v < topology.nodeCount; v++) {
          for (let i = offset[v]!; i < offset[v + 1]!; i++) {
            expect(arcTail(topology, arc[i]!)).toBe(v);
            expect(arcHead(topology, arc[i]!)).toBe(neighbour[i]);
          }
        }
      }),
    );
  });
});

describe('ids', () => {
  it('are unique and lead back', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const names = nameIndexOf(topology);
        const ids = Array.from({ length: topology.nodeCount }, (_, v) => nodeId(topology, v));
        expect(new Set(ids).size).toBe(ids.length);
        ids.forEach((id, v) => expect(names.node.get(id)).toBe(v));
        for (let g = 0; g < topology.groupCount; g++) expect(names.group.get(groupId(topology, g))).toBe(g);
        for (const id of ['', 'nothing', `${ids[0]}/x`, `${ids[0]}x`]) expect(names.node.has(id)).toBe(false);
      }),
    );
  });

  it('of links name the port they begin at', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const names = nameIndexOf(topology);
        for (let e = 0; e < topology.linkCount; e++) {
          const found = names.link(linkId(topology, e))!;
          // Where a port was used twice, the id leads to one of the links that begin there.
          expect([topology.linkA[found], topology.linkPortA[found]]).toEqual([
            topology.linkA[e],
            topology.linkPortA[e],
          ]);
        }
        expect(names.link('leaf0')).toBeUndefined();
        expect(names.link('leaf0:x')).toBeUndefined();
      }),
    );
  });

  it('read as paths, and labels as words', () => {
    const builder = new TopologyBuilder();
    const block = builder.group(0, { ...server, word: 'block', device: false }, { name: 'b1', label: 'Pod A' });
    const s3 = [0, 1, 2, 3].map(() => builder.group(block, server))[3]!;
    const g = builder.node(s3, gpu);
    const h = builder.node(s3, leaf, { name: 'sw-7', label: 'Switch 7' });
    builder.link(g, h, cable, 400);
    const topology = builder.build();
    expect([nodeId(topology, g), nodeLabel(topology, g)]).toEqual(['b1/server3/gpu0', 'gpu 0']);
    expect([nodeId(topology, h), nodeLabel(topology, h)]).toEqual(['b1/server3/sw-7', 'Switch 7']);
    expect([groupLabel(topology, block), groupLabel(topology, s3)]).toEqual(['Pod A', 'server 3']);
    expect(linkId(topology, 0)).toBe('b1/server3/gpu0:0');
    expect(nameIndexOf(topology).link('b1/server3/sw-7:0')).toBe(0);
  });
});

describe('the sentry', () => {
  it('finds every port used twice and every device with too many cables, as a slow count does', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const uses = new Map<string, number>();
        const cables = new Map<number, number>();
        for (let e = 0; e < topology.linkCount; e++) {
          for (const [node, port] of [
            [topology.linkA[e]!, topology.linkPortA[e]!],
            [topology.linkB[e]!, topology.linkPortB[e]!],
          ] as const) {
            uses.set(`${node} ${port}`, (uses.get(`${node} ${port}`) ?? 0) + 1);
            cables.set(node, (cables.get(node) ?? 0) + 1);
          }
        }
        const faults = cablingFaults(topology, Infinity);
        const count = (code: string): number => faults.filter((fault) => fault.code === code).length;
        expect(count('port-used-twice')).toBe([...uses.values()].reduce((sum, n) => sum + n - 1, 0));
        const over = [...cables].filter(
          ([v, n]) => n > (topology.nodeClasses[topology.nodeClass[v]!]!.ports ?? Infinity),
        );
        expect(count('too-many-cables')).toBe(over.length);
      }),
    );
  });

  it('reports self-loops and rates that are none, and stops at its limit', () => {
    const builder = new TopologyBuilder();
    builder.node(0, leaf);
    builder.link(0, 0, cable, 0);
    const codes = cablingFaults(builder.build()).map(({ code }) => code);
    expect(codes).toEqual(['capacity-not-positive', 'self-loop']);
    expect(cablingFaults(builder.build(), 1)).toHaveLength(1);
  });

  it('throws when the arrays contradict each other', () => {
    const topology = randomTopology(1, 10);
    expect(() => expectTopology({ ...topology, linkA: topology.linkA.map(() => 10) })).toThrow('linkA[0] is 10');
    expect(() => expectTopology({ ...topology, nodeX: new Float32Array(3) })).toThrow('nodeX has 3 entries');
    expect(() => expectTopology({ ...topology, groupParent: topology.groupParent.map(() => 0) })).toThrow('group 0');
  });
});

describe('counts and endpoints', () => {
  it('count every node and link once', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const counts = countsOf(topology);
        const switches = Object.values(counts.switches).reduce((sum, n) => sum + n, 0);
        expect(counts.accelerators + counts.nics + counts.services + switches).toBe(topology.nodeCount);
        expect(Object.values(counts.links).reduce((sum, n) => sum + n, 0)).toBe(topology.linkCount);
        const endpoints = endpointsOf(topology);
        const role = counts.accelerators > 0 ? 'accelerator' : 'nic';
        expect(endpoints.length).toBe(counts.accelerators || counts.nics);
        expect(endpoints.every((v) => roleOf(topology, v) === role)).toBe(true);
      }),
    );
  });
});

describe('bytes', () => {
  it('bring a topology back', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        expect(topologyFromBytes(topologyToBytes(topology))).toEqual({ ok: true, value: topology });
      }),
    );
  });

  it('answer a fault for any buffer that was cut off', () => {
    const bytes = topologyToBytes(randomTopology(7, 20));
    for (let length = 0; length < bytes.byteLength; length += 37) {
      expect(topologyFromBytes(bytes.slice(0, length)).ok).toBe(false);
    }
  });

  it('answer a fault or a topology for any byte changed, and never throw', () => {
    const bytes = topologyToBytes(randomTopology(3, 6));
    const below = drawsOf(5);
    for (let i = 0; i < 400; i++) {
      const changed = new Uint8Array(bytes.slice(0));
      changed[below(changed.length)] = below(256);
      expect(() => topologyFromBytes(changed.buffer)).not.toThrow();
    }
  });

  it('say which version was found and which was expected', () => {
    const bytes = topologyToBytes(randomTopology(3, 6));
    new DataView(bytes).setUint32(4, 9, true);
    expect(topologyFromBytes(bytes)).toMatchObject({ fault: { code: 'other-version' } });
    expect(topologyFromBytes(new ArrayBuffer(64))).toMatchObject({ fault: { code: 'not-a-topology' } });
  });
});
