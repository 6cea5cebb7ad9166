export * from './study.ts';
export type { Finding } from './finding.ts';
export type {
  Change,
  Edit,
  RecordEdit,
  DesignEdit,
  DesignNameEdit,
  StudyEdit,
  TableName,
  TableRecords,
} from './change.ts';
