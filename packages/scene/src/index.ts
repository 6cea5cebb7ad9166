export {
  softBudget,
  hardBudget,
  type Scene,
  type SceneNode,
  type SceneNodeKind,
  type SceneLink,
  type SceneBackdrop,
  type SceneBudget,
  type SceneLoads,
  type DrawnRole,
} from './scene.ts';
export { drawnRoles, countLabel, roleWord } from './roles.ts';
export {
  bucketOf,
  bucketLabel,
  bucketColours,
  bucketWidths,
  bucketCount,
  overloadBucket,
  haloWidth,
} from './buckets.ts';
export {
  themes,
  surfaces,
  roleLooks,
  stackLook,
  backdropLook,
  linkLook,
  roleColours,
  colourings,
  categoryColours,
  categoryColour,
  nodeShape,
  nodeColours,
  linkColour,
  bundleWidth,
  captionSize,
  linkLabelSize,
  cornerRadius,
  nodeStroke,
  font,
  type Theme,
  type Surfaces,
  type Outline,
  type RoleLook,
  type Colouring,
  thinnedFor,
  linkOpacity,
  type Thinned,
} from './look.ts';
export {
  paintOf,
  rampPaint,
  scenePaintOf,
  scenePaints,
  paintColour,
  paintCounts,
  paintDash,
  paintWidth,
  dashPattern,
  dashCount,
  type LinkPaint,
  type ScenePaint,
} from './paint.ts';
export { contrastRatio, colourDistance, leastDistance, visions, type Vision } from './contrast.ts';
export { drawingOf, drawingSteps, sceneOf, type Drawing, type SceneOptions } from './drawing.ts';
export { isCrowd } from './crowds.ts';
export { controlPoint } from './bends.ts';
export { sceneIndexOf, type SceneIndex } from './sceneIndex.ts';
export { nothingHidden, type SceneFilter } from './filter.ts';
export { layersOf, layerSteps, type Layer, type Layers } from './layers.ts';
export { SceneMembers } from './members.ts';
export { sceneLoads, unsolvedLoads } from './loads.ts';
export { sceneDifference, sharedScene, isSame, type SceneDifference, type PartDifference } from './difference.ts';
export { openFor, openForGroup, withOpen, withoutOpen } from './paths.ts';
export { canBeRead, mostLevels, nextToOpen } from './first-look.ts';
export { thumbnailOf, thumbnailSize } from './thumbnail.ts';
export { iconStrokes, iconGrid, iconStroke, iconSide, iconLeft } from './icons.ts';
export { placeLabels, captionOf, shortened, type Label, type Ruler } from './labels.ts';
export { bodiesToSvg, sceneToSvg, defaultSvgOptions, type BodyOptions, type SvgOptions } from './svg.ts';
export { escaped as escapedText } from './text.ts';
export { bucketCounts } from './legend.ts';
export { outlinePath } from './outline.ts';
