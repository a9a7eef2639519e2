/**
 * What a replicated type would keep of two writes if their stamps were what the caller says they are.
 *
 * The ledger asks this with true times, to tell a loss that a clock caused from one by rule.
 */
import { assertNever } from '../base/assert.js';
import type { ReplicatedTypeName } from '../base/operation-kind.js';
import { compareStamps, Decision, type RegisterResolver, type Version, type Versions } from './contract.js';
import { lastWriteWins } from './registers.js';
import type { Operation } from './replicated-type.js';

/** The rule of a type by which a write's effect holds or does not; `kindOf`: what a write did. */
export function stampRuleOf(
  type: ReplicatedTypeName,
  kindOf: (version: Version) => Operation['kind'],
): RegisterResolver {
  const isAdd = (version: Version): boolean => kindOf(version) === 'add';
  switch (type) {
    case 'lww-register':
    case 'field-wise':
      return { ...lastWriteWins, name: type };
    case 'lww-element-set':
      return createRule(type, (incoming, held, versions) =>
        isLater(incoming, held, versions, isAdd(incoming)),
      );
    case 'lww-element-set-remove-bias':
      return createRule(type, (incoming, held, versions) =>
        isLater(incoming, held, versions, !isAdd(incoming)),
      );
    case 'or-map-lww':
      // Registers alone go by stamps; a remove never won against what it did not see.
      return createRule(
        type,
        (incoming, held, versions) =>
          kindOf(incoming) === 'set' && compareStamps(incoming, held, versions) > 0,
      );
    case 'g-counter':
    case 'pn-counter':
    case 'mv-register':
    case 'g-set':
    case 'two-phase-set':
    case 'or-set':
    case 'cart-union':
    case 'or-map':
    case 'revision-tree':
    case 'text-sequence':
    case 'text-ot':
    case 'text-naive':
      // These look at no stamps: no clock would change what they keep.
      return createRule(type, () => false);
    default:
      return assertNever(type);
  }
}

function createRule(
  name: string,
  wins: (incoming: Version, held: Version, versions: Versions) => boolean,
): RegisterResolver {
  return {
    name,
    isTotalOrder: false,
    decide: (incoming, held, _relation, versions) =>
      wins(incoming, held, versions) ? Decision.takeIncoming : Decision.keepHeld,
  };
}

/** Of an add and a remove; the bias decides between equal stamps. */
function isLater(
  incoming: Version,
  held: Version,
  versions: Versions,
  isFavoured: boolean,
): boolean {
  const lead = versions.stampOf(incoming) - versions.stampOf(held);
  return lead > 0 || (lead === 0 && isFavoured);
}
