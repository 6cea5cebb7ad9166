/**
 * A pen for SVG with the strokes of a 2D context that the painters of the canvas use, so that an exported SVG is drawn by what draws the screen. In:
 * the calls of a painter; out: elements, in their order. Text stays text. What no painter uses is not here, and fails when it is called.
 */
import { escapedText } from '@weft/scene';

/** How far a capital's middle lies above the baseline, as a share of the size. */
const baselineShare = 0.35;

interface Style {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: 'left' | 'center';
  lineCap: 'butt' | 'round';
  lineJoin: 'miter' | 'round';
  dash: readonly number[];
  dx: number;
  dy: number;
}

/** At most two decimals: a picture has hundredths of a pixel. */
const n = (value: number): string => String(Math.round(100 * value) / 100);

export class SvgPen {
  readonly elements: string[] = [];
  textBaseline = 'middle';
  #style: Style = {
    fillStyle: '#000000',
    strokeStyle: '#000000',
    lineWidth: 1,
    globalAlpha: 1,
    font: '400 11px sans-serif',
    textAlign: 'left',
    lineCap: 'butt',
    lineJoin: 'miter',
    dash: [],
    dx: 0,
    dy: 0,
  };
  #kept: Style[] = [];
  #path = '';
  /** A text that has been outlined: the one that is filled next is the same. */
  #halo: { readonly key: string; readonly stroke: string } | null = null;
  #width: (text: string, font: string) => number;

  /** `width` measures a line of text in a font, CSS pixels. */
  constructor(width: (text: string, font: string) => number) {
    this.#width = width;
  }

  set fillStyle(value: string) {
    this.#style.fillStyle = value;
  }
  set strokeStyle(value: string) {
    this.#style.strokeStyle = value;
  }
  set lineWidth(value: number) {
    this.#style.lineWidth = value;
  }
  set globalAlpha(value: number) {
    this.#style.globalAlpha = value;
  }
  set font(value: string) {
    this.#style.font = value;
  }
  set textAlign(value: 'left' | 'center') {
    this.#style.textAlign = value;
  }
  set lineCap(value: 'butt' | 'round') {
    this.#style.lineCap = value;
  }
  set lineJoin(value: 'miter' | 'round') {
    this.#style.lineJoin = value;
  }

  setLineDash(dash: readonly number[]): void {
    this.#style.dash = dash;
  }
  save(): void {
    this.#kept.push({ ...this.#style });
  }
  restore(): void {
    this.#style = this.#kept.pop() ?? this.#style;
  }
  translate(dx: number, dy: number): void {
    this.#style.dx += dx;
    this.#style.dy += dy;
  }

  beginPath(): void {
    this.#path = '';
  }
  closePath(): void {
    this.#path += 'Z';
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `L${this.#at(x, y)}`;
  }
  /** Circles, and arcs of at most a half turn, clockwise. */
  arc(x: number, y: number, r: number, from: number, to: number): void {
    const whole = Math.abs(to - from) >= 2 * Math.PI - 1e-9;
    if (whole) return this.ellipse(x, y, r, r);
    const [ax, ay] = [x + r * Math.cos(from), y + r * Math.sin(from)];
    const [bx, by] = [x + r * Math.cos(to), y + r * Math.sin(to)];
    this.#path += `M${this.#at(ax, ay)}A${n(r)} ${n(r)} 0 0 1 ${this.#at(bx, by)}`;
  }
  /** Whole ones, upright. */
  ellipse(x: number, y: number, rx: number, ry: number): void {
    const half = `a${n(rx)} ${n(ry)} 0 1 1 `;
    this.#path += `M${this.#at(x - rx, y)}${half}${n(2 * rx)} 0${half}${n(-2 * rx)} 0Z`;
  }
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    const turn = (dx: number, dy: number): string => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
    this.#path += `M${this.#at(x + r, y)}h${n(width - 2 * r)}${turn(r, r)}v${n(height - 2 * r)}${turn(-r, r)}h${n(2 * r - width)}${turn(-r, -r)}v${n(2 * r - height)}${turn(r, -r)}Z`;
  }

  fill(): void {
    const { fillStyle } = this.#style;
    this.elements.push(`<path d="${this.#path}" fill="${fillStyle}"${this.#alpha('fill')}/>`);
  }
  stroke(): void {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dash } = this.#style;
    const dashed = dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(n).join(' ')}"`;
    const ends = lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`;
    const joins = lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`;
    this.elements.push(
      `<path d="${this.#path}" fill="none" stroke="${strokeStyle}" stroke-width="${n(lineWidth)}"${dashed}${ends}${joins}${this.#alpha('stroke')}/>`,
    );
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const { fillStyle, dx, dy } = this.#style;
    this.elements.push(
      `<rect x="${n(x + dx)}" y="${n(y + dy)}" width="${n(width)}" height="${n(height)}" fill="${fillStyle}"${this.#alpha('fill')}/>`,
    );
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#width(text, this.#style.font) };
  }
  /** Outlines the text that is filled next. */
  strokeText(text: string, x: number, y: number): void {
    const { strokeStyle, lineWidth } = this.#style;
    const stroke = ` stroke="${strokeStyle}" stroke-width="${n(lineWidth)}" stroke-linejoin="round" paint-order="stroke"`;
    this.#halo = { key: `${text} ${x} ${y}`, stroke };
  }
  fillText(text: string, x: number, y: number): void {
    const { fillStyle, font, textAlign, dx, dy } = this.#style;
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(font) ?? [];
    if (weight === undefined || size === undefined) throw new Error(`expected a font of weight and size, got ${font}`);
    const halo = this.#halo?.key === `${text} ${x} ${y}` ? this.#halo.stroke : '';
    this.#halo = null;
    // As wide as it was measured, whatever face the reader has: what stands on a tag stays on it.
    const wide = ` textLength="${n(this.#width(text, font))}" lengthAdjust="spacingAndGlyphs"`;
    const middle = textAlign === 'center' ? ' text-anchor="middle"' : '';
    this.elements.push(
      `<text x="${n(x + dx)}" y="${n(y + dy + baselineShare * Number(size))}" font-size="${size}" font-weight="${weight}"${middle}${wide} fill="${fillStyle}"${halo}${this.#alpha('')}>${escapedText(text)}</text>`,
    );
  }

  #at(x: number, y: number): string {
    return `${n(x + this.#style.dx)} ${n(y + this.#style.dy)}`;
  }
  #alpha(of: 'fill' | 'stroke' | ''): string {
    const { globalAlpha } = this.#style;
    return globalAlpha === 1 ? '' : ` ${of === '' ? '' : `${of}-`}opacity="${n(globalAlpha)}"`;
  }
}
