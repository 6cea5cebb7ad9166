export { SeededRandom } from './random.ts';
export {
  randomStudy,
  randomDesign,
  randomNode,
  randomLink,
  randomGroup,
  randomBlock,
  randomOverride,
  randomTemplate,
  randomWorkload,
  randomLabel,
} from './random-study.ts';
export { randomChange, type FittingChange } from './random-change.ts';
export { arbitrarySeed, arbitraryStudy, arbitraryStudyAndChange } from './arbitrary.ts';
export { studyOf, onlyDesign, twoLeaves, railBlock } from './studies.ts';
export { sampleBytes, sampleText } from './files.ts';
export { addServer, closTopology, oneLeaf, railTopology, type ClosOptions } from './topologies.ts';
