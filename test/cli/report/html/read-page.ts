/** A strict reader of pages: refuses what is not well formed, and gives what tests ask about. */

/** An element with what is inside of it. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (PageElement | string)[];
}

/** Reads a whole page; throws where a tag is not closed, an attribute not quoted, or a character not escaped. */
export function readPage(text: string): PageElement {
  const body = text.replace(/^<!DOCTYPE html>\n/, '');
  if (body === text) throw new Error('there is no document type on top');
  return readMarkup(body);
}

/** Reads a piece of markup into an element without a name. */
export function readMarkup(text: string): PageElement {
  const root = open('', new Map());
  const stack = [root];
  const token = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][A-Za-z0-9-]*(?:="[^"<]*")?)*)\s*(\/?)>|([^<]+)/gy;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (found === null) throw new Error(`not well formed: ${text.slice(from, from + 80)}`);
    const [, slash, name = '', attributes = '', selfClosing, content] = found;
    const top = stack[stack.length - 1] ?? root;
    if (content !== undefined) {
      top.children.push(readText(content, top.name));
    } else if (slash === '/') {
      if (top.name !== name) throw new Error(`</${name}> where <${top.name}> is open`);
      stack.pop();
    } else {
      const element = open(name, readAttributes(attributes));
      top.children.push(element);
      if (selfClosing !== '/' && !voidNames.has(name)) stack.push(element);
      // Nobody reads what a script says, and no tag but its own end is one there.
      if (name === 'script') token.lastIndex = Math.max(token.lastIndex, text.indexOf('</script>', token.lastIndex));
    }
  }
  if (stack.length > 1) throw new Error(`<${stack[stack.length - 1]?.name ?? ''}> is never closed`);
  return root;
}

/** All elements within, from the beginning to the end. */
export function elementsOf(element: PageElement): readonly PageElement[] {
  return element.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsOf(child)]));
}

/** The text that a person reads, a space for each run of white space. */
export function textOf(element: PageElement): string {
  return rawText(element).replace(/\s+/g, ' ').trim();
}

/** The rows of the table with this caption, cell by cell, its heading left out; throws where there is none. */
export function rowsOf(page: PageElement, caption: RegExp): readonly (readonly string[])[] {
  const table = elementsOf(page).find((one) => {
    return one.name === 'table' && elementsOf(one).some((part) => part.name === 'caption' && caption.test(textOf(part)));
  });
  if (table === undefined) throw new Error(`there is no table ${String(caption)}`);
  return elementsOf(table)
    .filter(({ name }) => name === 'tr')
    .slice(1)
    .map((row) => row.children.flatMap((cell) => (typeof cell === 'string' ? [] : [textOf(cell)])));
}

/** The element with an id; throws where there is none. */
export function elementWithId(page: PageElement, id: string): PageElement {
  const found = elementsOf(page).find(({ attributes }) => attributes.get('id') === id);
  if (found === undefined) throw new Error(`there is no #${id}`);
  return found;
}

interface OpenElement extends PageElement {
  readonly children: (PageElement | string)[];
}

const voidNames = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);

function open(name: string, attributes: ReadonlyMap<string, string>): OpenElement {
  return { name, attributes, children: [] };
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/\s+([A-Za-z][A-Za-z0-9-]*)(?:="([^"]*)")?/g)) {
    if (attributes.has(name)) throw new Error(`${name} stands there twice`);
    attributes.set(name, unescape(value));
  }
  return attributes;
}

function readText(text: string, parent: string): string {
  return parent === 'style' || parent === 'script' ? text : unescape(text);
}

function unescape(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (_, name: string) => {
    const character = entities.get(name);
    if (character === undefined) throw new Error(`&${name} is not escaped`);
    return character;
  });
}

const entities = new Map([['amp;', '&'], ['lt;', '<'], ['gt;', '>'], ['quot;', '"'], ['#39;', "'"]]);

function rawText(element: PageElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}
