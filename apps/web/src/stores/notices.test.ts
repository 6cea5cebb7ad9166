// @vitest-environment happy-dom
/** Notices: the same words are one notice, a refusal gives way to the next, what asks for an answer stays. */
import { beforeEach, describe, expect, it } from 'vitest';
import { closeNotice, notify, session } from './session.ts';

const shown = () => session.getState().notices.map(({ text, times }) => (times > 1 ? `${text} ×${times}` : text));
const take = { label: 'Take back', run: () => undefined };

beforeEach(() => session.setState({ notices: [], announcement: '' }));

describe('notices', () => {
  it('with the same words are one, told so many times, and keep their id', () => {
    const first = notify({ tone: 'warning', text: 'No.' });
    for (let i = 0; i < 4; i++) expect(notify({ tone: 'warning', text: 'No.' })).toBe(first);
    expect(shown()).toEqual(['No. ×5']);
    closeNotice(first);
    notify({ tone: 'warning', text: 'No.' });
    expect(shown()).toEqual(['No.']);
  });

  it('give way: a refusal to the next one, a mention to the next, each to its like only', () => {
    notify({ tone: 'info', text: 'Copied.' });
    notify({ tone: 'warning', text: 'A picture cannot be pasted.' });
    notify({ tone: 'warning', text: 'A file cannot be pasted.', action: take });
    expect(shown()).toEqual(['Copied.', 'A file cannot be pasted.']);
    notify({ tone: 'warning', text: 'This is no clip.' });
    notify({ tone: 'info', text: 'Saved.' });
    expect(shown()).toEqual(['This is no clip.', 'Saved.']);
  });

  it('that can be answered or that stay are kept, three at most', () => {
    notify({ tone: 'info', text: 'Failed 3.', action: take });
    notify({ tone: 'danger', text: 'a could not be read.', stays: true });
    notify({ tone: 'info', text: 'Saved.' });
    expect(shown()).toEqual(['Failed 3.', 'a could not be read.', 'Saved.']);
    for (const file of 'bcdef') notify({ tone: 'danger', text: `${file} could not be read.`, stays: true });
    expect(shown()).toEqual(['d could not be read.', 'e could not be read.', 'f could not be read.']);
  });

  it('that only mention are said politely by the page; alerts are read by themselves', async () => {
    const said: string[] = [];
    const stop = session.subscribe((s) => said.push(s.announcement));
    notify({ tone: 'warning', text: 'Not so.' });
    notify({ tone: 'info', text: 'Copied.' });
    // One thing is said after the other: those of the tests before may still wait.
    await expect.poll(() => session.getState().announcement, { timeout: 5000 }).toBe('Copied.');
    stop();
    expect(said).not.toContain('Not so.');
  });
});
