export type { Imported, ReportLine } from './report.ts';
