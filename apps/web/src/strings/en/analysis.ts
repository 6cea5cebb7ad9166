/** Words of the questions asked on demand. */
import { formatCount } from '@weft/units';

export const analysisWords = {
  'analysis.title': 'Analysis',
  'analysis.compute': 'Compute',
  'analysis.busy': (p: { share: string }) => `Computing ${p.share}`,
  'analysis.optimum': 'Best of all routings',
  'analysis.optimumWhat':
    'How fast the slowest flow could be if paths and shares were chosen ideally: a certified interval.',
  'analysis.atMost': 'At most, per accelerator',
  'analysis.atLeast': 'Proven reachable',
  'analysis.reached': 'This routing reaches',
  'analysis.certified': 'Both ends are checked.',
  'analysis.failures': 'Single failures',
  'analysis.failuresWhat': 'What each single failed cable or switch costs, the worst first.',
  'analysis.failuresHow': 'Per accelerator at the slowest flow. Choosing one fails it.',
  'analysis.leftOut': (p: { count: number }) => `${formatCount(p.count)} kinds were left out.`,
  'analysis.cutOff': (p: { flows: number }) => `${formatCount(p.flows)} flows cut off`,
  'analysis.lost': (p: { share: string }) => `${p.share} slower`,
  'analysis.nothingLost': 'no slower',
} as const;
