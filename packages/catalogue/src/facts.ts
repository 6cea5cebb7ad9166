/**
 * Plain facts other rooms ask of a part, with the unit in the name. Null where the catalogue has no value; nothing is guessed.
 *
 * Catalogue figures in GB/s are bytes, one direction, of one accelerator; here everything is Gb/s, one direction.
 */
import { bandOf } from './band.ts';
import { figureOf, partOf } from './library.ts';
import type { Part, PartKind } from './part.ts';

const bitsPerByte = 8;

/** Ports of a switch at its full port rate. */
export function switchPorts(id: string): number | null {
  return typicalOf('switch', id, 'ports');
}

/** Rate of each port of a switch. */
export function switchPort_Gbps(id: string): number | null {
  return typicalOf('switch', id, 'port_speed_gbps');
}

/** Most ports a switch offers when each is split; null when that is not published. */
export function switchMaxRadix(id: string): number | null {
  return typicalOf('switch', id, 'max_radix');
}

/** Ports of a NIC. */
export function nicPorts(id: string): number | null {
  return typicalOf('nic', id, 'ports');
}

/** Rate of a NIC, all its ports together. */
export function nic_Gbps(id: string): number | null {
  return typicalOf('nic', id, 'total_gbps');
}

/** Rate of one port of a NIC. */
export function nicPort_Gbps(id: string): number | null {
  const ports = nicPorts(id);
  const rate_Gbps = nic_Gbps(id);
  return ports === null || rate_Gbps === null ? null : rate_Gbps / ports;
}

/** Accelerators of a server. */
export function serverAccelerators(id: string): number | null {
  return typicalOf('server', id, 'gpus');
}

/** Scale-up bandwidth of one accelerator. */
export function acceleratorScaleUp_Gbps(id: string): number | null {
  const bandwidth_GBps = typicalOf('accelerator', id, 'scaleup_gbs_per_dir');
  return bandwidth_GBps === null ? null : bandwidth_GBps * bitsPerByte;
}

/** Accelerators that one scale-up domain of this part holds. */
export function acceleratorScaleUpDomain(id: string): number | null {
  return typicalOf('accelerator', id, 'scaleup_domain');
}

/** Scale-out bandwidth of one accelerator in the vendor's reference server. */
export function acceleratorScaleOut_Gbps(id: string): number | null {
  return typicalOf('accelerator', id, 'scaleout_gbps');
}

/** Dense BF16 rate of one accelerator. */
export function acceleratorBf16_TFLOPps(id: string): number | null {
  return typicalOf('accelerator', id, 'bf16_dense_tflops');
}

/** Rate of a medium from its lanes, or null when it has none (a wafer, a three-dimensional stack). */
export function medium_Gbps(medium: Part): number | null {
  return medium.lanes === null || medium.lane_Gbps === null ? null : medium.lanes * medium.lane_Gbps;
}

/** The accelerator of a server, by the catalogue's own pairing; null when a server fits several. */
export function serverAccelerator(id: string): string | null {
  return serverParts[id] ?? null;
}

/** A server's name says its accelerator; the DGX H100 chassis also takes the H200. */
const serverParts: Readonly<Record<string, string>> = {
  'dgx-a100': 'a100',
  'dgx-h100': 'h100',
  'dgx-b200': 'b200',
  'dgx-b300': 'b300',
  'gb200-nvl72-rack': 'gb200-nvl72',
  'vr-nvl72-rack': 'rubin-nvl72',
  cloudmatrix384: 'ascend-910c',
};

function typicalOf(kind: PartKind, id: string, key: string): number | null {
  const part = partOf(kind, id);
  return part ? (bandOf(figureOf(part, key))?.typical ?? null) : null;
}
