import { describe, expect, it } from 'vitest';
import { cables, read, why } from '../import/reading.ts';
import { pciRate_Gbps } from './import-nccl.ts';

const gpu = (bus: string, target: string) =>
  `<pci busid="${bus}" class="0x120000" link_speed="32.0 GT/s PCIe" link_width="16"><gpu dev="0" gcn="gfx942"><xgmi target="${target}" count="1" tclass="0x120000"/></gpu></pci>`;

describe('NCCL topology', () => {
  it('gives the inside of a host, with a scale-up switch for targets that are not there', () => {
    const found = read(`<system version="1">
  <cpu numaid="0" arch="x86_64">
    <pci busid="0000:17:00.0" class="0x060400" link_speed="32.0 GT/s PCIe" link_width="16">
      <pci busid="0000:18:00.0" class="0x030200" link_speed="32.0 GT/s PCIe" link_width="16">
        <gpu dev="0" sm="90" rank="0" gdr="1"><nvlink target="0000:c0:00.0" count="18" tclass="0x068000"/></gpu>
      </pci>
      <pci busid="0000:19:00.0" class="0x020700" link_speed="32.0 GT/s PCIe" link_width="16">
        <nic><net name="mlx5_0" dev="0" speed="400000" port="1"/></nic>
      </pci>
    </pci>
  </cpu>
</system>`);
    expect(found.format).toBe('nccl');
    const rate = (32 * 16 * 128) / 130;
    expect(cables(found.design)).toEqual(
      [
        `CPU 0:?-PCIe switch 0000:17:00.0:? ${rate}`,
        `GPU 0:?-PCIe switch 0000:17:00.0:? ${rate}`,
        `PCIe switch 0000:17:00.0:?-mlx5_0:? ${rate}`,
        // 18 links of 20.6 GB/s.
        `GPU 0:?-Scale-up switch:? ${20.6 * 8 * 18}`,
      ].toSorted(),
    );
    expect(Object.values(found.design.nodes).find((node) => node.kind === 'nic')!.port_Gbps).toBe(400);
  });

  it('of AMD has direct links, each pair once', () => {
    const found = read(
      `<system version="2"><cpu numaid="0">${gpu('0000:01:00.0', '0000:02:00.0')}${gpu('0000:02:00.0', '0000:01:00.0')}</cpu></system>`,
    );
    const direct = Object.values(found.design.links).filter((link) => link.label !== '');
    expect(direct.map((link) => [link.label, link.rate_Gbps])).toEqual([['1 scale-up links', 384]]);
  });

  it('is refused without devices', () => {
    expect(why('<system version="1"><cpu/></system>')).toMatch(/neither a GPU nor a NIC/);
    expect(why('<graphs version="1"><cpu/></graphs>', 'nccl')).toMatch(/root is graphs/);
  });

  it.each([
    ['32.0 GT/s PCIe', '16', (32 * 16 * 128) / 130],
    ['5.0 GT/s PCIe', '8', 32],
    ['Unknown', '16', null],
    [undefined, undefined, null],
  ])('PCI Express of %s x%s', (speed, width, rate) => {
    expect(pciRate_Gbps(speed, width)).toBe(rate);
  });
});
