export {
  partKinds,
  type Part,
  type PartKind,
  type Figure,
  type Statement,
  type Source,
  type Confidence,
} from './part.ts';
export { release } from './release.ts';
export { loadCatalogue, type Library } from './load.ts';
export { partsOf, partOf, figureOf, physicalFigure, physicalFigures, sourceOf, allSources } from './library.ts';
export { bandOf, exactly, type Band } from './band.ts';
export {
  switchPorts,
  switchPort_Gbps,
  switchMaxRadix,
  nicPorts,
  nic_Gbps,
  nicPort_Gbps,
  serverAccelerators,
  serverAccelerator,
  acceleratorScaleUp_Gbps,
  acceleratorScaleUpDomain,
  acceleratorScaleOut_Gbps,
  acceleratorBf16_TFLOPps,
  medium_Gbps,
} from './facts.ts';
export { figurePath, physicalPath, placeOf, type FigurePlace } from './paths.ts';
export {
  technologies,
  cableTechnologies,
  carriers,
  mediumFacts,
  mediaFor,
  type MediumFacts,
  type Technology,
  type Assembly,
  type Carrier,
} from './medium.ts';
export {
  cage_Gbps,
  cageCount,
  cageShape,
  isCoPackaged,
  switchPower,
  switchUnits,
  type SwitchPower,
} from './equipment.ts';
