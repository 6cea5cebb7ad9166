/**
 * The last step of all readers of named fabrics: the counts every report begins with, then the design.
 */
import { allAtOnce, type Stretches } from '@weft/model';
import { say } from '@weft/units';
import type { ImportOutcome, Report } from '../report.ts';
import { assembledSteps, type AssemblyOptions } from './assemble.ts';
import type { NamedFabric } from './named.ts';

export function finished(
  name: string,
  named: NamedFabric,
  report: Report,
  options: Pick<AssemblyOptions, 'places'> = {},
): ImportOutcome {
  return allAtOnce(finishedSteps(name, named, report, options));
}

/** The same in stretches. */
export function* finishedSteps(
  name: string,
  { fabric, tiers, guessed }: NamedFabric,
  report: Report,
  options: Pick<AssemblyOptions, 'places'> = {},
): Stretches<ImportOutcome> {
  const switches = [...fabric.devices.values()].filter((device) => device.kind === 'switch').length;
  report.add('found', switches, say`switch`, say`switches`);
  report.add('found', fabric.devices.size - switches, say`host`, say`hosts`);
  report.add('found', fabric.cables.length, say`link`, say`links`);
  const speeds = fabric.cables.filter((cable) => cable.rate_Gbps === null).length;
  report.add('warning', speeds, say`link without a speed: set one`, say`links without a speed: set one`);
  report.add(
    'inferred',
    guessed.byName,
    say`device told switch or host by its name`,
    say`devices told switch or host by their names`,
  );
  report.add(
    'inferred',
    guessed.byCables,
    say`device told switch or host by its number of cables`,
    say`devices told switch or host by their number of cables`,
  );
  return yield* assembledSteps(name, fabric, report, { tiers, ...options });
}
