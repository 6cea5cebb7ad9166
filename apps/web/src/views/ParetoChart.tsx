/** Two figures of every design against each other: the frontier drawn, what is dominated hollow; the same as a table beneath, and as files. */
import '../strings/later.ts';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ComparisonRow } from '@weft/engine';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { download, fileName } from '../control/files.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select, Switch } from '../ui/Choice.tsx';
import { comparedMetrics, type Metric } from './comparison.ts';
import { csvOfTradeOff, svgOfChart } from './paretoFiles.ts';
import { labelPlaces } from './labelPlaces.ts';
import { standingOf } from './pareto.ts';
import styles from './ParetoChart.module.css';

const height = 400;
const edge = { top: 36, right: 28, bottom: 52, left: 92 };
const names = new Intl.ListFormat('en', { type: 'conjunction' });

export default function ParetoChart({ rows }: { rows: readonly ComparisonRow[] }) {
  const metrics = useMemo(
    () =>
      comparedMetrics(rows)
        .flatMap((group) => group.metrics)
        .filter(isWorth),
    [rows],
  );
  const [xId, setX] = useState('networkPer');
  const [yId, setY] = useState('all-to-all.slowest_Gbps');
  const [log, setLog] = useState(false);
  const x = metrics.find(({ id }) => id === xId) ?? metrics[0]!;
  const y = metrics.find(({ id }) => id === yId) ?? metrics.at(-1)!;
  const points = rows.map((row) => ({ row, x: x.value(row), y: y.value(row) })).filter(isWhole);
  const canLog = points.every((point) => point.x > 0 && point.y > 0);
  const { frontier, dominatedBy } = standingOf(points, x.better, y.better);
  const standing = (i: number) => {
    const by = dominatedBy[i] ?? null;
    return by === null ? t('scatter.frontier') : t('scatter.dominated', { by: points[by]!.row.name });
  };
  const finding =
    points.length === 0
      ? t('scatter.none')
      : t('scatter.finding', {
          frontier: names.format(frontier.map((i) => points[i]!.row.name)),
          of: frontier.length,
          x: x.label,
          y: y.label,
        });
  const figure = useRef<HTMLElement>(null);
  const options = metrics.map(({ id, label }) => ({ value: id, label }));
  return (
    <section className={styles.view}>
      <div className={styles.choices}>
        <Select label={t('scatter.x')} below value={x.id} options={options} choose={setX} />
        <Select label={t('scatter.y')} below value={y.id} options={options} choose={setY} />
        <Switch
          label={t('scatter.log')}
          meaning={t(canLog ? 'scatter.logMeaning' : 'scatter.logRefused')}
          checked={log && canLog}
          disabled={!canLog}
          change={setLog}
        />
      </div>
      <figure ref={figure} className={styles.figure} data-empty={points.length === 0 ? '' : undefined}>
        <Chart
          label={t('scatter.chart', { x: x.label, y: y.label })}
          axes={[x, y]}
          log={log && canLog}
          frontier={frontier}
          points={points.map((point, i) => ({
            ...point,
            name: point.row.name,
            dominated: dominatedBy[i] !== null,
            spoken: t('scatter.point', {
              name: point.row.name,
              x: spoken(x, point.row, point.x),
              y: spoken(y, point.row, point.y),
              standing: standing(i),
            }),
          }))}
          open={(i) => session.setState({ design: points[i]!.row.designId, view: 'canvas', selection: [] })}
        />
        <figcaption>{finding}</figcaption>
      </figure>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('scatter.chart', { x: x.label, y: y.label })}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('scatter.design')}</th>
              <th scope="col" data-numeric="">
                {x.label}
              </th>
              <th scope="col" data-numeric="">
                {y.label}
              </th>
              <th scope="col">{t('scatter.standing')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const at = points.findIndex((point) => point.row === row);
              return (
                <tr key={row.designId}>
                  <th scope="row">{row.name}</th>
                  {[x, y].map((metric) => {
                    const value = metric.value(row);
                    return (
                      <td key={metric.id} data-numeric="">
                        {value === null
                          ? (metric.reason?.(row) ?? row.reason ?? t('compare.notSolved'))
                          : `${metric.before?.(row) ?? ''}${metric.format(value)}`}
                      </td>
                    );
                  })}
                  <td>{at < 0 ? '–' : standing(at)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <div className={styles.files}>
        <Button
          look="outline"
          aria-disabled={points.length === 0}
          onClick={() => {
            const drawn = figure.current?.querySelector('svg');
            if (drawn && points.length > 0)
              download(fileName('trade-off.svg'), new Blob([svgOfChart(drawn)], { type: 'image/svg+xml' }));
          }}
        >
          {t('scatter.svg')}
        </Button>
        <Button
          look="outline"
          onClick={() =>
            download(
              fileName('trade-off.csv'),
              new Blob([csvOfTradeOff(rows, x, y, (row) => points.findIndex((p) => p.row === row), standing)], {
                type: 'text/csv',
              }),
            )
          }
        >
          {t('scatter.csv')}
        </Button>
      </div>
    </section>
  );
}

const spoken = (metric: Metric, row: ComparisonRow, value: number) =>
  `${metric.label} ${metric.before?.(row) ?? ''}${metric.format(value)}`;

type Worth = Metric & { readonly better: 'more' | 'less' };
const isWorth = (metric: Metric): metric is Worth => metric.better !== null;
const isWhole = <P extends { readonly x: number | null; readonly y: number | null }>(
  point: P,
): point is P & { readonly x: number; readonly y: number } => point.x !== null && point.y !== null;

interface ChartProps {
  readonly label: string;
  readonly axes: readonly [Worth, Worth];
  readonly log: boolean;
  readonly frontier: readonly number[];
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly name: string;
    readonly dominated: boolean;
    readonly spoken: string;
  }[];
  readonly open: (index: number) => void;
}

function Chart({ label, axes, log, frontier, points, open }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(760);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(300, Math.round(entry!.contentRect.width))));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  const inner = { right: width - edge.right, bottom: height - edge.bottom };
  const scaleOf = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (values.length === 0) return scaleLinear([0, 1], [from, to]);
    if (log) return scaleLog([low / 1.25, high * 1.25], [from, to]);
    // A scatter shows differences, so it begins near the least value, and never below nothing.
    const pad = high > low ? 0.2 * (high - low) : 0.1 * Math.abs(high) || 1;
    return scaleLinear([Math.max(low >= 0 ? 0 : -Infinity, low - pad), high + pad], [from, to]).nice(4);
  };
  const sx = scaleOf(
    points.map(({ x }) => x),
    edge.left,
    inner.right,
  );
  const sy = scaleOf(
    points.map(({ y }) => y),
    inner.bottom,
    edge.top,
  );
  const [x, y] = axes;
  const walk = (event: KeyboardEvent<SVGGElement>, i: number) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(i);
      return;
    }
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const order = points
      .map((_, k) => k)
      .toSorted((a, b) => points[a]!.x - points[b]!.x || points[a]!.y - points[b]!.y);
    const next = order[(order.indexOf(i) + step + order.length) % order.length]!;
    event.currentTarget.parentElement?.querySelector<SVGGElement>(`[data-point="${next}"]`)?.focus();
  };
  const line = frontier.map((i) => `${sx(points[i]!.x)},${sy(points[i]!.y)}`).join(' ');
  const ticks = width < 480 ? 3 : 5;
  const places = labelPlaces(
    points.map((point) => ({ x: sx(point.x), y: sy(point.y), width: short(point.name).length * letter_px })),
    { left: edge.left, right: width },
  );
  return (
    <div ref={box}>
      <svg
        className={styles.chart}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing has no other elements
        role="group"
        aria-label={`${label}. ${t('scatter.walk')}`}
      >
        <g aria-hidden="true" fontSize="12">
          {sy.ticks(ticks).map((tick) => (
            <g key={tick}>
              <line x1={edge.left} x2={inner.right} y1={sy(tick)} y2={sy(tick)} stroke="var(--line)" />
              <text x={edge.left - 10} y={sy(tick) + 4} textAnchor="end" fill="var(--text-muted)">
                {y.format(tick)}
              </text>
            </g>
          ))}
          {spaced(sx.ticks(ticks), sx, 78).map((tick) => (
            <text key={tick} x={sx(tick)} y={inner.bottom + 20} textAnchor="middle" fill="var(--text-muted)">
              {x.format(tick)}
            </text>
          ))}
          <line x1={edge.left} x2={inner.right} y1={inner.bottom} y2={inner.bottom} stroke="var(--line-strong)" />
          <text x={inner.right} y={height - 8} textAnchor="end" fill="var(--text)" fontWeight="500">
            {`${x.label} (${t(`scatter.better.${x.better}`)})`}
          </text>
          <text x={4} y={12} fill="var(--text)" fontWeight="500">
            {`${y.label} (${t(`scatter.better.${y.better}`)})`}
          </text>
          <polyline points={line} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="4 4" />
        </g>
        {points.map((point, i) => {
          const [px, py] = [sx(point.x), sy(point.y)];
          const { dx, dy, anchor } = places[i]!;
          return (
            <g
              key={point.spoken}
              data-point={i}
              className={styles.point}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing has no other elements
              role="button"
              tabIndex={i === (frontier[0] ?? 0) ? 0 : -1}
              aria-label={point.spoken}
              onClick={() => open(i)}
              onKeyDown={(event) => walk(event, i)}
            >
              <title>{point.spoken}</title>
              <circle className={styles.halo} cx={px} cy={py} r="14" fill="transparent" />
              <circle
                cx={px}
                cy={py}
                r="6.5"
                fill={point.dominated ? 'var(--surface)' : 'var(--accent)'}
                stroke="var(--accent)"
                strokeWidth="2"
              />
              <text
                x={px + dx}
                y={py + dy}
                textAnchor={anchor}
                stroke="var(--surface)"
                strokeWidth="3"
                paintOrder="stroke"
                fontSize="12"
                fontWeight={point.dominated ? 400 : 600}
                fill={point.dominated ? 'var(--text-muted)' : 'var(--text)'}
              >
                {short(point.name)}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** A letter of 12 pixels is about so wide, a little generous. */
const letter_px = 7;
const short = (name: string): string => (name.length > 34 ? `${name.slice(0, 33)}…` : name);

/** Ticks that are far enough from each other to be read. */
function spaced(ticks: readonly number[], scale: (value: number) => number, least_px: number): readonly number[] {
  const kept: number[] = [];
  for (const tick of ticks) if (kept.length === 0 || scale(tick) - scale(kept.at(-1)!) >= least_px) kept.push(tick);
  return kept;
}
