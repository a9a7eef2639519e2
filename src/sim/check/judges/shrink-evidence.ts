/**
 * Small evidence against an order of operations.
 *
 * Leaving an operation out must not make the history wrong in another way. Leaving out what only
 * looks never does. Leaving out a write may, for others may have read it; but a register without
 * some of its values, all that wrote or saw them left out together, is right where the whole
 * register is: whoever comes next overwrites.
 */
import { isScalar } from '../../record/history.js';
import type { HistoryOperation, HistoryValue } from '../../record/history.js';
import { shrink } from './shrink.js';
import { asRegisterValue, isPure } from './sequential-object.js';

/**
 * Operations of which none can be left out, as far as was tried, that still have no order.
 * `isImpossible` looks at so many states at most.
 */
export function shrinkEvidence(
  operations: readonly HistoryOperation[],
  isImpossible: (kept: readonly HistoryOperation[], mostStates: number) => boolean,
): readonly HistoryOperation[] {
  const shows = (kept: readonly HistoryOperation[]): boolean => isImpossible(kept, mostStates);
  const near = isPlain(operations) ? findNearby(operations, shows) : operations;
  const mostTries = Math.ceil(mostWork / Math.max(1, near.length));
  const without = (left: ReadonlySet<HistoryOperation>): readonly HistoryOperation[] =>
    near.filter((operation) => !isPure(operation) || left.has(operation));
  const looks = shrink(near.filter(isPure), (kept) => shows(without(new Set(kept))), mostTries);
  const rest = without(new Set(looks));
  if (!isPlain(rest)) return rest;
  return inOrder(
    shrink(groupByValue(rest), (kept) => shows(inOrder(kept.flat())), mostTries).flat(),
  );
}

/** Whether values can be left out: what was appended to, or merely not seen, tells of others. */
function isPlain(operations: readonly HistoryOperation[]): boolean {
  return operations.every(
    ({ f, outcome }) => (f === 'read' || f === 'write' || f === 'cas') && outcome !== 'fail',
  );
}

/**
 * The values used last and that of the last answer often show it alone: twice as many with each
 * try.
 */
function findNearby(
  operations: readonly HistoryOperation[],
  shows: (kept: readonly HistoryOperation[]) => boolean,
): readonly HistoryOperation[] {
  const groups = groupByValue(operations).map((group) => ({
    group,
    last: Math.max(...group.map(lastPlace)),
  }));
  groups.sort((a, b) => b.last - a.last);
  for (let count = 4; count < groups.length; count *= 2) {
    const kept = inOrder(groups.slice(0, count).flatMap(({ group }) => group));
    if (shows(kept)) return kept;
  }
  return operations;
}

/** Where something is last known of an operation. */
function lastPlace({ invokedAt, answeredAt }: HistoryOperation): number {
  return answeredAt === Infinity ? invokedAt : answeredAt;
}

/** States for one try: evidence that needs more stays larger than it could be. */
const mostStates = 20_000;
/** Operations looked at in all tries together. */
const mostWork = 4_000_000;

/** Operations on one key that share a value, directly or by a cas from one to another. */
function groupByValue(
  operations: readonly HistoryOperation[],
): readonly (readonly HistoryOperation[])[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    const parent = parents.get(name) ?? name;
    if (parent === name) return name;
    const root = rootOf(parent);
    parents.set(name, root);
    return root;
  };
  for (const operation of operations) {
    const [first, ...others] = valuesOf(operation).map((value) => nameOf(operation, value));
    for (const other of others) parents.set(rootOf(other), rootOf(first));
  }
  const groups = new Map<string, HistoryOperation[]>();
  for (const operation of operations) {
    const root = rootOf(nameOf(operation, valuesOf(operation)[0]));
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [operation]);
    else group.push(operation);
  }
  return [...groups.values()];
}

function nameOf({ key }: HistoryOperation, value: HistoryValue): string {
  return JSON.stringify([key, value]);
}

/** The values that an operation on a register writes, expects or saw; at least one. */
function valuesOf({ f, value, result }: HistoryOperation): readonly HistoryValue[] {
  if (f === 'read') return [asRegisterValue(result)];
  return isScalar(value) ? [value] : value;
}

function inOrder(operations: readonly HistoryOperation[]): readonly HistoryOperation[] {
  return [...operations].sort((a, b) => a.invokedAt - b.invokedAt);
}
