// @vitest-environment happy-dom
/** When panels are told of an edit: at once, or once what was typed is drawn. */
import { renameStudy } from '@weft/model';
import { valueOf } from '@weft/units';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { commit, studyDocument } from './document.ts';
import { drawnFirst, onceTold, panelled } from './later.ts';
import { result } from './result.ts';
import { session } from './session.ts';

const rename = (name: string) => commit(valueOf(renameStudy(studyDocument.getState().study, name)).change);
const told = () => panelled.getState().study.name;
const picture = () => ({
  nodes: [],
  links: [],
  backdrops: [],
  bounds: { x: 0, y: 0, width: 0, height: 0 },
  refused: [],
});

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
  });
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
});

it('tells panels of an edit in a panel at once', () => {
  rename('pressed');
  expect(told()).toBe('pressed');
});

it('tells panels of a typed value when its picture is out, and acts then on what waits for that', async () => {
  rename('before');
  const heard: string[] = [];
  onceTold(() => heard.push('nothing waits'));
  expect(drawnFirst(() => rename('typed'))).toBe(true);
  onceTold(() => heard.push(told()));
  expect([told(), heard]).toEqual(['before', ['nothing waits']]);
  result.setState({ scene: picture() });
  expect(told()).toBe('before');
  await vi.advanceTimersByTimeAsync(50);
  expect([told(), heard]).toEqual(['typed', ['nothing waits', 'typed']]);
});

it('does not wait for a picture that does not come', async () => {
  drawnFirst(() => rename('alone'));
  await vi.advanceTimersByTimeAsync(200);
  expect(told()).toBe('alone');
  // An edit that throws leaves nothing behind: the next is told at once.
  expect(() =>
    drawnFirst(() => {
      throw new Error('refused');
    }),
  ).toThrow('refused');
  rename('after');
  expect(told()).toBe('after');
});

it('shows a large selection on the canvas before it tells panels', async () => {
  const many = Array.from({ length: 3000 }, (_, i) => `n${i}`);
  session.setState({ selection: many });
  expect(panelled.getState().selection).not.toBe(many);
  await vi.advanceTimersByTimeAsync(50);
  expect(panelled.getState().selection).toBe(many);
  session.setState({ selection: ['n1'] });
  expect(panelled.getState().selection).toEqual(['n1']);
});
