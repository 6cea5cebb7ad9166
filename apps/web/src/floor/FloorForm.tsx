/** The choices of a hall: where switches stand, how long rows are, what a rack may hold. Each is a figure of the study under `site.`. */
import { formatNumber } from '@weft/units';
import { setFigures } from '../cost/figureEdits.ts';
import { printFigure, readFigure } from '../cost/print.ts';
import { useAssumptions } from '../cost/site.ts';
import { t } from '../strings/t.ts';
import { Select } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';

const positions = ['end-of-row', 'middle-of-row', 'top-of-rack'] as const;
type Position = (typeof positions)[number];

interface Number_ {
  readonly key: string;
  readonly label:
    | 'floor.racksPerRow'
    | 'floor.rackUnits'
    | 'floor.rackPower'
    | 'floor.rackWeight'
    | 'floor.rackPitch'
    | 'floor.rowPitch'
    | 'floor.spares';
  readonly unit: string;
  readonly empty: 'floor.noLimit' | 'floor.auto' | null;
  readonly preset: string;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/** As `siteNumbers` of the site has them. */
const numbers: readonly Number_[] = [
  {
    key: 'racks_per_row',
    label: 'floor.racksPerRow',
    unit: '',
    empty: 'floor.auto',
    preset: '',
    least: 1,
    most: 1000,
    whole: true,
  },
  {
    key: 'rack_units',
    label: 'floor.rackUnits',
    unit: 'U',
    empty: null,
    preset: '42',
    least: 4,
    most: 100,
    whole: true,
  },
  {
    key: 'rack_power_w',
    label: 'floor.rackPower',
    unit: 'W',
    empty: 'floor.noLimit',
    preset: '',
    least: 100,
    most: 1e7,
    whole: false,
  },
  {
    key: 'rack_weight_kg',
    label: 'floor.rackWeight',
    unit: 'kg',
    empty: 'floor.noLimit',
    preset: '',
    least: 10,
    most: 1e5,
    whole: false,
  },
  {
    key: 'rack_pitch_m',
    label: 'floor.rackPitch',
    unit: 'm',
    empty: null,
    preset: '0.6',
    least: 0.3,
    most: 10,
    whole: false,
  },
  {
    key: 'row_pitch_m',
    label: 'floor.rowPitch',
    unit: 'm',
    empty: null,
    preset: '2.1',
    least: 0.5,
    most: 100,
    whole: false,
  },
  { key: 'spares', label: 'floor.spares', unit: '', empty: null, preset: '0', least: 0, most: 10, whole: false },
];

export function FloorForm({ perRow }: { perRow: number | null }) {
  const { figures } = useAssumptions();
  const position = positions.find((one) => figures[`site.switches.${one}`] === 1) ?? 'end-of-row';
  return (
    <>
      <Select<Position>
        label={t('floor.switches')}
        value={position}
        options={positions.map((value) => ({ value, label: t(`floor.${value}`) }))}
        choose={(next) => {
          const changes: Record<string, number | null> = {};
          for (const one of positions)
            changes[`site.switches.${one}`] = one === next && one !== 'end-of-row' ? 1 : null;
          setFigures(changes, `${t('floor.switches')}: ${t(`floor.${next}`)}`);
        }}
      />
      {numbers.map((one) => (
        <NumberField key={one.key} number={one} figures={figures} perRow={perRow} />
      ))}
    </>
  );
}

interface NumberFieldProps {
  readonly number: Number_;
  readonly figures: Readonly<Record<string, number>>;
  readonly perRow: number | null;
}

function NumberField({ number, figures, perRow }: NumberFieldProps) {
  const { key, label, unit, empty, preset, least, most, whole } = number;
  const path = `site.${key}`;
  const mine = figures[path];
  const placeholder = empty === null ? preset : key === 'racks_per_row' && perRow !== null ? String(perRow) : t(empty);
  return (
    <Field
      label={t(label)}
      value={mine === undefined ? '' : formatNumber(mine, { digits: 6 })}
      unit={unit}
      placeholder={placeholder}
      meaning={mine === undefined ? undefined : t('floor.yours')}
      inputMode="decimal"
      commit={(text) => {
        if (text.trim() === '') return setFigures({ [path]: null }, t(label));
        const read = readFigure(unit, text);
        if ('why' in read) return read.why;
        if (whole && !Number.isInteger(read.value)) return t('field.needsCount');
        if (read.value < least || read.value > most) {
          return t('field.needsBetween', { min: printFigure(unit, least), max: printFigure(unit, most) });
        }
        return setFigures({ [path]: read.value }, t(label));
      }}
    />
  );
}
