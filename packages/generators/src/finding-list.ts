/**
 * Findings as they come, at most so many of one kind: of 32,000 links of a file that says no rates, what there is to say is said of 50, and of the others
 * in one sentence.
 */
import type { Finding } from '@weft/model';

/** Most findings of one kind that are listed; one more says how many were left out. */
export const listed = 50;

/** A finding whose words are made when it is listed. */
export interface Found extends Omit<Finding, 'message'> {
  readonly message: () => string;
  /** What is said of `count` more of its kind. */
  readonly further: (count: number) => string;
}

export class FindingList {
  readonly #findings: Finding[];
  /** Of each kind the first that was left out, and how many were. */
  readonly #leftOut = new Map<string, { readonly first: Found; count: number }>();
  readonly #counts = new Map<string, number>();

  constructor(findings: readonly Finding[]) {
    this.#findings = [...findings];
  }

  /** Adds one finding of which there are few. */
  push(finding: Finding): void {
    this.#findings.push(finding);
  }

  /** Adds one of which there may be very many. */
  add(found: Found): void {
    const { code, severity, targets } = found;
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= listed) {
      this.#findings.push({ code, severity, targets, message: found.message() });
      return;
    }
    const leftOut = this.#leftOut.get(code);
    if (leftOut === undefined) this.#leftOut.set(code, { first: found, count: 1 });
    else leftOut.count++;
  }

  /** All that are listed, and after them what was left out, kind by kind. */
  all(): readonly Finding[] {
    const further = [...this.#leftOut.values()].map(
      ({ first: { code, severity, further: words }, count }): Finding => ({
        code,
        severity,
        targets: [],
        message: words(count),
      }),
    );
    return [...this.#findings, ...further];
  }
}
