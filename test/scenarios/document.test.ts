import { expect, test } from 'vitest';
import { maxNesting, maxTextLength, readDocument } from '../../src/scenarios/document.js';
import type { Issue } from '../../src/scenarios/issue.js';

function issuesOf(text: string): readonly Issue[] {
  const read = readDocument(text);
  return read.ok ? [] : read.issues;
}

function messagesOf(text: string): readonly string[] {
  return issuesOf(text).map(
    ({ line, column, message }) => `${String(line)}:${String(column)} ${message}`,
  );
}

test('values, keys and missing keys each have a place', () => {
  const read = readDocument('a: 1\nb:\n  - x\n  - c: [2, 3]\n');
  expect(read.ok).toBe(true);
  if (!read.ok) return;
  const { document } = read;
  expect(document.value).toEqual({ a: 1, b: ['x', { c: [2, 3] }] });
  expect(document.locate(['b', 1, 'c', 0], 'value')).toEqual({ line: 4, column: 9 });
  expect(document.locate(['b', 1, 'c'], 'key')).toEqual({ line: 4, column: 5 });
  expect(document.locate(['b', 1, 'd'], 'value')).toEqual({ line: 4, column: 5 });
  expect(document.quote(['b', 1, 'c'], 'value')).toBe('[2, 3]');
  expect(document.quote(['b', 7], 'value')).toBe('nothing');
});

test('an alias stands for its anchor, and its places are the anchor’s', () => {
  const read = readDocument('a: &one { x: 1 }\nb: *one\n');
  expect(read.ok && read.document.value).toEqual({ a: { x: 1 }, b: { x: 1 } });
  expect(read.ok && read.document.locate(['b', 'x'], 'value')).toEqual({ line: 1, column: 14 });
});

test.each([
  ['', '1:1 the document is empty'],
  ['# only a comment\n', '1:1 the document is empty'],
  ['a:\n\tb: 1\n', '2:1 a tab indents this line'],
  ['a: b: c\n', '1:4 this line has two ": "'],
  ['a: "x\n', '2:1 missing closing "quote'],
  ['a: 1\nb: 2\na: 3\n', '3:1 "a" stands twice in this mapping'],
  ['a: 1\n---\nb: 2\n', '3:1 a second document begins here'],
  ['a: *nobody\n', '1:4 this alias has no anchor before it'],
  ['a: &a [*a]\n', '1:8 this alias contains itself'],
  ['a: &a { b: &b [*a], c: *b }\n', '1:16 this alias contains itself'],
  ['? [x]\n: 1\n', '1:3 this cannot be a key'],
  ['__proto__: 1\n', '1:1 this cannot be a key'],
  ['a: !secret 1\n', '1:4 unresolved tag: !secret'],
])('what is no plain document is an issue with a place (%#)', (text, message) => {
  expect(messagesOf(text)).toContain(message);
});

test('a comparison without quotes is answered with quotes', () => {
  const [issue] = issuesOf('expect:\n  lag.max: > 10s\n');
  expect(issue?.line).toBe(2);
  expect(issue?.suggestion).toBe('did you mean "> 10s", in quotes?');
});

test('a text above the limit is refused before it is parsed', () => {
  expect(messagesOf('['.repeat(50 * maxTextLength))).toEqual(['1:1 the file is too large']);
  expect(issuesOf(' '.repeat(maxTextLength + 1))).toHaveLength(1);
});

test.each(['[', '{', '- ', '? ', '{a: '])('nesting without end is refused (%s)', (opening) => {
  expect(issuesOf(opening.repeat(20_000)).map((issue) => issue.message)).toEqual([
    'nested too deeply',
  ]);
});

test('nesting up to the limit is read', () => {
  const depth = maxNesting - 1;
  expect(readDocument('['.repeat(depth) + ']'.repeat(depth)).ok).toBe(true);
});

test('aliases of aliases are expanded within a budget', () => {
  const lines = Array.from({ length: 9 }, (_, i) => {
    const name = `a${String(i + 1)}`;
    return `${name}: &${name} [${Array(10).fill(`*a${String(i)}`).join(',')}]`;
  });
  const [issue, ...others] = issuesOf(`a0: &a0 [x, x]\n${lines.join('\n')}\n`);
  expect(issue?.message).toBe('the aliases expand to too many values');
  expect(others).toEqual([]);
});

test('keys keep the text they were written with', () => {
  const read = readDocument('1.0: a\nyes: b\n0x10: c\n');
  expect(read.ok && read.document.value).toEqual({ '1.0': 'a', yes: 'b', '0x10': 'c' });
});
