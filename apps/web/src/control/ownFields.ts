/** An own part of the study as the fields of a node's record, as the catalogue's parts give theirs. */
import type { NodeFields, NodeKind } from '@weft/model';
import { studyDocument } from '../stores/document.ts';

/** Scale-up rates of parts are GB/s of one accelerator, each direction; records hold Gb/s. */
const bitsPerByte = 8;

/** Name, ports and rates of an own part; what it does not say is null. */
export function ownFields(kind: NodeKind, id: string): Omit<NodeFields, 'kind'> {
  const part = studyDocument.getState().study.assumptions.parts?.[id];
  const figure = (key: string): number | null => part?.figures[key]?.typical ?? part?.figures[key]?.high ?? null;
  const count = (key: string): number | null => {
    const value = figure(key);
    return value === null ? null : Math.round(value);
  };
  const name = part?.name ?? id;
  switch (kind) {
    case 'switch':
      return { part: id, name, ports: count('ports'), port_Gbps: figure('port_speed_gbps') };
    case 'nic': {
      const [ports, total_Gbps] = [count('ports'), figure('total_gbps')];
      return { part: id, name, ports, port_Gbps: ports && total_Gbps ? total_Gbps / ports : null };
    }
    case 'server': {
      const accelerators = count('gpus');
      return { part: id, name, accelerators: accelerators ?? 0, ports: accelerators };
    }
    case 'accelerator': {
      const scaleUp_GBps = figure('scaleup_gbs_per_dir');
      return {
        part: id,
        name,
        accelerators: 1,
        port_Gbps: figure('scaleout_gbps'),
        scaleUp_Gbps: scaleUp_GBps === null ? null : scaleUp_GBps * bitsPerByte,
      };
    }
    case 'service':
      return { part: id, name };
  }
}
