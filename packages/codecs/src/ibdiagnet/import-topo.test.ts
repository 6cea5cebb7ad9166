import { describe, expect, it } from 'vitest';
import { cables, counted, kinds, read } from '../import/reading.ts';

describe('ibdiagnet .topo', () => {
  const topo = `# the plan
MQM9700 leaf1
	P1 -4x-100G-> HCA_mlx5_1 node1 mlx5_0/P1
    P2 -4x-50G-> HCA_mlx5_1 node2 mlx5_0/P1
	P33 -> MQM9700 spine1 P1

MQM9700 spine1
	P1 -> MQM9700 leaf1 P33
`;

  it('is read with tabs and spaces, with and without speeds, from one or both ends', () => {
    const found = read(topo);
    expect(found.format).toBe('ibdiagnet');
    expect(cables(found.design)).toEqual(['leaf1:0-node1:0 400', 'leaf1:1-node2:0 200', 'leaf1:32-spine1:0 null']);
    expect(kinds(found.design)).toEqual({
      'switch spine': ['spine1'],
      'switch leaf': ['leaf1'],
      'server -': ['node1', 'node2'],
    });
    expect(counted(found, /without a speed/)).toBe(1);
    expect(counted(found, /from both ends/)).toBe(1);
    expect(found.design.nodes['n1']!.part).toBe('qm9700');
  });
});
