import { partsOf } from '@weft/catalogue';
import { TopologyBuilder, type GroupClass, type LinkClass, type NodeClass, type Topology } from '@weft/topology';
import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { allProtocols, domainFindings, payloadRate_Gbps, protocolFacts } from './protocol.ts';
import { clos } from './halls.testing.ts';

const figures = figuresOf();
const routing = (id: string) => protocolFacts(id, figures)!.routing.map(({ policy }) => policy);

describe('protocols', () => {
  it('has facts for each one of the catalogue, with routing where it says how load is spread', () => {
    expect(allProtocols(figures)).toHaveLength(partsOf('protocol').length);
    const silent = allProtocols(figures).filter(
      ({ loadBalancing, routing: offered }) => loadBalancing !== null && offered.length === 0,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
    expect(protocolFacts('no-such', figures)).toBeUndefined();
  });

  it('takes the payload of headers first, then of a measurement, and of a proxy where the catalogue advises it', () => {
    expect(protocolFacts('ib-ndr', figures)).toMatchObject({
      payloadFrom: 'headers',
      payload: { band: { typical: 0.9937 } },
    });
    expect(protocolFacts('nvlink5', figures)).toMatchObject({
      payloadFrom: 'measured',
      payload: { band: { typical: 0.94 } },
    });
    expect(protocolFacts('ultra-ethernet-1', figures)).toMatchObject({
      payloadFrom: 'proxy',
      payload: { band: { typical: 0.9748 } },
    });
    expect(protocolFacts('nvlink6', figures)).toMatchObject({ payloadFrom: null, payload: { band: null } });
  });

  it('turns a raw rate into a payload rate, never above it', () => {
    expect(payloadRate_Gbps(400, protocolFacts('rocev2-400', figures)!)!.typical).toBeCloseTo(400 * 0.9748, 9);
    // All-reduce in the switch passes the wire rate on paper: 1.07 of it is measured, a payload rate cannot.
    expect(payloadRate_Gbps(3600, protocolFacts('nvlink4', figures)!)!.high).toBe(3600);
    expect(payloadRate_Gbps(800, protocolFacts('nvlink6', figures)!)).toBeNull();
  });

  it('differs between InfiniBand and Ethernet in routing more than in headers', () => {
    const [ib, roce] = ['ib-ndr', 'rocev2-400'].map((id) => protocolFacts(id, figures)!);
    expect(Math.abs(ib!.payload.band!.typical - roce!.payload.band!.typical)).toBeLessThan(0.02);
    expect(routing('ib-ndr')[0]).toBe('single-path');
    expect(routing('ib-ndr')).toContain('adaptive');
    expect(routing('rocev2-400')[0]).toBe('ecmp-hash');
    expect(protocolFacts('rocev2-400', figures)!.routing.find(({ policy }) => policy === 'spray')!.support).toBe(
      'some',
    );
    expect(routing('ultra-ethernet-1')[0]).toBe('spray');
    expect(routing('slingshot11')[0]).toBe('adaptive');
    expect(routing('tpu-ici')).toEqual(['dimension-order']);
    expect(routing('nvlink5')).toEqual(['spray']);
  });

  it('takes figures of the user', () => {
    const mine = figuresOf({ 'protocols.ib-ndr.hop_latency_ns': 450, 'protocols.nvlink6.payload_efficiency': 0.9 });
    expect(protocolFacts('ib-ndr', mine)!.hop_ns).toMatchObject({ yours: true, band: { typical: 450 } });
    expect(protocolFacts('nvlink6', mine)).toMatchObject({ payloadFrom: 'headers', payload: { yours: true } });
  });
});

/** Two servers whose accelerators share a scale-up switch. */
function scaleUp(accelerators: number, protocol: string): Topology {
  const builder = new TopologyBuilder();
  const group: GroupClass = { word: 'server', layout: 'rows', columns: 0, device: true, part: null };
  const gpu: NodeClass = { role: 'accelerator', word: 'gpu', part: null, ports: null, forwards: 'handOver' };
  const hub: NodeClass = { role: 'scaleUp', word: 'switch', part: null, ports: null, forwards: 'always' };
  const link: LinkClass = { kind: 'accelerator-scaleUp', fabric: 'scale-up', protocol, medium: null };
  for (let copy = 0; copy < 2; copy++) {
    const server = builder.group(0, group);
    const centre = builder.node(server, hub);
    for (let i = 0; i < accelerators; i++) builder.link(builder.node(server, gpu), centre, link, 3600);
  }
  return builder.build();
}

describe('domains', () => {
  it('count the endpoints that one protocol joins, not all there are', () => {
    // NVLink 3 joins 8 in products: two servers of 8 are two domains.
    expect(domainFindings(scaleUp(8, 'nvlink3'), figures)).toEqual([]);
    expect(domainFindings(scaleUp(9, 'nvlink3'), figures)).toMatchObject([
      { code: 'domain-too-large', severity: 'warning' },
    ]);
    expect(domainFindings(scaleUp(9, 'nvlink3'), figures)[0]!.message).toContain(
      'joins 9 endpoints; the largest published is 8',
    );
  });

  it('say when a protocol is not in the catalogue, and nothing when its domain is not published', () => {
    expect(domainFindings(scaleUp(4, 'no-such'), figures)).toMatchObject([{ code: 'protocol-unknown' }]);
    expect(domainFindings(clos({ protocol: 'ultra-ethernet-1' }), figures)).toEqual([]);
  });
});
