/**
 * Columns of numbers that grow while a topology is made, and are cut to their length when it is done.
 */

export type Numbers =
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** Exactly the used part, so that its buffer can be transferred; a copy unless all of it is used. */
export function exactly<A extends Numbers>(array: A, length: number): A {
  return array.length === length ? array : (array.slice(0, length) as A);
}

/** The same numbers in an array of the length, or twice as long, the rest 0. */
export function grown<A extends Numbers>(array: A, length = 2 * array.length): A {
  const wider = new (array.constructor as new (length: number) => A)(length);
  wider.set(array);
  return wider;
}
