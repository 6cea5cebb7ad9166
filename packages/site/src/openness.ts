/**
 * Openness as countable evidence for each layer of a design, weighted by the layer's share of capital. Never folded into any other figure.
 *
 * Four things are counted, each from 0 to 1, null where the catalogue has no evidence:
 *   specification   public 1, published by one vendor 1/2, proprietary 0
 *   suppliers       makers in the catalogue that build to it: one 0, two 1/2, three or more 1
 *   second source   several makers shipping for the same slot 1, stated but not shown 1/2, none 0
 *   software        source available; the catalogue has no evidence on it, so it is null until a part brings some
 *
 * A layer's score is the mean of what is known of it; the design's is the mean of its layers weighted by capital. Layers with one supplier are named.
 */
import { say } from '@weft/units';
import { partsOf, type Part } from '@weft/catalogue';
import type { Topology } from '@weft/topology';
import type { Bill } from './bill.ts';
import type { BillKind } from './bill-lines.ts';
import { carrierOf } from './link-options.ts';
import type { Figures } from './figures.ts';

export type OpenLayer = 'accelerator' | 'scale-up' | 'switch' | 'nic' | 'transport' | 'optics';

export interface LayerEvidence {
  readonly layer: OpenLayer;
  /** What was judged: names of the parts. */
  readonly items: readonly string[];
  readonly specification: number | null;
  readonly suppliers: number | null;
  readonly supplierNames: readonly string[];
  readonly secondSource: number | null;
  readonly software: number | null;
  /** The catalogue's words. */
  readonly evidence: readonly string[];
  readonly score: number | null;
  /** Of capital whose price is known; 0 for a layer that is not bought by itself. */
  readonly shareOfCapital: number;
}

export interface Openness {
  readonly layers: readonly LayerEvidence[];
  /** Null when no layer with a known price has evidence. */
  readonly score: number | null;
  readonly singleSource: readonly OpenLayer[];
  readonly singleSourceShare: number;
}

/** Gathers the evidence for a design. */
export function opennessOf(topology: Topology, bill: Bill, figures: Figures): Openness {
  const protocols = (scope: string): Part[] =>
    [...new Set(topology.linkClasses.map(({ protocol }) => protocol))]
      .map((id) => figures.part('protocol', id))
      .filter((part): part is Part => part !== undefined && part.family === scope);
  const partsIn = (...kinds: BillKind[]): Part[] => [
    ...new Map(
      bill.lines
        .filter((line) => kinds.includes(line.kind) && line.part)
        .map((line) => [line.part!.id, figures.part(line.part!.kind, line.part!.id)!]),
    ).values(),
  ];
  const transports = protocols('scale-out');
  const known = bill.price.typical;
  const shareOf = (...kinds: BillKind[]): number =>
    known > 0 ? kinds.reduce((sum, kind) => sum + (bill.priceByKind[kind]?.typical ?? 0), 0) / known : 0;

  const layers: LayerEvidence[] = [];
  const add = (
    layer: OpenLayer,
    parts: readonly Part[],
    judged: readonly Judgement[],
    shareOfCapital: number,
  ): void => {
    if (parts.length > 0 && judged.length > 0) layers.push(layerOf(layer, parts, judged, shareOfCapital));
  };
  const accelerators = partsIn('server', 'accelerator');
  add('accelerator', accelerators, accelerators.map(ofAccelerator), shareOf('server', 'accelerator', 'chassis'));
  const scaleUp = protocols('scale-up');
  add(
    'scale-up',
    scaleUp,
    scaleUp.map((part) => ofProtocol(part, 'switch')),
    0,
  );
  const switches = partsIn('switch');
  add(
    'switch',
    switches,
    transports.length > 0 ? transports.map((part) => ofProtocol(part, 'switch')) : [],
    shareOf('switch'),
  );
  // NICs that come with their server are judged too, although they have no price of their own.
  const nics = [...new Set(topology.nodeClasses.filter(({ role }) => role === 'nic').map(({ part }) => part))]
    .map((id) => figures.part('nic', id))
    .filter((part): part is Part => part !== undefined);
  add('nic', nics, transports.length > 0 ? transports.map((part) => ofProtocol(part, 'nic')) : [], shareOf('nic'));
  add(
    'transport',
    transports,
    transports.map((part) => ofProtocol(part, 'switch')),
    0,
  );
  const optics = partsIn('transceiver', 'engine', 'cable');
  add('optics', optics, optics.map(ofMedium), shareOf('transceiver', 'engine', 'cable', 'fibre'));

  const judged = layers.filter(({ score, shareOfCapital }) => score !== null && shareOfCapital > 0);
  const weight = judged.reduce((sum, { shareOfCapital }) => sum + shareOfCapital, 0);
  const single = layers.filter(({ suppliers }) => suppliers === 1);
  return {
    layers,
    score: weight > 0 ? judged.reduce((sum, layer) => sum + layer.score! * layer.shareOfCapital, 0) / weight : null,
    singleSource: single.map(({ layer }) => layer),
    singleSourceShare: single.reduce((sum, { shareOfCapital }) => sum + shareOfCapital, 0),
  };
}

interface Judgement {
  readonly specification: number | null;
  readonly suppliers: readonly string[] | null;
  readonly secondSource: number | null;
  readonly words: string | null;
}

function layerOf(
  layer: OpenLayer,
  parts: readonly Part[],
  judged: readonly Judgement[],
  shareOfCapital: number,
): LayerEvidence {
  // A layer is as open as its least open part.
  const least = (of: (one: Judgement) => number | null): number | null => {
    const known = judged.map(of).filter((value) => value !== null);
    return known.length > 0 ? Math.min(...known) : null;
  };
  const specification = least((one) => one.specification);
  const suppliers = least((one) => one.suppliers?.length ?? null);
  const secondSource = least((one) => one.secondSource);
  const counted = suppliers === null ? null : suppliers <= 1 ? 0 : suppliers === 2 ? 0.5 : 1;
  const known = [specification, counted, secondSource].filter((value) => value !== null);
  return {
    layer,
    items: parts.map(({ name }) => name),
    specification,
    suppliers,
    supplierNames: [...new Set(judged.flatMap((one) => one.suppliers ?? []))].toSorted(),
    secondSource,
    software: null,
    evidence: [...new Set(judged.map(({ words }) => words).filter((words) => words !== null))],
    score: known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null,
    shareOfCapital,
  };
}

/** No accelerator of the catalogue has a second maker. */
function ofAccelerator(part: Part): Judgement {
  return {
    specification: 0,
    suppliers: [part.vendor ?? part.name],
    secondSource: 0,
    words: say`${part.name}: one maker`,
  };
}

function ofProtocol(protocol: Part, kind: 'switch' | 'nic'): Judgement {
  const words = protocol.statements.openness?.text ?? null;
  const specification = words === null ? null : specificationFrom(words);
  const carrier = carrierOf(protocol.id);
  const owner =
    /^(\w+) only/.exec(words ?? '')?.[1] ??
    (protocol.vendor !== null && carrier !== 'Ethernet' ? protocol.vendor : null);
  if (owner !== null) return { specification, suppliers: [owner], secondSource: 0, words };
  if (carrier !== 'Ethernet') return { specification, suppliers: null, secondSource: null, words };
  const makers = [
    ...new Set(
      partsOf(kind)
        .filter((part) => carries(part, kind))
        .map(({ vendor }) => vendor)
        .filter((vendor) => vendor !== null),
    ),
  ].toSorted();
  const several = /several makers/.test(words ?? '') && makers.length > 1;
  return { specification, suppliers: makers, secondSource: several ? 1 : makers.length > 1 ? 0.5 : 0, words };
}

/** Whether a switch or NIC of the catalogue is an Ethernet one anybody may build a network with. */
function carries(part: Part, kind: 'switch' | 'nic'): boolean {
  if (kind === 'nic') return /RoCEv2|Ethernet/.test(part.statements.protocols?.text ?? '');
  return /^(Ethernet|scheduled|scale-across|modular)/.test(part.family ?? '');
}

function ofMedium(medium: Part): Judgement {
  const words = medium.statements.openness?.text ?? null;
  const specification = words === null ? null : specificationFrom(words);
  const several = words !== null && /several makers/.test(words);
  return {
    specification,
    suppliers: medium.vendor !== null ? [medium.vendor] : null,
    secondSource: medium.vendor !== null ? 0 : several ? 1 : null,
    words,
  };
}

/** What the words of the catalogue say about the specification. */
function specificationFrom(words: string): number {
  if (/^(proprietary|licensed|\w+ only|no multi-source)/.test(words)) return 0;
  if (/one maker's part|makers' retimers|engines proprietary|proprietary inside|specification .* opened/.test(words))
    return 0.5;
  return /standard|IEEE|IBTA|multi-source|consortium|OCP|Linux Foundation|CEI/.test(words) ? 1 : 0;
}
