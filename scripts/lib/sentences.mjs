// The sentences that the rooms say, by their English forms, read from the sources: what another language has to give a form of its own.
//
// `say` templates give `All {0} ports of {1} are taken.`; `several(n, 'part')` gives `part` and `parts`; the words of tables (titles of
// recipes, meanings of parameters, roles, units) are the texts of the files that hold them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** Files whose texts outside functions are words of tables; `plain` holds single words too. */
const tables = [
  { file: /^packages\/generators\/src\/[\w-]+\.ts$/, plain: false },
  { file: /^packages\/units\/src\/dimension\.ts$/, plain: false },
  { file: /^packages\/site\/src\/options\.ts$/, plain: false },
  { file: /^packages\/model\/src\/schema\.ts$/, plain: false },
  { file: /^packages\/site\/src\/figures\.ts$/, plain: true },
  { file: /^packages\/scene\/src\/(roles|buckets)\.ts$/, plain: true },
];

/** Every form with the places that say it, and sentences that are handed on without `say`. */
export function collectSentences() {
  const forms = new Map();
  const bare = [];
  for (const file of sources()) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const at = (node) => `${file}:${text.slice(0, node.start).split('\n').length}`;
    const add = (form, node) => forms.set(form, [...(forms.get(form) ?? []), at(node)]);
    const table = tables.find((one) => one.file.test(file));
    walk(parseSync(file, text).program, false, (node, within) => {
      if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'say') add(formOf(node.quasi), node);
      else if (node.type === 'CallExpression') {
        const [, , third] = node.arguments;
        if (node.callee.name === 'several') {
          const [, one, many] = node.arguments.map(textOf);
          if (one !== undefined) for (const word of [one, many ?? `${one}s`]) add(word, node);
        } else if (/^(count|rate|ratio|choice|flag|part|list)$/.test(node.callee.name) && /generators/.test(file)) {
          const words = node.arguments.flatMap((word) => (word.type === 'ArrayExpression' ? word.elements : [word]));
          for (const word of words.map(textOf)) if (word) add(word, node);
        } else if (node.callee.name === 'sayText' && textOf(node.arguments[0]) !== undefined) {
          add(textOf(node.arguments[0]), node);
        } else if (node.callee.name === 'failed' && isPhrase(third)) bare.push(at(third));
      } else if (within && isSentence(node)) {
        bare.push(at(node));
      } else if (table !== undefined && !within && textOf(node) !== undefined) {
        const word = textOf(node);
        if (table.plain ? /^[a-z\d][\w %–-]*$/i.test(word) && !word.includes('_') : /[\w,.] \w/.test(word))
          add(word, node);
      } else if (table !== undefined && node.type === 'Property' && node.key.name === 'title') {
        const word = textOf(node.value);
        if (word !== undefined) add(word, node);
      }
    });
  }
  for (const { title, sentence } of examples()) {
    for (const words of [title, sentence]) forms.set(words, ['public/gallery/index.json']);
  }
  return { forms: new Map([...forms].toSorted(([a], [b]) => (a < b ? -1 : 1))), bare };
}

function examples() {
  return JSON.parse(readFileSync(path.join(root, 'public/gallery/index.json'), 'utf8'));
}

/** The rooms' own sources, without tests. */
function sources() {
  return readdirSync(path.join(root, 'packages')).flatMap((room) => {
    const folder = path.join(root, 'packages', room, 'src');
    return readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.ts') && !/\.test(ing)?\.ts$|^testing\//.test(file))
      .map((file) => path.relative(root, path.join(folder, file)));
  });
}

/** Visits values, not types or imports; `within` tells whether a node stands in a function. */
function walk(node, within, visit) {
  if (Array.isArray(node)) for (const one of node) walk(one, within, visit);
  if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return;
  const { type } = node;
  // What is thrown is a broken promise of ours: nobody is to read it.
  if (
    type === 'ThrowStatement' ||
    type.startsWith('Import') ||
    (type.startsWith('TS') && !/^TS(As|NonNull|Satisfies)/.test(type))
  )
    return;
  visit(node, within);
  if (type === 'TaggedTemplateExpression') return walk(node.quasi.expressions, within, visit);
  for (const [key, child] of Object.entries(node)) {
    if (type === 'Property' && key === 'key' && !node.computed) continue;
    walk(child, within || type.includes('Function'), visit);
  }
}

function formOf({ quasis }) {
  return quasis.map((part) => part.value.cooked).reduce((before, part, i) => `${before}{${i - 1}}${part}`);
}

function textOf(node) {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** Words of which one begins small, as no name does. */
function isPhrase(node) {
  return / [a-z]/.test(wordsOf(node));
}

function isSentence(node) {
  return /^(?:[A-Z]|\{0\}|").* .* .*\.$/s.test(wordsOf(node));
}

function wordsOf(node) {
  return node?.type === 'TemplateLiteral' ? formOf(node) : (textOf(node) ?? '');
}
