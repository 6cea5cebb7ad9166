/**
 * The protocols of a design: payload, hop, domain, routing on offer; and which of them the links that limit the traffic speak.
 */
import type { Assumptions } from '@weft/model';
import { allProtocols, payloadRate_Gbps, protocolFacts, type ProtocolFacts } from '@weft/site';
import { ownParts } from '@weft/model';
import type { Band } from '@weft/catalogue';
import type { Compiled } from './compiled.ts';
import { figuresFor } from './site.ts';

/** Links of one kind that speak one protocol. */
export interface SpokenProtocol {
  readonly fabric: string;
  readonly kinds: readonly string[];
  /** Null where none is chosen. */
  readonly protocol: ProtocolFacts | null;
  readonly id: string | null;
  readonly links: number;
  /** Of one link, each direction, the fastest. */
  readonly raw_Gbps: number;
  readonly payload_Gbps: Band | null;
}

export interface ProtocolsFacts {
  readonly designId: string;
  readonly spoken: readonly SpokenProtocol[];
  /** Every protocol there is, own ones too. */
  readonly all: readonly ProtocolFacts[];
  /** Protocols of the links that were asked about, each once; null stands for links without one. */
  readonly asked: readonly (ProtocolFacts | null)[];
}

/** Protocols by fabric, in the order of the link classes. `links` are ids. O(links). */
export function protocolsOf(
  designId: string,
  { topology, names }: Compiled,
  assumptions: Assumptions,
  links: readonly string[],
): ProtocolsFacts {
  const figures = figuresFor(assumptions);
  const counts = new Int32Array(topology.linkClasses.length);
  const fastest = new Float64Array(topology.linkClasses.length);
  for (let e = 0; e < topology.linkCount; e++) {
    const c = topology.linkClass[e]!;
    counts[c]!++;
    fastest[c] = Math.max(fastest[c]!, topology.linkCapacity_Gbps[e]!);
  }
  const found = new Map<string, { fabric: string; kinds: string[]; id: string | null; links: number; raw: number }>();
  topology.linkClasses.forEach(({ fabric, kind, protocol }, c) => {
    if (fabric === 'host' || counts[c] === 0) return;
    const key = `${fabric} ${protocol ?? ''}`;
    const entry = found.get(key) ?? { fabric, kinds: [], id: protocol, links: 0, raw: 0 };
    if (!entry.kinds.includes(kind)) entry.kinds.push(kind);
    entry.links += counts[c]!;
    entry.raw = Math.max(entry.raw, fastest[c]!);
    found.set(key, entry);
  });
  const spoken = [...found.values()].map(({ fabric, kinds, id, links: many, raw }): SpokenProtocol => {
    const protocol = (id === null ? undefined : protocolFacts(id, figures)) ?? null;
    return {
      fabric,
      kinds,
      id,
      protocol,
      links: many,
      raw_Gbps: raw,
      payload_Gbps: protocol && payloadRate_Gbps(raw, protocol),
    };
  });
  const asked = new Set<string | null>();
  for (const id of links) {
    const e = names().link(id);
    if (e !== undefined) asked.add(topology.linkClasses[topology.linkClass[e]!]!.protocol);
  }
  const own = ownParts(assumptions).filter(({ kind }) => kind === 'protocol');
  return {
    designId,
    spoken,
    all: [...allProtocols(figures), ...own.map(({ id }) => protocolFacts(id, figures)!)],
    asked: [...asked].map((id) => (id === null ? undefined : protocolFacts(id, figures)) ?? null),
  };
}
