/** What to ask of a resolver that does not say what it takes: whatever it takes of the engine's own operations. */
import { canonicalText, writePlain } from './plain-text.js';
import type { Operation } from './replicated-type.js';
import type { GuardedResolver } from './resolver-guard.js';
import { isRegister, type TypeDefinition } from './user-resolver.js';

/** Operations as JSON, the author's own or derived ones; none where it takes nothing that is known here. */
export function deriveOperations(guard: GuardedResolver): readonly string[] {
  const { definition } = guard;
  if (definition.operations !== undefined) return definition.operations.map((operation) => JSON.stringify(operation));
  return isRegister(definition) ? deriveValues(guard) : deriveForType(guard, definition);
}

/**
 * Values of one kind, of which it can resolve any two; and a delete, if it can resolve that too. Where it can
 * resolve none, the first ones all the same: then it throws whatever it is asked.
 */
function deriveValues(guard: GuardedResolver): readonly string[] {
  const takes = (x: string | null, y: string | null): boolean => {
    const describe = (value: string | null, replica: string) => ({ value, stamp: 1, replica });
    const context = { local: describe(x, 'A'), incoming: describe(y, 'B'), relation: 'concurrent' };
    return guard.endures('resolve', JSON.stringify([x, y, context]));
  };
  for (const values of families) {
    if (!values.every((x) => values.every((y) => takes(x, y)))) continue;
    const writes: Operation[] = values.map((value) => ({ kind: 'write', value }));
    const takesDelete = values.every((value) => takes(value, null) && takes(null, value));
    return [...writes, ...(takesDelete ? [{ kind: 'delete' } as const] : [])].map((each) => JSON.stringify(each));
  }
  return families[0].map((value) => JSON.stringify({ kind: 'write', value }));
}

const families: readonly [readonly string[], ...(readonly (readonly string[])[])] = [
  ['1', '2', '4'],
  ['a', 'b', 'c'],
  ['["milk"]', '["eggs"]', '["milk","tea"]'],
  ['{"a":1}', '{"a":2,"b":1}', '{"b":2}'],
];

/** Operations that it neither refuses nor ignores, on the initial state or on one that another one made. */
function deriveForType(guard: GuardedResolver, definition: TypeDefinition<unknown>): readonly string[] {
  const begun = writePlain(definition.initial);
  if (!begun.ok) return [];
  const initial = canonicalText(begun.text);
  const context = JSON.stringify({ replica: 'A', stamp: 1, write: 0 });
  const argsOf = (state: string, operation: Operation): string => `[${state},${JSON.stringify(operation)},${context}]`;
  const endures = (state: string, operation: Operation): boolean => guard.endures('apply', argsOf(state, operation));
  const apply = (state: string, operation: Operation): string | null => {
    const reply = guard.callAside('apply', argsOf(state, operation));
    return reply === null ? null : canonicalText(reply);
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
  return asked.map((operation) => JSON.stringify(operation));
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
