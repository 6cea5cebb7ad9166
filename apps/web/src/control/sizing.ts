/**
 * From a number of GPUs to a study: what the person asks for is read here, sized by the engine, and the chosen fabric opened as a study of its own.
 */
import { EngineStop, type Need, type Sized, type SizedRecipe } from '@weft/engine';
import { emptyStudy, type Study } from '@weft/model';
import { parseNumber } from '@weft/units';
import { openStudy } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { settleDraft } from './drafts.ts';
import { engine } from './engine.ts';

/** The answer of every fabric, or null when a newer question replaced this one. */
export async function askSizes(need: Need): Promise<readonly SizedRecipe[] | null> {
  try {
    return await engine.sizes(need);
  } catch (stop) {
    if (stop instanceof EngineStop) return null;
    throw stop;
  }
}

/** Puts a sized fabric on the table; it is solved as every study that is opened. */
export async function openSized(sized: Sized): Promise<void> {
  const recipe = result.getState().recipes.find((one) => one.name === sized.recipe);
  if (recipe === undefined) return;
  await settleDraft();
  openStudy(studyOfSized(sized, recipe));
  session.setState({ view: 'canvas' });
}

export function studyOfSized(
  { parameters, counts }: Sized,
  recipe: { readonly name: string; readonly title: string; readonly version: number },
): Study {
  const study = emptyStudy();
  const design = study.designs[0]!;
  return {
    ...study,
    name: t('start.studyName', { recipe: recipe.title, accelerators: counts.accelerators }),
    designs: [
      {
        ...design,
        name: recipe.title,
        blocks: {
          b1: {
            id: 'b1',
            name: recipe.title,
            recipe: recipe.name,
            recipeVersion: recipe.version,
            parameters,
            x: 0,
            y: 0,
          },
        },
      },
    ],
  };
}

/** `2`, `2:1` or `3 : 2` as a ratio from 1 to 64; null when it is none. */
export function readTaper(text: string): number | null {
  const [over, under = '1', more] = text.split(':').map((part) => part.trim());
  if (more !== undefined || over === '' || under === '') return null;
  const [up, down] = [parseNumber(over!), parseNumber(under)];
  if (!up.ok || !down.ok) return null;
  const ratio = up.value / down.value;
  return Number.isFinite(ratio) && ratio >= 1 && ratio <= 64 ? ratio : null;
}
