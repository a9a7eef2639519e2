/**
 * What a replicated type would keep of two writes if their stamps were what the caller says they are.
 *
 * The ledger asks this with true times, to tell a loss that a clock caused from one by rule.
 */
import { assertNever } from '../base/assert.js';
import type { ReplicatedTypeName } from '../base/operation-kind.js';
import { completeness } from './completeness.js';
import { compareStamps, Decision, type RegisterResolver, type Version, type Versions } from './contract.js';
import type { RegisterRule } from './merging-register.js';
import { lastWriteWins } from './registers.js';
import type { Operation } from './replicated-type.js';

/** What the versions of a run have written. */
export interface WrittenValues {
  /** What its client asked for. */
  kindOf(version: Version): Operation['kind'];
  /** Null for a delete. */
  valueOf(version: Version): string | null;
}

/** The rule of a type by which a write's effect holds or does not. */
export function stampRuleOf(type: ReplicatedTypeName, values: WrittenValues): RegisterResolver {
  const kindOf = (version: Version): Operation['kind'] => values.kindOf(version);
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
      return neverByStamp(type);
    case 'completeness':
      return ruleOfRegister(completeness, values);
    default:
      return assertNever(type);
  }
}

/** Of what looks at no stamps: no clock would change what it keeps. */
export function neverByStamp(name: string): RegisterResolver {
  return createRule(name, () => false);
}

/** Of a register whose versions are merged: the incoming one is lost when the value is that of the held one. */
export function ruleOfRegister(rule: RegisterRule, values: WrittenValues): RegisterResolver {
  return createRule(rule.name, (incoming, held, versions) => {
    const describe = (op: Version) => ({
      op,
      value: values.valueOf(op),
      stamp: versions.stampOf(op),
      leader: versions.leaderOf(op),
    });
    const [local, other] = [describe(held), describe(incoming)];
    const value = rule.merge(local, other);
    return value !== local.value || value === other.value;
  });
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
