/**
 * How an older study becomes a newer one: a table of steps, the step at `n` takes version n to version n + 1.
 *
 * A step takes and gives plain JSON that has not been checked yet, so it must bear any shape: what it cannot read it passes on, and the
 * schema of the newest version refuses it. Steps are never changed once released.
 */
import { studyVersion } from './study.ts';

export type Migration = (study: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
export type Migrations = Readonly<Record<number, Migration>>;

/** Version 1 is the first; the first step will stand here under 1 when there is a version 2. */
export const migrations: Migrations = {};

export type Migrated =
  | { readonly kind: 'migrated'; readonly study: Readonly<Record<string, unknown>>; readonly from: number }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'no-version' };

/** Brings a study to the version `to`, step by step. Throws when a released step is missing. */
export function migrate(
  study: Readonly<Record<string, unknown>>,
  steps: Migrations = migrations,
  to: number = studyVersion,
): Migrated {
  const from = study['version'];
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1) return { kind: 'no-version' };
  if (from > to) return { kind: 'newer', version: from };
  let moved = study;
  for (let version = from; version < to; version++) {
    const step = steps[version];
    if (!step) throw new Error(`there is no migration from version ${version} to ${version + 1}`);
    moved = { ...step(moved), version: version + 1 };
  }
  return { kind: 'migrated', study: moved, from };
}
