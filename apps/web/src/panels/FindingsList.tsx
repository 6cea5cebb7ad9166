/** What is imperfect about the design; a press shows the place. */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { tableOf, type Design, type Finding } from '@weft/model';
import { useMemo, useState } from 'react';
import { edit } from '../control/edits.ts';
import { fixOf } from '../control/fixes.ts';
import { drawnAs } from '../control/selection.ts';
import { bringToEye } from '../control/showing.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { useResult, useSession, useStudyDocument } from '../stores/hooks.ts';
import { result } from '../stores/result.ts';
import { announce, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { pathWords } from './names.ts';
import styles from './FindingsList.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, note: Info } as const;
const order = { error: 0, warning: 1, note: 2 } as const;
/** A list nobody reads to its end is cut, with its true length said. */
const most = 200;

export function FindingsList() {
  const findings = useFindings();
  useStudyDocument((d) => d.study);
  const design = activeDesign();
  const checked = useResult((r) => r.facts !== null);
  if (!checked) return <p className={styles.quiet}>{t('inspector.findingsBusy')}</p>;
  return (
    <>
      {findings.length === 0 ? (
        <div className={styles.fine}>
          <CircleCheck aria-hidden="true" />
          <p>{t('inspector.noFindings')}</p>
          <p className={styles.looked}>{t('inspector.looksAt')}</p>
        </div>
      ) : null}
      <SiteLeft />
      <ul className={styles.list}>
        {findings.slice(0, most).map((finding, i) => {
          const Icon = icons[finding.severity];
          return (
            // oxlint-disable-next-line react/no-array-index-key -- findings have no identity of their own
            <li key={`${finding.code} ${finding.targets.join(' ')} ${i}`}>
              <button type="button" className={styles.finding} onClick={() => show(finding)}>
                <Icon data-severity={finding.severity} aria-hidden="true" />
                <span>
                  <span className="visually-hidden">{t(`finding.${finding.severity}`)}: </span>
                  {inWords(design, finding.message)}
                </span>
              </button>
              <FixButton design={design} finding={finding} />
            </li>
          );
        })}
        {findings.length > most ? (
          <li className={styles.quiet}>{t('design.more', { count: findings.length - most })}</li>
        ) : null}
      </ul>
    </>
  );
}

/** A design whose site takes long is looked at when the person says so. */
function SiteLeft() {
  const left = useResult((r) => r.siteCheck === 'left');
  const [asked, setAsked] = useState(false);
  if (!left) return null;
  return (
    <p className={styles.quiet}>
      {t('inspector.siteLeft')}{' '}
      <Button
        look="outline"
        disabled={asked}
        onClick={() => {
          setAsked(true);
          void import('../control/siteChecks.ts').then((m) => m.checkSite()).then(() => setAsked(false));
        }}
      >
        {t(asked ? 'inspector.findingsBusy' : 'inspector.siteCheck')}
      </Button>
    </p>
  );
}

/** Does what can be done about it, as one entry. */
function FixButton({ design, finding }: { design: Design; finding: Finding }) {
  const fix = fixOf(studyDocument.getState().study, design, finding);
  if (fix === null) return null;
  const run = () => {
    if (!edit(fix.command)) return;
    announce(fix.label);
    // The line goes away with its finding: the focus stays on the list's tab.
    document.getElementById('inspector-tab-findings')?.focus();
  };
  return (
    <Button look="outline" className={styles.fix} onClick={run}>
      {fix.label}
    </Button>
  );
}

/** The sentence with names in place of the ids of records. */
export function inWords(design: Design, message: string): string {
  return message.replace(/\b[bngl]\d+(?:\/[\w/.-]*\w)?/g, (id) => {
    const [record] = id.split('/');
    return tableOf(design, record!) === undefined ? id : pathWords(design, id);
  });
}

/** Findings of the design, of its solve and of its site, the gravest first. */
export function useFindings(): readonly Finding[] {
  const own = useResult((r) => r.facts?.findings);
  const solved = useResult((r) => r.solved?.findings);
  const site = useResult((r) => r.siteFindings);
  const warnings = useResult((r) => r.importWarnings);
  const draft = useStudyDocument((d) => d.draft);
  const design = useSession((s) => s.design);
  return useMemo(() => {
    const imported = warnings.find((one) => one.draft === draft && one.design === design)?.findings ?? [];
    // What several of them say is said once.
    const byMessage = new Map(
      [...imported, ...(site ?? []), ...(solved ?? []), ...(own ?? [])].map((f) => [f.message, f]),
    );
    return [...byMessage.values()].toReversed().toSorted((a, b) => order[a.severity] - order[b.severity]);
  }, [own, solved, site, warnings, draft, design]);
}

function show(finding: Finding): void {
  const scene = result.getState().scene;
  if (scene === null) return;
  const found = [...new Set(finding.targets.flatMap((id) => drawnAs(scene, id)))];
  // Stays on the list, so that one finding after the other can be walked through.
  session.setState({ selection: found, view: 'canvas' });
  bringToEye(found);
}
