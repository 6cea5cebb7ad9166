/** Find on the canvas: everything drawn, by name; choosing one selects it and brings it into view. */
import { useMemo } from 'react';
import { selectThing } from '../control/selection.ts';
import { useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { endName } from '../panels/LinkPanel.tsx';
import { SearchDialog, type Hit } from './SearchDialog.tsx';

export default function FindDialog({ close }: { close: () => void }) {
  const scene = useResult((r) => r.scene);
  const hits = useMemo((): readonly Hit[] => {
    if (scene === null) return [];
    const go = (id: string) => () => void selectThing(id);
    return [
      ...scene.backdrops.map((b) => ({ id: b.id, label: b.label, group: t('kind.group'), run: go(b.id) })),
      ...scene.nodes.map((n) => ({
        id: n.id,
        label: n.label === n.id ? n.id : `${n.label}  ${n.id}`,
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
  }, [scene]);
  return (
    <SearchDialog
      title={t('find.title')}
      placeholder={t('find.search')}
      none={t('find.none')}
      hits={hits}
      close={close}
    />
  );
}
