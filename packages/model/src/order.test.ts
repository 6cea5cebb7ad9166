import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordered } from './order.ts';

describe('the order of records that come back', () => {
  it('is that before they went, for one, for a row of them and for the last', () => {
    expect(ordered(['a', 'c', 'b'], [{ id: 'b', followedBy: 'c' }])).toEqual(['a', 'b', 'c']);
    expect(
      ordered(
        ['d', 'a', 'b', 'c'],
        [
          { id: 'a', followedBy: 'b' },
          { id: 'b', followedBy: 'c' },
          { id: 'c', followedBy: 'd' },
        ],
      ),
    ).toEqual(['a', 'b', 'c', 'd']);
    expect(ordered(['a', 'b'], [{ id: 'b', followedBy: null }])).toEqual(['a', 'b']);
  });

  it('ends with those whose follower is not there', () => {
    expect(ordered(['a', 'b'], [{ id: 'b', followedBy: 'gone' }])).toEqual(['a', 'b']);
  });

  it('does not run out of stack on a long row', () => {
    const ids = Array.from({ length: 200_000 }, (_, i) => `n${i}`);
    const returned = ids.map((id, i) => ({ id, followedBy: ids[i + 1] ?? null }));
    expect(ordered(ids.toReversed(), returned)).toEqual(ids);
  });

  it('is found again whatever goes, in whatever order it is told', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.nat()),
        (ids, goes, ranks) => {
          const gone = ids.filter(() => goes.next().value);
          const told = gone
            .map((id) => ({ id, rank: ranks.next().value as number }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ id }) => ({ id, followedBy: ids[ids.indexOf(id) + 1] ?? null }));
          const now = [...ids.filter((id) => !gone.includes(id)), ...told.map((one) => one.id)];
          expect(ordered(now, told)).toEqual(ids);
        },
      ),
    );
  });
});
