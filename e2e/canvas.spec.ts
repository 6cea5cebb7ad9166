import { expect, newStudy, openApp, place, placeOf, seam, solved, test } from './lib/app.ts';

test('opens with an example that is already solved', async ({ page }) => {
  await openApp(page);
  const answer = await solved(page);
  expect(answer.certificate.ok).toBe(true);
  expect(answer.flows).toBeGreaterThan(0);
  await expect(page.getByText('Checked')).toBeVisible();

  // Who deletes everything and takes that back sees what was seen.
  const before = await seam(page, (weft) => weft.camera());
  await page.getByRole('application').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBe(0);
  expect(await seam(page, (weft) => weft.camera())).toEqual(before);
  await page.keyboard.press('Control+z');
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBeGreaterThan(0);
  expect(await seam(page, (weft) => weft.camera())).toEqual(before);
});

test('a two-leaf fabric is drawn by hand, linked port to port, solved, edited and undone', async ({ page }) => {
  await openApp(page);
  await newStudy(page);
  await place(page, 'Switch', { x: 560, y: 300 });
  await place(page, 'Switch', { x: 860, y: 300 });
  await place(page, 'Server', { x: 560, y: 500 });
  await place(page, 'Server', { x: 860, y: 500 });
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes).length)).toBe(4);

  const ids = await seam(page, (weft) =>
    Object.values(weft.study().designs[0]!.nodes).map((node) => [node.kind, node.id]),
  );
  const [leaf0, leaf1] = ids.filter(([kind]) => kind === 'switch').map(([, id]) => id!);
  const [server0, server1] = ids.filter(([kind]) => kind === 'server').map(([, id]) => id!);
  // With the link tool, a drag from one part to another is a cable.
  await page.getByRole('button', { name: 'Draw links' }).click();
  for (const [from, to] of [
    [server0!, leaf0!],
    [server1!, leaf1!],
    [leaf0!, leaf1!],
  ] as const) {
    const a = await placeOf(page, from);
    const b = await placeOf(page, to);
    await page.mouse.move(a.x, a.y);
    await page.mouse.down();
    await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 });
    await page.mouse.move(b.x, b.y, { steps: 4 });
    await page.mouse.up();
  }
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.links).length)).toBe(3);
  const answer = await solved(page);
  expect(answer.disconnected).toBe(0);

  // A drag moves, and undo takes exactly that back.
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  const before = await placeOf(page, server0!);
  await page.mouse.move(before.x, before.y);
  await page.mouse.down();
  await page.mouse.move(before.x - 90, before.y + 80, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await placeOf(page, server0!)).x)).toBeLessThan(Math.round(before.x) - 60);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.round((await placeOf(page, server0!)).x)).toBe(Math.round(before.x));

  // Delete takes the links along; undo brings both back.
  await page.mouse.click(before.x, before.y);
  await expect.poll(() => seam(page, (weft) => weft.selection().length)).toBe(1);
  await page.keyboard.press('Delete');
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.links).length)).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.links).length)).toBe(3);

  // Copy and paste make a second one.
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes).length)).toBe(5);
});

test('a fabric block is placed, shows collapsed by tier, opens to its last port, and says why it is as fast as it is', async ({
  page,
}) => {
  await openApp(page);
  await newStudy(page);
  await place(page, 'Leaf-spine', { x: 700, y: 450 });
  await solved(page);
  const closed = await seam(page, (weft) => weft.scene()!.nodes.map((node) => node.kind));
  expect(closed.length).toBeLessThan(6);
  expect(closed).toContain('stack');

  await page.getByRole('application', { name: 'Canvas' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press(']');
  await expect.poll(() => seam(page, (weft) => weft.scene()!.nodes.length)).toBeGreaterThan(closed.length);

  // Resting on a part tells its rate, its load and the reason.
  const first = await seam(page, (weft) => weft.scene()!.nodes[0]!.id);
  const at = await placeOf(page, first);
  await page.mouse.move(at.x - 3, at.y);
  await page.mouse.move(at.x, at.y);
  await expect(page.getByText(/Gb\/s|Tb\/s/).first()).toBeVisible();
});
