export {
  partKinds,
  type Part,
  type PartKind,
  type Figure,
  type Statement,
  type Source,
  type Confidence,
} from './part.ts';
