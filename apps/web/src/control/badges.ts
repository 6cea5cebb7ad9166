/** Findings as badges on what is drawn: the number at each thing and the gravest severity there. */
import type { Finding } from '@weft/model';
import type { Scene } from '@weft/scene';
import type { Badges } from '../canvas/contract.ts';
import { result } from '../stores/result.ts';
import { drawnAs } from './selection.ts';
import { stage } from './stage.ts';

const gravity = { error: 2, warning: 1, note: 0 } as const;

/** Badges of thousands of findings would only be paint: the list has them all. */
const most = 500;

export function startBadges(): void {
  result.subscribe((now, before) => {
    if (now.scene !== before.scene || now.facts !== before.facts || now.siteFindings !== before.siteFindings) show();
  });
  stage.onMount(show);
}

function show(): void {
  const { scene, facts, siteFindings } = result.getState();
  if (scene !== null) stage.canvas?.showBadges(badgesOf(scene, [...(facts?.findings ?? []), ...(siteFindings ?? [])]));
}

export function badgesOf(scene: Scene, findings: readonly Finding[]): Badges {
  const badges = new Map<string, { count: number; severity: Finding['severity'] }>();
  const isNode = new Set(scene.nodes.map((n) => n.id));
  const endsOf = new Map(scene.links.map((link) => [link.id, [link.source, link.target]]));
  for (const finding of findings.slice(0, most)) {
    if (finding.severity === 'note') continue;
    const drawn = finding.targets.flatMap((id) => drawnAs(scene, id));
    const nodes = drawn.filter((id) => isNode.has(id));
    // A line has no badge of its own: its two ends show it.
    const ends = drawn.flatMap((id) => endsOf.get(id) ?? []);
    const places = new Set(nodes.length > 0 ? nodes : ends);
    for (const id of places) {
      const there = badges.get(id);
      if (there === undefined) badges.set(id, { count: 1, severity: finding.severity });
      else {
        there.count++;
        if (gravity[finding.severity] > gravity[there.severity]) there.severity = finding.severity;
      }
    }
  }
  return badges;
}
