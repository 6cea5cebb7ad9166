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
  'analysis.cancel': 'Cancel',
  'analysis.soFar': (p: { low: string; high: string }) => `Per flow between ${p.low} and ${p.high} so far.`,
  'analysis.open': 'no bound yet',
  'analysis.exact': 'Compute exactly',
  'analysis.bounds': 'Bounds of the fabric',
  'analysis.boundsWhat': 'Hops, the bisection with its cut, and what no routing exceeds, whatever the traffic.',
  'analysis.bisection': 'Bisection, each way',
  'analysis.bisectionEach': (p: { low: string; high: string }) =>
    p.low === p.high ? `${p.low} per accelerator of a half` : `${p.low} to ${p.high} per accelerator of a half`,
  'analysis.hops': 'Links between accelerators, most (mean)',
  'analysis.volume': 'All-to-all at most, per accelerator',
  'analysis.tub': 'Worst permutation at most, per accelerator',
  'analysis.showCut': (p: { links: number }) =>
    `Show the cut (${formatCount(p.links)} link${p.links === 1 ? '' : 's'})`,
  'analysis.cutShown': (p: { lines: number }) =>
    p.lines === 0
      ? 'The cut runs inside closed groups.'
      : `The cut is lit on ${formatCount(p.lines)} line${p.lines === 1 ? '' : 's'}.`,
  'analysis.failures': 'Single failures',
  'analysis.failuresWhat': 'What each single failed cable or switch costs, the worst first.',
  'analysis.failuresHow': 'Per accelerator at the slowest flow. Choosing one fails it.',
  'analysis.leftOut': (p: { count: number }) => `${formatCount(p.count)} kinds were left out.`,
  'analysis.cutOff': (p: { flows: number }) => `${formatCount(p.flows)} flows cut off`,
  'analysis.lost': (p: { share: string }) => `${p.share} slower`,
  'analysis.nothingLost': 'no slower',
} as const;
