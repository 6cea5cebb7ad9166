/** The parts that explanations of links and of devices share. */
import type { Explanation } from './api.ts';

export type Line = Explanation['lines'][number];

/** What is said where there is no reason to give: nothing lights up. */
export const nothingYet = { reason: null, path: { nodes: [], links: [] }, bottleneck: null } as const;
