export type { Imported, ReportLine } from './report.ts';
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
