export type { Imported, ImportFault, ImportOutcome, ReportLine } from './report.ts';
export {
  encodeShare,
  decodeShare,
  shareReach,
  shareLimits,
  type ShareLink,
  type ShareReach,
  type ShareFault,
} from './share/share.ts';
export { writeStudyFile, readStudyFile, studyFileLimit_B, type StudyFileFault } from './study-file.ts';
export { importIbnetdiscover } from './ibnetdiscover/ibnetdiscover.ts';
export { importLimit_B } from './import/text.ts';
export { readAny, readAsFormat, importFormats, type ReadFile, type ReadFault, type ImportFormat } from './read-any.ts';
