/** Operations in tokens: those that the engine knows take a few bytes, any other one stands as it is. */
import { isMapping } from '../schema/field.js';
import type { ByteReader, ByteWriter } from './token-bytes.js';

/** Writes an operation that is given as JSON. */
export function writeOperation(bytes: ByteWriter, text: string): void {
  const plain = plainTexts.indexOf(text);
  if (plain >= 0) {
    bytes.number(firstPlain + plain);
    return;
  }
  const index = shortKinds.findIndex(({ kind, part }) => {
    const value = partOf(text, part);
    return value !== null && build(kind, part, value) === text;
  });
  const short = shortKinds[index];
  const value = short === undefined ? null : partOf(text, short.part);
  if (value === null) bytes.number(0).text(text);
  else bytes.number(index + 1).text(value);
}

/** Reads an operation back, as JSON. */
export function readOperation(bytes: ByteReader): string {
  const index = bytes.number();
  const plain = plainTexts[index - firstPlain];
  if (plain !== undefined) return plain;
  const value = bytes.text();
  const short = shortKinds[index - 1];
  return short === undefined ? value : build(short.kind, short.part, value);
}

/** Tokens say which by number: new ones come at the end. */
const shortKinds = [
  { kind: 'write', part: 'value' },
  { kind: 'add', part: 'element' },
  { kind: 'remove', part: 'element' },
] as const;

const firstPlain = 64;
const plainTexts: readonly (string | undefined)[] = [
  '{"kind":"delete"}', '{"kind":"increment","by":1}', '{"kind":"increment","by":-1}',
];

function build(kind: string, part: string, value: string): string {
  return JSON.stringify({ kind, [part]: value });
}

function partOf(text: string, part: string): string | null {
  const operation: unknown = JSON.parse(text);
  const value = isMapping(operation) ? operation[part] : null;
  return typeof value === 'string' ? value : null;
}
