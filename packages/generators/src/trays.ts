/**
 * Keeps groups small enough to draw: many like members are spread evenly over subgroups.
 */
import type { GroupClass, TopologyBuilder } from '@weft/topology';

/** Most direct members of one kind in a group; above it they are put in subgroups. */
export const trayLimit = 128;

/**
 * Answers the group in which member i of `count` is to be made: `group` itself when they are few, else one of the fewest
 * subgroups that keep within `limit`. Members must be made in ascending order.
 */
export function traysFor(
  builder: TopologyBuilder,
  group: number,
  groupClass: GroupClass,
  count: number,
  limit = trayLimit,
): (member: number) => number {
  if (count <= limit) return () => group;
  const each = Math.ceil(count / Math.ceil(count / limit));
  const made: number[] = [];
  return (member) => {
    const tray = Math.floor(member / each);
    return (made[tray] ??= builder.group(group, groupClass));
  };
}
