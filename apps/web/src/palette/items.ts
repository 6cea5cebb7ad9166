/**
 * What the palette offers: fabric blocks from the engine's recipes, parts from the catalogue, each with what it drops.
 */
import type { Library } from '@weft/catalogue';
import { formatCount, formatRate_Gbps } from '@weft/units';
import type { Drop } from '../canvas/contract.ts';
import type { RecipeSpec } from '../stores/result.ts';
import { t } from '../strings/t.ts';

export interface PaletteItem {
  /** Unique in the palette. */
  readonly key: string;
  readonly name: string;
  /** What it is in a few words, or its ports and speed. */
  readonly use: string;
  /** The same in a sentence, where there is one. */
  readonly about?: string;
  readonly drop: Drop;
}

export interface PaletteShelf {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

/** A part without a model. */
const plain = (node: 'server' | 'accelerator' | 'nic' | 'switch' | 'service'): PaletteItem => ({
  key: `part ${node}`,
  name: t(`palette.${node}`),
  use: t(`palette.${node}Use`),
  drop: { kind: 'part', node, part: null },
});

/** Shelves of parts; those without a model come first, so that drawing needs no choice of vendor. */
export function partShelves(library: Library | null): readonly PaletteShelf[] {
  const shelves: PaletteShelf[] = [
    { title: t('palette.parts'), items: (['server', 'switch', 'accelerator', 'nic', 'service'] as const).map(plain) },
  ];
  if (library === null) return shelves;
  const listed = (node: 'server' | 'accelerator' | 'nic' | 'switch', say: (id: string) => string): PaletteItem[] =>
    library.partsOf(node).map((part) => ({
      key: `part ${node} ${part.id}`,
      name: part.name,
      use: say(part.id),
      drop: { kind: 'part', node, part: part.id },
    }));
  return [
    ...shelves,
    {
      title: t('palette.modelsServer'),
      items: listed('server', (id) => {
        const count = library.serverAccelerators(id);
        return count === null ? t('palette.unknown') : t('counts.accelerators', { n: count });
      }),
    },
    {
      title: t('palette.modelsSwitch'),
      items: listed('switch', (id) => portsAndRate(library.switchPorts(id), library.switchPort_Gbps(id))),
    },
    {
      title: t('palette.modelsAccelerator'),
      items: listed('accelerator', (id) => {
        const rate_Gbps = library.acceleratorScaleUp_Gbps(id);
        return rate_Gbps === null ? t('palette.unknown') : t('palette.scaleUp', { rate: formatRate_Gbps(rate_Gbps) });
      }),
    },
    {
      title: t('palette.modelsNic'),
      items: listed('nic', (id) => portsAndRate(library.nicPorts(id), library.nicPort_Gbps(id))),
    },
  ];
}

/** `64 × 400 Gb/s`. */
export function portsAndRate(ports: number | null, rate_Gbps: number | null): string {
  if (ports === null && rate_Gbps === null) return t('palette.unknown');
  return t('palette.ports', {
    ports: ports === null ? '?' : formatCount(ports),
    rate: rate_Gbps === null ? '?' : formatRate_Gbps(rate_Gbps),
  });
}

/** What holds every word of the text in its name or its use: shelves and items with the best match first, those called so before those that mention it. */
export function foundShelves(shelves: readonly PaletteShelf[], text: string): readonly PaletteShelf[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return shelves.filter((shelf) => shelf.items.length > 0);
  const rank = ({ name, use, about }: PaletteItem): number => {
    const called = name.toLowerCase();
    if (called.startsWith(words.join(' '))) return 0;
    if (words.every((word) => called.includes(word))) return 1;
    const hay = `${called} ${use} ${about ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(word)) ? 2 : Infinity;
  };
  return shelves
    .map(({ title, items }) => {
      const ranked = items.map((item) => ({ item, rank: rank(item) })).filter((one) => one.rank < Infinity);
      const sorted = ranked.toSorted((a, b) => a.rank - b.rank);
      return { title, items: sorted.map((one) => one.item), best: sorted[0]?.rank ?? Infinity };
    })
    .filter((shelf) => shelf.items.length > 0)
    .toSorted((a, b) => a.best - b.best);
}

/** What a palette item is called, from what it drops. */
export function placeName(drop: Drop, recipes: readonly RecipeSpec[]): string {
  if (drop.kind === 'block') return recipes.find((r) => r.name === drop.recipe)?.title ?? drop.recipe;
  if (drop.kind === 'template') return drop.name;
  return t(`palette.${drop.node}`);
}
