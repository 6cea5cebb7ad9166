/** The cabling list as rows for the screen, read back from its own CSV. */
import type { Stretches } from '@weft/model';

export interface CabledRow {
  readonly id: string;
  /** Id of the link. */
  readonly link: string;
  readonly label: string;
  readonly from: string;
  readonly fromAt: string;
  readonly to: string;
  readonly toAt: string;
  readonly medium: string;
  readonly speed_Gbps: number;
  readonly length_m: number;
}

/** Rows of the list. Cost: O(length), with a pause now and then: half a million cables are listed while the page lives on. */
export function* cabledSteps(csv: string): Stretches<CabledRow[]> {
  const all = csv.split(/\r?\n/);
  const names = cellsOf(all[0] ?? '');
  const at = (name: string): number => names.indexOf(name);
  const end = (side: 'a' | 'z') => ['rack', 'unit', 'port'].map((column) => at(`${side}_${column}`));
  const [a, z] = [end('a'), end('z')];
  const [id, label, from, to, medium, speed, length] = [
    'id',
    'label',
    'a_device',
    'z_device',
    'medium',
    'speed_gbps',
    'length_m',
  ].map(at);
  const rows: CabledRow[] = [];
  for (const line of all.slice(1)) {
    if (line === '') continue;
    const cells = cellsOf(line);
    rows.push({
      id: `${cells[id!]} ${rows.length}`,
      link: cells[id!]!,
      label: cells[label!]!,
      from: cells[from!]!,
      fromAt: place(cells, a),
      to: cells[to!]!,
      toAt: place(cells, z),
      medium: cells[medium!]!,
      speed_Gbps: Number(cells[speed!]),
      length_m: Number(cells[length!]),
    });
    if (rows.length % stretch === 0) yield rows.length / all.length;
  }
  return rows;
}

/** Rows between two pauses. */
const stretch = 1000;

/** Rack, unit and port of one end. */
function place(cells: readonly string[], columns: readonly number[]): string {
  const [rack, unit, port] = columns.map((c) => cells[c] ?? '');
  return `${rack} U${unit} ${port}`;
}

/** The cells of a line, quoted ones with their quotation marks taken off. */
export function cellsOf(line: string): string[] {
  const cells = line.split(',');
  if (!line.includes('"')) return cells;
  const found: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
  }
  return found;
}
