/**
 * What a press can do about a finding: a command of the model and what it is called; null where only a person can decide.
 *
 * In: a design and a finding of it. A fix is one entry of the history.
 */
import * as model from '@weft/model';
import type { Command, Design, Finding, LinkRecord, Study } from '@weft/model';
import { formatRate_Gbps } from '@weft/units';
import { t } from '../strings/t.ts';

export interface Fix {
  readonly label: string;
  readonly command: (study: Study, design: string) => Command;
}

export function fixOf(study: Study, design: Design, { code, targets }: Finding): Fix | null {
  const links = targets.flatMap((id) => (Object.hasOwn(design.links, id) ? [design.links[id]!] : []));
  const link = links[0];
  switch (code) {
    case 'speed-mismatch':
      return link ? rateFix(design, link) : null;
    case 'port-used-twice':
      return link ? portFix(link, targets) : null;
    case 'dangling-link':
    case 'self-loop':
      if (!link) return null;
      return { label: t('fix.removeLink'), command: (study, d) => model.deleteItems(study, d, [link.id]) };
    case 'capacity-not-positive':
      if (!link) return null;
      return { label: t('fix.rateOfPorts'), command: (study, d) => setRate(study, d, link, null) };
    case 'orphaned-override':
      return { label: t('fix.dropEdit'), command: (study, d) => model.clearOverrides(study, d, targets) };
    case 'unknown-group':
      return { label: t('fix.leaveGroup'), command: (study, d) => model.setNodes(study, d, targets, { group: null }) };
    case 'medium-too-short':
    case 'medium-not-available':
      return mediumFix(study, links);
    default:
      return null;
  }
}

/** A medium fixed by hand on drawn links is left to the study; one that the study fixes for all gives way to the cheapest that serves. */
function mediumFix(study: Study, links: readonly LinkRecord[]): Fix | null {
  const fixed = links.filter((link) => link.medium !== null).map((link) => link.id);
  if (fixed.length > 0) {
    return { label: t('fix.freeMedium'), command: (s, d) => model.setLinks(s, d, fixed, { medium: null }) };
  }
  const chosen = Object.keys(study.assumptions.figures).filter((path) => path.startsWith('site.media.'));
  if (chosen.length === 0) return null;
  const label = t('fix.cheapestMedium');
  const freed = Object.fromEntries(chosen.map((path) => [path, null]));
  return { label, command: (s) => model.setAssumptions(s, freed, label) };
}

/** A rate above its ports' is left to them; ports that differ are said to be meant by writing the lower rate down. */
function rateFix(design: Design, link: LinkRecord): Fix | null {
  if (link.rate_Gbps !== null) {
    return { label: t('fix.rateOfPorts'), command: (study, d) => setRate(study, d, link, null) };
  }
  const rates = [link.a, link.z].map(({ at }) =>
    Object.hasOwn(design.nodes, at) ? design.nodes[at]!.port_Gbps : null,
  );
  const [a, z] = rates;
  if (a === null || a === undefined || z === null || z === undefined) return null;
  const lower = Math.min(a, z);
  return {
    label: t('fix.lowerRate', { rate: formatRate_Gbps(lower) }),
    command: (study, d) => setRate(study, d, link, lower),
  };
}

/** The link's end at the part, whose port was written down, takes the next free one. */
function portFix(link: LinkRecord, targets: readonly string[]): Fix | null {
  const side = (['a', 'z'] as const).find(
    (one) => link[one].port !== null && targets.some((id) => id === link[one].at || id.startsWith(`${link[one].at}/`)),
  );
  if (side === undefined) return null;
  return {
    label: t('fix.nextPort'),
    command: (study, d) => model.moveLinkEnd(study, d, link.id, side, { at: link[side].at, port: null }),
  };
}

const setRate = (study: Study, design: string, link: LinkRecord, rate_Gbps: number | null): Command =>
  model.setLinks(study, design, [link.id], { rate_Gbps });
