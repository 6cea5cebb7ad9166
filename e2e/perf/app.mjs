// The app with 100,000 accelerators, with 16,384, and with a design drawn by hand. Gives figures with their limits, and the scene that was panned.
import { drag, frames, heap, median, pan, untilPainted, zoom } from './measure.mjs';
import { cluster, drawn, pod, racksOfPod, site } from './studies.mjs';

const middle = { x: 690, y: 470 };
const scene = 'window.weft.scene()';
const isOpen = (id) => `${scene}.backdrops.some((one) => one.id === ${JSON.stringify(id)})`;

const view = (name) => `[...document.querySelectorAll('button')].find((one) => one.textContent === '${name}').click()`;
const press = (key, more = '') =>
  `document.querySelector('[role=application]').dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true${more} }))`;

export async function measureApp(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}?test`);
  await page.waitForSelector('[role=application][data-ready]');
  const figures = { ...(await ofSite(page)), ...(await ofCluster(page)), ...(await ofHand(page)) };
  await context.close();
  const { panned, ...rest } = figures;
  return { figures: rest, scene: panned };
}

async function ofSite(page) {
  await openStudy(page, site);
  const opened = await untilPainted(page, `window.weft.open(['${pod}'], true)`, isOpen(pod));
  const racks = await untilPainted(
    page,
    `window.weft.open(${JSON.stringify(racksOfPod)}, true)`,
    isOpen(racksOfPod[15]),
  );
  await page.evaluate(() => window.weft.canvas().fit());
  await page.waitForTimeout(600);
  const panned = await page.evaluate(() => window.weft.scene());
  const panning = await frames(page, () => pan(page, middle));
  const zooming = await frames(page, () => zoom(page, middle, 'Control'));
  await page.waitForTimeout(400);
  const restyles = [];
  for (const shift of [1, 2, 3]) {
    const loads = `Float32Array.from(${scene}.links, (_, i) => ((i + ${shift}) % 8) / 8)`;
    restyles.push(
      await untilPainted(page, `window.weft.canvas().showLoads({ worst: ${loads}, mean: ${loads} })`, 'true'),
    );
    await page.waitForTimeout(200);
  }
  const used = await heap(page);
  await page
    .getByRole('button', { name: 'Table', exact: true })
    .or(page.getByRole('radio', { name: 'Table' }))
    .or(page.getByRole('tab', { name: 'Table' }))
    .first()
    .click();
  await page.waitForTimeout(400);
  const first = await untilPainted(
    page,
    view('Canvas'),
    "document.querySelector('[role=application][data-ready]') !== null",
  );
  return {
    'pan, p95 of a frame': { value: panning.p95, limit: 20 },
    'wheel zoom, p95 of a frame': { value: zooming.p95, limit: 20 },
    'open a pod (16 racks), to paint': { value: opened, limit: 250 },
    'open its racks (128 servers, 16 leaves), to paint': { value: racks, limit: 250 },
    'first paint of the canvas': { value: first, limit: 500 },
    'other loads on all links, to paint': { value: median(restyles), limit: 175 },
    'heap of the page': { value: used, limit: 150, unit: 'MB' },
    panned,
  };
}

async function ofCluster(page) {
  await openStudy(page, cluster);
  await page.waitForTimeout(500);
  const blocks = 'Object.keys(window.weft.study().designs[0].blocks).length';
  // The label of the open block is the block.
  const choose = async () => {
    const label = await page.evaluate(() => window.weft.placeOf('b1'));
    await page.mouse.click(label.x + label.width / 2, label.y + label.height / 2);
    await page.waitForFunction(() => window.weft.selection().includes('b1'));
  };
  const moved = [];
  const undone = [];
  await choose();
  for (let i = 0; i < 3; i++) {
    const x = await page.evaluate(() => window.weft.scene().nodes[0].x);
    moved.push(await untilPainted(page, press('ArrowRight'), `${scene}.nodes[0].x !== ${x}`));
    undone.push(await untilPainted(page, press('z', ', ctrlKey: true'), `${scene}.nodes[0].x === ${x}`));
    await page.waitForTimeout(400);
  }
  const servers = page.getByRole('textbox', { name: 'Servers', exact: true });
  const enter =
    "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))";
  // Another picture is another record: one that is as it was stays the same.
  const shown = (count) =>
    `${scene} !== window.before && window.weft.study().designs[0].blocks.b1.parameters.servers === ${count}`;
  const remember = () => page.evaluate(() => void (window.before = window.weft.scene()));
  const retype = async (count, rest_ms) => {
    await servers.fill(String(count));
    await page.waitForTimeout(rest_ms);
    await remember();
    const took = await untilPainted(page, enter, shown(count));
    await page.waitForTimeout(1500);
    return took;
  };
  // A hand takes about a tenth of a second from the last digit to Enter; a paste, or a script, takes none.
  const retyped = await retype(2040, 120);
  await remember();
  await page.evaluate(() => document.querySelector('[role=application]').focus());
  const untyped = await untilPainted(page, press('z', ', ctrlKey: true'), shown(2048));
  await page.waitForTimeout(1500);
  await choose();
  const pasted = await retype(2032, 0);
  await page.evaluate(() => document.querySelector('[role=application]').focus());
  await page.evaluate(press('z', ', ctrlKey: true'));
  await page.waitForTimeout(1500);
  await choose();
  const removed = await untilPainted(page, press('Delete'), `${blocks} === 0 && ${scene}.nodes.length === 0`);
  // A hand takes as long to undo what it sees: what the deletion leaves to be said is said by then.
  await page.waitForTimeout(400);
  const back = await untilPainted(page, press('z', ', ctrlKey: true'), `${blocks} === 1 && ${scene}?.nodes.length > 0`);
  return {
    'move in 16,384 accelerators, to paint': { value: median(moved), limit: 50 },
    'undo of the move': { value: median(undone), limit: 50 },
    'another number of servers, typed by hand, to paint': { value: retyped, limit: 50 },
    'the same with Enter at once, to paint': { value: pasted, limit: 50 },
    'undo of that number': { value: untyped, limit: 50 },
    'delete all of it, to paint': { value: removed, limit: 50 },
    'undo of the deletion': { value: back, limit: 50 },
  };
}

async function ofHand(page) {
  await openStudy(page, drawn);
  await page.waitForTimeout(800);
  await page.locator('[role=application]').focus();
  await page.keyboard.press('Control+a');
  const place = await page.evaluate(() => window.weft.placeOf('h50'));
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const dragging = await frames(page, () => drag(page, at));
  return { 'drag 240 parts with their links, p95 of a frame': { value: dragging.p95, limit: 24 } };
}

/** Drops a study on the page and waits for its picture, and until its solve has come to rest. */
async function openStudy(page, study) {
  const text = JSON.stringify(study);
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], 'measured.json'));
    for (const type of ['dragenter', 'dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForFunction(
    (name) => window.weft.study().name === name && window.weft.scene()?.nodes.length > 0,
    study.name,
  );
  await page.waitForFunction(() => ['done', 'failed'].includes(window.weft.solveState()), null, { timeout: 60_000 });
  await page.waitForTimeout(600);
}
