/** Where parameters come from: the catalogue's figure, the recipe's own value, or the person. */
import { partsOf, switchPort_Gbps } from '@weft/catalogue';
import * as library from '@weft/catalogue';
import { describe, expect, it } from 'vitest';
import '../strings/later.ts';
import type { ParameterSpec } from './ParameterField.tsx';
import { publishedParameter, toldOfParameter } from './parameterSource.tsx';

const spec = (key: string, kind: ParameterSpec['kind'], preset: ParameterSpec['default']): ParameterSpec => ({
  key,
  meaning: 'Ports of one switch',
  kind,
  unit: null,
  default: preset,
  range: null,
  choices: null,
});

describe('the source of a parameter', () => {
  const all = { switch: 'qm9700', nic: 'connectx-7', accelerator: 'h100', server: '', scaleUp: 'switched' };
  const ports = publishedParameter(library, 'switchPorts', all);

  it('is a figure of the part that the recipe names', () => {
    expect(ports).toMatchObject({ path: 'switches.qm9700.ports', value: 64, printed: '64' });
    expect(publishedParameter(library, 'link_Gbps', all)?.path).toBe('switches.qm9700.port_speed_gbps');
    // Without a switch, the card says how fast a link is.
    expect(publishedParameter(library, 'link_Gbps', { ...all, switch: '' })?.path).toBe('nics.connectx-7.total_gbps');
    expect(publishedParameter(library, 'acceleratorsPerServer', all)).toBeNull();
    expect(publishedParameter(library, 'scaleUp_Gbps', { ...all, scaleUp: 'none' })).toBeNull();
    expect(publishedParameter(library, 'taper', all)).toBeNull();
  });

  it('is the catalogue while the value is the published one, or 0 for it', () => {
    expect(toldOfParameter(spec('switchPorts', 'count', 64), 64, ports)).toBe('catalogue');
    const scaleUp = publishedParameter(library, 'scaleUp_Gbps', all);
    expect(scaleUp?.value).toBe(3600);
    expect(toldOfParameter(spec('scaleUp_Gbps', 'rate', 0), 0, scaleUp)).toBe('catalogue');
  });

  it('is the recipe where its own value is another than the published one', () => {
    const other = partsOf('switch').find(({ id }) => library.switchPorts(id) === 128 && switchPort_Gbps(id) !== null)!;
    const published = publishedParameter(library, 'switchPorts', { ...all, switch: other.id });
    const told = toldOfParameter(spec('switchPorts', 'count', 64), 64, published);
    expect(told).toMatchObject({ is: 'recipe' });
    expect(told !== 'catalogue' && told?.how).toContain(`128 of ${other.name}`);
  });

  it('is the person once it was changed, whatever the catalogue says', () => {
    const told = toldOfParameter(spec('switchPorts', 'count', 64), 32, ports);
    expect(told).toMatchObject({ is: 'yours' });
    expect(told !== 'catalogue' && told?.how).toMatch(/own value is 64; the catalogue says 64 of NVIDIA/);
    expect(toldOfParameter(spec('dimensions', 'list', [8, 8]), [8, 8], null)).toBeNull();
    expect(toldOfParameter(spec('dimensions', 'list', [8, 8]), [8, 4], null)).toMatchObject({ is: 'yours' });
  });

  it('is the recipe for a part that nobody chose, and nobody for none', () => {
    expect(toldOfParameter(spec('switch', 'part', 'qm9700'), 'qm9700', null)).toMatchObject({ is: 'recipe' });
    expect(toldOfParameter(spec('server', 'part', ''), '', null)).toBeNull();
  });
});
