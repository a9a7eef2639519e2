/**
 * A history: what clients asked for and what they were told, in real-time order. All that a judge
 * of consistency may see.
 *
 * Places in the order are whole numbers that grow with time; in a history that was read from a file
 * they are its lines.
 */

/**
 * What is written or read. Lists are what a set holds, or versions that were returned side by side.
 */
export type HistoryValue = HistoryScalar | readonly HistoryScalar[];

/** A value that is compared as a whole. */
export type HistoryScalar = null | boolean | number | string;

/** What an operation does, by the kind of object that understands it. */
export const operationFamilies = {
  write: 'register',
  cas: 'register',
  append: 'register',
  add: 'set',
  remove: 'set',
  increment: 'counter',
  acquire: 'mutex',
  release: 'mutex',
} as const;

/** The kind of object behind a key. */
export type ObjectFamily = (typeof operationFamilies)[keyof typeof operationFamilies];

/** What a client can ask of a key: everything understands `read`. */
export type OperationName = keyof typeof operationFamilies | 'read';

/** One operation, from its invocation to its answer. */
export interface HistoryOperation {
  /** Who asked. A process has one operation at a time; for session guarantees it is a session. */
  readonly process: number;
  readonly f: OperationName;
  readonly key: string;
  /** What was asked for: the value written, `[from, to]` of a cas; null for a read. */
  readonly value: HistoryValue;
  /** What a read returned; null otherwise. */
  readonly result: HistoryValue;
  /**
   * `ok`: it happened. `fail`: it did not. `info`: it may happen at any time after its invocation,
   * or never.
   */
  readonly outcome: 'ok' | 'fail' | 'info';
  /** Place of the invocation. */
  readonly invokedAt: number;
  /** Place of the answer; Infinity for `info`. */
  readonly answeredAt: number;
  /** True time in microseconds, where it is known. */
  readonly invokedAtUs: number | null;
  readonly answeredAtUs: number | null;
  /** Who served it, where that is known. */
  readonly replica: string | null;
}

/** Operations in order of invocation, and what is known beside them. */
export interface History {
  readonly operations: readonly HistoryOperation[];
  /** What every key holds before its first write. */
  readonly initial: HistoryScalar;
  /** Final order of the versions of a key, oldest first, where it is known. */
  readonly versionOrder: ReadonlyMap<string, readonly HistoryScalar[]>;
}

/** A value as people read it, shortened where it is long. */
export function showValue(value: HistoryValue): string {
  const text = JSON.stringify(value);
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}

/** Whether a value is one value and no list. */
export function isScalar(value: HistoryValue): value is HistoryScalar {
  return !Array.isArray(value);
}

/** An operation in words, without its place: `process 3 read x = 1`. */
export function describeOperation(operation: HistoryOperation): string {
  return `process ${operation.process} ${describeDeed(operation)}`;
}

/** What was done, without who did it: `read x = 1`. */
export function describeDeed({ f, key, value, result, outcome }: HistoryOperation): string {
  const doubt = outcome === 'info' ? ' (no answer)' : outcome === 'fail' ? ' (failed)' : '';
  switch (f) {
    case 'read':
      return outcome === 'ok' ? `read ${key} = ${showValue(result)}` : `read ${key}${doubt}`;
    case 'write':
      return `wrote ${key} = ${showValue(value)}${doubt}`;
    case 'cas': {
      if (outcome === 'fail') return `failed to change ${key} ${showChange(value)}`;
      return `changed ${key} ${showChange(value)}${doubt}`;
    }
    case 'append':
      return `appended ${showValue(value)} to ${key}${doubt}`;
    case 'add':
      return `added ${showValue(value)} to ${key}${doubt}`;
    case 'remove':
      return `removed ${showValue(value)} from ${key}${doubt}`;
    case 'increment':
      return `incremented ${key} by ${showValue(value)}${doubt}`;
    case 'acquire':
      return `acquired ${key}${doubt}`;
    case 'release':
      return `released ${key}${doubt}`;
  }
}

/** The part of an operation's words that tells where it stands: `line 12` or `lines 5 to 9`. */
export function describePlace({ invokedAt, answeredAt }: HistoryOperation): string {
  return answeredAt === Infinity ? `line ${invokedAt}` : `lines ${invokedAt} to ${answeredAt}`;
}

const longestValue = 60;

function showChange(value: HistoryValue): string {
  return isScalar(value) ? '' : `from ${showValue(value[0])} to ${showValue(value[1])}`;
}
