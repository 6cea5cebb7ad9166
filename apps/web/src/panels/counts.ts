/** Counts of a topology as lines of a list: what is there by role and tier, links by kind. */
import '../strings/later.ts';
import { formatCount } from '@weft/units';
import type { Counts } from '../stores/result.ts';
import { t } from '../strings/t.ts';
import type { FactLine } from '../ui/Section.tsx';

const tiers = ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const;

export function switchCount(counts: Counts): number {
  return Object.entries(counts.switches).reduce((sum, [role, n]) => sum + (role === 'scaleUp' ? 0 : (n ?? 0)), 0);
}

/** Accelerators, servers, cards, then switches tier by tier. */
export function countLines(counts: Counts): FactLine[] {
  const lines: FactLine[] = [{ label: t('design.accelerators'), value: formatCount(counts.accelerators) }];
  // Hosts read from a cluster's file are counted by their cards: nobody knows what is in them.
  if (counts.servers > 0 || counts.nics === 0) {
    lines.push({ label: t('design.servers'), value: formatCount(counts.servers) });
  }
  if (counts.nics > 0) lines.push({ label: t('design.nics'), value: formatCount(counts.nics) });
  if (counts.services > 0) lines.push({ label: t('design.services'), value: formatCount(counts.services) });
  for (const tier of tiers) {
    const n = counts.switches[tier];
    if (n) lines.push({ label: t('design.tierSwitches', { tier: t(`role.${tier}`) }), value: formatCount(n) });
  }
  return lines;
}

export function linkLines(counts: Counts): FactLine[] {
  return Object.entries(counts.links).map(([kind, n]) => ({ label: kindWords(kind), value: formatCount(n) }));
}

/** `nic-leaf` as `NIC – leaf`; an end that has no word of its own is said as it is written. */
export function kindWords(kind: string): string {
  const words = kind
    .split('-')
    .map((end) => (isEnd(end) ? t(`end.${end}`) : end))
    .join(' – ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ends = ['accelerator', 'core', 'leaf', 'nic', 'router', 'scaleUp', 'service', 'spine'] as const;
const isEnd = (word: string): word is (typeof ends)[number] => (ends as readonly string[]).includes(word);
