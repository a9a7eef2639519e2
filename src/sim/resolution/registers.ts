/** Register strategies: what is kept of two versions of one value. */
import { assertNever } from '../base/assert.js';
import { Relation } from '../causality/relation.js';
import type { ResolverName } from '../scenario.js';
import { compareStamps, Decision, type RegisterResolver } from './contract.js';
import { sitePriority } from './site-priority.js';

/**
 * Last write wins: the greater (stamp, leader) of any two versions, whoever knew of whom.
 *
 * Converges under any clocks, and drops a causally later write whose clock was behind.
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), LWW-Register
 */
export const lastWriteWins: RegisterResolver = {
  name: 'lww',
  isTotalOrder: true,
  decide: (incoming, held, _relation, versions) =>
    compareStamps(incoming, held, versions) > 0 ? Decision.takeIncoming : Decision.keepHeld,
};

/**
 * First write wins: a newer version replaces, of two concurrent ones the smaller (stamp, leader) stays.
 *
 * Made for claims that are written once. With later updates it is not a total order, and may diverge.
 */
export const firstWriteWins: RegisterResolver = {
  name: 'fww',
  isTotalOrder: false,
  decide(incoming, held, relation, versions) {
    if (relation === Relation.after) return Decision.takeIncoming;
    if (relation !== Relation.concurrent) return Decision.keepHeld;
    return compareStamps(incoming, held, versions) < 0 ? Decision.takeIncoming : Decision.keepHeld;
  },
};

/** No resolution: what arrives replaces what is there, unless it is known to be older. Diverges. */
export const arrivalOrder: RegisterResolver = {
  name: 'arrival',
  isTotalOrder: false,
  decide: (_incoming, _held, relation) =>
    relation === Relation.before || relation === Relation.equal
      ? Decision.keepHeld
      : Decision.takeIncoming,
};

/** Keeps concurrent versions side by side until a write that knows them replaces them. */
export const keepSiblings: RegisterResolver = {
  name: 'siblings',
  isTotalOrder: false,
  decide(_incoming, _held, relation) {
    if (relation === Relation.after) return Decision.takeIncoming;
    return relation === Relation.concurrent ? Decision.keepBoth : Decision.keepHeld;
  },
};

/** The strategy of that name; `priority`: leaders, the strongest first, where it goes by site. */
export function resolverNamed(
  name: ResolverName,
  priority: readonly number[] = [],
): RegisterResolver {
  switch (name) {
    case 'lww':
      return lastWriteWins;
    case 'fww':
      return firstWriteWins;
    case 'arrival':
      return arrivalOrder;
    case 'siblings':
      return keepSiblings;
    case 'site-priority':
      return sitePriority(priority);
    default:
      return assertNever(name);
  }
}
