/**
 * What the lines of a picture are made of and cost: medium, protocol and price of the links that each stands for.
 *
 * In: a drawn design and its site. Out: one entry per scene link, parallel to `scene.links`; prices in USD. Cost: O(links drawn), after the site's own.
 */
import type { Assumptions } from '@weft/model';
import { protocolFacts } from '@weft/site';
import type { Steps } from '@weft/solver';
import { done, type Outcome } from '@weft/units';
import type { LineFigures } from './api.ts';
import type { Drawn } from './drawn.ts';
import { plannedSteps } from './site.ts';

/** Links looked at between two pauses: about a millisecond. */
const many = 20_000;

/** Media, protocols and prices of the lines of a picture, with pauses. */
export function* lineFiguresSteps({ compiled, drawing }: Drawn, assumptions: Assumptions): Steps<Outcome<LineFigures>> {
  const planned = yield* plannedSteps(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan, figures } = planned.value;
  const { topology } = compiled;
  const names = topology.linkClasses.map(({ protocol }) =>
    protocol === null ? null : (protocolFacts(protocol, figures)?.name ?? protocol),
  );
  const { links } = drawing.scene;
  const media: (string | null)[] = [];
  const protocols: (string | null)[] = [];
  const price_usd = new Float64Array(links.length);
  let met = 0;
  for (let i = 0; i < links.length; i++) {
    met += links[i]!.count;
    if (met > many) {
      met = 0;
      yield { phase: 'picture', fraction: i / links.length };
    }
    const used = { media: new Set<string | null>(), protocols: new Set<string | null>() };
    let sum_usd = 0;
    for (const e of drawing.members.linksOf(i)) {
      const choice = plan.media.choices[plan.media.choice[e]!];
      used.media.add(choice?.technology ?? null);
      used.protocols.add(names[topology.linkClass[e]!] ?? null);
      // A link without a cable costs nothing as a line; one whose cable has no price makes the sum unknown.
      if (plan.media.make[e]! >= 0) sum_usd += choice?.price_usd ?? NaN;
    }
    media.push(shared(used.media));
    protocols.push(shared(used.protocols));
    price_usd[i] = sum_usd;
  }
  return done({ links: links.map(({ id }) => id), media, protocols, price_usd });
}

function shared(words: ReadonlySet<string | null>): string | null {
  return words.size > 1 ? 'mixed' : ([...words][0] ?? null);
}
