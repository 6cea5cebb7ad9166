/** The drawing of a role in a colour, as the data URI of an SVG. Made once. */
import { iconGrid, iconStroke, iconStrokes, type DrawnRole } from '@weft/scene';

const made = new Map<string, string>();

export function iconUri(role: DrawnRole, colour: string): string {
  const key = `${role} ${colour}`;
  let uri = made.get(key);
  if (!uri) {
    // 96 px: drawn small it stays crisp at twice the zoom on a dense screen.
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 ${iconGrid} ${iconGrid}" fill="none" stroke="${colour}" stroke-width="${iconStroke}" stroke-linecap="round" stroke-linejoin="round">${iconStrokes[role]}</svg>`;
    uri = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
    made.set(key, uri);
  }
  return uri;
}
