/**
 * The gallery is the snapshot suite: every study in it reads, compiles without a fault, and has the counts that its words promise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { countsOf, expectTopology, type Counts } from '@weft/topology';
import { canonicalJson, readStudy, type Study } from '@weft/model';
import { topologyOf } from './compile.ts';

const folder = path.resolve(import.meta.dirname, '../../../public/gallery');

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly file: string;
}

const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as readonly Entry[];

function studyOf(file: string): Study {
  return valueOf(readStudy(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
}

/** Accelerators, and switches of the network by tier, of the first design. */
const promised: Readonly<Record<string, readonly [number, Counts['switches']]>> = {
  'superpod-1su': [248, { leaf: 8, spine: 4 }],
  'superpod-4su': [1016, { leaf: 32, spine: 16 }],
  'superpod-b200-64su': [16_384, { leaf: 512, spine: 512, core: 256 }],
  'nvl72-row': [576, { leaf: 18, spine: 16, scaleUp: 144 }],
  'rail-only-32k': [32_768, { leaf: 512, spine: 256 }],
  'hpn-pod': [15_360, { leaf: 240, spine: 120 }],
  'tpu-v4-pod': [4096, {}],
  'slingshot-dragonfly': [24_576, { router: 768 }],
  'slim-fly-11': [2176, { router: 242 }],
  'hammingmesh-1k': [1024, { leaf: 64 }],
  'wafer-mesh': [25, {}],
  'mi300x-ethernet': [1024, { leaf: 16, spine: 8 }],
  'two-leaves': [32, { leaf: 2, spine: 1 }],
  'three-fabrics': [1024, { leaf: 32, spine: 16 }],
  'jellyfish-2k': [2048, { router: 128 }],
};

describe('the gallery', () => {
  it('lists every file once', () => {
    const files = readdirSync(folder).filter((file) => file !== 'index.json' && file !== 'pictures');
    expect(index.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
    expect(index.map(({ id }) => id)).toEqual(Object.keys(promised));
    for (const { title, sentence } of index) {
      expect(title.length).toBeLessThan(60);
      expect(sentence).toMatch(/\.$/);
    }
  });

  it.each(index.map(({ id, file }) => [id, file]))('%s reads, compiles and keeps its word', (id, file) => {
    const study = studyOf(file!);
    // As written, nothing was lost or added in reading.
    expect(canonicalJson(study)).toBe(canonicalJson(JSON.parse(readFileSync(path.join(folder, file!), 'utf8'))));
    const [accelerators, switches] = promised[id!]!;
    const made = study.designs.map((design) => topologyOf(design));
    for (const { topology } of made) expectTopology(topology);
    expect(made.flatMap(({ findings }) => findings)).toEqual([]);
    const counts = made.map(({ topology }) => countsOf(topology));
    expect(new Set(counts.map((c) => c.accelerators))).toEqual(new Set([accelerators]));
    expect(counts[0]!.switches).toMatchObject(switches);
  });
});
