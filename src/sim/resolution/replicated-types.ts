/** All replicated data types, by name. */
import { completeness } from './completeness.js';
import { cartUnion } from './crdt/cart-union.js';
import { fieldWise } from './crdt/field-wise.js';
import { growOnlyCounter } from './crdt/g-counter.js';
import { growOnlySet } from './crdt/g-set.js';
import { lastWriteWinsElementSet } from './crdt/lww-element-set.js';
import { lastWriteWinsRegister } from './crdt/lww-register.js';
import { multiValueRegister } from './crdt/mv-register.js';
import { observedRemoveMap } from './crdt/or-map.js';
import { observedRemoveSet } from './crdt/or-set.js';
import { positiveNegativeCounter } from './crdt/pn-counter.js';
import { revisionTree } from './crdt/revision-tree.js';
import { textSequence } from './crdt/text-sequence.js';
import { twoPhaseSet } from './crdt/two-phase-set.js';
import { mergingRegister } from './merging-register.js';
import type { ReplicatedType } from './replicated-type.js';
import { orderedText } from './text/ordered-text.js';
import { positionalText } from './text/positional-text.js';

/** The types. A state goes back to the type that made it and to no other; to the caller it is opaque. */
export const replicatedTypes = {
  'g-counter': growOnlyCounter,
  'pn-counter': positiveNegativeCounter,
  'lww-register': lastWriteWinsRegister,
  'mv-register': multiValueRegister,
  'g-set': growOnlySet,
  'two-phase-set': twoPhaseSet,
  'lww-element-set': lastWriteWinsElementSet('add'),
  'lww-element-set-remove-bias': lastWriteWinsElementSet('remove'),
  'or-set': observedRemoveSet,
  'cart-union': cartUnion,
  'or-map': observedRemoveMap('mv'),
  'or-map-lww': observedRemoveMap('lww'),
  'field-wise': fieldWise,
  'revision-tree': revisionTree,
  'text-sequence': textSequence,
  'text-ot': orderedText,
  'text-naive': positionalText,
  completeness: mergingRegister(completeness),
} as const satisfies Readonly<Record<string, ReplicatedType<unknown>>>;

/** The name of a type. */
export type ReplicatedTypeName = keyof typeof replicatedTypes;

/** The type of that name. */
export function replicatedTypeNamed(name: ReplicatedTypeName): ReplicatedType<unknown> {
  return replicatedTypes[name];
}
