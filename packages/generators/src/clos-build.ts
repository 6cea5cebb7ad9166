/**
 * Builds folded Clos fabrics: units from below, then spines and cores with their groups, then the cables upwards leaf by leaf.
 *
 * Cost: O(nodes + links).
 */
import type { GroupClass, TopologyBuilder } from '@weft/topology';
import { coreGroupOf, podOfLeaf, podsHoldUnits, type ClosFabricPlan, type ClosNodes } from './clos-fabric.ts';
import { closSymmetries } from './clos-symmetry.ts';
import { buildUnit, marks } from './clos-units.ts';
import { pausing, whenMuchIsMade, type Pauses } from './pauses.ts';
import { trayLimit, traysFor } from './trays.ts';

const podClass: GroupClass = { word: 'pod', layout: 'rows', columns: 0, device: false, part: null };
const rowClass: GroupClass = { word: 'row', layout: 'grid', columns: 16, device: false, part: null };
const planeClass: GroupClass = { word: 'plane', layout: 'rows', columns: 0, device: false, part: null };
const railClass: GroupClass = { word: 'rail', layout: 'rows', columns: 0, device: false, part: null };
const spinesClass: GroupClass = { word: 'spines', layout: 'rows', columns: 0, device: false, part: null };
const coresClass: GroupClass = { word: 'cores', layout: 'rows', columns: 0, device: false, part: null };

/** Most spines of a two-tier fabric that stand directly in its group. */
const fewSpines = 32;

/** Adds the fabric under `group`, pausing now and then. */
export function* buildClosFabric(plan: ClosFabricPlan, builder: TopologyBuilder, group: number): Pauses<void> {
  const isDue = whenMuchIsMade(builder);
  const nodes = yield* pausing(buildNodes(plan, builder, group), isDue);
  yield* pausing(joinLeavesToSpines(plan, builder, nodes), isDue);
  yield* pausing(joinSpinesToCores(plan, builder, nodes), isDue);
  const { clos, planes } = plan;
  builder.region({
    family: plan.family,
    group,
    shape: {
      tiers: clos.tiers,
      planes,
      leaves: clos.leaves,
      spines: clos.pods * clos.spinesPerPod,
      cores: clos.coreGroups * clos.coresPerGroup,
      pods: clos.pods,
      leavesPerPod: clos.leavesPerPod,
      spinesPerPod: clos.spinesPerPod,
      coreGroups: clos.coreGroups,
      coresPerGroup: clos.coresPerGroup,
    },
    routers: concatenated([nodes.leaves, nodes.spines, nodes.cores]),
    symmetries: () => closSymmetries(plan, nodes),
  });
}

function concatenated(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function* buildNodes(plan: ClosFabricPlan, builder: TopologyBuilder, group: number): Pauses<ClosNodes> {
  const { clos, planes, units, leavesPerUnit } = plan;
  const perPlane = { spines: clos.pods * clos.spinesPerPod, cores: clos.coreGroups * clos.coresPerGroup };
  const nodes = {
    servers: new Int32Array(plan.servers),
    unitStart: new Int32Array(units),
    unitEnd: new Int32Array(units),
    podStart: [] as number[],
    podEnd: [] as number[],
    leaves: new Int32Array(clos.leaves * planes),
    spines: new Int32Array(perPlane.spines * planes),
    cores: new Int32Array(perPlane.cores * planes),
    managerNics: [] as number[][],
  };
  const spinesOfPod = (within: number, pod: number): void => {
    const tray = traysFor(builder, within, spinesClass, planes * clos.spinesPerPod);
    for (let p = 0; p < planes; p++) {
      for (let j = 0; j < clos.spinesPerPod; j++) {
        nodes.spines[p * perPlane.spines + pod * clos.spinesPerPod + j] = builder.node(
          tray(p * clos.spinesPerPod + j),
          plan.classes.spine,
          marks(plan, p),
        );
      }
    }
  };

  if (clos.tiers === 2) {
    const rails = railGroups(plan, builder, group);
    const tray = traysFor(builder, group, rowClass, units);
    for (let u = 0; u < units; u++) {
      yield* buildUnit(plan, builder, tray(u), u, nodes, rails);
    }
    if (planes === 1 && clos.spinesPerPod <= fewSpines) spinesOfPod(group, 0);
    else buildSpinesApart(plan, builder, group, nodes.spines, rails);
  } else if (podsHoldUnits(plan)) {
    const unitsPerPod = clos.leavesPerPod / leavesPerUnit;
    const tray = traysFor(builder, group, rowClass, clos.pods, 256);
    for (let pod = 0; pod < clos.pods; pod++) {
      nodes.podStart.push(builder.nodeCount);
      const podGroup = builder.group(tray(pod), podClass);
      const last = Math.min(units, (pod + 1) * unitsPerPod);
      for (let u = pod * unitsPerPod; u < last; u++) {
        yield* buildUnit(plan, builder, podGroup, u, nodes);
      }
      spinesOfPod(podGroup, pod);
      nodes.podEnd.push(builder.nodeCount);
    }
  } else {
    const tray = traysFor(builder, group, rowClass, units);
    for (let u = 0; u < units; u++) {
      yield* buildUnit(plan, builder, tray(u), u, nodes);
    }
    for (let pod = 0; pod < clos.pods; pod++) spinesOfPod(builder.group(group, podClass), pod);
  }
  const few = nodes.cores.length <= fewSpines;
  const tray = few ? (): number => group : traysFor(builder, group, coresClass, nodes.cores.length, fullTray(plan));
  for (let i = 0; i < nodes.cores.length; i++) {
    nodes.cores[i] = builder.node(tray(i), plan.classes.core, marks(plan, Math.floor(i / perPlane.cores)));
    if (i % 256 === 255) yield;
  }
  return nodes;
}

/** Cores of a tray: whole core groups, up to what can be drawn. */
function fullTray({ clos: { coresPerGroup } }: ClosFabricPlan): number {
  return coresPerGroup > trayLimit ? trayLimit : Math.floor(trayLimit / coresPerGroup) * coresPerGroup;
}

/** A group for all switches of each rail where a rail is a network of its own that has spines; none otherwise. */
function railGroups(plan: ClosFabricPlan, builder: TopologyBuilder, group: number): number[] {
  if (!plan.planeIsRail || plan.planes === 1 || plan.clos.spinesPerPod === 0) return [];
  return Array.from({ length: plan.planes }, () => builder.group(group, railClass));
}

/** Spines of a two-tier fabric in groups of their own: by plane or rail, else in trays. */
function buildSpinesApart(
  plan: ClosFabricPlan,
  builder: TopologyBuilder,
  group: number,
  spines: Int32Array,
  rails: readonly number[],
): void {
  const { planes, clos } = plan;
  for (let p = 0; p < planes; p++) {
    const home = rails[p] ?? (planes === 1 ? group : builder.group(group, planeClass));
    const tray = traysFor(builder, home, spinesClass, clos.spinesPerPod, planes === 1 ? fewSpines : undefined);
    for (let j = 0; j < clos.spinesPerPod; j++) {
      spines[p * clos.spinesPerPod + j] = builder.node(tray(j), plan.classes.spine, marks(plan, p));
    }
  }
}

function* joinLeavesToSpines(plan: ClosFabricPlan, builder: TopologyBuilder, nodes: ClosNodes): Pauses<void> {
  const { clos, planes, classes, uplink_Gbps } = plan;
  const spinesPerPlane = clos.pods * clos.spinesPerPod;
  for (let p = 0; p < planes; p++) {
    for (let l = 0; l < clos.leaves; l++) {
      const leaf = nodes.leaves[p * clos.leaves + l]!;
      const firstSpine = p * spinesPerPlane + podOfLeaf(plan, l) * clos.spinesPerPod;
      for (let j = 0; j < clos.spinesPerPod; j++) {
        const spine = nodes.spines[firstSpine + j]!;
        for (let n = 0; n < clos.leafSpineLinks; n++) builder.link(leaf, spine, classes.leafSpine, uplink_Gbps);
      }
      yield;
    }
  }
}

function* joinSpinesToCores(plan: ClosFabricPlan, builder: TopologyBuilder, nodes: ClosNodes): Pauses<void> {
  const { clos, planes, classes, uplink_Gbps } = plan;
  const coresPerPlane = clos.coreGroups * clos.coresPerGroup;
  for (let p = 0; p < planes; p++) {
    for (let pod = 0; pod < clos.pods; pod++) {
      for (let j = 0; j < clos.spinesPerPod; j++) {
        const spine = nodes.spines[(p * clos.pods + pod) * clos.spinesPerPod + j]!;
        for (let c = 0; c < clos.coresPerGroup; c++) {
          const core = nodes.cores[p * coresPerPlane + coreGroupOf(clos, j) * clos.coresPerGroup + c]!;
          for (let n = 0; n < clos.spineCoreLinks; n++) builder.link(spine, core, classes.spineCore, uplink_Gbps);
        }
        yield;
      }
    }
  }
}
