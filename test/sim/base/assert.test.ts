import { describe, expect, it } from 'vitest';
import { InternalError, assert, assertNever } from '../../../src/sim/base/assert.js';

describe('assert', () => {
  it('passes what is so', () => {
    expect(() => assert(true, 'never seen')).not.toThrow();
  });

  it('throws an internal error with its constant text for what is not so', () => {
    expect(() => assert(false, 'clock ran backwards')).toThrow(InternalError);
    expect(() => assert(false, 'clock ran backwards')).toThrow('clock ran backwards');
  });
});

describe('assertNever', () => {
  it('throws an internal error that carries the variant it met', () => {
    const meet = (): unknown => {
      try {
        // @ts-expect-error: only a bug brings a value here
        return assertNever('surprise');
      } catch (error) {
        return error;
      }
    };
    expect(meet()).toBeInstanceOf(InternalError);
    expect(meet()).toMatchObject({ name: 'InternalError', cause: 'surprise' });
  });
});
