import { describe, expect, it } from 'vitest';
import { cables, counted, read, why } from '../import/reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('cabling lists', () => {
  const expected = ['leaf1:0-node1:0 400', 'leaf1:1-node2:0 400'];

  it.each([
    [
      'own columns',
      'id,a_device,a_port,z_device,z_port,speed_gbps\nc1,leaf1,swp1,node1,eth1,400\nc2,leaf1,swp2,node2,eth1,400\n',
    ],
    ['semicolons', 'A Device;A Port;Z Device;Z Port;Speed\nleaf1;1;node1;1;400G\nleaf1;2;node2;1;400G\n'],
    [
      'SHCD',
      'Source,Rack,Location,Slot,Port,Destination,Rack,Location,Port,Speed\nleaf1,x1,u1,,1,node1,x2,u2,1,400\nleaf1,x1,u1,,2,node2,x2,u2,1,400\n',
    ],
    [
      'two rows of headings',
      'Source,,,,Destination,,,,,\nHostname,Hall,Rack,Port,Hostname,Hall,Rack,Port,Cable Length,Speed\nleaf1,h,r,1,node1,h,r,1,3,400\nleaf1,h,r,2,node2,h,r,1,3,400\n',
    ],
  ])('with %s', (_, text) => {
    const found = read(text);
    expect(found.format).toBe('cabling');
    expect(cables(found.design)).toEqual(expected);
  });

  it('leave out rows without two ends and take marks off inert cells', () => {
    const found = read("a_device,a_port,z_device,z_port\n'=leaf1,1,node1,1\nleaf9,,,\n");
    expect(Object.values(found.design.nodes).map((node) => node.name)).toContain('=leaf1');
    expect(counted(found, /without two ends/)).toBe(1);
  });

  it.each(['\n', '\r\n'])('are read in pieces as in one, lines ending in %j', (end) => {
    const lines = ['a_device;a_port;z_device;z_port;label'];
    for (let s = 0; s < 4000; s++)
      lines.push(`server${s};eth${s % 4};leaf${Math.floor(s / 32)};${(s % 32) + 1};cable ${s}`, '');
    const text = lines.join(end);
    expect(text.length).toBeGreaterThan(140_000);
    const pieces = read(text);
    // A cell in quotes may hold a line's end, so that such a table is parsed in one go.
    const whole = read(text.replace(/cable 3999/, '"cable 3999"'));
    expect(pieces.design).toEqual(whole.design);
    expect(pieces.report).toEqual(whole.report);
    expect(Object.keys(pieces.design.links)).toHaveLength(4000);
  });

  it('take columns that the caller names', () => {
    const file = bytes('one,two\nleaf1,node1\n');
    expect(why(file)).toMatch(/^unknown-format/);
    expect(why(file, 'cabling')).toMatch(/No headings name the two ends/);
  });

  it('name both rows of a port that is taken twice', () => {
    const found = read('a_device,a_port,z_device,z_port\nleaf1,1,node1,1\nleaf1,1,node2,1\n');
    expect(
      found.report.find((line) => line.kind === 'warning' && /taken already/.test(line.message))!.examples,
    ).toEqual(['line 2: leaf1 port 1 to node1 port 1 and line 3: leaf1 port 1 to node2 port 1']);
  });
});
