/**
 * A reader for the part of the DOT language that network files use. In: text. Out: nodes and edges with their attributes and the ports named on
 * edge ends (`"leaf1":"swp3" -- ...`), or the line where the text is not DOT.
 *
 * Subgraphs are flattened; an edge to a subgraph is to each of its nodes. HTML strings are kept as text. Grammar: Graphviz, "DOT Language".
 */
import { say } from '@weft/units';

export type Attributes = ReadonlyMap<string, string>;

export interface DotEnd {
  readonly node: string;
  readonly port: string | null;
}

export interface DotGraph {
  readonly name: string;
  readonly nodes: ReadonlyMap<string, Attributes>;
  readonly edges: readonly {
    readonly a: DotEnd;
    readonly z: DotEnd;
    readonly attributes: Attributes;
    readonly line: number;
  }[];
}

export class DotFault extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

interface Token {
  readonly kind: 'id' | 'mark' | 'end';
  readonly text: string;
  readonly line: number;
}

const token =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|^#[^\n]*|("(?:[^"\\]|\\[\s\S])*")|(<(?:[^<>]|<[^<>]*>)*>)|(-?(?:\.\d+|\d+(?:\.\d*)?)(?![A-Za-z_]))|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|(--|->|[{}[\];,=:+])/gmy;

/** Reads one graph. Throws a `DotFault` at the first line that is not DOT. */
export function parseDot(text: string, most: number): DotGraph {
  return new Parser(text, most).graph();
}

interface Scope {
  readonly node: ReadonlyMap<string, string>;
  readonly edge: ReadonlyMap<string, string>;
}

class Parser {
  readonly #tokens: Generator<Token>;
  readonly #most: number;
  readonly #nodes = new Map<string, Map<string, string>>();
  readonly #edges: { a: DotEnd; z: DotEnd; attributes: Attributes; line: number }[] = [];
  #next: Token;

  constructor(text: string, most: number) {
    this.#tokens = tokensOf(text);
    this.#most = most;
    this.#next = this.#tokens.next().value as Token;
  }

  graph(): DotGraph {
    if (this.#isWord('strict')) this.#take();
    if (!this.#isWord('graph') && !this.#isWord('digraph')) this.#fail(say`graph or digraph`);
    this.#take();
    const name = this.#next.kind === 'id' ? this.#take().text : '';
    this.#expect('{');
    this.#statements({ node: new Map(), edge: new Map() }, 0);
    return { name, nodes: this.#nodes, edges: this.#edges };
  }

  /** Statements up to the closing brace; gives the nodes they name. */
  #statements(outer: Scope, depth: number): DotEnd[] {
    if (depth > 50) this.#fail(say`less nesting`);
    const scope = { node: new Map(outer.node), edge: new Map(outer.edge) };
    const named: DotEnd[] = [];
    while (!this.#isMark('}')) {
      if (this.#next.kind === 'end') this.#fail('}');
      if (this.#isMark(';') || this.#isMark(',')) {
        this.#take();
        continue;
      }
      if (this.#isWord('node') || this.#isWord('edge') || this.#isWord('graph')) {
        const word = this.#take().text.toLowerCase();
        const attributes = this.#attributes();
        const target = word === 'node' ? scope.node : word === 'edge' ? scope.edge : null;
        for (const [key, value] of attributes) target?.set(key, value);
        continue;
      }
      named.push(...this.#chain(scope, depth));
    }
    this.#take();
    return named;
  }

  /** A node, a chain of edges, a subgraph, or `key = value`. */
  #chain(scope: Scope, depth: number): DotEnd[] {
    const line = this.#next.line;
    const ends: DotEnd[][] = [this.#ends(scope, depth)];
    if (this.#isMark('=')) {
      this.#take();
      this.#id();
      return [];
    }
    while (this.#isMark('--') || this.#isMark('->')) {
      this.#take();
      ends.push(this.#ends(scope, depth));
    }
    const attributes = this.#attributes();
    if (ends.length === 1) {
      for (const { node } of ends[0]!) for (const [key, value] of attributes) this.#node(node, scope).set(key, value);
      return ends[0]!;
    }
    const all = new Map([...scope.edge, ...attributes]);
    for (let i = 1; i < ends.length; i++) {
      for (const a of ends[i - 1]!) {
        for (const z of ends[i]!) {
          this.#edges.push({ a, z, attributes: all, line });
          this.#count();
        }
      }
    }
    return ends.flat();
  }

  #ends(scope: Scope, depth: number): DotEnd[] {
    if (this.#isWord('subgraph')) {
      this.#take();
      if (this.#next.kind === 'id') this.#take();
    }
    if (this.#isMark('{')) {
      this.#take();
      const named = this.#statements(scope, depth + 1);
      return [...new Map(named.map((end) => [end.node, { node: end.node, port: null }])).values()];
    }
    const node = this.#id();
    let port: string | null = null;
    if (this.#isMark(':')) {
      this.#take();
      port = this.#id();
      // A compass point after the port says where the line touches the picture.
      if (this.#isMark(':')) {
        this.#take();
        this.#id();
      }
    }
    if (!this.#isMark('=')) this.#node(node, scope);
    return [{ node, port }];
  }

  #node(name: string, scope: Scope): Map<string, string> {
    let known = this.#nodes.get(name);
    if (!known) {
      known = new Map(scope.node);
      this.#nodes.set(name, known);
      this.#count();
    }
    return known;
  }

  #count(): void {
    if (this.#nodes.size + this.#edges.length > this.#most) this.#fail(say`at most ${this.#most} nodes and edges`);
  }

  #attributes(): Map<string, string> {
    const found = new Map<string, string>();
    while (this.#isMark('[')) {
      this.#take();
      while (!this.#isMark(']')) {
        if (this.#isMark(',') || this.#isMark(';')) {
          this.#take();
          continue;
        }
        const key = this.#id();
        let value = 'true';
        if (this.#isMark('=')) {
          this.#take();
          value = this.#id();
        }
        found.set(key, value);
      }
      this.#take();
    }
    return found;
  }

  #id(): string {
    if (this.#next.kind !== 'id') this.#fail(say`a name`);
    let text = this.#take().text;
    while (this.#isMark('+')) {
      this.#take();
      text += this.#take().text;
    }
    return text;
  }

  #isMark(text: string): boolean {
    return this.#next.kind === 'mark' && this.#next.text === text;
  }

  #isWord(word: string): boolean {
    return this.#next.kind === 'id' && this.#next.text.toLowerCase() === word;
  }

  #take(): Token {
    const taken = this.#next;
    if (taken.kind !== 'end') this.#next = this.#tokens.next().value as Token;
    return taken;
  }

  #expect(mark: string): void {
    if (!this.#isMark(mark)) this.#fail(mark);
    this.#take();
  }

  #fail(expected: string): never {
    const found = this.#next.kind === 'end' ? say`the end of the file` : JSON.stringify(this.#next.text.slice(0, 60));
    throw new DotFault(this.#next.line, `${found} stands where ${expected} was expected`);
  }
}

function* tokensOf(text: string): Generator<Token> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) throw new DotFault(line, `${JSON.stringify(text.slice(at, at + 20))} is not DOT`);
    const [whole, quoted, html, number, word, mark] = match;
    // The pattern is shared; whoever pulls tokens may run another parser in between.
    at += whole.length;
    if (quoted !== undefined) yield { kind: 'id', text: unquoted(quoted), line };
    else if (mark !== undefined) yield { kind: 'mark', text: mark, line };
    else if (html !== undefined || number !== undefined || word !== undefined) yield { kind: 'id', text: whole, line };
    for (const letter of whole) if (letter === '\n') line++;
  }
  for (;;) yield { kind: 'end', text: '', line };
}

/** In quotation marks only `\"` and a broken line are special; other escapes are for drawing and stay as they are. */
function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/\\\r?\n/g, '');
}
