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
} from './scene.ts';
