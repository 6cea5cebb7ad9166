import { dropFile, expect, openApp, placeOf, seam, solved, test } from './lib/app.ts';

const servers = 2048;
/** 16,384 accelerators: pods of leaves, racks in them, servers in those. */
const study = JSON.stringify({
  assumptions: { figures: {} },
  baseline: null,
  catalogue: '2026.11',
  designs: [
    {
      id: 'd1',
      name: 'Large',
      blocks: {
        b1: {
          id: 'b1',
          name: 'Leaf-spine',
          recipe: 'leaf-spine',
          recipeVersion: 1,
          parameters: { servers, tiers: '3' },
          x: 0,
          y: 0,
        },
      },
      nodes: {},
      links: {},
      groups: {},
      overrides: {},
    },
  ],
  name: 'Large',
  version: 1,
  workload: {
    cap_Gbps: null,
    routing: { handOver: true, policy: 'spray' },
    size_B: null,
    traffic: { pattern: 'all-to-all' },
  },
});

test('a server deep in 16,384 accelerators is found by name: its pod and rack open, it is selected and in the middle', async ({
  page,
}) => {
  await openApp(page);
  await solved(page);
  await dropFile(page, 'large.json', study);
  await expect.poll(() => seam(page, (weft) => weft.counts()?.accelerators ?? 0)).toBe(8 * servers);
  await page.getByRole('application', { name: 'Canvas' }).focus();
  await page.keyboard.press('Control+f');
  const search = page.getByRole('dialog', { name: 'Find on the canvas' });
  await search.getByRole('combobox').fill('pod3 rack2 server3');
  const id = 'b1/pod3/rack2/server3';
  const hit = search.getByRole('option').filter({ hasText: id }).first();
  await expect(hit).toBeVisible();
  expect(await seam(page, (weft) => weft.scene()!.nodes.map((node) => node.id))).not.toContain(id);
  await hit.click();

  await expect.poll(() => seam(page, (weft) => weft.selection())).toEqual([id]);
  const open = await seam(page, (weft) => weft.scene()!.backdrops.map((one) => one.id));
  expect(open).toEqual(expect.arrayContaining(['b1', 'b1/pod3', 'b1/pod3/rack2']));

  // In the middle of the canvas, and large enough to be read.
  const canvas = (await page.getByRole('application', { name: 'Canvas' }).boundingBox())!;
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
  await expect
    .poll(async () => {
      const at = await placeOf(page, id);
      return Math.hypot(at.x - middle.x, at.y - middle.y);
    })
    .toBeLessThan(60);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('server 3');
});

test('the focus returns to the canvas when the report of a dropped file closes', async ({ page }) => {
  await openApp(page);
  await solved(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await dropFile(page, 'pair.dot', 'graph { a -- b; b -- c; }');
  const report = page.getByRole('dialog', { name: /Imported/ });
  await report.getByRole('button', { name: 'Done' }).click();
  await expect(report).toBeHidden();
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeFocused();
});
