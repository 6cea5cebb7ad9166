/**
 * YAML from outside: no tags of its own, few aliases, no merge keys, a cap on nesting; and looking into what it gave without trust.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { LineCounter, parseDocument } from 'yaml';
import type { ImportFault } from '../report.ts';

/** Parses a text to plain values; a fault names the line. Several documents give the first. */
export function yamlIn(text: string): Outcome<unknown, ImportFault> {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      schema: 'core',
      merge: false,
      uniqueKeys: true,
      lineCounter: lines,
      logLevel: 'silent',
    });
    const [fault] = document.errors;
    if (fault) {
      const { line } = lines.linePos(fault.pos[0]);
      const words = fault.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
      return failed('broken', say`line ${line}`, say`The text is not YAML at line ${line}: ${words}.`);
    }
    // Aliases that multiply without end throw here.
    return done(document.toJS({ maxAliasCount: 1000 }) as unknown);
  } catch (fault) {
    const why = fault instanceof RangeError || fault instanceof ReferenceError ? fault.message : say`it cannot be read`;
    return failed('broken', say`the file`, say`The YAML is refused: ${why}.`);
  }
}

/** A value as a record, null when it is none. */
export function recordIn(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A field of a record that is its own. */
export function fieldIn(value: unknown, key: string): unknown {
  const record = recordIn(value);
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A text or number as text, null when it is neither. */
export function wordIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}
