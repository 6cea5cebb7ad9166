/**
 * What can be wrong with explicit flows on a topology, each fault in a sentence that names the flow. O(flows), with pauses where they are asked for.
 */
import { failed, type Outcome, say } from '@weft/units';
import type { ExplicitFlows, Topology } from '@weft/topology';
import { explicitFlowLimit } from './maxmin/instance.ts';
import { finish, type Steps } from './steps.ts';

type Fault = Outcome<never, 'size' | 'flows'> | null;

/** Flows looked at between two pauses. */
const slice = 200_000;

/** The first fault, or null. */
export function explicitFault(topology: Topology, flows: ExplicitFlows): Fault {
  return finish(explicitFaultSteps(topology, flows));
}

/** The same with pauses. */
export function* explicitFaultSteps(topology: Topology, flows: ExplicitFlows): Steps<Fault> {
  const count = flows.source.length;
  if (count > explicitFlowLimit) {
    return failed(
      'size',
      'flows',
      say`There are ${count} flows; at most ${explicitFlowLimit} are computed one by one.`,
    );
  }
  let found: Fault = null;
  for (let from = 0; found === null && from < count; from += slice) {
    found = faultAmong(topology, flows, from, Math.min(count, from + slice));
    if (count > slice) yield { phase: 'routes', fraction: 0 };
  }
  return found;
}

/** The first fault of flows `from ... to`. */
function faultAmong(
  topology: Topology,
  { source, target, weight, cap_Gbps }: ExplicitFlows,
  from: number,
  to: number,
): Fault {
  for (let f = from; f < to; f++) {
    const s = source[f]!;
    const t = target[f]!;
    if (s < 0 || s >= topology.nodeCount) return nodeFault(topology, f, s);
    if (t < 0 || t >= topology.nodeCount) return nodeFault(topology, f, t);
    if (weight !== null && !(weight[f]! > 0 && weight[f]! < Infinity)) {
      return failed('flows', `flows[${f}]`, say`Flow ${f} has weight ${weight[f]!}; expected a positive number.`);
    }
    if (cap_Gbps !== null && !(cap_Gbps[f]! >= 0)) {
      return failed('flows', `flows[${f}]`, say`Flow ${f} has cap ${cap_Gbps[f]!}; expected a number of at least 0.`);
    }
  }
  return null;
}

function nodeFault({ nodeCount }: Topology, f: number, node: number): Outcome<never, 'flows'> {
  return failed('flows', `flows[${f}]`, say`Flow ${f} names node ${node}; expected 0 to ${nodeCount - 1}.`);
}
