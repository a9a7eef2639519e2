/**
 * Small evidence against linearizability.
 *
 * Leaving an operation out must not make the history wrong in another way. Leaving out what only looks never
 * does. Leaving out a write may, for others may have read it; but a register without some of its values, all
 * that wrote or saw them left out together, is right where the whole register is: whoever comes next overwrites.
 */
import { isScalar } from '../../record/history.js';
import type { HistoryOperation, HistoryScalar, HistoryValue, ObjectFamily } from '../../record/history.js';
import { searchLinearOrder } from './linear-search.js';
import { shrink } from './shrink.js';
import { asRegisterValue, createObject, isPure } from './sequential-object.js';

/** Operations on one key, of which none can be left out as far as was tried, that still have no order. */
export function shrinkLinearEvidence(
  operations: readonly HistoryOperation[],
  on: { readonly family: ObjectFamily; readonly initial: HistoryScalar },
): readonly HistoryOperation[] {
  const isImpossible = (kept: readonly HistoryOperation[]): boolean => {
    const object = createObject(on.family, kept, on.initial);
    return searchLinearOrder(kept, object, mostStates).kind === 'impossible';
  };
  const looks = operations.filter(isPure);
  const mostTries = Math.ceil(mostWork / Math.max(1, operations.length));
  const keptLooks = new Set(
    shrink(
      looks,
      (kept) => {
        const left = new Set(kept);
        return isImpossible(operations.filter((operation) => !isPure(operation) || left.has(operation)));
      },
      mostTries,
    ),
  );
  const rest = operations.filter((operation) => !isPure(operation) || keptLooks.has(operation));
  const isPlain = on.family === 'register' && rest.every(({ f, outcome }) => f !== 'append' && outcome !== 'fail');
  if (!isPlain) return rest;
  const groups = groupByValue(rest);
  const keptGroups = shrink(
    groups,
    (kept) => isImpossible(inOrder(kept.flat())),
    mostTries,
  );
  return inOrder(keptGroups.flat());
}

/** States for one try: evidence that needs more stays larger than it could be. */
const mostStates = 20_000;
/** Operations looked at in all tries together. */
const mostWork = 4_000_000;

/** Operations that share a value, directly or by a cas from one to another. */
function groupByValue(operations: readonly HistoryOperation[]): readonly (readonly HistoryOperation[])[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    const parent = parents.get(name) ?? name;
    if (parent === name) return name;
    const root = rootOf(parent);
    parents.set(name, root);
    return root;
  };
  for (const operation of operations) {
    const [first, ...others] = valuesOf(operation).map((value) => JSON.stringify(value));
    for (const other of others) parents.set(rootOf(other), rootOf(first));
  }
  const groups = new Map<string, HistoryOperation[]>();
  for (const operation of operations) {
    const root = rootOf(JSON.stringify(valuesOf(operation)[0]));
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [operation]);
    else group.push(operation);
  }
  return [...groups.values()];
}

/** The values that an operation on a register writes, expects or saw; at least one. */
function valuesOf({ f, value, result }: HistoryOperation): readonly HistoryValue[] {
  if (f === 'read') return [asRegisterValue(result)];
  return isScalar(value) ? [value] : value;
}

function inOrder(operations: readonly HistoryOperation[]): readonly HistoryOperation[] {
  return [...operations].sort((a, b) => a.invokedAt - b.invokedAt);
}
