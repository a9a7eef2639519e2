/** What to ask of a resolver that does not say what it takes: whatever it takes of the engine's own operations. */
import { canonicalText, writePlain } from './plain-text.js';
import type { Operation } from './replicated-type.js';
import type { GuardedResolver } from './resolver-guard.js';
import { isRegister, type TypeDefinition } from './user-resolver.js';

/** What can be asked. */
export interface DerivedOperations {
  /** As JSON; none where it takes nothing that is known here. */
  readonly operations: readonly string[];
  /** What came of the first attempt, where it takes nothing. */
  readonly refusal: string | null;
}

/** The author's own operations, else derived ones. */
export function deriveOperations(guard: GuardedResolver): DerivedOperations {
  const { definition } = guard;
  if (definition.operations !== undefined) {
    return { operations: definition.operations.map((operation) => JSON.stringify(operation)), refusal: null };
  }
  return isRegister(definition) ? deriveValues(guard) : deriveForType(guard, definition);
}

/** Values of one kind, of which it can resolve any two; and a delete, if it can resolve that too. */
function deriveValues(guard: GuardedResolver): DerivedOperations {
  let refusal: string | null = null;
  const takes = (x: string | null, y: string | null): boolean => {
    const describe = (value: string | null, replica: string) => ({ value, stamp: 1, replica });
    const context = { local: describe(x, 'A'), incoming: describe(y, 'B'), relation: 'concurrent' };
    const probe = guard.probe('resolve', JSON.stringify([x, y, context]));
    if (!probe.ok) refusal ??= probe.words;
    return probe.ok;
  };
  for (const values of families) {
    if (!values.every((x) => values.every((y) => takes(x, y)))) continue;
    const writes: Operation[] = values.map((value) => ({ kind: 'write', value }));
    const takesDelete = values.every((value) => takes(value, null) && takes(null, value));
    const operations = [...writes, ...(takesDelete ? [{ kind: 'delete' } as const] : [])];
    return { operations: operations.map((each) => JSON.stringify(each)), refusal: null };
  }
  return { operations: [], refusal };
}

const families: readonly (readonly string[])[] = [
  ['1', '2', '4'],
  ['a', 'b', 'c'],
  ['["milk"]', '["eggs"]', '["milk","tea"]'],
  ['{"a":1}', '{"a":2,"b":1}', '{"b":2}'],
];

/** Operations that it neither refuses nor ignores, on the initial state or on one that another one made. */
function deriveForType(guard: GuardedResolver, definition: TypeDefinition<unknown>): DerivedOperations {
  const begun = writePlain(definition.initial);
  if (!begun.ok) return { operations: [], refusal: `its initial is ${begun.problem}` };
  let refusal: string | null = null;
  const initial = canonicalText(begun.text);
  const context = JSON.stringify({ replica: 'A', stamp: 1, write: 0 });
  const apply = (state: string, operation: Operation): string | null => {
    const probe = guard.probe('apply', `[${state},${JSON.stringify(operation)},${context}]`);
    if (!probe.ok) refusal ??= probe.words;
    return probe.ok ? canonicalText(probe.text) : null;
  };
  const states = [initial, ...probes.flatMap((operation) => apply(initial, operation) ?? [])];
  const taken = probes.filter((operation) =>
    states.some((state) => {
      const next = apply(state, operation);
      return next !== null && next !== state;
    }),
  );
  return { operations: taken.map((operation) => JSON.stringify(operation)), refusal: taken.length > 0 ? null : refusal };
}

const probes: readonly Operation[] = [
  { kind: 'add', element: 'milk' },
  { kind: 'remove', element: 'milk' },
  { kind: 'add', element: 'eggs' },
  { kind: 'increment', by: 1 },
  { kind: 'increment', by: -1 },
  { kind: 'write', value: 'a' },
  { kind: 'write', value: 'b' },
  { kind: 'delete' },
  { kind: 'set', fields: { a: '1' } },
  { kind: 'set', fields: { a: '2', b: '1' } },
];
