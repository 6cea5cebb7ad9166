/**
 * Something imperfect about a design that still draws: what, where, and what was expected.
 */
export interface Finding {
  /** A stable code: `port-used-twice`, `speed-mismatch`, `no-path` ... */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** Ids or paths of what it is about; selecting the finding selects these. */
  readonly targets: readonly string[];
  /** A whole sentence. */
  readonly message: string;
}
