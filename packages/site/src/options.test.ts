import { valueOf } from '@weft/units';
import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { assumptionsOf, policyPath, siteDefaults, siteNumbers, siteOptionsOf } from './options.ts';

const optionsOf = (changes: Record<string, number>) => siteOptionsOf(figuresOf(changes));

describe('site options', () => {
  it('are the defaults when a study sets nothing', () => {
    expect(valueOf(optionsOf({}))).toEqual(siteDefaults);
  });

  it('read numbers and choices from the figures of a study', () => {
    const options = valueOf(
      optionsOf({
        'site.racks_per_row': 24,
        'site.switches.top-of-rack': 1,
        [policyPath('lowest-power')]: 1,
        [policyPath('lpo', 'leaf-spine')]: 1,
        'physical.row_pitch_m': 3,
        'physical.tray_slack_m': 1,
      }),
    );
    expect(options).toMatchObject({
      racksPerRow: 24,
      switches: 'top-of-rack',
      media: 'lowest-power',
      mediaByKind: { 'leaf-spine': 'lpo' },
      rowPitch_m: 3,
      slack_m: 1,
    });
  });

  it('do not take a choice that is set to zero', () => {
    expect(valueOf(optionsOf({ 'site.switches.top-of-rack': 0 })).switches).toBe(siteDefaults.switches);
  });

  it.each(siteNumbers.map(({ key }) => key))('refuse %s out of range, and name it', (key) => {
    const { most, least, whole } = siteNumbers.find((entry) => entry.key === key)!;
    for (const wrong of [most + 1, ...(least > 0 ? [least / 2] : []), ...(whole ? [least + 0.5] : [])]) {
      const outcome = optionsOf({ [`site.${key}`]: wrong });
      expect(outcome).toMatchObject({ ok: false, fault: { code: 'site-out-of-range', where: `site.${key}` } });
    }
    expect(optionsOf({ [`site.${key}`]: least }).ok).toBe(true);
  });

  it.each(['colour', 'switches.under-the-floor', 'media.string', 'media.a.b.lpo', 'constructor'])(
    'refuse the setting %s',
    (key) => {
      expect(optionsOf({ [`site.${key}`]: 1 })).toMatchObject({ ok: false, fault: { where: `site.${key}` } });
    },
  );

  it('say which numbers rest on assumptions', () => {
    const assumed = assumptionsOf(figuresOf());
    expect(assumed.join('\n')).toContain('Distance between rows: 2.1');
    expect(assumptionsOf(figuresOf({ 'physical.row_pitch_m': 3 })).join('\n')).not.toContain('between rows');
  });
});
