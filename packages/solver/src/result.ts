/**
 * What a solve answers: rates, loads, the bottleneck of each flow, and a certificate made by separate code.
 *
 * Rates in Gb/s. Arc `2e` is link e from A to B, `2e + 1` back.
 */

/** Which of the exact layers computed the answer; they agree to 1e-12. */
export type Layer = 'flat' | 'quotient' | 'orbits';

export interface Certificate {
  readonly ok: boolean;
  /** The worst relative violation found: of a capacity, or of a flow's claim to have a saturated link on which nothing is faster. */
  readonly worst: number;
}

export interface Result {
  readonly layer: Layer;
  /** Why that layer, in a sentence. */
  readonly why: string;
  readonly flowCount: number;
  /** Per flow, in the order of the flows; null where flows are implicit (uniform traffic above the explicit limit). */
  readonly rate_Gbps: Float64Array | null;
  /** Per flow: the arc that limits it, -1 when its own cap does, -2 when it has no path, -3 when it needs no link. Null as above. */
  readonly bottleneck: Int32Array | null;
  /** Where flows are not told one by one: an arc of every class of links that limits the slowest flow. Null where `bottleneck` tells it. */
  readonly slowestAt: Int32Array | null;
  /** Per arc: traffic carried. */
  readonly arcLoad_Gbps: Float64Array;
  /** Over flows that have a path. `min` is the slowest flow: it is what counts for a synchronous step. */
  readonly rateSummary_Gbps: { readonly min: number; readonly mean: number; readonly max: number };
  /** Over sending endpoints: the sum of each one's flows. */
  readonly perEndpoint_Gbps: { readonly min: number; readonly mean: number };
  /** Flows without any path: reported, never counted as rate 0. */
  readonly disconnected: number;
  readonly certificate: Certificate;
}
