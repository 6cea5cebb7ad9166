import { describe, expect, it } from 'vitest';
import { type Design } from '@weft/model';
import { sampleBytes } from '@weft/testkit';
import { counted, kinds, read } from './import/reading.ts';
import { type ReadFile } from './read-any.ts';

type Check = (found: ReadFile & { readonly design: Design }) => void;
const realFiles: readonly (readonly [string, Check])[] = [
  [
    'ibdiag-topo/kalcher-pentagon.topo',
    (found) => {
      expect(found.format).toBe('ibdiagnet');
      // Five switches in a full mesh, eleven hosts.
      expect(counted(found, /^5 switches/)).toBe(5);
      expect(counted(found, /^11 hosts/)).toBe(11);
      expect(Object.keys(found.design.links)).toHaveLength(10 + 11);
      expect(counted(found, /taken already/)).toBe(0);
    },
  ],
  [
    'slurm/topograph-tree-topology.conf',
    (found) => {
      const all = kinds(found.design);
      expect(all['switch core']).toEqual(['core']);
      expect(all['switch spine']).toHaveLength(6);
      expect(all['switch leaf']).toHaveLength(12);
      expect(all['server -']).toHaveLength(96);
    },
  ],
  [
    'nccl/azure-ndv5-topo.xml',
    (found) => {
      expect(counted(found, /^2 processors/)).toBe(2);
      expect(counted(found, /^8 PCI Express switches/)).toBe(8);
      expect(counted(found, /^8 GPUs/)).toBe(8);
      expect(counted(found, /^8 NICs/)).toBe(8);
      // 8 switches, 8 GPUs and 8 NICs each hang on one link; one more joins the processors.
      expect(Object.keys(found.design.links)).toHaveLength(25);
    },
  ],
  [
    'containerlab/containerlab-clos02.clab.yml',
    (found) => {
      expect(Object.keys(found.design.nodes)).toHaveLength(14);
      expect(Object.keys(found.design.links)).toHaveLength(16);
      const all = kinds(found.design);
      expect(all['switch core']).toEqual(['superspine1', 'superspine2']);
      expect(all['switch spine']).toHaveLength(4);
      expect(all['switch leaf']).toHaveLength(4);
      expect(all['server -']).toHaveLength(4);
    },
  ],
  [
    'netbox-device-types/nvidia-QM9700.yaml',
    (found) => {
      expect(found.design.nodes['n1']).toMatchObject({ ports: 62, port_Gbps: 400, part: 'qm9700' });
      expect(counted(found, /its power/)).toBe(1);
    },
  ],
  [
    'netbox-device-types/nvidia-NVLink-5-Switch.yaml',
    (found) => {
      expect(found.design.nodes['n1']!.ports).toBeNull();
      expect(counted(found, /3 management ports/)).toBe(3);
    },
  ],
  [
    'netbox-device-types/arista-DCS-7060DX5-64S-F.yaml',
    (found) => {
      expect(found.design.nodes['n1']).toMatchObject({ ports: 64, port_Gbps: 400 });
      expect(counted(found, /2 ports at 10/)).toBe(2);
      expect(counted(found, /1 management port/)).toBe(1);
    },
  ],
];

describe('real files', () => {
  const there = realFiles.filter(([name]) => sampleBytes(name) !== null);
  it.skipIf(there.length === 0).each(there)('%s', (name, check) => {
    expect.hasAssertions();
    check(read(sampleBytes(name)!, name));
  });
});
