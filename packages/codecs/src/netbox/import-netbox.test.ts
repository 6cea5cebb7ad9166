import { describe, expect, it } from 'vitest';
import { read } from '../import/reading.ts';
import { interfaceRate_Gbps, readDeviceType } from './import-netbox.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('NetBox device types', () => {
  it('give ports and rack units, and power only where it is said', () => {
    const file = bytes(`manufacturer: Example
model: X-64
slug: example-x-64
u_height: 2
interfaces:
  - { name: swp1, type: 800gbase-x-osfp }
  - { name: swp2, type: 800gbase-x-osfp }
  - { name: sfp1, type: 10gbase-x-sfpp }
  - { name: eth0, type: 1000base-t, mgmt_only: true }
power-ports:
  - { name: PSU1, type: iec-60320-c20, maximum_draw: 2000 }
`);
    const type = readDeviceType(file);
    expect(type).toEqual({
      ok: true,
      value: {
        manufacturer: 'Example',
        model: 'X-64',
        rackUnits: 2,
        maximumDraw_W: 2000,
        ports: [
          { rate_Gbps: 800, count: 2 },
          { rate_Gbps: 10, count: 1 },
        ],
        managementPorts: 1,
      },
    });
    expect(read(file).design.nodes['n1']).toMatchObject({
      kind: 'switch',
      name: 'Example X-64',
      ports: 2,
      port_Gbps: 800,
    });
  });

  it.each([
    ['400gbase-x-osfp', 400],
    ['1000base-t', 1],
    ['2.5gbase-t', 2.5],
    ['infiniband-ndr', 400],
    ['virtual', null],
    ['infiniband-constructor', null],
  ])('type %s is %s Gb/s', (type, rate) => {
    expect(interfaceRate_Gbps(type)).toBe(rate);
  });
});
