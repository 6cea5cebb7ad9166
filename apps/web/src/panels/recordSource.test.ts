/** Whose a figure is: the catalogue's while it is what the model has, the person's when it is not. */
import { loadCatalogue } from '@weft/catalogue';
import type { NodeRecord } from '@weft/model';
import { describe, expect, it } from 'vitest';
import { publishedOf, toldOf, type SourcedField } from './recordSource.tsx';
import '../strings/later.ts';

const library = await loadCatalogue();

const record = (fields: Partial<NodeRecord>): NodeRecord => ({
  id: 'n1',
  kind: 'switch',
  name: 'QM9700 1',
  part: 'qm9700',
  x: null,
  y: null,
  group: null,
  ports: 64,
  port_Gbps: 400,
  tier: null,
  accelerators: 0,
  scaleUp_Gbps: null,
  ...fields,
});

const told = (of: NodeRecord, field: SourcedField) => toldOf(of, field, publishedOf(library, of, field));

describe('the source of a field', () => {
  it('is the figure of the model, by its path', () => {
    expect(publishedOf(library, record({}), 'ports')).toEqual({ path: 'switches.qm9700.ports', value: 64 });
    expect(told(record({}), 'ports')).toBeNull();
    const server = record({ kind: 'server', part: 'dgx-h100', accelerators: 8, ports: 8, scaleUp_Gbps: 3600 });
    // 450 GB/s each direction, eight bits a byte.
    expect(publishedOf(library, server, 'scaleUp_Gbps')).toEqual({
      path: 'accelerators.h100.scaleup_gbs_per_dir',
      value: 3600,
    });
    expect(told(server, 'scaleUp_Gbps')).toBeNull();
    expect(told(server, 'accelerators')).toBeNull();
    expect(told(server, 'ports')?.is).toBe('assumed');
  });

  it('is the person where the figure is another, with the published one beside it', () => {
    expect(told(record({ port_Gbps: 200 }), 'port_Gbps')).toEqual({
      is: 'yours',
      how: 'Set by hand. The catalogue says 400\u202fGb/s for this model.',
    });
    expect(told(record({ part: null }), 'ports')?.is).toBe('yours');
  });

  it('is none where nothing is known', () => {
    expect(told(record({ ports: null }), 'ports')).toBeNull();
  });
});
