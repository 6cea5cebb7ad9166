/** The trade-off as files: the chart as an SVG that needs nothing of the page, the figures as CSV with their units in the heads. */
import { csvText } from '@weft/codecs';
import type { ComparisonRow } from '@weft/engine';
import { t } from '../strings/t.ts';
import type { Metric } from './comparison.ts';

/** The chart with the colours that the page's variables have now. */
export function svgOfChart(drawn: SVGSVGElement): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', getComputedStyle(drawn).fontFamily);
  copy.setAttribute('role', 'img');
  for (const element of [copy, ...copy.querySelectorAll('*')])
    for (const name of ['class', 'tabindex', 'data-point']) element.removeAttribute(name);
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', 'var(--surface)');
  copy.prepend(ground);
  const probe = document.createElement('span');
  document.body.append(probe);
  const text = new XMLSerializer().serializeToString(copy).replace(/var\(--[\w-]+\)/g, (variable) => {
    probe.style.color = variable;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return text;
}

export function csvOfTradeOff(
  rows: readonly ComparisonRow[],
  x: Metric,
  y: Metric,
  pointOf: (row: ComparisonRow) => number,
  standing: (point: number) => string,
): string {
  const head = [
    t('scatter.design'),
    ...[x, y].flatMap(({ label }) => [label, `${label} (as printed)`]),
    t('scatter.standing'),
  ];
  const lines = rows.map((row) => {
    const at = pointOf(row);
    const cells = [x, y].flatMap((metric) => {
      const value = metric.value(row);
      return value === null ? ['', metric.reason?.(row) ?? row.reason ?? ''] : [value, metric.format(value)];
    });
    return [row.name, ...cells, at < 0 ? '' : standing(at)];
  });
  return csvText([head, ...lines]);
}
