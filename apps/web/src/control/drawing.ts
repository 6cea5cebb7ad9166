/** The scene as SVG: fetched when one is asked for. */
export { sceneToSvg } from '@weft/scene';
