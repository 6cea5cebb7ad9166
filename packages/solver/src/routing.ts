/**
 * Routing as an object: how the paths of a flow are chosen. Never "shortest path" by default.
 *
 *   single-path       one shortest path per source and target, chosen by hash of (source, target, seed)
 *   ecmp-hash         `subflows` hashed shortest paths per flow, each an equal part of it
 *   spray             ideal spray: at each hop an equal share to every next hop (fluid ECMP)
 *   weighted-ecmp     as spray, shares in proportion to the next links' capacity
 *   dimension-order   grids: correct one dimension after the other, ties split both ways
 *   minimal           Dragonfly: at most one global link
 *   valiant           by way of a random intermediate group (or router), spread evenly
 *   adaptive          the best static mix of minimal and valiant: an upper model, labelled "ideal adaptive"
 *
 * `handOver` lets nodes of forwarding class `handOver` (an accelerator between scale-up fabric and NIC) pass traffic on.
 */
export type Routing =
  | { readonly policy: 'single-path'; readonly seed: number; readonly handOver: boolean }
  | { readonly policy: 'ecmp-hash'; readonly seed: number; readonly subflows: number; readonly handOver: boolean }
  | { readonly policy: 'spray'; readonly handOver: boolean }
  | { readonly policy: 'weighted-ecmp'; readonly handOver: boolean }
  | { readonly policy: 'dimension-order'; readonly handOver: boolean }
  | { readonly policy: 'minimal'; readonly handOver: boolean }
  | { readonly policy: 'valiant'; readonly handOver: boolean }
  | { readonly policy: 'adaptive'; readonly handOver: boolean };
