import { describe, expect, it } from 'vitest';
import { cables, kinds, read, why } from '../import/reading.ts';

describe('DOT', () => {
  it('is read with ports, defaults, chains, subgraphs, comments and roles', () => {
    const found = read(`/* a pod */ strict graph "pod" {
  rankdir = LR; node [os="cumulus-vx"]; edge [speed="100G"]
  // devices
  "leaf01" [function="leaf", model="MSN5600"]
  subgraph cluster_1 { tank [function=server]; gpu01 }
  "leaf01":"swp51" -- "spine01":"swp1":n [speed="1.6T"]
  "leaf01":"swp52" -- "spine01":"swp2"
  "gpu01":"eth1" -- "leaf01":"swp1" [left_mac="00:03:00:11:11:01"];
  tank -- { leaf01 leaf02 }
}`);
    expect(found.format).toBe('dot');
    expect(cables(found.design)).toEqual([
      'gpu01:0-leaf01:0 100',
      'leaf01:50-spine01:0 1600',
      'leaf01:51-spine01:1 100',
      'leaf01:?-tank:? 100',
      'leaf02:?-tank:? 100',
    ]);
    expect(kinds(found.design)).toEqual({
      'switch spine': ['spine01'],
      'switch leaf': ['leaf01', 'leaf02'],
      'server -': ['gpu01', 'tank'],
    });
  });

  it('says where it is not DOT', () => {
    expect(why('graph g {\n a -- b\n a -- \n}')).toBe(
      'broken at line 4: The text is not DOT at line 4: "}" stands where a name was expected.',
    );
    expect(why('graph g {\n a -- b')).toMatch(/the end of the file stands where }/);
    expect(why('graph g { a [x="never closed] }')).toMatch(/is not DOT/);
    expect(why('graph g { }')).toMatch(/no nodes/);
    expect(why(`graph g { ${'subgraph {'.repeat(5000)}`)).toMatch(/less nesting/);
    expect(
      why(
        `graph g { ${Array.from({ length: 600 }, (_, i) => `a${i}`).join(' ')} {${Array.from({ length: 600 }, (_, i) => `a${i}`).join(' ')}} -- {${Array.from({ length: 600 }, (_, i) => `b${i}`).join(' ')}} }`,
      ),
    ).toMatch(/at most 200000/);
  });
});
