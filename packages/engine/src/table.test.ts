/** The lists of parts and links: complete, in order, filtered, a window at a time. */
import { addLink, addNode, applyChange, setOverrides, type Study } from '@weft/model';
import { valueOf } from '@weft/units';
import { describe, expect, test } from 'vitest';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import type { LinkRow, PartRow, TableRequest, TableWindow } from './table.ts';
import { settled } from './work.ts';

const pipeline = createPipeline();

async function rows(study: Study, request: Partial<TableRequest>): Promise<TableWindow> {
  const asked = { failed: [], list: 'parts', text: '', sort: null, offset: 0, count: 1e6, ...request } as const;
  return valueOf(await settled(pipeline.table({ design: study.designs[0]!, ...asked })));
}

describe('the table', () => {
  const study = valueOf(generateStudy('leaf-spine', { servers: 40 }));

  test('lists every part and every link once, by the ids that edits take', async () => {
    const facts = valueOf(await settled(pipeline.facts(study.designs[0]!)));
    const parts = await rows(study, {});
    const links = await rows(study, { list: 'links' });
    expect(links.total).toBe(facts.links);
    expect(parts.rows.filter((row) => row.list === 'parts' && row.links !== null)).toHaveLength(facts.nodes);
    expect(new Set(parts.rows.map((row) => row.id)).size).toBe(parts.total);
    expect(new Set(links.rows.map((row) => row.id)).size).toBe(links.total);
    expect(parts.rows).toContainEqual(expect.objectContaining({ id: 'b1', kind: 'block' }));
    expect(parts.rows).toContainEqual(expect.objectContaining({ id: 'b1/rack1/leaf0', kind: 'leaf', name: 'leaf 0' }));
  });

  test('windows put together are the whole, sorted or not', async () => {
    for (const sort of [null, { column: 'name', descending: true } as const]) {
      const whole = await rows(study, { sort });
      const pieces: TableWindow['rows'][number][] = [];
      for (let offset = 0; offset < whole.total; offset += 97) {
        pieces.push(...(await rows(study, { sort, offset, count: 97 })).rows);
      }
      expect(pieces).toEqual(whole.rows);
    }
  });

  test('sorts numbers inside names by size, and what has no value last either way', async () => {
    const up = (await rows(study, { text: 'gpu', sort: { column: 'within', descending: false } })).rows as PartRow[];
    const racks = [...new Set(up.map((row) => /rack (\d+)/.exec(row.within)?.[1]).filter(Boolean))].map(Number);
    expect(racks).toEqual(racks.toSorted((a, z) => a - z));
    expect(racks.length).toBeGreaterThan(2);
    for (const descending of [false, true]) {
      const ports = ((await rows(study, { sort: { column: 'ports', descending } })).rows as PartRow[]).map(
        (r) => r.ports,
      );
      const known = ports.filter((n) => n !== null);
      expect(ports.slice(0, known.length)).toEqual(known.toSorted((a, z) => (descending ? z - a : a - z)));
    }
  });

  test('filters by all words, in any order', async () => {
    const found = await rows(study, { text: 'leaf rack' });
    expect(found.total).toBeGreaterThan(0);
    expect(found.total).toBeLessThan(found.all);
    for (const row of found.rows) expect(`${(row as PartRow).within} ${(row as PartRow).name}`).toMatch(/rack/);
    expect((await rows(study, { text: 'nowhere' })).rows).toEqual([]);
  });

  test('keeps what was removed by hand at the end, so that it can come back', async () => {
    const path = 'b1/rack1/leaf0';
    const edited = applyChange(study, valueOf(setOverrides(study, 'd1', [path], { removed: true })).change);
    const { rows: all, total } = await rows(edited, {});
    expect(total).toBe((await rows(study, {})).total);
    expect(all.at(-1)).toMatchObject({ id: path, kind: 'removed', state: 'removed' });
  });

  test('lists drawn records by their ids, with the rates they say', async () => {
    let drawn = { ...study, designs: [{ ...study.designs[0]!, blocks: {} }] };
    for (const [kind, port_Gbps] of [
      ['switch', 400],
      ['server', 200],
    ] as const) {
      drawn = {
        ...applyChange(drawn, valueOf(addNode(drawn, 'd1', kind, { port_Gbps, ports: 4 })).change),
      } as typeof drawn;
    }
    const wanted = { a: { at: 'n1', port: null }, z: { at: 'n2', port: null } };
    drawn = { ...applyChange(drawn, valueOf(addLink(drawn, 'd1', wanted)).change) } as typeof drawn;
    const [link] = (await rows(drawn, { list: 'links', text: 'l1' })).rows as LinkRow[];
    // The lower of 400 and 200 Gb/s.
    expect(link).toMatchObject({ id: 'l1', from: 'n1', to: 'n2/nic0', rate_Gbps: 200, load: null });
    expect((await rows(drawn, { text: 'switch' })).rows[0]).toMatchObject({ id: 'n1', ports: 4, rate_Gbps: 400 });
  });
});
