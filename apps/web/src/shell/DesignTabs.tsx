/** The strip of designs: choose, rename by double-click, a menu for the rest, plus for a new one. */
import { ChevronDown, Plus } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { withHand } from '../control/atHand.ts';
import { useSaid, useSession } from '../stores/hooks.ts';
import { session, showSurface, type MenuEntry } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { InlineName } from '../ui/InlineName.tsx';
import styles from './DesignTabs.module.css';

const choose = (design: string) => session.setState({ design, selection: [], hover: null });
const rename = (id: string | null) => session.setState({ renamingDesign: id });

export function DesignTabs() {
  const designs = useSaid((s) => s.document.study.designs);
  const baseline = useSaid((s) => s.document.study.baseline);
  const shown = useSession((s) => s.design);
  const renaming = useSession((s) => s.renamingDesign);
  const list = useRef<HTMLDivElement>(null);
  const active = designs.some((d) => d.id === shown) ? shown : designs[0]!.id;

  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).getAttribute('role') !== 'tab') return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'F2') {
      event.stopPropagation();
      rename(active);
    }
    if (step === 0) return;
    event.preventDefault();
    const at = designs.findIndex((d) => d.id === active);
    const next = designs[(at + step + designs.length) % designs.length]!;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-design="${next.id}"]`)?.focus();
  };
  const openMenu = (id: string, anchor: Element, byKey: boolean) => {
    choose(id);
    const items: MenuEntry[] = [
      { label: t('action.edit.rename'), run: () => rename(id) },
      { label: t('action.edit.duplicate'), run: () => withHand((hand) => hand.duplicateDesign(id)) },
      {
        label: t('action.design.baseline'),
        checked: (baseline ?? designs[0]!.id) === id,
        run: () => withHand((hand) => hand.makeBaseline(id)),
      },
    ];
    if (designs.length > 1) {
      items.push(
        { separator: true },
        { label: t('action.design.remove'), danger: true, run: () => withHand((hand) => hand.removeDesign(id)) },
      );
    }
    const name = designs.find((d) => d.id === id)!.name;
    showSurface({ kind: 'menu', label: t('designs.menu', { name }), anchor, items, first: byKey });
  };

  return (
    <nav className={styles.strip} aria-label={t('designs.label')}>
      <div ref={list} className={styles.scroll}>
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its tabs take the focus */}
        <div role="tablist" aria-label={t('designs.label')} className={styles.tabs} onKeyDown={onKeyDown}>
          {designs.map((design) =>
            renaming === design.id ? (
              <span key={design.id} className={styles.tab} data-active="" role="presentation">
                <InlineName
                  beginNow
                  label={t('designs.name')}
                  value={design.name}
                  commit={(name) => withHand((hand) => hand.renameDesign(design.id, name))}
                  done={() => rename(null)}
                />
              </span>
            ) : (
              <button
                key={design.id}
                type="button"
                role="tab"
                data-design={design.id}
                aria-selected={design.id === active}
                tabIndex={design.id === active ? 0 : -1}
                className={styles.tab}
                title={design.name}
                onClick={() => choose(design.id)}
                onDoubleClick={() => rename(design.id)}
                onContextMenu={(event) => {
                  event.preventDefault();
                  openMenu(design.id, event.currentTarget, event.button !== 2);
                }}
              >
                <span className={styles.name}>{design.name}</span>
              </button>
            ),
          )}
        </div>
      </div>
      <Button
        className={styles.small}
        icon={<ChevronDown aria-hidden="true" />}
        aria-label={t('designs.menu', { name: designs.find((d) => d.id === active)!.name })}
        aria-haspopup="menu"
        onClick={(event) => openMenu(active, event.currentTarget, event.detail === 0)}
      />
      <Button
        className={styles.small}
        icon={<Plus aria-hidden="true" />}
        aria-label={t('action.design.add')}
        tip={t('action.design.add')}
        onClick={() => withHand((hand) => hand.addDesign())}
      />
    </nav>
  );
}
