/**
 * The catalogue's part for a model name in a file, when name and number of ports both fit.
 */
import { partOf, switchPorts } from '@weft/catalogue';

/**
 * Model names and the part they are. QM9700 and QM9790 are one box with and without a management processor, the second-last digit of the
 * order code is the airflow (NVIDIA, QM97X0 1U switches, user manual).
 */
const models: readonly (readonly [RegExp, string])[] = [
  [/\bM?QM97[09]\d/i, 'qm9700'],
  [/\bQ3400/i, 'q3400'],
  [/\bQ3200/i, 'q3200'],
  [/\bQ3450/i, 'q3450'],
  [/\bM?SN5600/i, 'sn5600'],
  [/\bDCS-7060X6-64PE/i, 'arista-7060x6-64pe'],
];

/** The part's id, or null when the model is not known or has fewer ports than the device uses. */
export function partOfModel(model: string | null, ports: number | null): string | null {
  if (model === null) return null;
  const part = models.find(([pattern]) => pattern.test(model))?.[1];
  if (part === undefined || !partOf('switch', part)) return null;
  const most = switchPorts(part);
  return ports === null || most === null || ports <= most ? part : null;
}
