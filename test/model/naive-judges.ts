/**
 * The judges once more, by the letter of the definitions: try every order. For histories of a few
 * operations.
 */
import { isScalar } from '../../src/sim/record/history.js';
import type {
  History,
  HistoryOperation,
  HistoryScalar,
  HistoryValue,
} from '../../src/sim/record/history.js';
import type { JudgeOptions } from '../../src/sim/check/judge.js';

type Operations = readonly HistoryOperation[];
/** What all keys hold. */
type Memory = ReadonlyMap<string, HistoryValue>;

/** Whether some order that respects real time explains every answer. */
export function isLinearizable(
  history: History,
  failedCas: JudgeOptions['failedCas'] = 'none',
): boolean {
  const mayPrecede = (one: HistoryOperation, rest: Operations): boolean =>
    !rest.some((other) => other.answeredAt < one.invokedAt);
  return hasOrder(effective(history, failedCas), new Map(), history, mayPrecede);
}

/** Whether some order that respects each process explains every answer. */
export function isSequential(
  history: History,
  failedCas: JudgeOptions['failedCas'] = 'none',
): boolean {
  const mayPrecede = (one: HistoryOperation, rest: Operations): boolean =>
    !rest.some((other) => other.process === one.process && other.invokedAt < one.invokedAt);
  return hasOrder(effective(history, failedCas), new Map(), history, mayPrecede);
}

/** CC, CCv and CM by their axioms, for reads and writes of values that are unique by key. */
export function judgeCausally(history: History): {
  readonly CC: boolean;
  readonly CCv: boolean;
  readonly CM: boolean;
} {
  const operations = effective(history, 'none');
  const before = causalOrder(operations);
  if (before === null) return { CC: false, CCv: false, CM: false };
  const pastOf = (one: HistoryOperation): Operations =>
    operations.filter((other) => before(other, one));
  const reads = operations.filter(({ f }) => f === 'read');
  const isRight = (read: HistoryOperation, order: Operations): boolean => {
    const last = order.filter(({ f, key }) => f === 'write' && key === read.key).at(-1);
    return read.result === (last === undefined ? history.initial : last.value);
  };
  const CC = reads.every((read) =>
    extensions(pastOf(read), before).some((order) => isRight(read, order)),
  );
  const CCv = extensions(operations, before).some((order) =>
    reads.every((read) =>
      isRight(
        read,
        order.filter((one) => before(one, read)),
      ),
    ),
  );
  const CM = operations.every((one) =>
    extensions([...pastOf(one), one], before).some((order) =>
      order.every((other, i) => {
        const isOwn = other.process === one.process;
        return other.f !== 'read' || !isOwn || isRight(other, order.slice(0, i));
      }),
    ),
  );
  return { CC, CCv, CM };
}

/**
 * What one guarantee asks of the order of versions, over every order that may be: holds, violated
 * or unknown.
 */
export function judgeGuarantee(
  history: History,
  asks: (
    history: History,
    isNewer: (a: HistoryValue, b: HistoryValue, key: string) => boolean,
  ) => boolean,
): 'holds' | 'violated' | 'unknown' {
  const keys = [...new Set(history.operations.map(({ key }) => key))];
  const orders = keys.reduce<readonly ReadonlyMap<string, readonly HistoryValue[]>[]>(
    (all, key) =>
      all.flatMap((order) => ordersOf(history, key).map((own) => new Map([...order, [key, own]]))),
    [new Map()],
  );
  const told = new Set(
    orders.map((order) =>
      asks(history, (a, b, key) => {
        const own = order.get(key) ?? [];
        return own.indexOf(a) > own.indexOf(b);
      }),
    ),
  );
  if (told.size === 2) return 'unknown';
  return told.has(true) ? 'holds' : 'violated';
}

type Asks = Parameters<typeof judgeGuarantee>[1];

/** A read returns nothing older than what its session wrote before. */
export const readYourWrites: Asks = (history, isNewer) =>
  everyPair(
    history,
    (a, b) => a.f !== 'write' || b.f !== 'read' || !isNewer(a.value, b.result, a.key),
  );

/** A read returns nothing older than what its session read before. */
export const monotonicReads: Asks = (history, isNewer) =>
  everyPair(
    history,
    (a, b) => a.f !== 'read' || b.f !== 'read' || !isNewer(a.result, b.result, a.key),
  );

/** Writes of a session take effect in its order, at every replica. */
export const monotonicWrites: Asks = (history, isNewer) =>
  everyPair(
    history,
    (a, b) => a.f !== 'write' || b.f !== 'write' || !isNewer(a.value, b.value, a.key),
  ) &&
  everyHeldWrite(
    history,
    (earlier, read) => earlier.f !== 'write' || !isNewer(earlier.value, read.result, read.key),
  );

/** Writes of a session come after what it read, at every replica. */
export const writesFollowReads: Asks = (history, isNewer) =>
  everyPair(
    history,
    (a, b) => a.f !== 'read' || b.f !== 'write' || !isNewer(a.result, b.value, a.key),
  ) &&
  everyHeldWrite(
    history,
    (earlier, read) => earlier.f !== 'read' || !isNewer(earlier.result, read.result, read.key),
  );

/** All four at once. */
export const allGuarantees: Asks = (history, isNewer) =>
  [readYourWrites, monotonicReads, monotonicWrites, writesFollowReads].every((asks) =>
    asks(history, isNewer),
  );

/**
 * How many versions a read is behind of what was answered before it began, by a given order of
 * versions.
 */
export function versionsBehind(history: History, read: HistoryOperation): number {
  const order = [history.initial, ...(history.versionOrder.get(read.key) ?? [])];
  const place = (value: HistoryValue): number => order.findIndex((one) => one === value);
  return history.operations.filter(
    ({ f, key, value, answeredAt }) =>
      f === 'write' &&
      key === read.key &&
      answeredAt < read.invokedAt &&
      place(value) > place(read.result),
  ).length;
}

function effective({ operations }: History, failedCas: JudgeOptions['failedCas']): Operations {
  return operations.filter(({ f, outcome }) => {
    if (outcome === 'fail') return f === 'cas' && failedCas === 'mismatch';
    return outcome === 'ok' || f !== 'read';
  });
}

function hasOrder(
  rest: Operations,
  memory: Memory,
  history: History,
  mayPrecede: (one: HistoryOperation, rest: Operations) => boolean,
): boolean {
  if (rest.every(({ outcome }) => outcome === 'info')) return true;
  return rest.some((one) => {
    const others = rest.filter((other) => other !== one);
    if (!mayPrecede(one, others)) return false;
    const after = carryOut(one, memory, history.initial);
    return after !== null && hasOrder(others, after, history, mayPrecede);
  });
}

/** The memory afterwards; null where the operation could not have been answered so. */
function carryOut(one: HistoryOperation, memory: Memory, initial: HistoryScalar): Memory | null {
  const { f, key, value, result, outcome } = one;
  const held = memory.get(key) ?? initial;
  const set = (next: HistoryValue): Memory => new Map([...memory, [key, next]]);
  const members = isScalar(held) ? [] : held;
  switch (f) {
    case 'read':
      // A set that nobody added to is empty.
      return JSON.stringify(sorted(held ?? (Array.isArray(result) ? [] : null))) ===
        JSON.stringify(sorted(result))
        ? memory
        : null;
    case 'write':
      return set(value);
    case 'cas': {
      const [from, to] = isScalar(value) ? [null, null] : value;
      if (outcome === 'fail') return held === from ? null : memory;
      return held === from ? set(to) : null;
    }
    case 'append':
      return set([held ?? '', value].join(''));
    case 'add':
      return isScalar(value) ? set([...members.filter((member) => member !== value), value]) : null;
    case 'remove':
      return set(members.filter((member) => member !== value));
    case 'increment':
      return set(Number(held ?? 0) + Number(value));
    case 'acquire':
      return held === null ? set(one.process) : null;
    case 'release':
      return held === one.process ? set(null) : null;
  }
}

function sorted(value: HistoryValue): HistoryValue {
  return isScalar(value) ? value : [...value].sort();
}

/**
 * Session order and reads-from, closed; null where it goes in a circle or a value comes from
 * nowhere.
 */
function causalOrder(
  operations: Operations,
): ((a: HistoryOperation, b: HistoryOperation) => boolean) | null {
  const count = operations.length;
  const isBefore = operations.map((a) =>
    operations.map(
      (b) =>
        (a.process === b.process && a.invokedAt < b.invokedAt) ||
        (a.f === 'write' && b.f === 'read' && a.key === b.key && a.value === b.result),
    ),
  );
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) isBefore[i][j] ||= isBefore[i][k] && isBefore[k][j];
    }
  }
  if (isBefore.some((row, i) => row[i])) return null;
  return (a, b) => isBefore[operations.indexOf(a)][operations.indexOf(b)];
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

/** Every order of some operations that agrees with a partial one. */
function extensions(
  items: Operations,
  before: (a: HistoryOperation, b: HistoryOperation) => boolean,
): readonly Operations[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => {
    const others = items.filter((other) => other !== item);
    if (others.some((other) => before(other, item))) return [];
    return extensions(others, before).map((rest) => [item, ...rest]);
  });
}

/** Orders of a key's versions that agree with what is given, the initial one first. */
function ordersOf(history: History, key: string): readonly (readonly HistoryValue[])[] {
  const given = history.versionOrder.get(key) ?? [];
  const values = history.operations.flatMap((one) =>
    one.f === 'write' && one.key === key ? [one.value] : [],
  );
  return permutations(values)
    .filter((order) =>
      given.every((value, i) => i === 0 || order.indexOf(given[i - 1]) < order.indexOf(value)),
    )
    .map((order) => [history.initial, ...order]);
}

function everyPair(
  { operations }: History,
  isRight: (a: HistoryOperation, b: HistoryOperation) => boolean,
): boolean {
  return operations.every((a) =>
    operations.every((b) => {
      const follows = a.process === b.process && a.key === b.key && a.invokedAt < b.invokedAt;
      return !follows || isRight(a, b);
    }),
  );
}

/**
 * For every read where a write is held, and everything that the write's session did before on the
 * read's key.
 */
function everyHeldWrite(
  { operations }: History,
  isRight: (earlier: HistoryOperation, read: HistoryOperation) => boolean,
): boolean {
  return operations.every((read) =>
    operations.every((shown) => {
      const isThere = shown.replica === read.replica && shown.answeredAt < read.invokedAt;
      if (read.f !== 'read' || !isThere) return true;
      const held =
        shown.f === 'write'
          ? shown
          : operations.find(
              ({ f, key, value }) => f === 'write' && key === shown.key && value === shown.result,
            );
      return (
        held === undefined ||
        operations.every((earlier) => {
          const isBefore = earlier.process === held.process && earlier.invokedAt < held.invokedAt;
          return !isBefore || earlier.key !== read.key || isRight(earlier, read);
        })
      );
    }),
  );
}
