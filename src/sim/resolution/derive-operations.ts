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

/**
 * Values of one kind, of which it can resolve any two; and a delete, if it can resolve that too. Where it can
 * resolve none, the first ones all the same: then it throws whatever it is asked.
 */
function deriveValues(guard: GuardedResolver): DerivedOperations {
  const takes = (x: string | null, y: string | null): boolean => {
    const describe = (value: string | null, replica: string) => ({ value, stamp: 1, replica });
    const context = { local: describe(x, 'A'), incoming: describe(y, 'B'), relation: 'concurrent' };
    const probe = guard.probe('resolve', JSON.stringify([x, y, context]));
    return probe.ok || probe.endures;
  };
  for (const values of families) {
    if (!values.every((x) => values.every((y) => takes(x, y)))) continue;
    const writes: Operation[] = values.map((value) => ({ kind: 'write', value }));
    const takesDelete = values.every((value) => takes(value, null) && takes(null, value));
    const operations = [...writes, ...(takesDelete ? [{ kind: 'delete' } as const] : [])];
    return { operations: operations.map((each) => JSON.stringify(each)), refusal: null };
  }
  const operations = families[0].map((value) => JSON.stringify({ kind: 'write', value }));
  return { operations, refusal: null };
}

const families: readonly [readonly string[], ...(readonly (readonly string[])[])] = [
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
  const argsOf = (state: string, operation: Operation): string => `[${state},${JSON.stringify(operation)},${context}]`;
  const endures = (state: string, operation: Operation): boolean => {
    const probe = guard.probe('apply', argsOf(state, operation));
    return probe.ok || probe.endures;
  };
  const apply = (state: string, operation: Operation): string | null => {
    const probe = guard.probe('apply', argsOf(state, operation));
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
  // What looks at a clock, or changes its arguments, takes them all the same: its judges shall see it do so.
  const asked = taken.length > 0 ? taken : probes.filter((operation) => endures(initial, operation));
  return { operations: asked.map((operation) => JSON.stringify(operation)), refusal: asked.length > 0 ? null : refusal };
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
