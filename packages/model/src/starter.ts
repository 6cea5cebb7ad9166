/**
 * What a person starts from: an empty study, an empty design, the first workload, a blank node.
 */
import { release } from '@weft/catalogue';
import { studyVersion, type Design, type NodeKind, type NodeRecord, type Study, type Workload } from './study.ts';

/**
 * Every accelerator sends to every other one, sprayed evenly over the shortest paths. Accelerators may forward between scale-up fabric and
 * NIC, as collective libraries let them by default (NCCL since 2.12: NCCL_PXN_DISABLE is 0), so that rail-only fabrics are connected.
 */
export const defaultWorkload: Workload = {
  traffic: { pattern: 'all-to-all' },
  routing: { policy: 'spray', handOver: true },
  size_B: null,
  cap_Gbps: null,
};

export const defaultStudyName = 'Untitled study';

/** A design without any parts. */
export function emptyDesign(id: string, name: string): Design {
  return { id, name, blocks: {}, nodes: {}, links: {}, groups: {}, overrides: {} };
}

/** A study with one empty design. */
export function emptyStudy(): Study {
  return {
    version: studyVersion,
    name: defaultStudyName,
    catalogue: release,
    designs: [emptyDesign('d1', 'Design 1')],
    baseline: null,
    workload: defaultWorkload,
    assumptions: { figures: {} },
  };
}

/** A node of which nothing is known but its kind. */
export function blankNode(id: string, kind: NodeKind, name: string): NodeRecord {
  return {
    id,
    kind,
    name,
    part: null,
    x: null,
    y: null,
    group: null,
    ports: null,
    port_Gbps: null,
    tier: null,
    accelerators: 0,
    scaleUp_Gbps: null,
  };
}
