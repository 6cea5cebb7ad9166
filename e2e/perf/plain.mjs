// Plain Cytoscape with the same nodes and links: its own renderer, its own pan and zoom.
import { drag, frames, heap, untilPainted, zoom } from './measure.mjs';

/** Figures by the names that the app's have. */
export async function measurePlain(browser, address, scene) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  const middle = { x: 720, y: 450 };
  const first = await page.evaluate((drawn) => window.draw(drawn), scene);
  const plainPan = await frames(page, () => drag(page, middle));
  const plainZoom = await frames(page, () => zoom(page, middle, null));
  const restyle = await untilPainted(
    page,
    "cy.batch(() => cy.edges().forEach((edge, i) => edge.data('bucket', i % 8)))",
    'true',
  );
  const figures = {
    'pan, p95 of a frame': plainPan.p95,
    'wheel zoom, p95 of a frame': plainZoom.p95,
    'first paint of the canvas': first,
    'other loads on all links, to paint': restyle,
    'heap of the page': await heap(page),
  };
  await page.close();
  return figures;
}
