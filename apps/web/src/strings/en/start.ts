/** Words of the start page. */
import { formatCount } from '@weft/units';
import { counted } from '../counted.ts';

export const startWords = {
  'start.title': 'Start',
  'start.hint': 'An example, already solved.',
  'start.more': 'Start from something else',
  'start.dismiss': 'Close the hint',
  'start.sizes': 'New from a number of GPUs',
  'start.sizesWhat': 'Every fabric that carries so many, at its smallest. Choose one to open it, solved.',
  'start.accelerators': 'GPUs',
  'start.acceleratorsMeaning': 'A whole number, such as 1024 or 16k.',
  'start.switch': 'Switch',
  'start.byPorts': 'By ports',
  'start.ports': 'Ports of a switch',
  'start.taper': 'Tapering of a leaf',
  'start.taperMeaning': 'Rate down to rate up: 1 is non-blocking, 2 or 2:1 halves the uplinks.',
  'start.fits': (p: { count: number; of: number }) => `${formatCount(p.count)} of ${formatCount(p.of)} fabrics fit.`,
  'start.asking': 'Sizing every fabric …',
  'start.counts': (p: { accelerators: number | null; switches: number; links: number }) =>
    `${p.accelerators === null ? '' : `${counted(p.accelerators, 'GPU', 'GPUs')} · `}${counted(p.switches, 'switch', 'switches')} · ${counted(p.links, 'link', 'links')}`,
  'start.others': (p: { count: number }) => `${counted(p.count, 'fabric does', 'fabrics do')} not fit`,
  'start.studyName': (p: { recipe: string; accelerators: number }) =>
    `${p.recipe}, ${counted(p.accelerators, 'GPU', 'GPUs')}`,
  'start.needsPorts': 'A switch has at least 2 ports and at most 4,096.',
  'start.needsTaper': 'Tapering is a number or a ratio from 1 to 64, such as 2 or 3:1.',
  'start.gallery': 'Gallery',
  'start.galleryWhat': 'Each opens as a study of its own; your draft is kept.',
  'start.drafts': 'Recent drafts',
  'start.noDrafts': 'What you change is kept here, in this browser.',
  'start.allDrafts': 'All drafts',
  'start.other': 'Other ways',
  'start.import': 'Import a real cluster',
  'start.importWhat':
    'ibnetdiscover, topology.conf, NCCL, DOT, GraphML or a cabling list: choose a file, or drop it on the page.',
  'start.empty': 'Empty design',
  'start.emptyWhat': 'Draw from the palette.',
} as const;
