import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dropFile, expect, openApp, seam, solved, test } from './lib/app.ts';

const real = path.resolve(import.meta.dirname, '../../shared/samples/ibnetdiscover/topograph-example.out');

/** Two leaves, one spine, two hosts; one leaf has two links to the spine, the other one. */
const small = [
  'vendid=0x2c9',
  'devid=0xd2f2',
  'switchguid=0x1(1)',
  'Switch\t65 "S-0000000000000001"\t\t# "MF0;leaf1:MQM9700/U1" enhanced port 0 lid 1 lmc 0',
  '[1]\t"H-0000000000000011"[1](11) \t\t# "node1 mlx5_0" lid 5 4xNDR',
  '[33]\t"S-0000000000000003"[1]\t\t# "MF0;spine1:MQM9700/U1" lid 3 4xNDR',
  '[34]\t"S-0000000000000003"[2]\t\t# "MF0;spine1:MQM9700/U1" lid 3 4xNDR',
  '',
  'vendid=0x2c9',
  'devid=0xd2f2',
  'switchguid=0x2(2)',
  'Switch\t65 "S-0000000000000002"\t\t# "MF0;leaf2:MQM9700/U1" enhanced port 0 lid 2 lmc 0',
  '[1]\t"H-0000000000000012"[1](12) \t\t# "node2 mlx5_0" lid 6 4xNDR',
  '[33]\t"S-0000000000000003"[3]\t\t# "MF0;spine1:MQM9700/U1" lid 3 4xNDR',
  '',
].join('\n');

test('ibnetdiscover output dropped on the canvas becomes a solved design with a report', async ({ page }) => {
  await openApp(page);
  await solved(page);
  await dropFile(page, 'small.out', small);
  const report = page.getByRole('dialog', { name: /Imported/ });
  await expect(report).toBeVisible();
  await report.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => seam(page, (weft) => weft.counts()?.switches ?? null)).toEqual({ leaf: 2, spine: 1 });
  expect(await seam(page, (weft) => weft.study().designs.length)).toBe(2);
  const answer = await solved(page);
  // Two hosts, one NDR port each: 400 Gb/s both ways, through leaf 2's single uplink of 400.
  expect(answer.flows).toBe(2);
  expect(answer.rate_Gbps.min).toBeCloseTo(400, 9);
});

test('a file that is no cluster gives a sentence that names the place', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const before = await seam(page, (weft) => JSON.stringify(weft.study()));
  await dropFile(page, 'noise.bin', new Uint8Array([0, 1, 2, 3, 255, 254]));
  await expect(page.getByText(/could not be read/)).toBeVisible();
  expect(await seam(page, (weft) => JSON.stringify(weft.study()))).toBe(before);
});

test('a real cluster of 40 switches and 542 host ports is read, drawn and solved', async ({ page }) => {
  test.skip(!existsSync(real), `the sample ${real} is not here`);
  await openApp(page);
  await dropFile(page, 'topograph-example.out', readFileSync(real));
  const report = page.getByRole('dialog', { name: /Imported/ });
  await expect(report).toBeVisible();
  await expect(report.getByText(/aggregation nodes/i)).toBeVisible();
  await report.getByRole('button', { name: 'Done' }).click();
  await expect
    .poll(() => seam(page, (weft) => weft.counts()))
    .toMatchObject({
      nics: 542,
      switches: { leaf: 31, spine: 9 },
      links: { 'leaf-spine': 532, 'nic-leaf': 542 },
    });
  const answer = await solved(page, 60_000);
  expect(answer.flows).toBe(542 * 541);
  expect(answer.certificate.ok).toBe(true);
  await page.screenshot({ path: 'test-results/real-cluster.png' });
});
