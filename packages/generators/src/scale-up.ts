/**
 * Scale-up fabrics: how the accelerators of one domain are joined, whatever stands around them.
 *
 *   switched   each accelerator to each of S switches with 1/S of its bandwidth (NVLink, 8 or 72 to a domain)
 *   full-mesh  a link between every pair, 1/(n - 1) of the bandwidth each (Infinity Fabric)
 *   torus      a grid whose rows close to rings, the bandwidth spread over the neighbours (ICI)
 *   mesh       the same grid left open (chiplets on a package, dies on a wafer); at an edge a share stays unused
 *
 * Bandwidths are per accelerator, all its links together, in Gb/s each direction.
 */
import type { LinkClass, NodeClass, TopologyBuilder } from '@weft/topology';
import { gridDegree, gridLinkCount, gridLinks, type Grid } from './grid.ts';
import type { Pauses } from './pauses.ts';

export const scaleUpWirings = ['switched', 'full-mesh', 'torus', 'mesh', 'none'] as const;
export type ScaleUpWiring = (typeof scaleUpWirings)[number];

export interface ScaleUpPlan {
  readonly wiring: ScaleUpWiring;
  readonly accelerators: number;
  /** 0 unless switched. */
  readonly switches: number;
  readonly grid: Grid;
  /** Most scale-up links on one accelerator, and the rate of each. */
  readonly degree: number;
  readonly link_Gbps: number;
  readonly links: number;
  readonly switchClass: NodeClass;
  readonly linkClass: LinkClass;
}

/** What a person says about a scale-up fabric. */
export interface ScaleUpChoice {
  readonly wiring: ScaleUpWiring;
  readonly accelerators: number;
  readonly bandwidth_Gbps: number;
  readonly switches: number;
  readonly switchPart: string | null;
  readonly shape: readonly number[];
  readonly protocol: string | null;
  readonly medium: string | null;
}

/** Works out degree, link rate and counts. A grid's shape must have one place for each accelerator. */
export function scaleUpPlanOf(chosen: ScaleUpChoice): ScaleUpPlan {
  const { accelerators: n, shape } = chosen;
  const idle = n === 1 || chosen.bandwidth_Gbps === 0;
  const wiring = idle ? 'none' : chosen.wiring;
  const grid: Grid = { shape, wrap: shape.map(() => wiring === 'torus') };
  const [degree, links] = ((): [number, number] => {
    switch (wiring) {
      case 'switched':
        return [chosen.switches, n * chosen.switches];
      case 'full-mesh':
        return [n - 1, (n * (n - 1)) / 2];
      case 'torus':
      case 'mesh':
        return [gridDegree(grid), gridLinkCount(grid)];
      case 'none':
        return [0, 0];
    }
  })();
  return {
    wiring,
    accelerators: n,
    switches: wiring === 'switched' ? chosen.switches : 0,
    grid,
    degree,
    link_Gbps: degree === 0 ? 0 : chosen.bandwidth_Gbps / degree,
    links,
    switchClass: { role: 'scaleUp', word: 'switch', part: chosen.switchPart, ports: n, forwards: 'always' },
    linkClass: {
      kind: wiring === 'switched' ? 'accelerator-scaleUp' : 'accelerator-accelerator',
      fabric: 'scale-up',
      protocol: chosen.protocol,
      medium: chosen.medium,
    },
  };
}

/** Joins the accelerators `first, first + 1 ...`; switch s of a switched fabric is added now, to the group `home(s)`. */
export function* buildScaleUp(
  plan: ScaleUpPlan,
  builder: TopologyBuilder,
  home: (scaleUpSwitch: number) => number,
  first: number,
): Pauses<void> {
  const { accelerators: n, linkClass, link_Gbps } = plan;
  switch (plan.wiring) {
    case 'switched':
      for (let s = 0; s < plan.switches; s++) {
        const scaleUp = builder.node(home(s), plan.switchClass);
        for (let i = 0; i < n; i++) builder.link(first + i, scaleUp, linkClass, link_Gbps);
        yield;
      }
      return;
    case 'full-mesh':
      for (let i = 0; i < n; i++) {
        for (let j = i + 1; j < n; j++) builder.link(first + i, first + j, linkClass, link_Gbps);
        yield;
      }
      return;
    case 'torus':
    case 'mesh':
      yield* gridLinks(plan.grid, (a, b) => builder.link(first + a, first + b, linkClass, link_Gbps));
      return;
    case 'none':
  }
}
