/** What the protocols of the shown design offer: for the tab, for the routing picker and for the payload beside solved rates. */
import type { ProtocolsFacts } from '@weft/engine';
import type { RoutingChoice } from '@weft/model';
import { done } from '@weft/units';
import { engine } from '../control/engine.ts';
import { useAsked } from './asked.ts';
import { useAssumptions, useDesign } from './site.ts';

/** The protocols of the design, and of the links named by `links`; null until the engine has answered. */
export function useProtocols(links: readonly string[]): ProtocolsFacts | null {
  const design = useDesign();
  const assumptions = useAssumptions();
  const on = links.join(' ');
  return useAsked(async () => done(await engine.protocols(design, assumptions, links)), [design, assumptions, on])
    .value;
}

export type Policy = RoutingChoice['policy'];
export type Protocol = ProtocolsFacts['all'][number];

/** The first protocol between servers that does not offer a policy; null when all do, or none is chosen. */
export function refusing(facts: ProtocolsFacts | null, policy: Policy): Protocol | null {
  for (const { fabric, protocol } of facts?.spoken ?? []) {
    if (fabric === 'scale-up' || protocol === null || protocol.routing.length === 0) continue;
    if (!protocol.routing.some((offered) => offered.policy === policy)) return protocol;
  }
  return null;
}
