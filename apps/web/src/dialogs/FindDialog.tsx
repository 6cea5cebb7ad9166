/** Find on the canvas: every part of the design by name, drawn or not; choosing one opens what hides it, selects it and brings it into view. */
import '../strings/later.ts';
import { EngineStop, type FoundPart } from '@weft/engine';
import { useMemo, useState } from 'react';
import { engine } from '../control/engine.ts';
import { openAndSelect, selectThing } from '../control/selection.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { endName } from '../panels/LinkPanel.tsx';
import { SearchDialog, type Hit } from './SearchDialog.tsx';

/** As many as the list shows. */
const most = 120;

export default function FindDialog({ close }: { close: () => void }) {
  const scene = useResult((r) => r.scene);
  const [parts, setParts] = useState<readonly FoundPart[]>([]);
  const [asked, setAsked] = useState(0);
  const hits = useMemo((): readonly Hit[] => {
    if (scene === null) return [];
    const go = (id: string) => () => void selectThing(id);
    const drawn = [
      ...scene.backdrops.map((b) => ({ id: b.id, label: b.label, group: t('kind.group'), run: go(b.id) })),
      ...scene.nodes.map((n) => ({
        id: n.id,
        label: n.label,
        ...(n.label === n.id ? {} : { detail: n.id }),
        group: t(`drawn.${n.role}`),
        run: go(n.id),
      })),
      ...scene.links.map((l) => ({
        id: l.id,
        label: `${endName(l.source)} – ${endName(l.target)}`,
        group: t('what.links'),
        run: go(l.id),
      })),
    ];
    const known = new Set(drawn.map((hit) => hit.id));
    const closed = parts
      .filter((part) => !known.has(part.id))
      .map((part) => ({
        id: part.id,
        label: part.label,
        detail: part.id,
        group: part.kind === 'group' ? t('kind.group') : t(`drawn.${part.kind}`),
        run: () => openAndSelect(part.id, part.open),
      }));
    return [...drawn, ...closed];
  }, [scene, parts]);

  /** What is not drawn is found by the engine; the newest question wins. */
  const ask = async (text: string): Promise<void> => {
    setAsked((n) => n + 1);
    try {
      const answer = await engine.find(activeDesign(), text, most);
      if (answer.ok) setParts(answer.value.parts);
    } catch (stop) {
      if (!(stop instanceof EngineStop)) throw stop;
    } finally {
      setAsked((n) => n - 1);
    }
  };
  return (
    <SearchDialog
      title={t('find.title')}
      placeholder={t('find.search')}
      none={t('find.none')}
      pending={asked > 0}
      hits={hits}
      typed={(text) => void ask(text)}
      close={close}
    />
  );
}
