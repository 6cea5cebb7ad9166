/** A link by its lower end and the port it is plugged into there: `unit 0 / leaf 3, port 17`. */
import '../strings/later.ts';
import type { Design } from '@weft/model';
import { t } from '../strings/t.ts';
import { pathWords } from './names.ts';

export function linkWords(design: Design, id: string): string {
  const [end, port] = pathWords(design, id).split(' : ');
  return port === undefined ? end! : t('design.atPort', { end: end!, port });
}
