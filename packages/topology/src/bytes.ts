/**
 * A topology as one buffer: a header, then each column at an 8-byte boundary; reading makes views, not copies.
 *
 *   bytes 0-3    the letters WEFT        bytes 4-7    format version, 32 bits, little-endian
 *   bytes 8-11   length of the header    bytes 12-15  0
 *   then the header as JSON in UTF-8: counts, classes, names, regions, and length and place of each column, counted from the first column.
 *
 * A buffer that was cut off, altered in its frame or written by another version is answered with a fault; what the columns say is checked by
 * `expectTopology`. Cost: O(bytes) to write, O(1) a column to read.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { GroupClass, LinkClass, NodeClass, Region, Topology } from './topology.ts';

export const topologyBytesVersion = 1;
const magic = 0x54464557;
const frame = 16;

const kinds = {
  u16: Uint16Array,
  i16: Int16Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof kinds;
type Column = Uint16Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** The columns of a topology in the order in which they are written. */
const columns = [
  ['nodeClass', 'u16', 'nodeCount'],
  ['nodeGroup', 'i32', 'nodeCount'],
  ['nodeOrdinal', 'i32', 'nodeCount'],
  ['nodeRail', 'i16', 'nodeCount'],
  ['nodePlane', 'i16', 'nodeCount'],
  ['nodeX', 'f32', 'nodeCount'],
  ['nodeY', 'f32', 'nodeCount'],
  ['linkA', 'i32', 'linkCount'],
  ['linkB', 'i32', 'linkCount'],
  ['linkPortA', 'u16', 'linkCount'],
  ['linkPortB', 'u16', 'linkCount'],
  ['linkCapacity_Gbps', 'f64', 'linkCount'],
  ['linkClass', 'u16', 'linkCount'],
  ['groupParent', 'i32', 'groupCount'],
  ['groupClass', 'u16', 'groupCount'],
  ['groupOrdinal', 'i32', 'groupCount'],
  ['groupX', 'f32', 'groupCount'],
  ['groupY', 'f32', 'groupCount'],
] as const satisfies readonly (readonly [keyof Topology, Kind, 'nodeCount' | 'linkCount' | 'groupCount'])[];

type Names = readonly (readonly [number, string])[];

interface Header {
  readonly nodeCount: number;
  readonly linkCount: number;
  readonly groupCount: number;
  readonly nodeClasses: readonly NodeClass[];
  readonly linkClasses: readonly LinkClass[];
  readonly groupClasses: readonly GroupClass[];
  readonly nodeNames: Names;
  readonly linkNames: Names;
  readonly groupNames: Names;
  readonly nodeLabels: Names;
  readonly groupLabels: Names;
  /** Regions without their arrays; those follow the columns: routers, then nodes and images of each symmetry. */
  readonly regions: readonly (Pick<Region, 'family' | 'group' | 'shape'> & { readonly symmetries: number })[];
  readonly parts: readonly { readonly kind: Kind; readonly length: number; readonly offset: number }[];
}

/** Writes a topology to one buffer, to be transferred or kept. */
export function topologyToBytes(topology: Topology): ArrayBuffer {
  const arrays: [Kind, Column][] = columns.map(([name, kind]) => [kind, topology[name]]);
  for (const { routers, symmetries } of topology.regions) {
    arrays.push(['i32', routers]);
    for (const { nodes, images } of symmetries) arrays.push(['i32', nodes], ['i32', images]);
  }
  let size = 0;
  const parts = arrays.map(([kind, array]) => {
    const part = { kind, length: array.length, offset: size };
    size = aligned(size + array.byteLength);
    return part;
  });
  const header: Header = {
    nodeCount: topology.nodeCount,
    linkCount: topology.linkCount,
    groupCount: topology.groupCount,
    nodeClasses: topology.nodeClasses,
    linkClasses: topology.linkClasses,
    groupClasses: topology.groupClasses,
    nodeNames: [...topology.nodeNames],
    linkNames: [...topology.linkNames],
    groupNames: [...topology.groupNames],
    nodeLabels: [...topology.nodeLabels],
    groupLabels: [...topology.groupLabels],
    regions: topology.regions.map(({ family, group, shape, symmetries }) => ({
      family,
      group,
      shape,
      symmetries: symmetries.length,
    })),
    parts,
  };
  const text = utf8Of(JSON.stringify(header));
  const start = aligned(frame + text.length);
  const buffer = new ArrayBuffer(start + size);
  const view = new DataView(buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, topologyBytesVersion, true);
  view.setUint32(8, text.length, true);
  new Uint8Array(buffer).set(text, frame);
  arrays.forEach(([kind, array], i) => {
    new kinds[kind](buffer, start + parts[i]!.offset, array.length).set(array);
  });
  return buffer;
}

export type BytesFault = 'not-a-topology' | 'other-version' | 'cut-off' | 'bad-header';

/** Reads a topology from a buffer that `topologyToBytes` wrote; its columns are views of the buffer. */
export function topologyFromBytes(buffer: ArrayBuffer): Outcome<Topology, BytesFault> {
  const where = say`buffer of ${buffer.byteLength} bytes`;
  const view = new DataView(buffer);
  if (buffer.byteLength < frame || view.getUint32(0, true) !== magic) {
    return failed('not-a-topology', where, say`The buffer does not begin with the letters WEFT; expected a topology.`);
  }
  const version = view.getUint32(4, true);
  if (version !== topologyBytesVersion) {
    return failed(
      'other-version',
      where,
      say`The topology is written in version ${version}; expected version ${topologyBytesVersion}.`,
    );
  }
  const length = view.getUint32(8, true);
  const start = aligned(frame + length);
  if (start > buffer.byteLength) {
    return failed(
      'cut-off',
      where,
      say`The header ends at byte ${start}, behind the end of the buffer; it was cut off.`,
    );
  }
  const header = headerOf(new Uint8Array(buffer, frame, length));
  if (header === null) return failed('bad-header', where, say`The header is not the JSON of a topology.`);
  const arrays: Column[] = [];
  for (const { kind, length: items, offset } of header.parts) {
    const end = start + offset + items * kinds[kind].BYTES_PER_ELEMENT;
    if (end > buffer.byteLength) {
      return failed('cut-off', where, say`A column ends at byte ${end}, behind the end of the buffer; it was cut off.`);
    }
    arrays.push(new kinds[kind](buffer, start + offset, items));
  }
  const named = Object.fromEntries(columns.map(([name], i) => [name, arrays[i]!])) as unknown as Pick<
    Topology,
    (typeof columns)[number][0]
  >;
  let next = columns.length;
  const indices = (): Int32Array => arrays[next++] as Int32Array;
  return done({
    nodeCount: header.nodeCount,
    linkCount: header.linkCount,
    groupCount: header.groupCount,
    nodeClasses: header.nodeClasses,
    linkClasses: header.linkClasses,
    groupClasses: header.groupClasses,
    ...named,
    nodeNames: new Map(header.nodeNames),
    linkNames: new Map(header.linkNames),
    groupNames: new Map(header.groupNames),
    nodeLabels: new Map(header.nodeLabels),
    groupLabels: new Map(header.groupLabels),
    regions: header.regions.map(({ family, group, shape, symmetries }) => ({
      family,
      group,
      shape,
      routers: indices(),
      symmetries: Array.from({ length: symmetries }, () => ({ nodes: indices(), images: indices() })),
    })),
  });
}

/** The header, if it is one: its lists are lists, and the columns are those of a topology, in order and within their counts. */
function headerOf(bytes: Uint8Array): Header | null {
  let header: Header;
  try {
    header = JSON.parse(textOf(bytes)) as Header;
  } catch {
    return null;
  }
  const lists = ['nodeClasses', 'linkClasses', 'groupClasses', 'regions', 'parts'] as const;
  const names = ['nodeNames', 'linkNames', 'groupNames', 'nodeLabels', 'groupLabels'] as const;
  if (typeof header !== 'object' || header === null) return null;
  if ([...lists, ...names].some((key) => !Array.isArray(header[key]))) return null;
  const { parts } = header;
  const fits = (part: Header['parts'][number] | undefined, kind: Kind, length: number | null): boolean =>
    part !== undefined &&
    part.kind === kind &&
    Number.isInteger(part.length) &&
    part.length >= 0 &&
    (length === null || part.length === length) &&
    Number.isInteger(part.offset) &&
    part.offset >= 0 &&
    part.offset % 8 === 0;
  if (columns.some(([, kind, count], i) => !fits(parts[i], kind, header[count]))) return null;
  const further = header.regions.reduce((sum, { symmetries }) => sum + 1 + 2 * symmetries, 0);
  if (parts.length !== columns.length + further) return null;
  return parts.slice(columns.length).every((part) => fits(part, 'i32', null)) ? header : null;
}

function aligned(size: number): number {
  return Math.ceil(size / 8) * 8;
}

/** UTF-8 by hand: a room without a DOM has no TextEncoder in its types, and the header is small. */
function utf8Of(text: string): Uint8Array {
  const escaped = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === '%') {
      bytes.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(escaped.charCodeAt(i));
  }
  return Uint8Array.from(bytes);
}

function textOf(bytes: Uint8Array): string {
  const escaped: string[] = [];
  for (const byte of bytes) escaped.push(`%${byte.toString(16).padStart(2, '0')}`);
  return decodeURIComponent(escaped.join(''));
}
