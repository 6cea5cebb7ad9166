/** How wide a line of text is in a font, CSS pixels: measured by the browser, by the mean width of letters where it has no canvas. */
let ruler: CanvasRenderingContext2D | null | undefined;

export function lineWidth(text: string, font: string): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return 0.56 * text.length * Number.parseFloat(font.split(' ')[1]!);
  ruler.font = font;
  return ruler.measureText(text).width;
}
