/** Templates of the design that is shown, as items of the palette. */
import '../strings/later.ts';
import { instancesOf, type Design } from '@weft/model';
import { removeTemplate } from '../control/templates.ts';
import { showSurface } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import type { PaletteItem } from './items.ts';

/** The same list for every design without templates. */
const none: readonly PaletteItem[] = [];

/** One item for each; what it says is how large it is and how often it is shown. */
export function templateItems(design: Design): readonly PaletteItem[] {
  if (design.templates === undefined) return none;
  return Object.values(design.templates).map((template) => ({
    key: `template ${template.id}`,
    name: template.name,
    use: t('template.use', {
      parts: Object.keys(template.nodes).length + Object.keys(template.blocks).length,
      instances: instancesOf(design, template.id).length,
    }),
    drop: { kind: 'template', template: template.id, name: template.name },
  }));
}

/** What can be done with a template itself, by the menu key or a right click on its item. */
export function openTemplateMenu(template: string, anchor: Element, byKey: boolean): void {
  showSurface({
    kind: 'menu',
    label: t('template.section'),
    anchor,
    first: byKey,
    items: [{ label: t('template.remove'), danger: true, run: () => void removeTemplate(template) }],
  });
}
