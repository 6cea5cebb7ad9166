export type * from './api.ts';
export { EngineStop, stopReasons, type StopReason } from './stop.ts';
export { connectEngine, type EngineClient, type ClientOptions, type WorkerLike } from './client.ts';
export { exposeEngine } from './host.ts';
export { solveMaxMinInstance, type MaxMinAnswer } from './instances.ts';
export { recipeSpecs, previewCounts, generateStudy } from './generate.ts';
export type { Counts } from '@weft/topology';
export type { ParameterSpec, RecipeSpec } from '@weft/generators';
export type { Certificate, Layer, Progress } from '@weft/solver';
