/**
 * The links of a grid of any dimensions, each dimension open (mesh) or closed (torus).
 *
 * Places are numbered mixed-radix, the first dimension fastest. A closed dimension of size 2 would join its two places twice and
 * one of size 1 a place to itself, so only sizes of 3 and more are closed: 2 d neighbours from there on.
 */

/** Whether each dimension does close. */
export function closedDimensions(shape: readonly number[], wrap: readonly boolean[]): boolean[] {
  return shape.map((size, d) => wrap[d]! && size >= 3);
}

/** How many links the grid has. */
export function gridLinkCount(shape: readonly number[], wrap: readonly boolean[]): number {
  const places = shape.reduce((p, n) => p * n, 1);
  const closed = closedDimensions(shape, wrap);
  return shape.reduce((links, size, d) => links + (places / size) * (closed[d] ? size : size - 1), 0);
}

/** Calls `link` with both places and the dimension of each link, by place, then dimension; `twist` moves the wrap of a dimension. */
export function gridLinks(
  shape: readonly number[],
  wrap: readonly boolean[],
  link: (a: number, b: number, dimension: number) => void,
  twist?: (dimension: number, coordinates: readonly number[]) => readonly number[],
): void {
  const places = shape.reduce((p, n) => p * n, 1);
  const closed = closedDimensions(shape, wrap);
  const strides: number[] = [];
  shape.reduce((stride, size) => (strides.push(stride), stride * size), 1);
  const at = shape.map(() => 0);
  for (let place = 0; place < places; place++) {
    for (let d = 0; d < shape.length; d++) {
      if (at[d]! + 1 < shape[d]!) link(place, place + strides[d]!, d);
      else if (closed[d]) {
        if (twist === undefined) link(place, place - at[d]! * strides[d]!, d);
        else {
          const to = twist(d, at);
          link(
            place,
            to.reduce((sum, x, i) => sum + x * strides[i]!, 0),
            d,
          );
        }
      }
    }
    for (let d = 0; d < shape.length; d++) {
      at[d]!++;
      if (at[d]! < shape[d]!) break;
      at[d] = 0;
    }
  }
}
