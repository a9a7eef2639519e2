/** What clients can ask for, and which types of values take what. */

/**
 * What a client can ask for. A write makes a record or replaces its value; a merge replaces all values that
 * stand beside each other; an update only changes a record that is there, and is refused where there is none;
 * a create makes a row under an id that its leader gives it.
 */
export type OperationKind =
  | 'write' | 'merge' | 'update' | 'create' | 'read' | 'delete' | ValueChange['kind'];

/**
 * A change of a value by what is done to it. A replicated type merges it; elsewhere the application reads
 * its leader's value, changes that and writes the whole, see `world/application.ts`.
 */
export type ValueChange =
  /** Adds to a counter, or to the one in a field of a map: an integer, perhaps below 0. */
  | { readonly kind: 'increment'; readonly by: number; readonly field?: string }
  /** Puts an element into a set, or into the one in a field of a map. */
  | { readonly kind: 'add'; readonly element: string; readonly field?: string }
  /** Takes an element out of a set, or out of the one in a field of a map; or a field out of a row. */
  | { readonly kind: 'remove'; readonly element: string; readonly field?: string }
  /** Gives fields of a row their values; the others stay. */
  | { readonly kind: 'set'; readonly fields: Readonly<Record<string, string>> }
  /** Puts text before the character at this index of what the leader shows; at its end beyond that. */
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** Takes out as many characters of what the leader shows from this index on, as far as there are any. */
  | { readonly kind: 'erase'; readonly at: number; readonly length: number };

/**
 * What merges values instead of choosing between them, and what else than reads it takes. Every key holds
 * a value of the type. It notices by itself what is concurrent: the scenario's detector has no say.
 */
export const operationsOfTypes = {
  'g-counter': ['increment'],
  'pn-counter': ['increment'],
  'lww-register': ['write', 'delete'],
  'mv-register': ['write', 'delete'],
  'g-set': ['add'],
  'two-phase-set': ['add', 'remove'],
  'lww-element-set': ['add', 'remove'],
  'lww-element-set-remove-bias': ['add', 'remove'],
  'or-set': ['add', 'remove'],
  'cart-union': ['add', 'remove'],
  'or-map': ['set', 'remove', 'delete', 'increment', 'add'],
  'or-map-lww': ['set', 'remove', 'delete', 'increment', 'add'],
  'field-wise': ['set', 'remove'],
  'revision-tree': ['write', 'delete', 'merge'],
  'text-sequence': ['insert', 'erase'],
  'text-ot': ['insert', 'erase'],
  'text-naive': ['insert', 'erase'],
  // A register: whatever changes its value is written out as a whole value by the application.
  completeness: ['write', 'delete', 'increment', 'add', 'remove', 'set'],
} as const satisfies Readonly<Record<string, readonly OperationKind[]>>;

/** One of {@link operationsOfTypes}. */
export type ReplicatedTypeName = keyof typeof operationsOfTypes;

/** Whether a rule merges values. */
export function isReplicated(rule: string): rule is ReplicatedTypeName {
  return Object.hasOwn(operationsOfTypes, rule);
}
