import { describe, expect, it } from 'vitest';
import { migrate, migrations, type Migrations } from './migrations.ts';
import { readStudy } from './read.ts';
import { studyVersion } from './study.ts';

/** One study of every released version, as it was written then; all must still be read. Never edit these: add the next. */
const released: Readonly<Record<number, unknown>> = {
  1: {
    version: 1,
    name: 'Golden 1',
    catalogue: '2026.11',
    designs: [
      {
        id: 'd1',
        name: 'Design 1',
        blocks: {
          b1: { id: 'b1', name: 'pod', recipe: 'torus', recipeVersion: 1, parameters: { shape: [4, 4] }, x: 0, y: 10 },
        },
        nodes: {
          n1: {
            id: 'n1',
            kind: 'switch',
            name: 'storage leaf',
            part: 'qm9700',
            x: 0,
            y: null,
            group: 'g1',
            ports: 64,
            port_Gbps: 400,
            tier: 'leaf',
            accelerators: 0,
            scaleUp_Gbps: null,
          },
        },
        links: {
          l1: {
            id: 'l1',
            a: { at: 'n1', port: 3 },
            z: { at: 'b1/gpu0', port: null },
            rate_Gbps: 400,
            medium: null,
            label: '',
          },
        },
        groups: { g1: { id: 'g1', name: 'storage', parent: null, layout: 'rows', x: 5, y: 5 } },
        overrides: { 'b1/gpu3:1': { id: 'b1/gpu3:1', removed: true } },
      },
    ],
    baseline: 'd1',
    workload: {
      traffic: { pattern: 'permutation', seed: 1 },
      routing: { policy: 'ecmp-hash', seed: 2, subflows: 4, handOver: true },
      size_B: null,
      cap_Gbps: 400,
    },
    assumptions: { figures: { 'switches.qm9700.price_usd': 30_000 } },
  },
};

describe('migrations', () => {
  const versions = Array.from({ length: studyVersion }, (_, index) => index + 1);

  it.each(versions)('a study of version %d is read', (version) => {
    const outcome = readStudy(released[version]);
    if (!outcome.ok) throw new Error(`${outcome.fault.where}: ${outcome.fault.message}`);
    expect(outcome.value.version).toBe(studyVersion);
    expect(outcome.value.name).toBe(`Golden ${version}`);
  });

  it.each(versions.slice(0, -1))('there is a step from version %d, and it bears any shape', (version) => {
    for (const shape of [{}, { designs: 3 }, { designs: [null] }]) {
      expect(typeof migrations[version]!(shape)).toBe('object');
    }
  });

  it('takes every step between two versions, in order', () => {
    const steps: Migrations = {
      1: (study) => ({ ...study, trail: [1] }),
      2: (study) => ({ ...study, trail: [...(study['trail'] as number[]), 2] }),
      3: (study) => ({ ...study, trail: [...(study['trail'] as number[]), 3] }),
    };
    const from1 = migrate({ version: 1 }, steps, 4);
    expect(from1).toEqual({ kind: 'migrated', from: 1, study: { version: 4, trail: [1, 2, 3] } });
    expect(migrate({ version: 4, trail: [] }, steps, 4)).toEqual({
      kind: 'migrated',
      from: 4,
      study: { version: 4, trail: [] },
    });
    expect(migrate({ version: 5 }, steps, 4)).toEqual({ kind: 'newer', version: 5 });
    expect(() => migrate({ version: 1 }, {}, 2)).toThrow('no migration from version 1 to 2');
  });
});
