/**
 * XML from outside, as a tree of elements with attributes. Entities of its own are refused: a document type can blow up a text without end.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ImportFault } from '../report.ts';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** The text inside, without that of children. */
  readonly text: string;
}

/** Parses a text; a fault names the line. Element and attribute names keep their prefixes. */
export function xmlIn(text: string): Outcome<Element, ImportFault> {
  if (/<!ENTITY/i.test(text)) {
    return failed(
      'broken',
      say`the file`,
      say`The file defines entities of its own, which are not read; expected plain XML.`,
    );
  }
  const checked = XMLValidator.validate(text, { allowBooleanAttributes: true });
  if (checked !== true) {
    const { line, msg } = checked.err;
    return failed('broken', say`line ${line}`, say`The text is not XML at line ${line}: ${msg.replace(/\.$/, '')}.`);
  }
  let tree: unknown;
  try {
    tree = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      parseAttributeValue: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      allowBooleanAttributes: true,
      htmlEntities: true,
    }).parse(text);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : say`it cannot be read`;
    return failed('broken', say`the file`, say`The XML is refused: ${why.replace(/\.$/, '')}.`);
  }
  const [root] = elementsIn(tree);
  return root ? done(root) : failed('broken', say`the file`, say`The XML holds no element.`);
}

function elementsIn(list: unknown): Element[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly unknown[]).flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const record = entry as Readonly<Record<string, unknown>>;
    const name = Object.keys(record).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = record[name];
    const texts = Array.isArray(inner) ? (inner as readonly Record<string, unknown>[]) : [];
    return [
      {
        name,
        attributes: (record[':@'] ?? {}) as Readonly<Record<string, string>>,
        children: elementsIn(inner),
        text: texts
          .map((part) => part['#text'])
          .filter((part) => typeof part === 'string' || typeof part === 'number')
          .join('')
          .trim(),
      },
    ];
  });
}

/** Children of a name, without regard to prefixes. */
export function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name || child.name.endsWith(`:${name}`));
}

/** The first element of a name below, at any depth. */
export function below(element: Element, name: string): Element | undefined {
  for (const child of element.children) {
    if (child.name === name || child.name.endsWith(`:${name}`)) return child;
    const found = below(child, name);
    if (found) return found;
  }
  return undefined;
}

/** An attribute that is its own, undefined when there is none. */
export function attribute(element: Element, name: string): string | undefined {
  return Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;
}

/** A text with the five characters escaped that XML gives a meaning, and without those it forbids. */
export function xmlText(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- XML forbids them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/\p{Surrogate}/gu, '')
      .replace(/[&<>"']/g, (letter) => `&${entities[letter]!};`)
  );
}

const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
