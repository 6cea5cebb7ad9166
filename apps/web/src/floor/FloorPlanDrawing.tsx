/**
 * The floor plan as SVG: rows of racks from above, shaded by how full they are. One rack can be focused at a time; arrow keys walk.
 *
 * Metres become pixels by one scale; a rack is as deep as a cabinet, the rest of the row's pitch is aisle.
 */
import type { FloorFacts } from '@weft/engine';
import { formatNumber, formatPower_W, thinSpace } from '@weft/units';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../strings/t.ts';
import styles from './FloorView.module.css';

export type Shade = 'power' | 'units';
type Rack = FloorFacts['plan']['racks'][number];

interface Props {
  readonly facts: FloorFacts;
  readonly shade: Shade;
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

/** Cabinets are about 1.2 m deep; the rest of a row's pitch is aisle. */
const cabinet_m = 1.2;
/** Room for the names of rows. */
const margin = 30;
const mostPixels = 72;
const leastPixels = 12;
/** Pixels of a metre across the rows: a row stays shallow, so that many can be seen. */
const deepest = 46;

/** Pixels of a rack's width: wide enough for its number where there is room, never too narrow to hit. */
function rackWidth(columns: number, room: number): number {
  return Math.max(leastPixels, Math.min(mostPixels, Math.floor((room - margin - 4) / Math.max(1, columns))));
}

export function FloorPlanDrawing({ facts, shade, chosen, choose }: Props) {
  const { plan, options } = facts;
  const host = useRef<SVGSVGElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(760);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([entry]) => setRoom(entry!.contentRect.width));
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  const columns = Math.round(plan.width_m / plan.rackWidth_m);
  const width = rackWidth(columns, room);
  const scale = width / plan.rackWidth_m;
  const depth = Math.min(cabinet_m, plan.rowPitch_m * 0.7) * Math.min(scale, deepest);
  const pitch = depth + Math.max(12, (plan.rowPitch_m - cabinet_m) * Math.min(scale, deepest));
  const rowOf = (rack: Rack): number => Math.round(rack.y_m / plan.rowPitch_m);
  const columnOf = (rack: Rack): number => Math.round(rack.x_m / plan.rackWidth_m);
  const most = useMemo(
    () =>
      Math.max(
        1,
        ...plan.racks.map((rack) => (shade === 'power' ? rack.power_W : rack.usedUnits)),
        shade === 'units' ? options.rackUnits : 1,
      ),
    [plan, shade, options.rackUnits],
  );
  const rows = new Map<number, string>(plan.racks.map((rack) => [rowOf(rack), rack.row]));
  const at = new Map(plan.racks.map((rack) => [`${rowOf(rack)} ${columnOf(rack)}`, rack]));
  const focusable = plan.racks.some(({ id }) => id === chosen) ? chosen : plan.racks[0]!.id;

  const onKeyDown = (event: KeyboardEvent, rack: Rack) => {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
    };
    const step = steps[event.key];
    let next: Rack | undefined;
    if (step) {
      let row = rowOf(rack) + step[0];
      const column = columnOf(rack) + step[1];
      next = at.get(`${row} ${column}`);
      // Rows differ in length: the last rack of a shorter one is the nearest.
      for (let c = column; step[0] !== 0 && !next && c >= 0; c--) next = at.get(`${row} ${c}`);
      if (step[1] !== 0 && !next) {
        row += step[1];
        const inRow = plan.racks.filter((one) => rowOf(one) === row);
        next = step[1] > 0 ? inRow[0] : inRow.at(-1);
      }
    } else if (event.key === 'Home') next = plan.racks[0];
    else if (event.key === 'End') next = plan.racks.at(-1);
    else return;
    event.preventDefault();
    if (!next) return;
    choose(next.id);
    host.current?.querySelector<SVGElement>(`[data-rack="${next.id}"]`)?.focus();
  };

  const limit_W = options.rackPower_W ?? Infinity;
  const view = { width: margin + columns * width + 2, height: rows.size * pitch + 4 };
  return (
    <div ref={frame} className={styles.scroll}>
      <svg
        ref={host}
        className={styles.plan}
        width={view.width}
        height={view.height}
        viewBox={`0 0 ${view.width} ${view.height}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no fieldsets
        role="group"
        aria-label={`${t('floor.title')}. ${t('floor.keys')}`}
      >
        {[...rows].map(([row, name]) => (
          <text key={row} x={margin - 10} y={row * pitch + depth / 2} className={styles.rowName}>
            {name}
          </text>
        ))}
        {plan.racks.map((rack) => {
          const full = (shade === 'power' ? rack.power_W : rack.usedUnits) / most;
          const over = rack.power_W > limit_W || rack.usedUnits > options.rackUnits;
          const x = margin + columnOf(rack) * width;
          const y = rowOf(rack) * pitch + 2;
          return (
            <g
              key={rack.id}
              data-rack={rack.id}
              className={styles.cell}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no buttons
              role="button"
              aria-pressed={rack.id === chosen}
              tabIndex={rack.id === focusable ? 0 : -1}
              data-network={rack.network ? '' : undefined}
              data-over={over ? '' : undefined}
              onClick={() => choose(rack.id)}
              onKeyDown={(event) => onKeyDown(event, rack)}
            >
              <title>{words(rack, options.rackUnits) + (over ? `, ${t('floor.over')}` : '')}</title>
              <rect x={x + 1} y={y} width={width - 2} height={depth} rx={3} className={styles.box} />
              <rect
                x={x + 1}
                y={y + depth * (1 - full)}
                width={width - 2}
                height={depth * full}
                rx={full > 0.9 ? 3 : 1}
                className={styles.fill}
              />
              {width >= 24 ? (
                <text x={x + width / 2} y={y + depth / 2} className={styles.number} aria-hidden="true">
                  {rack.id.slice(rack.row.length)}
                </text>
              ) : null}
              {over ? (
                <text x={x + width / 2} y={y + depth - 5} className={styles.alarm} aria-hidden="true">
                  !
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      <p className={styles.key}>
        <span>
          <i data-kind="compute" aria-hidden="true" />
          {shade === 'power'
            ? `0 – ${formatPower_W(most)} (${t('floor.powerKnown')})`
            : `0 – ${formatNumber(most)}${thinSpace}U`}
        </span>
        <span>
          <i data-kind="network" aria-hidden="true" />
          {t('floor.network')}
        </span>
        {plan.racks.some((rack) => rack.power_W > limit_W) ? (
          <span>
            <i data-kind="over" aria-hidden="true">
              !
            </i>
            {t('floor.over')}
          </span>
        ) : null}
      </p>
    </div>
  );
}

function words(rack: Rack, units: number): string {
  return t('floor.rack', {
    id: rack.id,
    units: t('floor.used', { used: formatNumber(rack.usedUnits), of: formatNumber(units) }),
    power: formatPower_W(rack.power_W),
  });
}
