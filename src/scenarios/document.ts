/**
 * YAML text as plain values, with the place of each: the only file that knows the YAML parser.
 *
 * Whatever the text holds, reading it ends soon and throws nothing: size and nesting are checked
 * before the parser's recursive part sees them, and aliases are expanded within a budget.
 */
import { Composer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Alias, CST, Document, Node, Pair, YAMLMap } from 'yaml';
import type { Issue, Path, Problem } from './issue.js';
import { comparePlaces, formatPath } from './issue.js';
import { explainSyntax, limitIssue } from './syntax.js';

/** Longest text that is read, in characters. */
export const maxTextLength = 1024 * 1024;
/** Deepest nesting of lists and mappings. */
export const maxNesting = 64;
/** Most mistakes of syntax that are told: where there are more, the first have caused them. */
const maxSyntax = 100;
/** Most values in a document once its aliases are expanded. */
const maxValues = 1_000_000;

/** A position in the text, from 1; both 0 when it is outside of the text. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Plain values (mappings, lists, texts, numbers, booleans, null) and where each one stands. */
export interface PlacedValue {
  readonly value: unknown;
  /** The place of a value, or of the key that leads to it; its parent's when it is missing. */
  locate(path: Path, what: 'key' | 'value'): Place;
  /** The source text of a value or key, shortened; `nothing` for a missing one. */
  quote(path: Path, what: 'key' | 'value'): string;
  /** How messages call the path. */
  name(path: Path): string;
}

/** A document that was read, or every reason why it cannot be, in document order. */
export type ReadResult =
  | { readonly ok: true; readonly document: PlacedValue }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a text that must hold one YAML document; `expected` is what an empty one is told to hold. */
export function readDocument(text: string, expected = '"version: 1" and "scenarios:" with at least one scenario'): ReadResult {
  if (text.length > maxTextLength) {
    const size = `${String(Math.round((text.length / maxTextLength) * 10) / 10)} MiB`;
    return failed([limitIssue(firstPlace, size, 'the file is too large', 'at most 1 MiB')]);
  }
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = findTooDeep(tokens);
  if (deep !== null) {
    const limit = `at most ${String(maxNesting)} levels`;
    return failed([limitIssue(placeAt(lines, deep), '…', 'nested too deeply', limit)]);
  }
  // Duplicate keys are found below: the parser's own search is quadratic.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, schema: 'core' });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) return failed([limitIssue(firstPlace, 'nothing', 'the document is empty', expected)]);
  const source = new YamlSource(text, lines, document);
  const syntax = [...document.errors.slice(0, maxSyntax), ...document.warnings.slice(0, maxSyntax)]
    .map((error) => explainSyntax(error, text, placeAt(lines, error.pos[0])));
  if (second !== undefined) {
    const place = placeAt(lines, second.contents?.range?.[0] ?? second.range[0]);
    const one = 'one document; put every scenario under one "scenarios:" and remove "---"';
    syntax.push(limitIssue(place, '---', 'a second document begins here', one));
  }
  if (syntax.length > 0) return failed(syntax);
  if (document.contents === null) return failed([limitIssue(firstPlace, 'nothing', 'the document is empty', expected)]);
  const issues = source.expand();
  return issues.length > 0 ? failed(issues) : { ok: true, document: source };
}

/** A mistake with its place and what stands there. */
export function locateProblem(source: PlacedValue, problem: Problem): Issue {
  const { path, message, expected, suggestion, isKey = false } = problem;
  const what = isKey ? 'key' : 'value';
  return {
    ...source.locate(path, what),
    path: source.name(path),
    found: source.quote(path, what),
    message,
    expected,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

const firstPlace: Place = { line: 1, column: 1 };

function failed(issues: readonly Issue[]): ReadResult {
  return { ok: false, issues: [...issues].sort(comparePlaces) };
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? firstPlace : { line, column: col };
}

/** Offset of a token below {@link maxNesting}; without recursion, which it guards against. */
function findTooDeep(tokens: readonly CST.Token[]): number | null {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxNesting) return token.offset;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}

/** Nodes of the parser behind {@link PlacedValue}. */
class YamlSource implements PlacedValue {
  value: unknown = null;
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;
  readonly #issues: Issue[] = [];
  readonly #entries = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  readonly #targets: ReadonlyMap<Alias, Node>;
  #valuesLeft = maxValues;

  constructor(text: string, lines: LineCounter, document: Document.Parsed) {
    this.#text = text;
    this.#lines = lines;
    this.#document = document;
    this.#targets = resolveAliases(document);
  }

  /** Fills {@link value}; says what cannot be a plain value. */
  expand(): readonly Issue[] {
    this.value = this.#plain(this.#document.contents, [], []);
    return this.#issues;
  }

  locate(path: Path, what: 'key' | 'value'): Place {
    const { key, value, isMissing } = this.#find(path);
    const nodes = what === 'key' || isMissing ? [key, value] : [value, key];
    const range = nodes.find((node) => node?.range)?.range;
    return range ? placeAt(this.#lines, range[0]) : firstPlace;
  }

  quote(path: Path, what: 'key' | 'value'): string {
    const { key, value, isMissing } = this.#find(path);
    if (isMissing) return 'nothing';
    const range = (what === 'key' ? key : value)?.range;
    const text = range ? this.#text.slice(range[0], range[1]).replaceAll(/\s+/g, ' ').trim() : '';
    if (text === '') return 'nothing';
    return text.length > maxQuote ? `${text.slice(0, maxQuote)}…` : text;
  }

  name(path: Path): string {
    return formatPath(path);
  }

  #find(path: Path): Found {
    let key: Node | null = null;
    let value: Node | null = this.#document.contents;
    for (const step of path) {
      const parent: Node | null = isAlias(value) ? (this.#targets.get(value) ?? null) : value;
      const entry = isMap(parent) ? this.#entriesOf(parent).get(String(step)) : undefined;
      const item = isSeq(parent) && typeof step === 'number' ? parent.items[step] : undefined;
      if (entry !== undefined) {
        key = asNode(entry.key);
        value = asNode(entry.value);
      } else if (item !== undefined) {
        key = asNode(item);
        value = key;
      } else {
        return { key, value, isMissing: true };
      }
    }
    return { key, value, isMissing: false };
  }

  #entriesOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.#entries.get(map);
    if (known !== undefined) return known;
    const made = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    this.#entries.set(map, made);
    return made;
  }

  /** `within` holds the anchored nodes that are being expanded, to notice one inside itself. */
  #plain(node: unknown, path: Path, within: readonly Node[]): unknown {
    if (this.#valuesLeft-- <= 0) {
      if (this.#valuesLeft === -1) this.#refuseExplosion(path);
      return null;
    }
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      if (target === undefined) return this.#refuse(path, 'this alias has no anchor before it');
      if (within.includes(target)) return this.#refuse(path, 'this alias contains itself');
      return this.#plain(target, path, [...within, target]);
    }
    if (isMap(node)) {
      const inside = node.anchor === undefined ? within : [...within, node];
      return this.#plainMap(node, path, inside);
    }
    if (isSeq(node)) {
      const inside = node.anchor === undefined ? within : [...within, node];
      return node.items.map((item, index) => this.#plain(item, [...path, index], inside));
    }
    if (node === null || node === undefined) return null;
    if (isScalar(node) && isPlainScalar(node.value)) return node.value;
    return this.#refuse(path, 'this is not a plain value');
  }

  #plainMap(map: YAMLMap, path: Path, within: readonly Node[]): unknown {
    const entries = new Map<string, unknown>();
    for (const pair of map.items) {
      const key = keyText(pair.key);
      const place = this.#placeOf(pair.key, path);
      const full = [...path, key];
      if (!isScalar(pair.key) || key === '__proto__') {
        this.#refuseKey(full, place, key, 'this cannot be a key', 'a short text');
      } else if (entries.has(key)) {
        const first = this.#entriesFirst(map, key);
        const message = `"${key}" stands twice in this mapping`;
        this.#refuseKey(full, place, key, message, `it once; the first is on line ${first}`);
      } else {
        entries.set(key, this.#plain(pair.value, full, within));
      }
      if (this.#valuesLeft < 0) break;
    }
    return Object.fromEntries(entries);
  }

  #entriesFirst(map: YAMLMap, key: string): string {
    const first = map.items.find((pair) => keyText(pair.key) === key);
    return String(this.#placeOf(first?.key, []).line);
  }

  #placeOf(node: unknown, path: Path): Place {
    const offset = asNode(node)?.range?.[0];
    return offset === undefined ? this.locate(path, 'key') : placeAt(this.#lines, offset);
  }

  #refuse(path: Path, message: string): null {
    const place = this.locate(path, 'value');
    const found = this.quote(path, 'value');
    const expected = 'a mapping, a list, a text, a number, true or false';
    this.#issues.push({ ...place, path: formatPath(path), found, message, expected });
    return null;
  }

  #refuseKey(path: Path, place: Place, found: string, message: string, expected: string): void {
    this.#issues.push({ ...place, path: formatPath(path), found, message, expected });
  }

  #refuseExplosion(path: Path): void {
    const expected = `at most ${String(maxValues)} values after aliases`;
    const message = 'the aliases expand to too many values';
    const place = this.locate(path, 'key');
    const found = 'aliases of aliases';
    this.#issues.push({ ...place, path: formatPath(path), found, message, expected });
  }
}

interface Found {
  readonly key: Node | null;
  readonly value: Node | null;
  /** The path leads further than the document does: key and value are those of the parent. */
  readonly isMissing: boolean;
}

const maxQuote = 60;

/** What each alias stands for, in one pass: the parser's own search walks the document an alias. */
function resolveAliases(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Alias: (_key, alias) => {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function asNode(node: unknown): Node | null {
  return isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node : null;
}

/** A key as it was written, so that `1.0` and `yes` stay what they look like. */
function keyText(key: unknown): string {
  if (isScalar(key)) return key.source ?? (typeof key.value === 'string' ? key.value : '');
  return key === null ? '' : '[…]';
}

function isPlainScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
