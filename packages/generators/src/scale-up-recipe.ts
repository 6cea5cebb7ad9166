/**
 * Scale-up domains on their own: racks, packages and wafers of accelerators without NICs.
 *
 * Switched domains and full meshes stand in trays of accelerators and trays of switches; grids (tori of boards, chiplets on a package, dies on a
 * wafer) are drawn as grids. Every domain is a separate fabric.
 */
import { mediumFacts, partOf } from '@weft/catalogue';
import { done, failed, type Outcome, say } from '@weft/units';
import type { Counts, GroupClass, TopologyBuilder } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { boardOf, buildChips, chipsArrangement, columnsOf, tilesFor, type ChipsPlan } from './chips.ts';
import { closedDimensions, gridLinks, gridTurns, placesOf } from './grid.ts';
import { rowsGroup } from './network-parameters.ts';
import { choice, count, list, listIn, numberIn, part, partIn, rate, wordIn } from './parameters.ts';
import { pausing, whenMuchIsMade, type Pauses } from './pauses.ts';
import type { ParameterSpec } from './recipe.ts';
import { buildScaleUp, scaleUpPlanOf, scaleUpWirings, type ScaleUpPlan, type ScaleUpWiring } from './scale-up.ts';
import { scaleUpOf } from './server.ts';
import { symmetriesOf, turnsOf, type Chain } from './symmetry.ts';
import { tally } from './tally.ts';
import { traysFor } from './trays.ts';

const parameters: readonly ParameterSpec[] = [
  count('domains', 'Scale-up domains, each a fabric of its own', 'domains', 1, 1, 100_000),
  count(
    'accelerators',
    'Accelerators of one domain; a torus or mesh takes the product of its shape instead',
    'accelerators',
    72,
    1,
    16_384,
  ),
  choice(
    'scaleUp',
    'Fabric: switched (NVLink), a direct full mesh (Infinity Fabric), a torus (ICI), or a grid mesh (chiplets on a package, dies on a wafer)',
    'switched',
    scaleUpWirings.filter((wiring) => wiring !== 'none'),
  ),
  rate(
    'scaleUp_Gbps',
    'Scale-up bandwidth of one accelerator, all its links together, each direction; 0 takes what is published of the accelerator',
    0,
    0,
  ),
  count(
    'scaleUpSwitches',
    'Switch chips of a switched domain; each accelerator has an equal share to all of them',
    'switches',
    18,
    1,
    4096,
  ),
  list('scaleUpShape', 'Dimensions of a torus or mesh', 'accelerators', [4, 4, 4], 1, 16_384),
  count(
    'acceleratorsPerTray',
    'Accelerators of one tray (server); 0 puts a domain in one',
    'accelerators',
    4,
    0,
    16_384,
  ),
  count('switchesPerTray', 'Switch chips of one switch tray', 'switches', 2, 1, 4096),
  list(
    'board',
    'Accelerators of one board of a torus or mesh, by dimension; left out, the whole domain is one',
    'accelerators',
    [],
    1,
    16_384,
  ),
  part('accelerator', 'Catalogue id of the accelerator', 'gb200-nvl72', 'accelerator'),
  part('server', 'Catalogue id of the server or tray', '', 'server'),
  part('switch', 'Catalogue id of the scale-up switch', 'nvswitch4', 'switch'),
  part(
    'medium',
    'Catalogue id of the medium between accelerators (a wafer, a package); empty lets it be chosen',
    '',
    'medium',
  ),
  part('scaleUpProtocol', 'Catalogue id of the scale-up protocol', 'nvlink5', 'protocol'),
];

interface DomainsPlan {
  readonly domains: number;
  readonly scaleUp: ScaleUpPlan;
  /** Accelerators of a tray and how many trays, for domains that are not grids. */
  readonly perTray: number;
  readonly trays: number;
  readonly switchesPerTray: number;
  /** For grids. */
  readonly chips: ChipsPlan | null;
  readonly accelerator: string | null;
  readonly server: string | null;
}

function planOf(values: Parameters): Outcome<DomainsPlan> {
  const wiring = wordIn(values, 'scaleUp') as ScaleUpWiring;
  const isGrid = wiring === 'torus' || wiring === 'mesh';
  const shape = listIn(values, 'scaleUpShape');
  const accelerators = isGrid ? placesOf(shape) : numberIn(values, 'accelerators');
  if (isGrid && (shape.length === 0 || accelerators > 1_000_000)) {
    return failed(
      'scale-up-shape',
      'scaleUpShape',
      say`scaleUpShape ${shape.join(' x ')} has ${shape.length === 0 ? 'no' : accelerators} places; expected 1 to 1000000.`,
    );
  }
  if (wiring === 'full-mesh' && accelerators > 64) {
    return failed(
      'scale-up-mesh',
      'accelerators',
      say`A full mesh of ${accelerators} accelerators needs ${accelerators - 1} links on each; expected at most 64.`,
    );
  }
  const perTray = numberIn(values, 'acceleratorsPerTray') || accelerators;
  if (!isGrid && accelerators % perTray !== 0) {
    return failed(
      'tray-size',
      'acceleratorsPerTray',
      say`${accelerators} accelerators do not fill trays of ${perTray}; expected a divisor of ${accelerators}, or 0 for one tray.`,
    );
  }
  const board = boardOf(shape, listIn(values, 'board').length > 0 ? listIn(values, 'board') : shape);
  if (isGrid && !board.ok) return board;
  const accelerator = partIn(values, 'accelerator');
  const server = partIn(values, 'server');
  const bandwidth_Gbps = scaleUpOf(values, accelerators > 1);
  if (!bandwidth_Gbps.ok) return bandwidth_Gbps;
  const scaleUp = scaleUpPlanOf({
    wiring,
    accelerators,
    bandwidth_Gbps: bandwidth_Gbps.value,
    switches: numberIn(values, 'scaleUpSwitches'),
    switchPart: partIn(values, 'switch'),
    shape,
    protocol: partIn(values, 'scaleUpProtocol'),
    medium: partIn(values, 'medium'),
  });
  return done({
    domains: numberIn(values, 'domains'),
    scaleUp,
    perTray,
    trays: accelerators / perTray,
    switchesPerTray: numberIn(values, 'switchesPerTray'),
    chips:
      isGrid && board.ok
        ? {
            shape,
            board: board.value,
            tiles: tilesFor(shape, board.value),
            chip: { role: 'accelerator', word: 'gpu', part: accelerator, ports: scaleUp.degree, forwards: 'always' },
            boardPart: server,
            ...(isWafer(partIn(values, 'medium')) ? { outline: 'wafer' } : {}),
          }
        : null,
    accelerator,
    server,
  });
}

function isWafer(mediumId: string | null): boolean {
  const medium = mediumId === null ? undefined : partOf('medium', mediumId);
  return medium !== undefined && mediumFacts(medium).technology === 'wafer';
}

function countsOfPlan(plan: DomainsPlan): Counts {
  const { domains, scaleUp, chips } = plan;
  const servers = chips === null ? plan.trays : scaleUp.accelerators / placesOf(chips.board);
  return tally(
    {
      accelerators: domains * scaleUp.accelerators,
      servers: domains * servers,
      nics: 0,
      services: 0,
      switches: {},
      links: {},
    },
    { scaleUp: domains * scaleUp.switches },
    { [scaleUp.linkClass.kind]: domains * scaleUp.links },
  );
}

function* build(plan: DomainsPlan, builder: TopologyBuilder, group: number): Pauses<void> {
  const isDue = whenMuchIsMade(builder);
  const tray = traysFor(builder, group, { ...rowsGroup('row'), layout: 'grid', columns: 16 }, plan.domains);
  const domainClass: GroupClass =
    plan.chips === null
      ? rowsGroup('domain')
      : { word: 'domain', ...chipsArrangement(plan.chips), device: false, part: null };
  for (let d = 0; d < plan.domains; d++) {
    const domain = builder.group(tray(d), domainClass);
    const building =
      plan.chips === null ? buildDomain(plan, builder, domain) : buildGrid(plan, plan.chips, builder, domain);
    yield* pausing(building, isDue);
    if (isDue()) yield;
  }
}

function* buildDomain(plan: DomainsPlan, builder: TopologyBuilder, domain: number): Pauses<void> {
  const { scaleUp, perTray } = plan;
  const trayClass: GroupClass = {
    word: 'tray',
    layout: 'grid',
    columns: columnsOf([perTray]),
    device: true,
    part: plan.server,
  };
  const chip = {
    role: 'accelerator',
    word: 'gpu',
    part: plan.accelerator,
    ports: scaleUp.degree,
    forwards: 'handOver',
  } as const;
  const first = builder.nodeCount;
  let within = domain;
  for (let i = 0; i < scaleUp.accelerators; i++) {
    if (i % perTray === 0) within = builder.group(domain, trayClass);
    builder.node(within, chip);
    if (i % 256 === 255) yield;
  }
  const switchTray = rowsGroup('switches');
  const homeOfSwitch = traysFor(builder, domain, switchTray, scaleUp.switches, plan.switchesPerTray);
  const firstSwitch = builder.nodeCount;
  yield* buildScaleUp(scaleUp, builder, homeOfSwitch, first);
  builder.region({
    family: 'scale-up',
    group: domain,
    shape: { accelerators: scaleUp.accelerators, switches: scaleUp.switches },
    routers: Int32Array.from({ length: scaleUp.switches }, (_, i) => firstSwitch + i),
    symmetries: () => symmetriesOf([[singly(first, scaleUp.accelerators)], [singly(firstSwitch, scaleUp.switches)]]),
  });
}

/** A run of nodes, each a copy of its own. */
function singly(first: number, n: number): Chain {
  return { copies: n, size: 1, node: (copy) => first + copy };
}

function* buildGrid(plan: DomainsPlan, chips: ChipsPlan, builder: TopologyBuilder, domain: number): Pauses<void> {
  const { grid, linkClass, link_Gbps } = plan.scaleUp;
  const chipAt = yield* buildChips(chips, builder, domain);
  yield* gridLinks(grid, (a, b) => builder.link(chipAt[a]!, chipAt[b]!, linkClass, link_Gbps));
  builder.region({
    family: 'torus',
    group: domain,
    shape: { dimensions: grid.shape, wrap: closedDimensions(grid).map(Number) },
    routers: chipAt,
    symmetries: () => turnsOf(gridTurns(grid), chipAt),
  });
}

export const scaleUpDomain = recipeFrom<DomainsPlan>({
  name: 'scale-up',
  version: 1,
  title: 'Scale-up domain',
  use: 'The fabric inside one rack, package or wafer: NVLink, Infinity Fabric, ICI, chiplets.',
  parameters,
  sizedBy: 'domains',
  plan: planOf,
  counts: countsOfPlan,
  arrangement: (plan) => ({ layout: 'grid', columns: Math.ceil(Math.sqrt(plan.domains)) }),
  build,
});
