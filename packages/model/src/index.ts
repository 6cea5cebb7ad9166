export * from './study.ts';
export type { Finding } from './finding.ts';
export { limits } from './limits.ts';
export { emptyStudy, emptyDesign, blankNode, defaultWorkload, defaultStudyName } from './starter.ts';
export { readStudy, readSteps, type StudyFault } from './read.ts';
export { allAtOnce, type Stretches } from './stretches.ts';
export { listed, recordsOf, noteList, type Listed } from './listed.ts';
export { canonicalJson } from './canonical.ts';
export { sameJson } from './same.ts';
export { isOnlyMoved } from './same-places.ts';
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
export { blockOfPath, tableOf, isId, FreshIds, FreshNames, type RecordTable } from './ids.ts';
export type { Command, Commanded, CommandFault } from './commands/command.ts';
export {
  renameStudy,
  addDesign,
  insertDesign,
  duplicateDesign,
  removeDesign,
  renameDesign,
  moveDesign,
  setBaseline,
  setAssumption,
  setAssumptions,
} from './commands/designs.ts';
export { setOwnPart, removeOwnPart } from './commands/own-parts.ts';
export {
  expanded,
  instancesOf,
  partsOf,
  templateIn,
  templateOf,
  templateRecipe,
  templateSize,
  type Expanded,
} from './templates.ts';
export { isOwnPartId, ownPartId, ownParts, ownOfPart, partOfOwn } from './own-part.ts';
export { setWorkload } from './commands/workload.ts';
export { addView, renameView, setView, removeView, type Look } from './commands/views.ts';
export { jobsFault } from './jobs.ts';
export {
  addBlock,
  setBlockParameters,
  setOverrides,
  clearOverrides,
  type NewBlock,
  type OverrideFields,
} from './commands/blocks.ts';
export { addNode, setNodes, renameItem, deleteItems, membersOf, type NodeFields } from './commands/items.ts';
export { moveItems, type Move } from './commands/move.ts';
export { addLink, setLinks, moveLinkEnd, type NewLink, type LinkFields } from './commands/links.ts';
export { groupItems, regroupItems, ungroupItems, setGroups } from './commands/groups.ts';
export {
  copyItems,
  pasteClip,
  pasteSteps,
  duplicateItems,
  duplicateSteps,
  type Clip,
  type PasteOptions,
} from './commands/clipboard.ts';
export { lockItems } from './commands/lock.ts';
export { isLocked } from './locks.ts';
export {
  makeTemplate,
  openTemplate,
  closeTemplate,
  detachInstances,
  renameTemplate,
  removeTemplate,
} from './commands/templates.ts';
export { openGroups } from './open-templates.ts';
export {
  linkByPattern,
  planLinks,
  linkPatterns,
  type LinkPattern,
  type PatternPlan,
} from './commands/link-patterns.ts';
export { namePattern, type NameTest } from './name-pattern.ts';
export { insertDissolved } from './commands/dissolve.ts';
