/**
 * What a command may touch: two streams and files. Tests hand in their own, so that a command runs without a process.
 */
export interface Io {
  /** Standard output: results only. */
  readonly out: (text: string) => void;
  /** Standard error: faults, reports, progress. */
  readonly err: (text: string) => void;
  /** Reads a file, or standard input for `-`; rejects with the system's error, with EFBIG for more than so many bytes. */
  readonly read: (file: string, most_B: number) => Promise<Uint8Array>;
  readonly write: (file: string, text: string) => Promise<void>;
  /** Runs a script of the source tree with these words, on the same streams; answers its exit code. Absent where there is no source tree. */
  readonly runScript?: (script: string, words: readonly string[]) => Promise<number>;
}
