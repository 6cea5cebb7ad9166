import { describe, expect, it } from 'vitest';
import {
  acceleratorScaleOut_Gbps,
  acceleratorScaleUp_Gbps,
  medium_Gbps,
  nicPort_Gbps,
  nic_Gbps,
  serverAccelerator,
  serverAccelerators,
  switchMaxRadix,
  switchPort_Gbps,
  switchPorts,
} from './facts.ts';
import { partOf, partsOf } from './library.ts';
import { loadCatalogue } from './load.ts';
import { figurePath, physicalPath, placeOf } from './paths.ts';
import { partKinds } from './part.ts';

describe('facts', () => {
  it('gives ports and rates of a switch', () => {
    expect([switchPorts('qm9700'), switchPort_Gbps('qm9700'), switchMaxRadix('qm9700')]).toEqual([64, 400, 128]);
    expect([switchPorts('q3400'), switchPort_Gbps('q3400')]).toEqual([144, 800]);
  });

  it('leaves unknown what is unknown', () => {
    expect(switchPorts('arista-7700r4')).toBeNull();
    expect(switchPorts('no-such-switch')).toBeNull();
    expect(acceleratorScaleOut_Gbps('tpu-v4')).toBeNull();
  });

  it('gives the rate of a NIC as a whole and of each port', () => {
    expect([nic_Gbps('connectx-7'), nicPort_Gbps('connectx-7')]).toEqual([400, 400]);
    // Two ports of 200 Gb/s, or one of 400: the total is what is published.
    expect([nic_Gbps('bluefield-3'), nicPort_Gbps('bluefield-3')]).toEqual([400, 200]);
  });

  it('turns scale-up bytes into bits', () => {
    // NVLink 4: 18 links of 25 GB/s each way = 450 GB/s = 3,600 Gb/s.
    expect(acceleratorScaleUp_Gbps('h100')).toBe(18 * 25 * 8);
    expect(acceleratorScaleUp_Gbps('gb200-nvl72')).toBe(18 * 50 * 8);
  });

  it('pairs every server with an accelerator the catalogue has', () => {
    for (const server of partsOf('server')) {
      expect(serverAccelerators(server.id)).toBeGreaterThan(0);
      expect(partOf('accelerator', serverAccelerator(server.id)!)).toBeDefined();
    }
    expect(serverAccelerator('no-such')).toBeNull();
  });

  it('multiplies the lanes of a medium', () => {
    expect(medium_Gbps(partOf('medium', 'dr8-800g')!)).toBe(800);
    expect(medium_Gbps(partOf('medium', 'wafer-cerebras')!)).toBeNull();
  });
});

describe('figure paths', () => {
  it('round-trips every figure of every part', () => {
    for (const kind of partKinds) {
      for (const { id, figures } of partsOf(kind)) {
        for (const key of Object.keys(figures)) expect(placeOf(figurePath(kind, id, key))).toEqual({ kind, id, key });
      }
    }
    expect(placeOf(physicalPath('fec.rs544_overhead'))).toEqual({ kind: 'physical', key: 'fec.rs544_overhead' });
  });

  it.each(['', 'switches', 'switches.qm9700', 'constructor.a.b', 'toString.a.b'])('reads nothing from %j', (path) => {
    expect(placeOf(path)).toBeUndefined();
  });
});

describe('loadCatalogue', () => {
  it('brings the same library as the front door', async () => {
    const library = await loadCatalogue();
    expect(library.partOf('switch', 'qm9700')).toBe(partOf('switch', 'qm9700'));
  });
});
