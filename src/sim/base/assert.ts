/**
 * Our own bugs: checks that are always on. The user's errors are values, the world's faults are
 * ordinary events.
 */

/** A bug of ours: something that the code takes for granted was not so. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Throws {@link InternalError} unless the condition holds; `message` is short constant text. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}

/** Ends a `switch` over a closed union: the compiler objects when a variant was forgotten. */
export function assertNever(value: never): never {
  throw new InternalError('unknown variant', { cause: value });
}
