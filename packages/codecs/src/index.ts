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
export { importIbnetdiscover, type IbnetdiscoverOptions } from './ibnetdiscover/ibnetdiscover.ts';
export { importLimit_B } from './import/text.ts';
export {
  readAny,
  readAnyFile,
  readFileSteps,
  readAsFormat,
  importFormats,
  type ReadFile,
  type ReadFault,
  type ImportFormat,
} from './read-any.ts';
export {
  isPicture,
  readStudyPicture,
  studyForSvg,
  studyIntoPng,
  pictureLimits,
  type PictureFault,
} from './picture/study-picture.ts';
export { importTopo } from './ibdiagnet/import-topo.ts';
export { importDot } from './dot/import-dot.ts';
export { importContainerlab } from './containerlab/import-clab.ts';
export { importGraphml } from './graphml/import-graphml.ts';
export { importSlurmConf, importSlurmYaml } from './slurm/import-slurm.ts';
export { importNccl } from './nccl/import-nccl.ts';
export { importDeviceType, readDeviceType, type DeviceType } from './netbox/import-netbox.ts';
export { importCabling, guessCsvColumns, type CsvColumns } from './cabling/import-csv.ts';
export { exportFormats, exportAs, exportSteps } from './export/formats.ts';
export type { Exported, ExportFault, ExportFormat, ExportOutcome } from './export/exported.ts';
export { cablingOf, type Cabling, type CablingCable, type CablingDevice, type CablingEnd } from './export/cabling.ts';
export { exportCabling, cablingColumns, csvText, type CableFacts, type CableSite } from './cabling/export-csv.ts';
