export { done, failed, valueOf, type Outcome, type Fault } from './outcome.ts';
