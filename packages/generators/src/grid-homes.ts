/**
 * Where the routers of a grid are drawn: each in a group with its servers, the groups in rows and planes where they are many.
 */
import type { GroupClass, TopologyBuilder } from '@weft/topology';
import { columnsOf } from './chips.ts';
import { placesOf } from './grid.ts';
import { trayLimit } from './trays.ts';

const words = ['row', 'plane', 'cube'];

/** The group of each router, asked in ascending order. Whole leading dimensions are gathered until their groups are few. */
export function gridHomes(
  word: string,
  shape: readonly number[],
): (builder: TopologyBuilder, group: number) => (router: number) => number {
  const cell: GroupClass = { word, layout: 'rows', columns: 0, device: false, part: null };
  // Levels from the outermost: each holds the places of the first `dimensions` dimensions.
  const levels: { size: number; groupClass: GroupClass }[] = [];
  let outside = placesOf(shape);
  for (let d = shape.length - 1; d >= 1 && outside > trayLimit; d--) {
    const size = placesOf(shape.slice(0, d));
    levels.push({
      size,
      groupClass: {
        word: words[d - 1] ?? `part`,
        layout: 'grid',
        columns: columnsOf(shape.slice(0, d)),
        device: false,
        part: null,
      },
    });
    outside = size;
  }
  return (builder, group) => {
    const current = levels.map(() => -1);
    const homes = levels.map(() => group);
    return (router) => {
      let home = group;
      levels.forEach(({ size, groupClass }, i) => {
        const index = Math.floor(router / size);
        if (current[i] !== index) {
          current[i] = index;
          homes[i] = builder.group(home, groupClass);
        }
        home = homes[i]!;
      });
      return builder.group(home, cell);
    };
  };
}
