/** One rack from the front: its units, and what stands in them. A press on a device selects it on the canvas. */
import type { FloorFacts, RackFacts } from '@weft/engine';
import { formatNumber, formatPower_W } from '@weft/units';
import { engine } from '../control/engine.ts';
import { drawnAs, selectThing } from '../control/selection.ts';
import { useAsked } from '../cost/asked.ts';
import { useAssumptions, useDesign } from '../cost/site.ts';
import { pathWords } from '../panels/names.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { useRef, useState, type KeyboardEvent } from 'react';
import styles from './FloorView.module.css';

interface Props {
  readonly rack: FloorFacts['plan']['racks'][number];
  readonly options: FloorFacts['options'];
}

const unit_px = 14;
const width_px = 236;
const numbers_px = 26;

export function RackElevation({ rack, options }: Props) {
  const design = useDesign();
  const assumptions = useAssumptions();
  const { value } = useAsked(() => engine.rack(design, assumptions, rack.rack), [design, assumptions, rack.rack]);
  return (
    <>
      <h3>{t('floor.rackTitle', { id: rack.id })}</h3>
      <p className={styles.quiet}>
        {t('floor.used', { used: formatNumber(rack.usedUnits), of: formatNumber(options.rackUnits) })} ·{' '}
        <span
          data-bad={options.rackPower_W !== null && rack.power_W > options.rackPower_W ? '' : undefined}
          className={styles.power}
        >
          {formatPower_W(rack.power_W)}
          {options.rackPower_W === null ? '' : ` / ${formatPower_W(options.rackPower_W)}`}
        </span>
      </p>
      {value === null ? <p className={styles.quiet}>{t('cost.busy')}</p> : <Drawing elevation={value} />}
    </>
  );
}

function Drawing({ elevation }: { elevation: RackFacts }) {
  const design = useDesign();
  const scene = useResult((r) => r.scene);
  const selection = useSession((s) => s.selection);
  const host = useRef<SVGSVGElement>(null);
  const [active, setActive] = useState(0);
  const { units, slots } = elevation;
  const height = units * unit_px;
  const drawn = slots.map(({ id }) => (scene ? drawnAs(scene, id) : []));
  const isSelected = (i: number): boolean => drawn[i]!.length > 0 && drawn[i]!.every((id) => selection.includes(id));
  const chosen = slots.findIndex((_, i) => isSelected(i));
  const at = Math.min(active, slots.length - 1);
  const select = (i: number): void => {
    setActive(i);
    session.setState({ selection: drawn[i]! });
  };
  const onKeyDown = (event: KeyboardEvent, i: number) => {
    // Upwards is a higher unit, which stands later in the list.
    const next = event.key === 'ArrowUp' ? i + 1 : event.key === 'ArrowDown' ? i - 1 : null;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      select(i);
    } else if (next !== null) {
      event.preventDefault();
      const to = Math.max(0, Math.min(slots.length - 1, next));
      setActive(to);
      host.current?.querySelector<SVGElement>(`[data-slot="${to}"]`)?.focus();
    }
  };
  const name = (id: string): string => pathWords(design, id);
  return (
    <>
      <div className={styles.elevation}>
        <svg
          ref={host}
          width={width_px}
          height={height + 2}
          viewBox={`0 0 ${width_px} ${height + 2}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no fieldsets
          role="group"
          aria-label={t('floor.rackTitle', { id: elevation.id })}
        >
          <rect
            x={numbers_px}
            y={1}
            width={width_px - numbers_px - 1}
            height={height}
            rx={3}
            className={styles.frame}
          />
          {Array.from({ length: units }, (_, u) => u + 1)
            .filter((u) => u === 1 || u % 5 === 0)
            .map((u) => (
              <text key={u} x={numbers_px - 6} y={height - (u - 0.5) * unit_px + 1} className={styles.unitNumber}>
                {u}
              </text>
            ))}
          {slots.map((slot, i) => {
            const y = height - (slot.unit - 1 + slot.units) * unit_px + 1;
            const tall = slot.units * unit_px;
            const long = name(slot.id);
            return (
              <g
                key={slot.id}
                data-slot={i}
                className={styles.slot}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- SVG has no buttons
                role="button"
                tabIndex={i === at ? 0 : -1}
                aria-pressed={isSelected(i)}
                data-kind={slot.kind}
                onClick={() => select(i)}
                onKeyDown={(event) => onKeyDown(event, i)}
              >
                <title>
                  {t('floor.device', {
                    name: slot.name,
                    id: long,
                    from: slot.unit,
                    to: Math.ceil(slot.unit + slot.units - 1),
                  })}
                </title>
                <rect
                  x={numbers_px + 3}
                  y={y + 1}
                  width={width_px - numbers_px - 7}
                  height={Math.max(3, tall - 2)}
                  rx={2}
                />
                {tall >= 12 ? (
                  <text
                    x={numbers_px + 10}
                    y={y + tall / 2 - (tall >= 40 ? 7 : 0)}
                    className={styles.slotName}
                    aria-hidden="true"
                  >
                    {shortened(capital(tall >= 28 ? slot.name : long), 32)}
                  </text>
                ) : null}
                {tall >= 40 ? (
                  <text x={numbers_px + 10} y={y + tall / 2 + 8} className={styles.slotId} aria-hidden="true">
                    {shortened(long, 34)}
                  </text>
                ) : null}
              </g>
            );
          })}
        </svg>
      </div>
      <Button look="outline" disabled={chosen < 0} onClick={() => void selectThing(slots[chosen]!.id)}>
        {t('floor.show')}
      </Button>
    </>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
