/**
 * How well two colours are told apart: the contrast ratio of WCAG 2.2 and the distance in OKLab, also as seen with a colour-vision deficiency.
 *
 * Colours are `#rrggbb`. Sources: WCAG 2.2, "relative luminance" and "contrast ratio"; OKLab by B. Ottosson (2020); deficiencies by
 * Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009), severity 1.
 */
type Triple = readonly [number, number, number];

/** The eyes a colour is judged by. */
export const visions = ['normal', 'protan', 'deutan', 'tritan'] as const;
export type Vision = (typeof visions)[number];

/** 1 (the same) to 21 (black on white). */
export function contrastRatio(a: string, b: string): number {
  const x = luminance(linear(a));
  const y = luminance(linear(b));
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The distance in OKLab as those eyes see it; about 0.02 is just noticeable, 1 is black against white. */
export function colourDistance(a: string, b: string, vision: Vision = 'normal'): number {
  const p = oklab(seenBy(vision, linear(a)));
  const q = oklab(seenBy(vision, linear(b)));
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** The smallest distance between any two of the colours under any of the visions. */
export function leastDistance(colours: readonly string[]): number {
  let least = Infinity;
  for (const vision of visions) {
    for (let i = 1; i < colours.length; i++) {
      for (let j = 0; j < i; j++) least = Math.min(least, colourDistance(colours[i]!, colours[j]!, vision));
    }
  }
  return least;
}

/** A colour between two others; `share` 0 gives the first. Mixed in sRGB, for tints. */
export function mixed(a: string, b: string, share: number): string {
  const from = channels(a);
  const to = channels(b);
  const hex = from.map((c, i) =>
    Math.round(c + (to[i]! - c) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

function channels(colour: string): Triple {
  const value = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  if (value === undefined) throw new Error(`a colour is written #rrggbb, got ${colour}`);
  const n = Number.parseInt(value, 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

function linear(colour: string): Triple {
  const [r, g, b] = channels(colour);
  return [unbent(r), unbent(g), unbent(b)];
}

/** A channel of sRGB, 0 ... 255, as linear light. */
function unbent(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const seen: Readonly<Record<Exclude<Vision, 'normal'>, readonly [Triple, Triple, Triple]>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seenBy(vision: Vision, colour: Triple): Triple {
  if (vision === 'normal') return colour;
  const row = ([x, y, z]: Triple): number => Math.min(1, Math.max(0, x * colour[0] + y * colour[1] + z * colour[2]));
  const [r, g, b] = seen[vision];
  return [row(r), row(g), row(b)];
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
