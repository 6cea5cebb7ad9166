/**
 * The roles that are drawn, from the top of the picture to the bottom, and how they are counted in words.
 *
 * Inside the package a role is its place in `drawnRoles` (a small integer), so that tables per group are flat arrays.
 */
import type { NodeRole } from '@weft/topology';
import { formatCount, sayText } from '@weft/units';
import type { DrawnRole } from './scene.ts';

export const drawnRoles = [
  'core',
  'spine',
  'leaf',
  'router',
  'nic',
  'server',
  'service',
  'accelerator',
  'scaleUp',
] as const satisfies readonly DrawnRole[];

export const roleCount = drawnRoles.length;

/** The place of a role in `drawnRoles`. */
export const roleCode: Readonly<Record<DrawnRole, number>> = {
  core: 0,
  spine: 1,
  leaf: 2,
  router: 3,
  nic: 4,
  server: 5,
  service: 6,
  accelerator: 7,
  scaleUp: 8,
};

/** The line of a role in a picture by rows: 0 is the top. Roles of one rank share a line. */
export const roleRank: readonly number[] = [0, 1, 2, 2, 3, 4, 4, 4, 5];

/** Switches: what may disappear together with the fabric it belongs to. */
export const switchRoles: ReadonlySet<NodeRole> = new Set(['core', 'spine', 'leaf', 'router', 'scaleUp']);

const words: Readonly<Record<DrawnRole, readonly [one: string, many: string]>> = {
  core: ['core', 'cores'],
  spine: ['spine', 'spines'],
  leaf: ['leaf', 'leaves'],
  router: ['router', 'routers'],
  nic: ['NIC', 'NICs'],
  server: ['server', 'servers'],
  service: ['service', 'services'],
  accelerator: ['accelerator', 'accelerators'],
  scaleUp: ['scale-up switch', 'scale-up switches'],
};

/** A count in words: `32 leaves`, `1 spine`, `12,500 servers`. */
export function countLabel(role: DrawnRole, count: number): string {
  return `${grouped(count)} ${sayText(words[role][count === 1 ? 0 : 1])}`;
}

/** A role in words: `scale-up switch`. */
export function roleWord(role: DrawnRole): string {
  return sayText(words[role][0]);
}

/** A count as the reader writes it, as everywhere else on the page. */
export function grouped(count: number): string {
  return formatCount(count);
}
