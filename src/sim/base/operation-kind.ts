/** What clients can ask for, and which types of values take what. */

/**
 * What a client can ask for. A write makes a record or replaces its value; an update only changes a record
 * that is there, and is refused where there is none; a create makes a row under an id that its leader gives it.
 */
export type OperationKind = 'write' | 'update' | 'create' | 'read' | 'delete' | ValueChange['kind'];

/**
 * A change of a value by what is done to it. A replicated type merges it; elsewhere the application reads
 * its leader's value, changes that and writes the whole, see `world/application.ts`.
 */
export type ValueChange =
  /** Adds to a counter: an integer, perhaps below 0. */
  | { readonly kind: 'increment'; readonly by: number }
  /** Puts an element into a set. */
  | { readonly kind: 'add'; readonly element: string }
  /** Takes an element out of a set. */
  | { readonly kind: 'remove'; readonly element: string }
  /** Gives fields of a row their values; the others stay. */
  | { readonly kind: 'set'; readonly fields: Readonly<Record<string, string>> };

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
} as const satisfies Readonly<Record<string, readonly OperationKind[]>>;

/** One of {@link operationsOfTypes}. */
export type ReplicatedTypeName = keyof typeof operationsOfTypes;

/** Whether a rule merges values. */
export function isReplicated(rule: string): rule is ReplicatedTypeName {
  return Object.hasOwn(operationsOfTypes, rule);
}
