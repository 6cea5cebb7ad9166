/**
 * How the hall is laid out and what is chosen for a site: numbers and choices, checked, with defaults.
 *
 * Numbers come from the study's figures under `site.` (`site.racks_per_row`), choices as a figure of 1 under their own name
 * (`site.switches.middle-of-row`, `site.media.lowest-power`, `site.media.leaf-spine.lpo`). Lengths in m, power in W.
 *
 * The catalogue has no published figure for the pitch of racks and rows or for slack, so those defaults are assumptions, and
 * `assumptionsOf` lists which of them a site rests on.
 */
import { technologies, type Technology } from '@weft/catalogue';
import { done, failed, type Outcome, say, sayText } from '@weft/units';
import type { Figures } from './figures.ts';

export const switchPositions = ['top-of-rack', 'middle-of-row', 'end-of-row'] as const;
export type SwitchPosition = (typeof switchPositions)[number];

export const aims = ['cheapest', 'lowest-power', 'lowest-failure', 'lowest-latency'] as const;
/** What the medium of a link is chosen for: the least of a figure, or one technology. */
export type MediumPolicy = (typeof aims)[number] | Technology;

export interface SiteOptions {
  readonly rackUnits: number;
  /** Most power and weight of a rack; null for no limit. */
  readonly rackPower_W: number | null;
  readonly rackWeight_kg: number | null;
  /** Null makes the hall about as wide as it is deep. */
  readonly racksPerRow: number | null;
  readonly rackPitch_m: number;
  readonly rowPitch_m: number;
  /** Height of the cable tray above the top of the racks. */
  readonly tray_m: number;
  /** Spare length at each end of a cable. */
  readonly slack_m: number;
  readonly switches: SwitchPosition;
  /** Heights of devices of which none is published. */
  readonly switchUnits: number;
  readonly unitsPerAccelerator: number;
  readonly media: MediumPolicy;
  /** Policies for links of one kind (`leaf-spine`, `nic-leaf`), before the general one. */
  readonly mediaByKind: Readonly<Record<string, MediumPolicy>>;
  /** Lengths cables are sold in, ascending; longer ones are cut to the metre. */
  readonly soldLengths_m: readonly number[];
  /** Spare parts bought for each that is fitted: 0.02 is two in a hundred, rounded up for each kind of part. */
  readonly spares: number;
}

/**
 * 42 units of 44.45 mm and a pitch of one 600 mm cabinet are those of EIA-310-D. Two rows in seven floor tiles of 0.6 m, the common cold and
 * hot aisle plan, give the pitch of rows. The other figures are round assumptions.
 */
export const siteDefaults: SiteOptions = {
  rackUnits: 42,
  rackPower_W: null,
  rackWeight_kg: null,
  racksPerRow: null,
  rackPitch_m: 0.6,
  rowPitch_m: 2.1,
  tray_m: 0.3,
  slack_m: 0.5,
  switches: 'end-of-row',
  switchUnits: 2,
  unitsPerAccelerator: 1,
  media: 'cheapest',
  mediaByKind: {},
  soldLengths_m: [0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100],
  spares: 0,
};

interface NumberKey {
  readonly key: string;
  readonly field: keyof SiteOptions;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly meaning: string;
}

/** The numbers of a site as the form and the reader need them. */
export const siteNumbers: readonly NumberKey[] = [
  { key: 'rack_units', field: 'rackUnits', least: 4, most: 100, whole: true, meaning: 'Height units of a rack' },
  { key: 'rack_power_w', field: 'rackPower_W', least: 100, most: 1e7, whole: false, meaning: 'Most power of a rack' },
  {
    key: 'rack_weight_kg',
    field: 'rackWeight_kg',
    least: 10,
    most: 1e5,
    whole: false,
    meaning: 'Most weight of a rack',
  },
  { key: 'racks_per_row', field: 'racksPerRow', least: 1, most: 1000, whole: true, meaning: 'Racks in a row' },
  { key: 'rack_pitch_m', field: 'rackPitch_m', least: 0.3, most: 10, whole: false, meaning: 'Distance between racks' },
  { key: 'row_pitch_m', field: 'rowPitch_m', least: 0.5, most: 100, whole: false, meaning: 'Distance between rows' },
  { key: 'tray_m', field: 'tray_m', least: 0, most: 20, whole: false, meaning: 'Cable tray above the racks' },
  {
    key: 'slack_m',
    field: 'slack_m',
    least: 0,
    most: 50,
    whole: false,
    meaning: 'Spare length at each end of a cable',
  },
  {
    key: 'switch_units',
    field: 'switchUnits',
    least: 1,
    most: 50,
    whole: true,
    meaning: 'Height of a switch not in the catalogue',
  },
  {
    key: 'units_per_accelerator',
    field: 'unitsPerAccelerator',
    least: 0.05,
    most: 50,
    whole: false,
    meaning: 'Height of a server not in the catalogue, for each accelerator',
  },
  { key: 'spares', field: 'spares', least: 0, most: 10, whole: false, meaning: 'Spare parts for each that is fitted' },
];

/**
 * Prices and powers of things the catalogue does not have, set under `site.` and unknown otherwise: `chassis_usd`, `chassis_w`, `fibre_usd`,
 * `fibre_duplex_usd`, `cable_usd` for a cable without a medium, `leaf_usd` and `leaf_w` for a leaf without a part, and so on.
 */
export function isSiteFigure(key: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]*_(usd|w)$/.test(key) && !siteNumbers.some((entry) => entry.key === key);
}

const policies: ReadonlySet<string> = new Set([...aims, ...technologies]);

/** The options a study sets, over the defaults; the first value out of range is the fault. */
export function siteOptionsOf(figures: Figures): Outcome<SiteOptions> {
  const options: Record<string, unknown> = { ...siteDefaults };
  const physical = { rack_pitch_m: 'rackPitch_m', row_pitch_m: 'rowPitch_m', tray_slack_m: 'slack_m' };
  for (const [key, field] of Object.entries(physical)) {
    const { band } = figures.physical(key);
    if (band) options[field] = band.typical;
  }
  const byKind: Record<string, MediumPolicy> = {};
  for (const key of figures.siteKeys) {
    const value = figures.site(key)!;
    const number = siteNumbers.find((entry) => entry.key === key);
    if (number) {
      if (value < number.least || value > number.most || (number.whole && !Number.isInteger(value))) {
        return failed(
          'site-out-of-range',
          `site.${key}`,
          say`${sayText(number.meaning)} is set to ${value}; expected ${number.whole ? say`a whole number` : say`a number`} from ${number.least} to ${number.most}.`,
        );
      }
      options[number.field] = value;
      continue;
    }
    if (isSiteFigure(key)) continue;
    const choice = choiceOf(key);
    if (!choice) {
      return failed(
        'site-unknown',
        `site.${key}`,
        say`There is no setting site.${key}; expected one of ${siteNumbers.map((entry) => entry.key).join(', ')}, switches.${switchPositions.join(', switches.')}, or media.POLICY.`,
      );
    }
    if (value === 0) continue;
    if (choice.what === 'switches') options.switches = choice.position;
    else if (choice.kind === null) options.media = choice.policy;
    else byKind[choice.kind] = choice.policy;
  }
  return done({ ...(options as unknown as SiteOptions), mediaByKind: byKind });
}

/** The figures that write a choice down, for the form: `site.media.lowest-power`, `site.media.leaf-spine.lpo`. */
export function policyPath(policy: MediumPolicy, kind: string | null = null): string {
  return kind === null ? `site.media.${policy}` : `site.media.${kind}.${policy}`;
}

/** Which of the site's numbers are neither published nor set by the study, in words. */
export function assumptionsOf(figures: Figures): readonly string[] {
  return siteNumbers
    .filter(
      ({ key }) => figures.site(key) === undefined && !figures.physical(key === 'slack_m' ? 'tray_slack_m' : key).band,
    )
    .filter(({ field }) => siteDefaults[field] !== null && field !== 'spares')
    .map(
      ({ meaning, field }) =>
        `${sayText(meaning)}: ${String(siteDefaults[field])}${field.endsWith('_m') ? ' m' : ' U'}`,
    );
}

type Choice =
  | { readonly what: 'switches'; readonly position: SwitchPosition }
  | { readonly what: 'media'; readonly kind: string | null; readonly policy: MediumPolicy };

function choiceOf(key: string): Choice | null {
  const steps = key.split('.');
  const last = steps.at(-1)!;
  if (steps[0] === 'switches' && steps.length === 2 && (switchPositions as readonly string[]).includes(last)) {
    return { what: 'switches', position: last as SwitchPosition };
  }
  if (steps[0] === 'media' && (steps.length === 2 || steps.length === 3) && policies.has(last)) {
    return { what: 'media', kind: steps.length === 3 ? steps[1]! : null, policy: last as MediumPolicy };
  }
  return null;
}
