/**
 * Puts a recipe together from its parts: the declaration of its parameters, the plan they make, the counts of a plan, and the
 * building of a plan.
 *
 * A *plan* is the recipe's own record of every number a build needs, so that counting and building cannot disagree on the
 * arithmetic. It is cheap: nothing of the fabric's size is allocated before the counts have passed the limits.
 */
import { done, failed, type Fault, type Outcome, say } from '@weft/units';
import type { Counts, TopologyBuilder } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { nearestValid } from './nearest-valid.ts';
import { checkedAgainst } from './parameters.ts';
import { atOnce, type Pauses } from './pauses.ts';
import type { Arrangement, ParameterSpec, Recipe } from './recipe.ts';

export interface RecipeParts<Plan> {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly use: string;
  readonly parameters: readonly ParameterSpec[];
  /** The count that makes the fabric larger or smaller: named when the fabric is too large. */
  readonly sizedBy: string;
  /** Checks the relations between parameters that are each in range. */
  plan(parameters: Parameters): Outcome<Plan>;
  counts(plan: Plan): Counts;
  arrangement(plan: Plan): Arrangement;
  /** May pause: then it is a generator. */
  build(plan: Plan, builder: TopologyBuilder, group: number): void | Pauses<void>;
}

/** What a browser tab holds with room for a solve: a million-accelerator fat-tree has 2.3 million nodes and 5.2 million links. */
export const largestFabric = { nodes: 6_000_000, links: 12_000_000 } as const;

/** A recipe from its parts. */
export function recipeFrom<Plan>(parts: RecipeParts<Plan>): Recipe {
  const planOf = (parameters: Parameters): Plan => {
    const plan = parts.plan(parameters);
    if (!plan.ok) throw new Error(`${parts.name}: parameters were not checked: ${plan.fault.message}`);
    return plan.value;
  };
  const buildSteps = function* (parameters: Parameters, builder: TopologyBuilder, group: number): Pauses<void> {
    const plan = planOf(completed(parts.parameters, parameters));
    const { nodes, links } = sizeOf(parts.counts(plan));
    builder.reserve(nodes, links);
    const pausing = parts.build(plan, builder, group);
    if (pausing !== undefined) yield* pausing;
  };
  return {
    name: parts.name,
    version: parts.version,
    title: parts.title,
    use: parts.use,
    parameters: parts.parameters,
    check(given) {
      const checked = checkedPlan(parts, given);
      return checked.ok ? checked : { ok: false, fault: withNearest(parts, given, checked.fault) };
    },
    expected: (parameters) => parts.counts(planOf(completed(parts.parameters, parameters))),
    arrangement: (parameters) => parts.arrangement(planOf(completed(parts.parameters, parameters))),
    build: (parameters, builder, group) => atOnce(buildSteps(parameters, builder, group)),
    buildSteps,
  };
}

/** Nodes and links of a fabric with these counts. */
export function sizeOf(counts: Counts): { nodes: number; links: number } {
  return {
    nodes: counts.accelerators + counts.nics + counts.services + sum(counts.switches),
    links: sum(counts.links),
  };
}

function sum(record: Readonly<Record<string, number | undefined>>): number {
  return Object.values(record).reduce<number>((total, n) => total + (n ?? 0), 0);
}

function fits({ nodes, links }: { nodes: number; links: number }): boolean {
  return nodes <= largestFabric.nodes && links <= largestFabric.links;
}

/** Parameters complete and in range that make a plan of a size that is built. */
function checkedPlan<Plan>(parts: RecipeParts<Plan>, given: Parameters): Outcome<Parameters> {
  const complete = checkedAgainst(parts.parameters, given);
  if (!complete.ok) return complete;
  const plan = parts.plan(complete.value);
  if (!plan.ok) return plan;
  const size = sizeOf(parts.counts(plan.value));
  if (fits(size)) return complete;
  return failed(
    'too-large',
    parts.sizedBy,
    say`These parameters make ${size.nodes} nodes and ${size.links} links; at most ${largestFabric.nodes} nodes and ${largestFabric.links} links are built.`,
  );
}

/**
 * A fault with the nearest value that is possible for its parameter, the others as they are; where it has none, for another one: first those that make
 * the fabric larger or smaller. Where more than one thing is wrong, a value that clears at least this fault.
 */
function withNearest<Plan>(parts: RecipeParts<Plan>, given: Parameters, fault: Fault): Fault {
  if (fault.code === 'parameter-unknown' || fault.code === 'parameter-kind') return fault;
  const named = (key: string): ParameterSpec[] => parts.parameters.filter((spec) => spec.key === key);
  const isGood = (candidate: Parameters): boolean => checkedPlan(parts, candidate).ok;
  const clears = (candidate: Parameters): boolean => {
    const next = checkedPlan(parts, candidate);
    return next.ok || (next.fault.where !== fault.where && next.fault.code !== fault.code);
  };
  const others = [...named(parts.sizedBy), ...named('switchPorts'), ...parts.parameters];
  const propose = (specs: readonly ParameterSpec[], passes: (candidate: Parameters) => boolean): Fault | null => {
    for (const spec of specs) {
      if (spec.kind === 'part') continue;
      const value = nearestValid(spec, given, passes);
      if (value === null) continue;
      const words = Array.isArray(value) ? value.join(',') : String(value);
      const hint =
        spec.key === fault.where
          ? say`The nearest valid value is ${words}.`
          : say`No other ${fault.where} would do; the nearest valid value of ${spec.key} is ${words}.`;
      return { ...fault, message: `${fault.message} ${hint}`, nearest: { where: spec.key, value } };
    }
    return null;
  };
  return propose(named(fault.where), isGood) ?? propose(others, isGood) ?? propose(named(fault.where), clears) ?? fault;
}

function completed(specs: readonly ParameterSpec[], given: Parameters): Parameters {
  const complete = checkedAgainst(specs, given);
  if (!complete.ok) throw new Error(`parameters were not checked: ${complete.fault.message}`);
  return done(complete.value).value;
}
