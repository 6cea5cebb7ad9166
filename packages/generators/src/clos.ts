/**
 * The arithmetic of folded Clos networks: how many spines and cores so many leaves need.
 *
 * The rule that published reference designs follow: the number of switches above is the smallest one, at or above the minimum by
 * ports, that divides the uplinks of a switch below evenly, so that every pair carries the same number of cables. Rounding
 * the ports up does not give it: 24 leaves of 32 uplinks need 12 spines of 64 ports, but 32 cables do not split over 12; 16 do.
 *
 * Two tiers: each leaf to each spine. Three tiers: leaves and spines in pods, spine j of every pod to the cores of one group. A full tree has a
 * group for each j; where tapering leaves cores half empty, neighbouring j share a group.
 * A last pod that is not full has all its spines and their uplinks, and only the leaves it needs.
 */
import { done, failed, type Outcome, say } from '@weft/units';

export interface ClosPlan {
  readonly tiers: 2 | 3;
  readonly leaves: number;
  /** Uplinks of a leaf. */
  readonly up: number;
  readonly pods: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Cables between a leaf and each spine of its pod. */
  readonly leafSpineLinks: number;
  /** Uplinks of a spine, 0 in two tiers. */
  readonly spineUp: number;
  /** Core groups, 0 in two tiers: spines of one number in their pods share a group, and neighbouring numbers where that saves cores. */
  readonly coreGroups: number;
  readonly coresPerGroup: number;
  readonly spineCoreLinks: number;
}

export interface ClosRequest {
  readonly leaves: number;
  readonly up: number;
  readonly spinePorts: number;
  readonly corePorts: number;
  /** Down to up of a spine below a core; 1 is non-blocking. */
  readonly spineTaper: number;
  readonly tiers: 'auto' | '2' | '3';
  /** Leaves of a full pod; 0 takes as many as the spine's downward ports. */
  readonly leavesPerPod: number;
}

/** The smallest divisor of `n` at or above `least`, null when there is none. */
export function divisorAtLeast(n: number, least: number): number | null {
  for (let d = Math.max(1, least); d <= n; d++) if (n % d === 0) return d;
  return null;
}

/** Ports of a switch split down : up in the ratio of the taper, whole ports, at least one each way. */
export function portsBelow(ports: number, taper: number): number {
  // Rounded first, so that 128 ports at 15 : 1 give 120 whatever the last bit of the quotient.
  const exact = (ports * taper) / (1 + taper);
  return Math.min(ports - 1, Math.max(1, Math.floor(Number(exact.toFixed(9)))));
}

/** The plan of one fabric (of one plane, when there are several), or why there is none. */
export function closPlanOf(request: ClosRequest): Outcome<ClosPlan> {
  const two = twoTiers(request);
  if (request.tiers === '2' || (request.tiers === 'auto' && two.ok)) return two;
  return threeTiers(request);
}

function twoTiers({ leaves, up, spinePorts }: ClosRequest): Outcome<ClosPlan> {
  const spines = divisorAtLeast(up, Math.ceil((leaves * up) / spinePorts));
  if (spines === null) {
    return failed(
      'too-many-leaves',
      'tiers',
      say`Two tiers join at most ${spinePorts} leaves, one port of a spine each, but ${leaves} are needed; expected three tiers, wider spines or fewer servers.`,
    );
  }
  return done({
    tiers: 2,
    leaves,
    up,
    pods: 1,
    leavesPerPod: leaves,
    spinesPerPod: spines,
    leafSpineLinks: up / spines,
    spineUp: 0,
    coreGroups: 0,
    coresPerGroup: 0,
    spineCoreLinks: 0,
  });
}

function threeTiers(request: ClosRequest): Outcome<ClosPlan> {
  const { leaves, up, spinePorts, corePorts, spineTaper } = request;
  const down = portsBelow(spinePorts, spineTaper);
  const spineUp = spinePorts - down;
  const leavesPerPod = Math.min(request.leavesPerPod > 0 ? request.leavesPerPod : down, leaves);
  const spines = divisorAtLeast(up, Math.ceil((leavesPerPod * up) / down));
  if (spines === null) {
    return failed(
      'too-many-leaves',
      'leavesPerPod',
      say`A pod joins at most ${down} leaves, one downward port of a spine each, but ${leavesPerPod} are asked for.`,
    );
  }
  const pods = Math.ceil(leaves / leavesPerPod);
  const cores = fewestCores(spines, spineUp, pods, corePorts);
  if (cores === null) {
    const most = corePorts * leavesPerPod;
    return failed(
      'too-many-pods',
      'tiers',
      say`Three tiers join at most ${corePorts} pods, one port of a core each, but ${pods} are needed; the largest number of leaves is ${most} and these servers need ${leaves}.`,
    );
  }
  return done({
    tiers: 3,
    leaves,
    up,
    pods,
    leavesPerPod,
    spinesPerPod: spines,
    leafSpineLinks: up / spines,
    spineUp,
    coreGroups: cores.groups,
    coresPerGroup: cores.each,
    spineCoreLinks: spineUp / cores.each,
  });
}

/**
 * The fewest cores: in groups of equally many spine numbers, each group with the fewest cores that divide the uplinks of a spine evenly. Of equal
 * totals the one with most groups, which is the tree of equal switches. Null when a core has not even a port for each pod.
 */
function fewestCores(
  spines: number,
  spineUp: number,
  pods: number,
  corePorts: number,
): { groups: number; each: number } | null {
  let best: { groups: number; each: number } | null = null;
  for (let groups = spines; groups >= 1; groups--) {
    if (spines % groups !== 0) continue;
    const each = divisorAtLeast(spineUp, Math.ceil((pods * (spines / groups) * spineUp) / corePorts));
    if (each !== null && (best === null || groups * each < best.groups * best.each)) best = { groups, each };
  }
  return best;
}

/** Spines, cores and cables of a plan. */
export function closCounts(plan: ClosPlan): { spines: number; cores: number; leafSpine: number; spineCore: number } {
  const spines = plan.pods * plan.spinesPerPod;
  return {
    spines,
    cores: plan.coreGroups * plan.coresPerGroup,
    leafSpine: plan.leaves * plan.up,
    spineCore: spines * plan.spineUp,
  };
}
