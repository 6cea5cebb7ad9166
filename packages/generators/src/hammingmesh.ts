/**
 * HammingMesh: boards of accelerators wired as a small mesh, and a switched line for every row and column of accelerators across the boards.
 *
 * Boards of a x b, x x y of them. In each row of accelerators the two ends of every board go to that row's line, 2 x ports; in each column likewise,
 * 2 y ports. A line is one switch while it has the ports, else a leaf-spine of its own, tapered if wanted. Planes repeat all of it.
 * Source: Hoefler et al., "HammingMesh", SC 2022.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Counts, GroupClass, LinkClass, NodeClass, Symmetry, TopologyBuilder } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { buildChips, chipCounts, chipsArrangement, tilesFor, type ChipsPlan } from './chips.ts';
import { closPlanOf, portsBelow, type ClosPlan } from './clos.ts';
import { gridLinkCount, gridLinks, placesOf, type Grid } from './grid.ts';
import { computeLink, networkPartsOf, numberOr, rowsGroup, switchClass } from './network-parameters.ts';
import { count, list, listIn, numberIn, part, partIn, rate, ratio } from './parameters.ts';
import { pausing, whenMuchIsMade, type Pauses } from './pauses.ts';
import type { ParameterSpec } from './recipe.ts';
import { lists, runs, symmetriesOf } from './symmetry.ts';
import { tally } from './tally.ts';
import { traysFor } from './trays.ts';

const parameters: readonly ParameterSpec[] = [
  list('board', 'Accelerators of one board: across and down', 'accelerators', [2, 2], 1, 256),
  list('boards', 'Boards: across and down', 'boards', [8, 8], 1, 4096),
  count('planes', 'Equal networks side by side, each accelerator with four ports in every one', 'planes', 1, 1, 64),
  count(
    'linesPerSwitch',
    'Rows (or columns) of accelerators that share one switch where its ports allow',
    'lines',
    1,
    1,
    1024,
  ),
  ratio('taper', 'Oversubscription of a leaf where a line takes more than one switch', 1, 0.01, 64),
  count('switchPorts', 'Ports of one switch', 'ports', 64, 2, 4096),
  rate('link_Gbps', 'Rate of one link between boards and switches, each direction', 400),
  rate('boardLink_Gbps', 'Rate of one link on a board, each direction; 0 takes link_Gbps', 0, 0),
  part('accelerator', 'Catalogue id of the accelerator', '', 'accelerator'),
  part('server', 'Catalogue id of the board', '', 'server'),
  part(
    'switch',
    'Catalogue id of the switch; the default is taken only while its ports and rate are those asked for',
    '',
    'switch',
  ),
  part(
    'protocol',
    'Catalogue id of the network protocol; the default is taken only while link_Gbps is its own',
    '',
    'protocol',
  ),
];

/** The lines of one direction: how many, how many ports each, and the switches they take. */
interface Lines {
  readonly count: number;
  readonly ports: number;
  /** Lines that share a switch. */
  readonly shared: number;
  /** Null while a line is one switch. */
  readonly clos: ClosPlan | null;
  readonly down: number;
}

interface HammingMeshPlan {
  readonly chips: ChipsPlan;
  readonly boardGrid: Grid;
  readonly boards: readonly [number, number];
  readonly planes: number;
  readonly rows: Lines;
  readonly columns: Lines;
  readonly link_Gbps: number;
  readonly boardLink_Gbps: number;
  readonly leaf: NodeClass;
  readonly spine: NodeClass;
  readonly boardLink: LinkClass;
  readonly lineLink: LinkClass;
  readonly leafSpine: LinkClass;
}

function planOf(values: Parameters): Outcome<HammingMeshPlan> {
  const board = listIn(values, 'board');
  const boards = listIn(values, 'boards');
  if (board.length !== 2 || boards.length !== 2) {
    return failed(
      'hammingmesh-shape',
      'boards',
      say`board has ${board.length} numbers and boards ${boards.length}; expected two each, across and down.`,
    );
  }
  const [a, b, x, y] = [board[0]!, board[1]!, boards[0]!, boards[1]!];
  const switchPorts = numberIn(values, 'switchPorts');
  const shared = numberIn(values, 'linesPerSwitch');
  const linesOf = (lines: number, ports: number): Outcome<Lines> => {
    if (ports * Math.min(shared, lines) <= switchPorts) {
      return done({ count: lines, ports, shared: Math.min(shared, lines), clos: null, down: 0 });
    }
    if (shared > 1 && ports <= switchPorts) {
      return failed(
        'lines-per-switch',
        'linesPerSwitch',
        say`${shared} lines of ${ports} ports do not fit a switch of ${switchPorts}.`,
      );
    }
    const down = portsBelow(switchPorts, numberIn(values, 'taper'));
    const clos = closPlanOf({
      leaves: Math.ceil(ports / down),
      up: switchPorts - down,
      spinePorts: switchPorts,
      corePorts: switchPorts,
      spineTaper: 1,
      tiers: '2',
      leavesPerPod: 0,
    });
    return clos.ok ? done({ count: lines, ports, shared: 1, clos: clos.value, down }) : clos;
  };
  const rows = linesOf(b * y, 2 * x);
  if (!rows.ok) return rows;
  const columns = linesOf(a * x, 2 * y);
  if (!columns.ok) return columns;
  const planes = numberIn(values, 'planes');
  const link_Gbps = numberIn(values, 'link_Gbps');
  const { switchPart, protocol } = networkPartsOf(values, parameters);
  const shape = [a * x, b * y];
  return done({
    chips: {
      shape,
      board,
      tiles: placesOf(shape) > 10_000_000 ? [] : tilesFor(shape, board),
      chip: {
        role: 'accelerator',
        word: 'gpu',
        part: partIn(values, 'accelerator'),
        ports: 4 * planes,
        forwards: 'always',
      },
      boardPart: partIn(values, 'server'),
    },
    boardGrid: { shape: board, wrap: [false, false] },
    boards: [x, y],
    planes,
    rows: rows.value,
    columns: columns.value,
    link_Gbps,
    boardLink_Gbps: numberOr(values, 'boardLink_Gbps', link_Gbps),
    leaf: switchClass('leaf', switchPart, switchPorts),
    spine: switchClass('spine', switchPart, switchPorts),
    boardLink: { kind: 'accelerator-accelerator', fabric: 'compute', protocol, medium: null },
    lineLink: computeLink('accelerator-leaf', protocol),
    leafSpine: computeLink('leaf-spine', protocol),
  });
}

function switchesOf(lines: Lines): { leaf: number; spine: number; leafSpine: number } {
  if (lines.clos === null) return { leaf: Math.ceil(lines.count / lines.shared), spine: 0, leafSpine: 0 };
  const { leaves, up, spinesPerPod } = lines.clos;
  return { leaf: lines.count * leaves, spine: lines.count * spinesPerPod, leafSpine: lines.count * leaves * up };
}

function countsOfPlan(plan: HammingMeshPlan): Counts {
  const { planes, boards, rows, columns } = plan;
  const [r, c] = [switchesOf(rows), switchesOf(columns)];
  return tally(
    chipCounts(plan.chips),
    { leaf: planes * (r.leaf + c.leaf), spine: planes * (r.spine + c.spine) },
    {
      'accelerator-accelerator': planes * boards[0] * boards[1] * gridLinkCount(plan.boardGrid),
      'accelerator-leaf': planes * (rows.count * rows.ports + columns.count * columns.ports),
      'leaf-spine': planes * (r.leafSpine + c.leafSpine),
    },
  );
}

/** The switches of one direction in one plane. */
interface LineNodes {
  readonly leaves: Int32Array;
  readonly spines: Int32Array;
}

function* build(plan: HammingMeshPlan, builder: TopologyBuilder, group: number): Pauses<void> {
  const isDue = whenMuchIsMade(builder);
  const { chips, planes, boards } = plan;
  const [a, b] = [chips.board[0]!, chips.board[1]!];
  const [x, y] = boards;
  const width = a * x;
  const chipAt = yield* pausing(buildChips(chips, builder, group), isDue);
  const home = planes === 1 ? (): number => group : (): number => builder.group(group, rowsGroup('plane'));
  const made: { rows: LineNodes; columns: LineNodes }[] = [];
  for (let p = 0; p < planes; p++) {
    const within = home();
    made.push({
      rows: buildLines(plan, plan.rows, builder, builder.group(within, beside('rows')), p),
      columns: buildLines(plan, plan.columns, builder, builder.group(within, beside('columns')), p),
    });
  }
  const chip = (column: number, row: number): number => chipAt[row * width + column]!;
  for (const { rows, columns } of made) {
    for (let by = 0; by < y; by++) {
      for (let bx = 0; bx < x; bx++) {
        yield* gridLinks(plan.boardGrid, (from, to) =>
          builder.link(
            chip(bx * a + (from % a), by * b + Math.floor(from / a)),
            chip(bx * a + (to % a), by * b + Math.floor(to / a)),
            plan.boardLink,
            plan.boardLink_Gbps,
          ),
        );
        if (isDue()) yield;
      }
    }
    for (let row = 0; row < b * y; row++) {
      for (let port = 0; port < 2 * x; port++) {
        const end = chip(Math.floor(port / 2) * a + (port % 2) * (a - 1), row);
        builder.link(end, leafOf(plan.rows, rows, row, port), plan.lineLink, plan.link_Gbps);
      }
      if (isDue()) yield;
    }
    for (let column = 0; column < width; column++) {
      for (let port = 0; port < 2 * y; port++) {
        const end = chip(column, Math.floor(port / 2) * b + (port % 2) * (b - 1));
        builder.link(end, leafOf(plan.columns, columns, column, port), plan.lineLink, plan.link_Gbps);
      }
      if (isDue()) yield;
    }
    yield* pausing(joinLines(plan, plan.rows, rows, builder), isDue);
    yield* pausing(joinLines(plan, plan.columns, columns, builder), isDue);
  }
  builder.region({
    family: 'hammingmesh',
    group,
    shape: { board: chips.board, boards, planes },
    routers: chipAt,
    symmetries: () => symmetriesOfMesh(plan, chip, made),
  });
}

/** The switches of one direction stand beside the grid of boards. */
function beside(lines: 'rows' | 'columns'): GroupClass {
  return { ...rowsGroup(lines), beside: lines };
}

function buildLines(
  plan: HammingMeshPlan,
  lines: Lines,
  builder: TopologyBuilder,
  group: number,
  plane: number,
): LineNodes {
  const { leaf, spine } = switchesOf(lines);
  const mark = plan.planes === 1 ? {} : { plane };
  const leafTray = traysFor(builder, group, rowsGroup('leaves'), leaf);
  const leaves = Int32Array.from({ length: leaf }, (_, i) => builder.node(leafTray(i), plan.leaf, mark));
  const spineTray = traysFor(builder, group, rowsGroup('spines'), spine);
  const spines = Int32Array.from({ length: spine }, (_, i) => builder.node(spineTray(i), plan.spine, mark));
  return { leaves, spines };
}

function leafOf(lines: Lines, nodes: LineNodes, line: number, port: number): number {
  return lines.clos === null
    ? nodes.leaves[Math.floor(line / lines.shared)]!
    : nodes.leaves[line * lines.clos.leaves + Math.floor(port / lines.down)]!;
}

function* joinLines(plan: HammingMeshPlan, lines: Lines, nodes: LineNodes, builder: TopologyBuilder): Pauses<void> {
  if (lines.clos === null) return;
  const { leaves, spinesPerPod, leafSpineLinks } = lines.clos;
  for (const [i, leaf] of nodes.leaves.entries()) {
    const firstSpine = Math.floor(i / leaves) * spinesPerPod;
    for (let j = 0; j < spinesPerPod; j++) {
      for (let n = 0; n < leafSpineLinks; n++) {
        builder.link(leaf, nodes.spines[firstSpine + j]!, plan.leafSpine, plan.link_Gbps);
      }
    }
    yield;
  }
}

/** Columns of boards with their column switches, and rows with theirs, change places while every line is a switch of its own. */
function* symmetriesOfMesh(
  plan: HammingMeshPlan,
  chip: (column: number, row: number) => number,
  made: readonly { rows: LineNodes; columns: LineNodes }[],
): Pauses<Symmetry[]> {
  const { rows, columns, boards, chips } = plan;
  const [a, b] = [chips.board[0]!, chips.board[1]!];
  const spinesAlike = [rows, columns].flatMap((lines, direction) =>
    lines.clos === null
      ? []
      : made.flatMap((plane) => {
          const { spines } = direction === 0 ? plane.rows : plane.columns;
          const each = lines.clos!.spinesPerPod;
          return Array.from({ length: lines.count }, (_, line) =>
            runs(spines.subarray(line * each, (line + 1) * each), 1),
          );
        }),
  );
  const boardColumns = Array.from({ length: boards[0] }, (_, bx) => {
    const copy: number[] = [];
    for (let row = 0; row < b * boards[1]; row++) for (let i = 0; i < a; i++) copy.push(chip(bx * a + i, row));
    for (const plane of made) for (let i = 0; i < a; i++) copy.push(plane.columns.leaves[bx * a + i]!);
    return copy;
  });
  yield;
  const boardRows = Array.from({ length: boards[1] }, (_, by) => {
    const copy: number[] = [];
    for (let column = 0; column < a * boards[0]; column++) {
      for (let j = 0; j < b; j++) copy.push(chip(column, by * b + j));
    }
    for (const plane of made) for (let j = 0; j < b; j++) copy.push(plane.rows.leaves[by * b + j]!);
    return copy;
  });
  const whole = rows.clos === null && columns.clos === null && rows.shared === 1 && columns.shared === 1;
  yield;
  return yield* symmetriesOf([spinesAlike, ...(whole ? [[lists(boardColumns)], [lists(boardRows)]] : [])]);
}

export const hammingmesh = recipeFrom<HammingMeshPlan>({
  name: 'hammingmesh',
  version: 1,
  title: 'HammingMesh',
  use: 'Cheap local bandwidth on boards and switched lines between them, for training jobs that are grids.',
  parameters,
  sizedBy: 'boards',
  plan: planOf,
  counts: countsOfPlan,
  arrangement: (plan) => chipsArrangement(plan.chips),
  build,
});
