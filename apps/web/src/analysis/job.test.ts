import { describe, expect, it } from 'vitest';
import '../strings/later.ts';
import { newJob, ranksIn, ranksText } from './job.ts';

describe('accelerators of a job as text', () => {
  it.each([
    ['0-63', { first: 0, count: 64, step: 1 }, '0-63'],
    [' 8 – 15 ', { first: 8, count: 8, step: 1 }, '8-15'],
    ['0-63/8', { first: 0, count: 8, step: 8 }, '0-56/8'],
    ['1-62/2', { first: 1, count: 31, step: 2 }, '1-61/2'],
  ])('%s', (text, ranks, again) => {
    expect(ranksIn(text)).toEqual(ranks);
    expect(ranksText(ranks)).toBe(again);
    expect(ranksIn(again)).toEqual(ranks);
  });

  it.each(['', '7', '7-7', '9-3', '0-63/0', '0-63/64', 'all', '-1-4', '0-99999999'])('%s is refused', (text) => {
    expect(ranksIn(text)).toBeNull();
  });
});

describe('a new job', () => {
  it('has an id of its own, also after one was removed', () => {
    const [one, two] = [newJob([], 0, 8), newJob([newJob([], 0, 8)], 0, 8)];
    expect([one.id, two.id]).toEqual(['j1', 'j2']);
    expect(newJob([two], 0, 8).id).toBe('j3');
  });
});
