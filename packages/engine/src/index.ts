export type * from './api.ts';
export { collectiveOps, collectiveAlgorithms } from './api.ts';
export { EngineStop, stopReasons, type StopReason } from './stop.ts';
export { connectEngine, type EngineClient, type ClientOptions, type WorkerLike } from './client.ts';
export { exposeEngine } from './host.ts';
export {
  solveMaxMinInstance,
  solveConcurrentInstance,
  exactGap,
  instanceLimits,
  type MaxMinAnswer,
  type ConcurrentAnswer,
} from './instances.ts';
export { recipeSpecs, previewCounts, generateStudy } from './generate.ts';
export type { Counts } from '@weft/topology';
export { parameterNamed } from '@weft/generators';
export type { Need, ParameterSpec, RecipeSpec, Sized } from '@weft/generators';
export type { Certificate, Layer, Progress } from '@weft/solver';
export { createPipeline, type Pipeline } from './pipeline.ts';
export { settled, type Work } from './work.ts';
export type { Found, FoundPart } from './find.ts';
export type { LinkRow, PartRow, RowState, TableRequest, TableRow, TableWindow } from './table.ts';
export type { ListName, SiteFacts } from './site.ts';
export type { FloorFacts, RackFacts } from './site-floor.ts';
export type { LatencyFacts, LatencyRequest } from './site-latency.ts';
export type { MediaFacts, MediumRow } from './site-media.ts';
export type { ProtocolsFacts, SpokenProtocol } from './site-protocols.ts';
export {
  aims as mediumAims,
  billKinds,
  type BillKind,
  type BillLine,
  type Missing,
  type SiteOptions,
  type Total,
} from '@weft/site';
export { designsDifference } from './designs-difference.ts';
export type { CableEnds, Difference } from './difference.ts';
