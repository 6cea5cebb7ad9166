/** The media policies a person may choose, and the figures that write a choice down. */
import { cableTechnologies } from '@weft/catalogue';
import { mediumAims, type MediaFacts } from '@weft/engine';
import { t } from '../strings/t.ts';
import { setFigures } from './figureEdits.ts';

export type MediumPolicy = MediaFacts['policy'];

/** In the order they are offered: what to choose for, then one technology wherever it serves. */
export const policies: readonly MediumPolicy[] = [...mediumAims, ...cableTechnologies];

export const policyName = (policy: MediumPolicy): string => t(`media.${policy}`);

/** The policy that the figures choose, in general or for links of one kind; null where they choose none. */
export function chosenPolicy(figures: Readonly<Record<string, number>>, kind: string | null): MediumPolicy | null {
  const prefix = kind === null ? 'site.media.' : `site.media.${kind}.`;
  for (const policy of policies) if (figures[prefix + policy] === 1) return policy;
  return null;
}

/** Chooses a policy, in general or for links of one kind; null takes the choice back. */
export function choosePolicy(
  figures: Readonly<Record<string, number>>,
  kind: string | null,
  policy: MediumPolicy | null,
): void {
  const prefix = kind === null ? 'site.media.' : `site.media.${kind}.`;
  const changes: Record<string, number | null> = {};
  for (const path of Object.keys(figures)) {
    if (path.startsWith(prefix) && !path.slice(prefix.length).includes('.')) changes[path] = null;
  }
  if (policy !== null) changes[prefix + policy] = 1;
  const words = policy === null ? t('media.asAbove') : policyName(policy);
  setFigures(changes, kind === null ? `${t('cost.media')}: ${words}` : `${t('cost.media')}, ${kind}: ${words}`);
}
