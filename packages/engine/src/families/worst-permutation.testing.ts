/**
 * The families that are compared by TUB, an upper bound on the throughput of the worst permutation of switches (Namyar et al., SIGCOMM 2021).
 *
 * Parameters and figures are those of the instances the authors released; ours are other random graphs of the same parameters.
 */
import type { Topology } from '@weft/topology';
import { fabric, oneHost } from './measure.testing.ts';

export interface TubCase {
  readonly id: string;
  readonly expected: { readonly tub_throughput: number; readonly avg_tor_distance: number };
  readonly inputs: {
    readonly family: string;
    readonly switch_radix: number;
    readonly servers_per_tor: number;
    readonly servers: number;
    readonly switches: number;
    readonly interswitch_links: number;
  };
}

/** Our instance of the same parameters. */
export function instanceOf({ inputs }: TubCase): Topology {
  const { switch_radix: ports, servers_per_tor: hosts, servers, switches } = inputs;
  const degree = ports - hosts;
  const shared = { ...oneHost(1), servers, endpointsPerRouter: hosts, routerLink_Gbps: 1, switchPorts: ports, seed: 1 };
  switch (inputs.family) {
    case 'Jellyfish':
      return fabric('jellyfish', { ...shared, switches, degree });
    case 'Xpander':
      return fabric('xpander', { ...shared, degree, switchesPerSet: switches / (degree + 1) });
    case '3-tier Clos':
      return fabric('fat-tree', { ...oneHost(1), switchPorts: ports, servers });
    default:
      throw new Error(`no family ${inputs.family}`);
  }
}
