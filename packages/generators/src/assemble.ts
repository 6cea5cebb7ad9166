/**
 * Puts a recipe together from its parts: the declaration of its parameters, the plan they make, the counts of a plan, and the
 * building of a plan.
 *
 * A *plan* is the recipe's own record of every number a build needs, so that counting and building cannot disagree on the
 * arithmetic. It is cheap: nothing of the fabric's size is allocated before the counts have passed the limits.
 */
import { done, failed, type Outcome } from '@weft/units';
import type { Counts, TopologyBuilder } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { checkedAgainst, numberIn } from './parameters.ts';
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
  build(plan: Plan, builder: TopologyBuilder, group: number): void;
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
  return {
    name: parts.name,
    version: parts.version,
    title: parts.title,
    use: parts.use,
    parameters: parts.parameters,
    check(given) {
      const complete = checkedAgainst(parts.parameters, given);
      if (!complete.ok) return complete;
      const plan = parts.plan(complete.value);
      if (!plan.ok) return plan;
      const size = sizeOf(parts.counts(plan.value));
      if (fits(size)) return complete;
      return tooLarge(parts, complete.value, size);
    },
    expected: (parameters) => parts.counts(planOf(completed(parts.parameters, parameters))),
    arrangement: (parameters) => parts.arrangement(planOf(completed(parts.parameters, parameters))),
    build: (parameters, builder, group) => {
      const plan = planOf(completed(parts.parameters, parameters));
      const { nodes, links } = sizeOf(parts.counts(plan));
      builder.reserve(nodes, links);
      parts.build(plan, builder, group);
    },
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

/** The fault of a fabric too large, with the largest value of its size parameter that fits; found by bisection on the counts. */
function tooLarge<Plan>(
  parts: RecipeParts<Plan>,
  parameters: Parameters,
  size: { nodes: number; links: number },
): Outcome<Parameters> {
  const given = parameters[parts.sizedBy];
  let hint = `make ${parts.sizedBy} smaller`;
  if (typeof given === 'number' && given > 0) {
    const passes = (value: number): boolean => {
      const plan = parts.plan({ ...parameters, [parts.sizedBy]: value });
      return plan.ok && fits(sizeOf(parts.counts(plan.value)));
    };
    let low = 0;
    let high = numberIn(parameters, parts.sizedBy);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (passes(middle)) low = middle;
      else high = middle;
    }
    if (low > 0) hint = `the largest ${parts.sizedBy} that fits is ${low}`;
  }
  return failed(
    'too-large',
    parts.sizedBy,
    `These parameters make ${size.nodes} nodes and ${size.links} links; at most ${largestFabric.nodes} nodes and ${largestFabric.links} links are built: ${hint}.`,
  );
}

function completed(specs: readonly ParameterSpec[], given: Parameters): Parameters {
  const complete = checkedAgainst(specs, given);
  if (!complete.ok) throw new Error(`parameters were not checked: ${complete.fault.message}`);
  return done(complete.value).value;
}
