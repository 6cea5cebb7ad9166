export * from './study.ts';
export type { Finding } from './finding.ts';
export { limits } from './limits.ts';
export { emptyStudy, emptyDesign, blankNode, defaultWorkload, defaultStudyName } from './starter.ts';
export { readStudy, type StudyFault } from './read.ts';
export { canonicalJson } from './canonical.ts';
export { sameJson } from './same.ts';
export {
  invertChange,
  composeChanges,
  type Change,
  type Edit,
  type RecordEdit,
  type DesignEdit,
  type DesignNameEdit,
  type StudyEdit,
  type TableName,
  type TableRecords,
} from './change.ts';
export { applyChange } from './apply.ts';
export {
  emptyHistory,
  recordChange,
  undo,
  redo,
  recordDefaults,
  type History,
  type HistoryEntry,
  type HistoryStep,
  type RecordOptions,
} from './history.ts';
