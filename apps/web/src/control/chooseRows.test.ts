// @vitest-environment happy-dom
/** All rows of a table are chosen by one question, whatever is in view; more than a hand chooses are refused in a sentence, with nothing asked. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

const table = vi.hoisted(() => vi.fn<(request: object) => Promise<unknown>>());
vi.mock('./engine.ts', () => ({ engine: { table }, onEngineRestart: () => undefined }));
const { chooseRows, mostChosen } = await import('./chooseRows.ts');
const { session } = await import('../stores/session.ts');

const question = { list: 'parts', text: 'leaf', sort: null } as const;

beforeEach(() => {
  table.mockReset();
  session.setState({ selection: [], notices: [] });
});

describe('all rows of a table', () => {
  it('are chosen, those out of view too', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ id: `n${i}` }));
    table.mockResolvedValue({ ok: true, value: { rows, offset: 0, total: 300, all: 900 } });
    await chooseRows(question, 300);
    expect(table.mock.calls[0]![0]).toMatchObject({ ...question, offset: 0 });
    expect(session.getState().selection).toEqual(rows.map((row) => row.id));
  });

  it('are refused where they are too many', async () => {
    await chooseRows(question, mostChosen + 1);
    expect(table).not.toHaveBeenCalled();
    expect(session.getState().notices[0]!.text).toMatch(/100,001 rows; at most 100,000/);
    expect(session.getState().selection).toEqual([]);
  });
});
