/** Files in and out: the study as JSON, and whatever is chosen or dropped, told apart by content in the engine. */
import { EngineStop } from '@weft/engine';
import { defaultWorkload } from '@weft/model';
import { activeDesign, openStudy, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { notify, showSurface } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { savedElsewhere, settleDraft } from './drafts.ts';
import { insertDesign, setWorkload } from './edits.ts';
import { engine } from './engine.ts';

/** Larger files are no cluster's and no study's. */
const largest_B = 64 * 1024 * 1024;

/** Hands a file to the person. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A file name from the study's name: letters, digits and dashes. */
export function fileName(extension: string): string {
  const stem = studyDocument
    .getState()
    .study.name.normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem || 'weft'}.${extension}`;
}

export async function saveStudyFile(): Promise<void> {
  const { writeStudyFile } = await import('./sharing.ts');
  const { study } = studyDocument.getState();
  download(fileName('weft.json'), new Blob([writeStudyFile(study)], { type: 'application/json' }));
  savedElsewhere(study);
}

/** Asks for a file and opens it. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void openFile(file);
  });
  input.click();
}

/** Opens a study beside the draft, or adds a cluster as a new design with a report of what was read. */
export async function openFile(file: File): Promise<void> {
  const bad = (reason: string) =>
    notify({ tone: 'danger', text: t('notice.fileBad', { name: file.name, reason }), stays: true });
  if (file.size > largest_B) {
    bad(t('notice.fileTooLarge'));
    return;
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = await engine.read(file.name, bytes);
    if (!read.ok) {
      bad(read.fault.message);
      return;
    }
    const { study, design } = read.value;
    if (study !== null) {
      await settleDraft();
      openStudy(study);
      notify({ tone: 'info', text: t('notice.fileOpened', { name: file.name }) });
    } else if (read.value.format === 'netbox') {
      const { bringDevice } = await import('../parts/placePart.ts');
      await bringDevice(file.name, bytes);
    } else if (design !== null) {
      insertDesign(design);
      if (studyDocument.getState().study.workload.traffic.pattern !== 'all-to-all') {
        await setWorkload({ traffic: defaultWorkload.traffic });
      }
      const { importFindings } = await import('./importFindings.ts');
      const made = activeDesign();
      const warned = {
        draft: studyDocument.getState().draft,
        design: made.id,
        findings: importFindings(made, read.value.report),
      };
      result.setState((now) => ({
        imported: { name: file.name, file: read.value },
        importWarnings: [...now.importWarnings, warned],
      }));
      showSurface({ kind: 'imported' });
    }
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    bad(stop.message);
  }
}
