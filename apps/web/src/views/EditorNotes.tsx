/** What editing lays over the canvas: the name that is being typed where it stands, and the template that is open. */
import '../strings/later.ts';
import { instancesOf } from '@weft/model';
import { useEffect, useRef, useState } from 'react';
import { perform } from '../actions/table.ts';
import { renameItem } from '../control/edits.ts';
import { openTemplateGroups, sortSelection } from '../control/selection.ts';
import { canvasElementId, stage } from '../control/stage.ts';
import { activeDesign } from '../stores/document.ts';
import { useSession, useStudyDocument } from '../stores/hooks.ts';
import { result } from '../stores/result.ts';
import { notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './EditorNotes.module.css';

export default function EditorNotes() {
  const renaming = useSession((s) => s.renaming);
  return (
    <>
      {renaming === null ? null : <NameBox key={renaming} id={renaming} />}
      <OpenTemplates />
    </>
  );
}

function end(): void {
  session.setState({ renaming: null });
  document.getElementById(canvasElementId)?.focus({ preventScroll: true });
}

function NameBox({ id }: { id: string }) {
  const [owner] = sortSelection(activeDesign(), result.getState().scene, [id]).owners;
  const was = nameOf(id, owner);
  const [name, setName] = useState(was);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const camera = useSession((s) => s.camera);
  const started = useRef(camera);
  const place = stage.canvas?.placeOf(id) ?? null;
  const name_px = stage.canvas?.namePlace(id) ?? null;
  const host = document.getElementById(canvasElementId)?.getBoundingClientRect();
  const leave = (keep: boolean, stays = false): void => {
    if (done.current) return;
    const typed = name.trim();
    if (keep && owner !== undefined && typed !== '' && typed !== was) {
      const refused = renameItem(owner, typed);
      if (refused !== null) {
        notify({ tone: 'warning', text: refused });
        // What was typed is not lost: it can be made shorter.
        if (stays) return;
      }
    }
    done.current = true;
    end();
  };
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  // Who moves the view has done with the name.
  useEffect(() => {
    if (camera !== started.current) input.current?.blur();
  }, [camera]);
  const lost = place === null || host === undefined || owner === undefined;
  useEffect(() => {
    if (lost) end();
  }, [lost]);
  if (lost) return null;
  const width = Math.max(140, Math.min(260, place.width + 40));
  const at = name_px ?? { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  return (
    <input
      ref={input}
      className={styles.name}
      aria-label={t('rename.label')}
      spellCheck={false}
      autoComplete="off"
      style={{
        left: Math.max(4, Math.min(host.width - width - 4, at.x - host.left - width / 2)),
        top: Math.max(4, Math.min(host.height - 34, at.y - host.top - 15)),
        width,
      }}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => leave(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave(true, true);
        else if (event.key === 'Escape') leave(false);
        else return;
        event.stopPropagation();
        event.preventDefault();
      }}
    />
  );
}

/** What a thing is called now, by its record; what has none by what is drawn. */
function nameOf(id: string, owner: string | undefined): string {
  const design = activeDesign();
  const { nodes, backdrops } = sortSelection(design, result.getState().scene, [id]);
  const record =
    owner === undefined ? undefined : (design.nodes[owner] ?? design.groups[owner] ?? design.blocks[owner]);
  return record?.name ?? nodes[0]?.label ?? backdrops[0]?.label ?? '';
}

function OpenTemplates() {
  const design = useStudyDocument(activeDesign);
  return (
    <div className={styles.notes}>
      {openTemplateGroups().map((group) => {
        const template = design.templates?.[group.template.id];
        return template ? (
          <output key={group.id} className={styles.note}>
            <span>{t('template.note', { name: template.name, count: instancesOf(design, template.id).length })}</span>
            <Button look="solid" onClick={() => perform('template.finish')}>
              {t('action.template.finish')}
            </Button>
          </output>
        ) : null;
      })}
    </div>
  );
}
