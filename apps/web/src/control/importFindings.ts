/**
 * What an import warns of, as findings beside those of the design: cables that are probably missing, hosts that may be several. In: the lines of
 * the report and the design made of the file; out: a finding a line, with the things that its examples name, to be gone to. O(nodes + examples).
 */
import '../strings/later.ts';
import type { ImportedFile } from '@weft/engine';
import type { Design, Finding } from '@weft/model';
import { t } from '../strings/t.ts';

/** More names than these are in the report. */
const shownExamples = 4;

export function importFindings(design: Design, report: ImportedFile['report']): readonly Finding[] {
  const ids = new Map(
    [...Object.values(design.groups), ...Object.values(design.nodes)].map(({ id, name }) => [name, id]),
  );
  return report
    .filter(({ kind }) => kind === 'warning')
    .map(({ message, examples }): Finding => {
      const named = examples.slice(0, shownExamples).join(', ');
      const more = examples.length > shownExamples;
      return {
        code: 'import-warning',
        severity: 'warning',
        targets: [...new Set(examples.flatMap((example) => namedIn(example, ids)))],
        message:
          named === ''
            ? t('finding.import', { message })
            : t(more ? 'finding.importSome' : 'finding.importAll', { message, named }),
      };
    });
}

/** A name alone, or `one to another`; of other sentences the words that are names. */
function namedIn(example: string, ids: ReadonlyMap<string, string>): string[] {
  for (const parts of [[example], example.split(' to '), example.split(/[\s,;:]+/)]) {
    const found = parts.flatMap((part) => ids.get(part) ?? []);
    if (found.length > 0) return found;
  }
  return [];
}
