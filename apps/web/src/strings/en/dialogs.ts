/** Words of dialogs: share, picture, drafts, import, commands, shortcuts. */
import { formatCount } from '@weft/units';

export const dialogWords = {
  'dialog.close': 'Close',
  'dialog.cancel': 'Cancel',

  'share.title': 'Share this study',
  'share.what': (p: { designs: number }) =>
    p.designs === 1
      ? 'The link holds the whole study in its address.'
      : `The link holds the whole study, all ${formatCount(p.designs)} designs, in its address.`,
  'share.link': 'Link',
  'share.copy': 'Copy link',
  'share.copied': 'Copied',
  'share.making': 'Writing the link …',
  'share.size': (p: { characters: string }) => `${p.characters} characters`,
  'share.safe': 'Works anywhere.',
  'share.long': 'Works in browsers; chat and mail may cut it.',
  'share.tooLong': 'Too long for most programs: share the file instead.',
  'share.privacy': 'Anyone with the link can read it; it cannot be withdrawn. Nothing is sent to a server.',
  'share.file': 'Download the file',

  'picture.title': 'Export a picture',
  'picture.scale': 'Scale',
  'picture.background': 'Background',
  'picture.theme': 'As on the screen',
  'picture.transparent': 'Transparent',
  'picture.legend': 'With the legend',
  'picture.make': 'Download PNG',
  'picture.size': (p: { width: number; height: number }) => `${formatCount(p.width)} × ${formatCount(p.height)} pixels`,

  'examples.title': 'Examples',
  'examples.what': 'Each opens as a study of its own; your draft is kept.',
  'examples.loading': 'Fetching …',
  'examples.failed': 'The examples could not be fetched.',

  'export.title': 'Export lists and formats',
  'export.what': (p: { name: string }) => `Of the design “${p.name}”.`,
  'export.lists': 'Lists',
  'export.bill': 'Bill of material (CSV)',
  'export.cabling': 'Cabling list (CSV)',
  'export.formats': 'For other programs',
  'export.download': 'Download',
  'export.busy': 'Writing …',

  'drafts.what': 'Kept in this browser only; the last 20.',
  'drafts.none': 'No drafts yet.',
  'drafts.open': 'Open',
  'drafts.current': 'Open now',
  'drafts.delete': (p: { name: string }) => `Delete the draft ${p.name}`,
  'drafts.designs': (p: { designs: number }) => (p.designs === 1 ? '1 design' : `${formatCount(p.designs)} designs`),
  'drafts.new': 'New study',

  'imported.title': (p: { name: string }) => `Imported “${p.name}”`,
  'imported.format': (p: { format: string }) => `Read as ${p.format}.`,
  'imported.added': 'It was added as a new design and is being solved all-to-all.',
  'imported.kind.found': 'Found',
  'imported.kind.merged': 'Merged',
  'imported.kind.dropped': 'Dropped',
  'imported.kind.unnamed': 'Unnamed',
  'imported.kind.inferred': 'Inferred',
  'imported.kind.warning': 'To note',
  'imported.examples': (p: { examples: string }) => `For instance ${p.examples}`,
  'imported.done': 'Done',

  'commands.title': 'Commands',
  'commands.search': 'What do you want to do?',
  'commands.none': 'No command of that name.',

  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.letters': 'Single-letter keys',
  'shortcuts.lettersMeaning': 'They work while the canvas has the focus.',
  'shortcuts.on': 'On the canvas',

  'find.title': 'Find on the canvas',
  'find.search': 'Name of a part or link',
  'find.none': 'Nothing drawn has that name.',

  'newSwitch.title': 'Nothing to link to here',
  'newSwitch.text': 'The link ends on empty space. Put a switch there and link it?',
  'newSwitch.make': 'New switch here',

  'rename.title': 'Rename',

  'layers.title': 'Layers',
  'layers.hidden': (p: { count: number }) => `${formatCount(p.count)} hidden`,
  'layers.roles': 'Devices',
  'layers.rails': 'Rails',
  'layers.planes': 'Planes',
  'layers.fabrics': 'Networks',
  'layers.rail': (p: { rail: number }) => `Rail ${p.rail}`,
  'layers.plane': (p: { plane: number }) => `Plane ${p.plane}`,
  'layers.byZoom': 'Zoom opens groups',
  'layers.byZoomMeaning': 'Zooming in opens what becomes large, zooming out closes it again.',
} as const;
