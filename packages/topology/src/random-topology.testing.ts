/**
 * Random topologies for tests: any shape of groups, any links, some names. Same seed, same topology; cabling may break rules.
 */
import { TopologyBuilder, type NodePlace } from './builder.ts';
import { groupLayouts, nodeRoles, type NodeClass, type Topology } from './topology.ts';

/** Whole numbers below n, from a linear congruential generator (Numerical Recipes, 32 bits); its low bits are not used. */
export function drawsOf(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** A topology of about `size` nodes and twice as many links. */
export function randomTopology(seed: number, size: number): Topology {
  const below = drawsOf(seed);
  const builder = new TopologyBuilder();
  const groups = [0];
  for (let i = below(size + 1); i > 0; i--) {
    groups.push(
      builder.group(
        groups[below(groups.length)]!,
        {
          word: ['unit', 'server'][below(2)]!,
          layout: groupLayouts[below(groupLayouts.length)]!,
          columns: below(4),
          device: below(2) === 1,
          part: null,
        },
        below(4) === 0 ? { name: `g/${i}`, label: `Gruppe ä ${i}` } : {},
      ),
    );
  }
  const classes: NodeClass[] = nodeRoles.map((role) => ({
    role,
    word: role,
    part: below(2) === 0 ? null : 'part-1',
    ports: below(2) === 0 ? null : below(8),
    forwards: 'always',
  }));
  for (let v = 0; v < size; v++) {
    const place: NodePlace = {
      ...(below(3) === 0 ? { rail: below(8), plane: below(2) } : {}),
      ...(below(5) === 0 ? { x: below(100), y: below(100) } : {}),
      ...(below(6) === 0 ? { name: `host-${v}`, label: `Host ✓ ${v}` } : {}),
    };
    builder.node(groups[below(groups.length)]!, classes[below(classes.length)]!, place);
  }
  for (let e = 0; e < 2 * size; e++) {
    const ports = below(4) === 0 ? { a: below(6) } : {};
    builder.link(
      below(size),
      below(size),
      { kind: ['leaf-spine', 'nic-leaf'][below(2)]!, fabric: 'compute', protocol: null, medium: null },
      100 * (1 + below(8)),
      ports,
      below(7) === 0 ? `cable ${e}` : undefined,
    );
  }
  if (size > 1) {
    builder.region({
      family: 'random',
      group: 0,
      shape: { size, dimensions: [1, 2] },
      routers: Int32Array.of(0, 1),
      symmetries: [{ nodes: Int32Array.of(0, 1), images: Int32Array.of(1, 0) }],
    });
  }
  return builder.build();
}
