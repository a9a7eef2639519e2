/** How generated operations pick their key. */
import type { KeyChoice } from '../scenario.js';
import { AliasTable } from './alias-table.js';
import { assert, assertNever } from './assert.js';
import { pow } from './math.js';
import type { RandomStream } from './random.js';

/** Picks a key number with the randomness of a stream. */
export type KeyPicker = (stream: RandomStream) => number;

/**
 * A picker of key numbers 0 to count − 1, exact and in constant time.
 *
 * A Zipf picker holds 8 bytes a key and costs a power a key to make: make one and share it among
 * the streams. Zipf and hot pickers take one unit from the stream, uniform ones an integer.
 */
export function compileKeyChoice(choice: KeyChoice, count: number): KeyPicker {
  assert(count >= 1 && count <= 0xffffffff && Math.floor(count) === count, 'bad number of keys');
  switch (choice.kind) {
    case 'uniform':
      return (stream) => stream.nextBelow(count);
    case 'zipf':
      return compileZipf(choice.exponent, count);
    case 'hot':
      return compileHot(choice, count);
    default:
      return assertNever(choice);
  }
}

function compileZipf(exponent: number, count: number): KeyPicker {
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) weights[k] = pow(k + 1, -exponent);
  const table = new AliasTable(weights);
  return (stream) => table.pick(stream.nextUnit());
}

function compileHot(choice: Extract<KeyChoice, { kind: 'hot' }>, count: number): KeyPicker {
  const { keys, share } = choice;
  if (keys <= 0 || keys >= count) return (stream) => stream.nextBelow(count);
  const others = count - keys;
  return (stream) => {
    const u = stream.nextUnit();
    if (u < share) return Math.min(Math.floor((u / share) * keys), keys - 1);
    return keys + Math.min(Math.floor(((u - share) / (1 - share)) * others), others - 1);
  };
}
