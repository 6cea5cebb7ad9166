export type * from './api.ts';
export { EngineStop, stopReasons, type StopReason } from './stop.ts';
export { connectEngine, type EngineClient, type ClientOptions, type WorkerLike } from './client.ts';
export { exposeEngine } from './host.ts';
export { solveMaxMinInstance, type MaxMinAnswer } from './instances.ts';
