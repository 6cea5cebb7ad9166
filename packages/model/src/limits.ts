/**
 * How much a study may hold. What comes from outside is checked against these before anything is made of it.
 */
export const limits = {
  /** Characters of a name or label. */
  label: 200,
  /** Characters of a path into a block. */
  path: 400,
  /** Records of all tables of all designs together. */
  records: 200_000,
  designs: 100,
  parameters: 200,
  /** Numbers in one list parameter. */
  list: 4096,
  figures: 5000,
  /** Own parts of a study, and figures of one. */
  ownParts: 500,
  ownFigures: 100,
  /** Saved views of a study, and groups that one opens. */
  views: 100,
  openGroups: 2000,
  /** CSS pixels of a canvas unit. */
  zoom: { least: 1e-6, most: 1000 },
  /** Canvas units either way of the origin. */
  position: 1e7,
  /** Gb/s of one link, each way. A wafer's fabric, the widest there is, has 2.1e8 (214 Pb/s, Cerebras WSE-3). */
  rate_Gbps: 1e9,
  /** Ports of one node: port numbers are 16 bits. */
  ports: 65_535,
  accelerators: 1_000_000,
  size_B: 1e18,
  seed: 2 ** 32 - 1,
  subflows: 65_536,
  jobs: 64,
  rounds: 10_000,
  /** Nanoseconds: a hundred days. */
  time_ns: 8.64e15,
  /** Nesting of any value in the file. */
  depth: 12,
} as const;
