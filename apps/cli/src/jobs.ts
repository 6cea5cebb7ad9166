/**
 * How a job is written on the command line:
 *
 *   ACTION:size=1GiB[,gpus=0-63 or 0-63/8][,start=0s][,after=NAME+NAME][,rounds=1][,compute=0s][,seed=1][,name=NAME]
 *
 * Accelerators are counted from 0 in the order of the design; `0-63/8` is every eighth of them. Without `gpus` a job uses all. A job without a
 * name is called by its place in the list: job1, job2.
 */
import { done, failed, parseSize_B, parseTime_ns, type Outcome } from '@weft/units';
import { jobActions, type JobRecord } from '@weft/model';

export const jobSyntax =
  'ACTION:size=1GiB and, if wanted, gpus=0-63 (0-63/8 for every eighth), start=0s, after=NAME+NAME, rounds=1, compute=0s, seed=1, name=NAME';

const option = '--job';

/** A job as written, before its neighbours are known: waits by name, all accelerators where none are named. */
interface Draft extends Omit<JobRecord, 'after' | 'count'> {
  readonly count: number | null;
  readonly waitsFor: readonly string[];
}

/** Jobs from their texts, for a design of so many accelerators. */
export function readJobs(texts: readonly string[], accelerators: number): Outcome<readonly JobRecord[]> {
  const drafts: Draft[] = [];
  for (const [index, text] of texts.entries()) {
    const draft = readJob(text, index);
    if (!draft.ok) return draft;
    drafts.push(draft.value);
  }
  const idOf = new Map(drafts.map(({ name, id }) => [name, id]));
  if (idOf.size < drafts.length)
    return failed('bad-option', option, 'Two jobs have one name; expected each name once.');
  const records: JobRecord[] = [];
  for (const { waitsFor, count, ...rest } of drafts) {
    const missing = waitsFor.find((name) => !idOf.has(name));
    if (missing !== undefined) {
      const names = [...idOf.keys()].join(', ');
      return failed(
        'bad-option',
        option,
        `${rest.name} waits for \`${missing}\`, which is no job; there are ${names}.`,
      );
    }
    records.push({ ...rest, count: count ?? accelerators, after: waitsFor.map((name) => idOf.get(name)!) });
  }
  return done(records);
}

function readJob(text: string, index: number): Outcome<Draft> {
  const at = text.indexOf(':');
  const word = at < 0 ? text.trim() : text.slice(0, at).trim();
  const action = jobActions.find((one) => one === word);
  if (action === undefined) {
    return failed('bad-option', option, `\`${word}\` is nothing a job does; expected ${jobActions.join(', ')}.`);
  }
  const draft: Draft = {
    id: `j${index + 1}`,
    name: `job${index + 1}`,
    action,
    size_B: NaN,
    first: 0,
    count: null,
    step: 1,
    seed: 1,
    start_ns: 0,
    waitsFor: [],
    rounds: 1,
    compute_ns: 0,
  };
  for (const setting of at < 0 ? [] : text.slice(at + 1).split(',')) {
    const [key = '', value = ''] = setting.split(/=(.*)/s).map((part) => part.trim());
    const read = readSetting(key, value);
    if (!read.ok) return read;
    Object.assign(draft, read.value);
  }
  return Number.isNaN(draft.size_B)
    ? failed('bad-option', option, `\`${text}\` says no size; expected ${jobSyntax}.`)
    : done(draft);
}

function readSetting(key: string, value: string): Outcome<Partial<Draft>> {
  switch (key) {
    case 'size':
      return mapped(parseSize_B(value, `${option} size`), (size_B) => ({ size_B }));
    case 'start':
      return mapped(parseTime_ns(value, `${option} start`), (start_ns) => ({ start_ns }));
    case 'compute':
      return mapped(parseTime_ns(value, `${option} compute`), (compute_ns) => ({ compute_ns }));
    case 'name':
      return value === '' ? failed('bad-option', option, '`name=` names nothing.') : done({ name: value });
    case 'after':
      return done({ waitsFor: value.split('+').map((name) => name.trim()) });
    case 'rounds':
      return mapped(whole(setting(key, value), value, 1), (rounds) => ({ rounds }));
    case 'seed':
      return mapped(whole(setting(key, value), value, 0), (seed) => ({ seed }));
    case 'gpus': {
      const [, from, to, each = '1'] = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(value) ?? [];
      const [first, last, step] = [Number(from), Number(to), Number(each)];
      const count = Math.floor((last - first) / step) + 1;
      return count >= 2
        ? done({ first, count, step })
        : failed('bad-option', option, `\`gpus=${value}\` is not understood; expected two or more, as 0-63 or 0-63/8.`);
    }
    default:
      return failed('bad-option', option, `\`${key}\` is no setting of a job; expected ${jobSyntax}.`);
  }
}

function setting(key: string, value: string): string {
  return `\`${key}=${value}\``;
}

function whole(what: string, text: string, least: number): Outcome<number> {
  const number = text === '' ? NaN : Number(text);
  return Number.isSafeInteger(number) && number >= least
    ? done(number)
    : failed('bad-option', option, `${what} is not understood; expected a whole number from ${least} on.`);
}

function mapped<T, U>(outcome: Outcome<T>, make: (value: T) => U): Outcome<U> {
  return outcome.ok ? done(make(outcome.value)) : outcome;
}
