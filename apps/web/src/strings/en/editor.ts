/** Words of editing by hand: clipboard, many links at once, locks, templates, names on the canvas. */
import { formatCount } from '@weft/units';
import { counted } from '../counted.ts';

const several = (count: number, one: string): string => counted(count, one, `${one}s`);

export const editorWords = {
  'notice.pasted': (p: { count: number }) => (p.count === 1 ? 'Pasted.' : `Pasted ${formatCount(p.count)} things.`),
  'notice.cut': (p: { count: number }) => `Cut ${several(p.count, 'thing')}.`,
  'notice.copyWhole':
    'Only blocks, drawn parts and groups are copied: what is inside a block goes with its block, a link with the parts it joins.',
  'notice.locked': (p: { count: number }) =>
    p.count === 1 ? 'This is locked; unlock it first.' : `All ${formatCount(p.count)} are locked; unlock them first.`,
  'notice.lockedStay': (p: { count: number }) =>
    `${several(p.count, 'locked part')} ${p.count === 1 ? 'stays' : 'stay'} as ${p.count === 1 ? 'it is' : 'they are'}.`,
  'notice.nowLocked': (p: { count: number }) => `Locked ${several(p.count, 'thing')}.`,
  'notice.nowUnlocked': (p: { count: number }) => `Unlocked ${several(p.count, 'thing')}.`,

  'clip.tooMany': (p: { count: number; most: number }) =>
    `That is ${formatCount(p.count)} parts; at most ${formatCount(p.most)} are copied at once. Save the study as a file, or duplicate the design.`,
  'clip.tooLong': (p: { characters: string; most: string }) =>
    `The clipboard holds ${p.characters} characters; at most ${p.most} are read. Open it as a file instead.`,
  'clip.isLink': 'The clipboard holds a link to a study.',
  'clip.isStudy': 'The clipboard holds a study.',
  'clip.open': 'Open it',
  'clip.fileName': 'clipboard.json',
  'clip.foreign':
    'The clipboard holds text, but no parts. Copy parts here or in another window, or paste a link to a study.',
  'clip.readAsFile': 'Read it as a file',
  'clip.textFile': 'clipboard.txt',
  'clip.isPicture':
    'The clipboard holds a picture, no parts. Copy parts here or in another window, or paste a link to a study.',
  'clip.isFile': (p: { name: string }) => `The clipboard holds the file “${p.name}”, no parts.`,
  'clip.noText':
    'The clipboard holds something that is no text, so no parts. Copy parts here or in another window, or paste a link to a study.',
  'clip.reading': (p: { characters: string }) => `Reading the parts in the clipboard (${p.characters} characters).`,
  'clip.pasting': (p: { count: number }) => `Pasting ${several(p.count, 'part')}.`,
  'clip.duplicating': (p: { count: number }) => `Duplicating ${several(p.count, 'part')}.`,
  'clip.stopped': 'Stopped; nothing was pasted.',
  'clip.stillPasting': 'Parts are still being pasted; wait for them, or stop it first.',
  'busy.stop': 'Stop',
  'busy.draft': 'Reading the draft.',
  'busy.draftStopped': 'Stopped; the draft stays under Drafts.',
  'clip.newer': 'These parts were copied in another version of Weft. Reload both windows and copy again.',
  'clip.broken': (p: { why: string }) => `The parts in the clipboard cannot be read. ${p.why}`,
  'clip.cut': 'The text is not complete; copy them again.',

  'linkMany.title': 'Link many',
  'linkMany.text': 'Links between two sets of parts, as far as ports are free. One undo takes them all back.',
  'linkMany.from': 'From',
  'linkMany.to': 'To',
  'linkMany.names': 'By name',
  'linkMany.namesFrom': 'Names on the first side',
  'linkMany.namesTo': 'Names on the second side',
  'linkMany.namesHelp': 'leaf*, rack ?, {a,b} 1 or /^leaf \\d+$/',
  'linkMany.how': 'Pattern',
  'linkMany.each': 'Each to each',
  'linkMany.in-order': 'One to one, in order',
  'linkMany.in-turn': 'Each to some, in turn',
  'linkMany.turns': 'Partners of each',
  'linkMany.perPair': 'Links per pair',
  'linkMany.make': (p: { count: number }) => (p.count === 0 ? 'Draw links' : `Draw ${several(p.count, 'link')}`),
  'linkMany.choice': (p: { name: string; count: number }) => `${p.name} (${formatCount(p.count)})`,
  'linkMany.selected': (p: { name: string }) => `Selected: ${p.name}`,
  'linkMany.all': (p: { name: string }) => `All: ${p.name}`,
  'linkMany.group': (p: { name: string }) => `In ${p.name}`,
  'linkMany.sum': (p: { from: number; to: number; links: number }) =>
    `${several(p.from, 'part')} to ${several(p.to, 'part')}: ${several(p.links, 'link')}.`,
  'linkMany.full': (p: { name: string; count: number }) =>
    `${p.name} has no free port for ${p.count === 1 ? 'one link' : `${formatCount(p.count)} links`}.`,
  'linkMany.moreFull': (p: { count: number; links: number }) =>
    `${several(p.count, 'more part')} ${p.count === 1 ? 'has' : 'have'} no free ports for ${several(p.links, 'link')}.`,
  'linkMany.alone': (p: { count: number }) =>
    `${several(p.count, 'part')} ${p.count === 1 ? 'has' : 'have'} no partner.`,
  'linkMany.first': 'First',
  'linkMany.none': 'No part has such a name.',

  'template.shelf': 'Templates',
  'template.use': (p: { parts: number; instances: number }) =>
    `${several(p.parts, 'part')}, shown ${p.instances === 1 ? 'once' : `${formatCount(p.instances)} times`}`,
  'template.title': 'Make template',
  'template.text': (p: { count: number }) =>
    `Keeps ${several(p.count, 'thing')} under a name in the palette. Every instance follows when the template is edited.`,
  'template.name': 'Name',
  'template.make': 'Make template',
  'template.usual': 'Template 1',
  'template.made': (p: { name: string }) => `Made the template ${p.name}.`,
  'template.editing': (p: { name: string }) => `Editing the template at ${p.name}. All instances follow.`,
  'template.finished': (p: { name: string }) => `Finished; ${p.name} is an instance again.`,
  'template.detached': 'Detached; it no longer follows.',
  'template.note': (p: { name: string; count: number }) =>
    p.count === 0
      ? `Editing the template ${p.name}.`
      : `Editing the template ${p.name}: ${several(p.count, 'other instance')} ${p.count === 1 ? 'follows' : 'follow'}.`,
  'template.kind': (p: { name: string }) => `Instance of ${p.name}`,
  'template.section': 'Template',
  'template.called': 'Name of the template',
  'template.instances': 'Instances',
  'template.parts': 'Parts',
  'template.remove': 'Delete the template',
  'template.gone': 'Its template is gone.',

  'palette.found': (p: { count: number; name: string }) => `${formatCount(p.count)} found. Enter adds ${p.name}.`,

  'said.in': (p: { name: string }) => `in ${p.name}`,
  'said.tool': (p: { tool: string }) => `${p.tool}: tool taken up.`,
  'said.on': (p: { what: string }) => `${p.what}: on.`,
  'said.off': (p: { what: string }) => `${p.what}: off.`,
  'said.zoom': (p: { zoom: string }) => `Zoom ${p.zoom}.`,
  'said.link': (p: { count: number; from: string; to: string }) =>
    `${p.count === 1 ? 'Link' : several(p.count, 'link')} from ${p.from} to ${p.to}`,
  'said.links': (p: { count: number }) => several(p.count, 'link'),
  'said.closed': 'closed',
  'said.locked': 'locked',
  'said.noEnd': 'open it to link what is inside',
  'said.opened': (p: { names: string; count: number }) => `Open: ${p.names || several(p.count, 'group')}.`,
  'said.shut': (p: { names: string; count: number }) => `Closed: ${p.names || several(p.count, 'group')}.`,
  'said.failed': (p: { names: string; count: number }) => `Failed: ${p.names || several(p.count, 'thing')}.`,
  'said.mended': (p: { names: string; count: number }) => `Mended: ${p.names || several(p.count, 'thing')}.`,

  'rename.label': 'Name',
  // A fabric in two short lines of the palette; its sentence is a tip.
  'brief.leaf-spine': 'Every rack one hop from every other',
  'brief.fat-tree': 'Full bandwidth between any two servers',
  'brief.rail-optimized': 'A leaf for each GPU rank, as in SuperPODs',
  'brief.rail-only': 'No spine joins the rails: fewer switches',
  'brief.multi-plane': 'Two-tier networks side by side, dual-homed',
  'brief.dragonfly': 'Groups joined all to all, few optical links',
  'brief.dragonfly-plus': 'A Dragonfly whose groups are leaf-spine',
  'brief.torus': 'Neighbours wired directly, as in TPU pods',
  'brief.hyperx': 'Every two switches of a row are joined',
  'brief.full-mesh': 'Each switch joined to all others',
  'brief.hammingmesh': 'Mesh boards with switched lines between',
  'brief.slim-fly': 'Two hops with nearly the fewest cables',
  'brief.jellyfish': 'A random graph that grows by any number',
  'brief.xpander': 'Close to random, cabled in bundles',
  'brief.scale-up': 'Inside one rack, package or wafer',
} as const;
