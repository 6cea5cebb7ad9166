/**
 * How traffic and routing are written on the command line, and how they are printed back.
 *
 *   --traffic   all-to-all | permutation[:seed=1] | ring[:shift=1] | incast[:target=0,senders=8] | pair:SOURCE,TARGET
 *   --routing   spray | weighted-ecmp | single-path[:seed=1] | ecmp-hash[:seed=1,subflows=1] | dimension-order | minimal | valiant | adaptive,
 *               each followed by `,hand-over` if accelerators may forward between scale-up fabric and NIC
 */
import { done, failed, type Outcome } from '@weft/units';
import type { RoutingChoice, Traffic } from '@weft/model';

export const trafficSyntax =
  'all-to-all, permutation[:seed=1], ring[:shift=1], incast[:target=0,senders=8] or pair:SOURCE,TARGET';
export const routingSyntax =
  'spray, weighted-ecmp, single-path[:seed=1], ecmp-hash[:seed=1,subflows=1], dimension-order, minimal, valiant or adaptive, each with ,hand-over if wanted';

/** A pattern from its text. */
export function readTraffic(text: string): Outcome<Traffic> {
  const [name, rest] = splitOnce(text, ':');
  switch (name) {
    case 'all-to-all':
      return numbersIn('--traffic', rest, {}, () => ({ pattern: 'all-to-all' }));
    case 'permutation':
      return numbersIn('--traffic', rest, { seed: 1 }, ({ seed }) => ({ pattern: 'permutation', seed }));
    case 'ring':
      return numbersIn('--traffic', rest, { shift: 1 }, ({ shift }) => ({ pattern: 'ring', shift }));
    case 'incast':
      return numbersIn('--traffic', rest, { target: 0, senders: 8 }, ({ target, senders }) => ({
        pattern: 'incast',
        target,
        senders,
      }));
    case 'pair': {
      const ends = (rest ?? '').split(',').map((end) => end.trim());
      const [source = '', target = ''] = ends;
      if (ends.length !== 2 || source === '' || target === '') {
        return failed('bad-option', '--traffic', `\`${text}\` needs two ids: pair:SOURCE,TARGET.`);
      }
      return done({ pattern: 'pair', source, target });
    }
    default:
      return failed('bad-option', '--traffic', `\`${text}\` is no pattern; expected ${trafficSyntax}.`);
  }
}

/** A routing from its text. */
export function readRouting(text: string): Outcome<RoutingChoice> {
  const words = text.split(/[:,]/).map((word) => word.trim());
  const handOver = words.includes('hand-over');
  const [policy = '', ...settings] = words.filter((word) => word !== 'hand-over');
  const rest = settings.join(',');
  switch (policy) {
    case 'single-path':
      return numbersIn('--routing', rest, { seed: 1 }, ({ seed }) => ({ policy, seed, handOver }));
    case 'ecmp-hash':
      return numbersIn('--routing', rest, { seed: 1, subflows: 1 }, ({ seed, subflows }) => ({
        policy,
        seed,
        subflows,
        handOver,
      }));
    case 'spray':
    case 'weighted-ecmp':
    case 'dimension-order':
    case 'minimal':
    case 'valiant':
    case 'adaptive':
      return numbersIn('--routing', rest, {}, () => ({ policy, handOver }));
    default:
      return failed('bad-option', '--routing', `\`${text}\` is no routing; expected ${routingSyntax}.`);
  }
}

/** A pattern as it would be written. */
export function trafficText(traffic: Traffic): string {
  switch (traffic.pattern) {
    case 'all-to-all':
      return 'all-to-all';
    case 'permutation':
      return `permutation:seed=${traffic.seed}`;
    case 'ring':
      return `ring:shift=${traffic.shift}`;
    case 'incast':
      return `incast:target=${traffic.target},senders=${traffic.senders}`;
    case 'pair':
      return `pair:${traffic.source},${traffic.target}`;
  }
}

/** A routing as it would be written. */
export function routingText(routing: RoutingChoice): string {
  const settings =
    routing.policy === 'single-path'
      ? `:seed=${routing.seed}`
      : routing.policy === 'ecmp-hash'
        ? `:seed=${routing.seed},subflows=${routing.subflows}`
        : '';
  return `${routing.policy}${settings}${routing.handOver ? ',hand-over' : ''}`;
}

/** Reads `key=value,...` of whole numbers over defaults; a key that is not among them is refused. */
function numbersIn<K extends string, T>(
  option: string,
  text: string | undefined,
  defaults: Readonly<Record<K, number>>,
  make: (numbers: Record<K, number>) => T,
): Outcome<T> {
  const numbers: Record<K, number> = { ...defaults };
  const known = Object.keys(defaults);
  for (const setting of (text ?? '').split(',').filter((part) => part.trim() !== '')) {
    const [key, value] = splitOnce(setting, '=');
    const number = Number(value);
    if (!known.includes(key)) {
      const expected = known.length > 0 ? `expected ${known.join(' and ')}` : 'it takes no settings';
      return failed('bad-option', option, `\`${key}\` is no setting here; ${expected}.`);
    }
    if (value === undefined || value === '' || !Number.isSafeInteger(number) || number < 0) {
      return failed('bad-option', option, `\`${setting}\` is not understood; expected ${key}= and a whole number.`);
    }
    numbers[key as K] = number;
  }
  return done(make(numbers));
}

function splitOnce(text: string, at: string): [before: string, after: string | undefined] {
  const i = text.indexOf(at);
  return i < 0 ? [text.trim(), undefined] : [text.slice(0, i).trim(), text.slice(i + 1).trim()];
}
