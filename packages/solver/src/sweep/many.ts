/** Sorting and summing hundreds of thousands of numbers of which few differ, as the rates of an allocation. */

/** The places of numbers from the least to the largest, equal ones in their order. Flows stop at few different levels: those are sorted, and the places counted. */
export function ascending(level: Float64Array): Int32Array {
  const count = new Map<number, number>();
  for (const one of level) count.set(one, (count.get(one) ?? 0) + 1);
  let at = 0;
  for (const one of Float64Array.from(count.keys()).toSorted()) {
    const many = count.get(one)!;
    count.set(one, at);
    at += many;
  }
  const places = new Int32Array(level.length);
  for (let i = 0; i < level.length; i++) {
    const next = count.get(level[i]!)!;
    places[next] = i;
    count.set(level[i]!, next + 1);
  }
  return places;
}

/** The sum with what rounding takes off each step (Neumaier): hundreds of thousands of equal terms would all be rounded the same way. */
export function summed(values: ArrayLike<number>): number {
  let sum = 0;
  let low = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    low += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + low;
}
