/** Where a parameter of a recipe comes from: a part of the catalogue, the recipe itself, or the person, who may take it back. */
import { figurePath, type Library, type PartKind } from '@weft/catalogue';
import type { ParameterValue, Parameters } from '@weft/model';
import { sameJson } from '@weft/model';
import { formatCount, formatRate_Gbps } from '@weft/units';
import { SourceMark, type Told } from '../cost/FigureCard.tsx';
import { useLibrary } from '../control/catalogue.ts';
import { t } from '../strings/t.ts';
import { labelOf, printParameter, type ParameterSpec } from './ParameterField.tsx';

/** What the catalogue says of a parameter's part, in the parameter's unit. */
export interface PublishedParameter {
  readonly path: string;
  readonly part: string;
  readonly value: number | null;
  readonly printed: string;
}

/** The part that a parameter speaks of, with its figure; null where it speaks of none. */
export function publishedParameter(library: Library, key: string, all: Parameters): PublishedParameter | null {
  const named = (which: string): string | null => {
    const id = all[which];
    return typeof id === 'string' && id !== '' ? id : null;
  };
  const of = (
    kind: PartKind,
    id: string | null,
    figure: string,
    read: (id: string) => number | null,
    print: (value: number | null) => string,
  ): PublishedParameter | null => {
    if (id === null) return null;
    const value = read(id);
    const part = library.partOf(kind, id)?.name ?? id;
    return { path: figurePath(kind, id, figure), part, value, printed: print(value) };
  };
  switch (key) {
    case 'switchPorts':
      return of('switch', named('switch'), 'ports', library.switchPorts, formatCount);
    case 'link_Gbps':
      return (
        of('switch', named('switch'), 'port_speed_gbps', library.switchPort_Gbps, formatRate_Gbps) ??
        of('nic', named('nic'), 'total_gbps', library.nicPort_Gbps, formatRate_Gbps)
      );
    case 'acceleratorsPerServer':
      return of('server', named('server'), 'gpus', library.serverAccelerators, formatCount);
    case 'scaleUp_Gbps':
      if (all['scaleUp'] === 'none') return null;
      return of(
        'accelerator',
        named('accelerator'),
        'scaleup_gbs_per_dir',
        library.acceleratorScaleUp_Gbps,
        formatRate_Gbps,
      );
    default:
      return null;
  }
}

/** What the card says; `catalogue` where it is the part's own, null where there is nothing to say. */
export function toldOfParameter(
  spec: ParameterSpec,
  value: ParameterValue,
  published: PublishedParameter | null,
): Omit<Told, 'reset'> | 'catalogue' | null {
  if (!sameJson(value, spec.default)) {
    const preset = printParameter(spec, spec.default);
    return published === null || published.value === null
      ? { is: 'yours', how: t('source.changed', { preset }) }
      : {
          is: 'yours',
          how: t('source.changedPublished', { preset, part: published.part, published: published.printed }),
        };
  }
  if (published !== null && published.value !== null) {
    // 0 is written for the part's own figure.
    if (value === published.value || value === 0) return 'catalogue';
    return { is: 'recipe', how: t('source.recipeDiffers', { part: published.part, published: published.printed }) };
  }
  return spec.kind === 'part' && value !== '' ? { is: 'recipe', how: t('source.recipePart') } : null;
}

interface Props {
  readonly spec: ParameterSpec;
  readonly value: ParameterValue;
  /** All parameters, defaults included. */
  readonly all: Parameters;
  readonly reset: () => void;
}

export function ParameterSource({ spec, value, all, reset }: Props) {
  const library = useLibrary();
  if (library === null) return null;
  const published = publishedParameter(library, spec.key, all);
  const told = toldOfParameter(spec, value, published);
  const name = labelOf(spec.key);
  if (told === null) return null;
  if (told === 'catalogue') return <SourceMark path={published!.path} name={name} />;
  return (
    <SourceMark
      path={`parameter ${spec.key}`}
      name={name}
      told={{ ...told, reset: told.is === 'yours' ? reset : undefined }}
    />
  );
}
