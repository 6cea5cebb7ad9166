export type { Routing } from './routing.ts';
export { finish, type Progress, type Steps } from './steps.ts';
export type { Result, Layer, Certificate } from './result.ts';
