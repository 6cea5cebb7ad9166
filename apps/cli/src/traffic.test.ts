import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { readRouting, readTraffic, routingText, trafficText } from './traffic.ts';

describe('traffic on the command line', () => {
  it.each([
    ['all-to-all', { pattern: 'all-to-all' }],
    ['permutation', { pattern: 'permutation', seed: 1 }],
    ['permutation:seed=7', { pattern: 'permutation', seed: 7 }],
    ['ring:shift=4', { pattern: 'ring', shift: 4 }],
    ['incast:target=3,senders=12', { pattern: 'incast', target: 3, senders: 12 }],
    ['incast:senders=2', { pattern: 'incast', target: 0, senders: 2 }],
    [
      'pair:b1/server0/gpu1, b1/server1/gpu0',
      { pattern: 'pair', source: 'b1/server0/gpu1', target: 'b1/server1/gpu0' },
    ],
  ])('%s', (text, traffic) => {
    expect(valueOf(readTraffic(text))).toEqual(traffic);
    expect(valueOf(readTraffic(trafficText(valueOf(readTraffic(text)))))).toEqual(traffic);
  });

  it.each([
    'gossip',
    'all-to-all:seed=1',
    'permutation:seed=x',
    'permutation:seed=',
    'ring:shift=-1',
    'pair:a',
    'pair:a,',
  ])('refuses %s', (text) => {
    const read = readTraffic(text);
    expect(read.ok).toBe(false);
  });
});

describe('routing on the command line', () => {
  it.each([
    ['spray', { policy: 'spray', handOver: false }],
    ['spray,hand-over', { policy: 'spray', handOver: true }],
    ['ecmp-hash:seed=3,subflows=4', { policy: 'ecmp-hash', seed: 3, subflows: 4, handOver: false }],
    ['ecmp-hash:subflows=4,hand-over', { policy: 'ecmp-hash', seed: 1, subflows: 4, handOver: true }],
    ['single-path', { policy: 'single-path', seed: 1, handOver: false }],
    ['adaptive', { policy: 'adaptive', handOver: false }],
  ])('%s', (text, routing) => {
    expect(valueOf(readRouting(text))).toEqual(routing);
    expect(valueOf(readRouting(routingText(valueOf(readRouting(text)))))).toEqual(routing);
  });

  it.each(['shortest', 'spray:seed=1', 'ecmp-hash:seed=1.5', ''])('refuses %s', (text) => {
    expect(readRouting(text).ok).toBe(false);
  });
});
