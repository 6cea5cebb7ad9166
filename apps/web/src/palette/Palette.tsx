/** The left panel: fabric blocks by recipe, then parts; found by typing, placed by drag, by click or by Enter. */
import '../strings/later.ts';
import { sameJson } from '@weft/model';
import { Search, Shapes } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import { nodeIcons } from '../ui/deviceIcons.tsx';
import { useLibrary } from '../control/catalogue.ts';
import { usePanelled, useResult, useSession } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { blockItems } from './blocks.ts';
import { clickItem, startDrag } from './dragging.ts';
import { foundShelves, partShelves, type PaletteItem, type PaletteShelf } from './items.ts';
import { RecipePicture } from './RecipePicture.tsx';
import { openTemplateMenu, templateItems } from './templateItems.ts';
import styles from './Palette.module.css';

import { paletteSearchId } from '../control/focus.ts';
import { placeDropAtCentre } from '../control/placing.ts';
import { canvasElementId } from '../control/stage.ts';

export default function Palette() {
  const [text, setText] = useState('');
  const sought = useDeferredValue(text);
  const recipes = useResult((r) => r.recipes);
  const library = useLibrary();
  const design = usePanelled((panelled) => panelled.design);
  const templates = useMemo(() => templateItems(design), [design]);
  const shelves = useMemo(
    () => [
      { title: t('template.shelf'), items: templates },
      { title: t('palette.blocks'), items: blockItems(recipes) },
      ...partShelves(library),
    ],
    [recipes, library, templates],
  );
  const shown = useMemo(() => foundShelves(shelves, sought), [shelves, sought]);
  const found = shown.reduce((sum, shelf) => sum + shelf.items.length, 0);
  const first = sought.trim() === '' ? undefined : shown[0]?.items[0];
  const onKeyDown = (event: KeyboardEvent) => {
    // What was typed just now may not have been looked for yet.
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      const best = foundShelves(shelves, text)[0]?.items[0];
      if (best) placeDropAtCentre(best.drop);
    } else if (event.key === 'Escape' && text === '') {
      event.preventDefault();
      document.getElementById(canvasElementId)?.focus({ preventScroll: true });
    }
  };
  return (
    <div className={styles.palette}>
      <div className={styles.search}>
        <Search size={14} aria-hidden="true" />
        <input
          id={paletteSearchId}
          type="search"
          value={text}
          placeholder={t('palette.search')}
          aria-label={t('palette.search')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <output className="visually-hidden">
          {first ? t('palette.found', { count: found, name: first.name }) : ''}
        </output>
      </div>
      <div className={styles.shelves}>
        {recipes.length === 0 && sought === '' ? <p className={styles.remark}>{t('palette.loading')}</p> : null}
        <Shelves shelves={shown} />
        {shown.length === 0 && sought !== '' ? (
          <p className={styles.remark}>{t('palette.none', { text: sought })}</p>
        ) : null}
      </div>
      <p className={styles.hint}>{t('palette.hint')}</p>
    </div>
  );
}

/** Rendered again only for other items: an edit of the design changes none. */
const Shelves = memo(function Shelves({ shelves }: { shelves: readonly PaletteShelf[] }) {
  return shelves.map((shelf) => (
    <section key={shelf.title} aria-label={shelf.title}>
      <h2 className={styles.title}>{shelf.title}</h2>
      <ul className={styles.items}>
        {shelf.items.map((item) => (
          <li key={item.key}>
            <Item item={item} />
          </li>
        ))}
      </ul>
    </section>
  ));
});

function Item({ item }: { item: PaletteItem }) {
  const armed = useSession((s) => sameJson(s.placing, item.drop));
  const Icon = item.drop.kind === 'part' ? nodeIcons[item.drop.node] : null;
  return (
    <button
      type="button"
      className={styles.item}
      aria-pressed={armed}
      title={item.about}
      onPointerDown={(event) => startDrag(item, event)}
      onClick={(event) => clickItem(item, event.detail)}
      onDragStart={(event) => event.preventDefault()}
      onContextMenu={(event) => {
        if (item.drop.kind !== 'template') return;
        event.preventDefault();
        openTemplateMenu(item.drop.template, event.currentTarget, event.button !== 2);
      }}
    >
      {item.drop.kind === 'block' ? <RecipePicture recipe={item.drop.recipe} /> : null}
      {item.drop.kind === 'template' ? (
        <span className={styles.icon}>
          <Shapes size={16} aria-hidden="true" />
        </span>
      ) : null}
      {Icon ? (
        <span className={styles.icon}>
          <Icon />
        </span>
      ) : null}
      <span className={styles.words}>
        <span className={styles.name}>{item.name}</span> <span className={styles.use}>{item.use}</span>
      </span>
    </button>
  );
}
