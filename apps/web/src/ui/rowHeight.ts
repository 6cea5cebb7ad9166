/** The height of a row of the large tables, CSS pixels: known before a row is drawn, as only those in view exist. A finger needs more than a pointer. */
export const rowHeight_px = window.matchMedia('(pointer: coarse)').matches ? 44 : 32;
