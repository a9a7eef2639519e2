/**
 * What a replica keeps when a write arrives, by the rules as people state them.
 *
 * The naive oracle asks twice: with the stamps that the replicas saw, and with true time in their
 * place.
 */
import type { ConflictRules } from '../../src/sim/scenario.js';
import type { NaiveWrite } from './naive-history.js';

/** What stands for a write's stamp. */
export type StampOf = (write: NaiveWrite) => number;

/** The support after `incoming`, which the replica did not know, came to one that held `held`. */
export function decide(
  rules: ConflictRules,
  held: readonly NaiveWrite[],
  incoming: NaiveWrite,
  stampOf: StampOf,
): readonly NaiveWrite[] {
  const isOlder = held.some((v) => relate(rules, v, incoming, stampOf) === 'before');
  const rest = held.filter((v) => relate(rules, v, incoming, stampOf) !== 'after');
  switch (rules.resolve) {
    case 'lww':
      return [[...held, incoming].reduce((a, b) => (compareStamps(a, b, stampOf) > 0 ? a : b))];
    case 'fww':
      if (isOlder) return held;
      return [[...rest, incoming].reduce((a, b) => (compareStamps(a, b, stampOf) < 0 ? a : b))];
    case 'arrival':
      return isOlder ? held : [incoming];
    case 'site-priority': {
      if (isOlder) return held;
      const rankOf = ({ region }: NaiveWrite): number => {
        const rank = rules.priority?.indexOf(region) ?? -1;
        return rank < 0 ? (rules.priority?.length ?? 0) + region : rank;
      };
      const isStronger = (a: NaiveWrite, b: NaiveWrite): boolean =>
        (rankOf(b) - rankOf(a) || compareStamps(a, b, stampOf)) > 0;
      return [[...rest, incoming].reduce((a, b) => (isStronger(a, b) ? a : b))];
    }
    case 'siblings':
      return isOlder ? held : [...rest, incoming];
    default:
      throw new Error(`${rules.resolve} merges values and does not decide`);
  }
}

/**
 * The support after a copy of a write that the replica knew already: it came before, or a write
 * that knew of it did. One version gives way to it where the answer cannot depend on how often the
 * rule is asked; siblings stay.
 */
export function decideAgain(
  rules: ConflictRules,
  held: readonly NaiveWrite[],
  incoming: NaiveWrite,
  stampOf: StampOf,
): readonly NaiveWrite[] {
  const [only] = held;
  if (only === undefined || held.length > 1) return held;
  const mayCompete =
    rules.resolve === 'lww' || relate(rules, only, incoming, stampOf) !== 'concurrent';
  return mayCompete ? decide(rules, held, incoming, stampOf) : held;
}

/**
 * Whether the rules look at stamps to decide between these two; only then can a clock be to blame.
 */
export function comparesStamps(rules: ConflictRules): boolean {
  if (rules.detect === 'timestamp') return true;
  // Site priority does between writes of one site, one of which was on a lost disk.
  return rules.resolve === 'lww' || rules.resolve === 'fww' || rules.resolve === 'site-priority';
}

/** The support after a client's write at a replica that held `held`; its author saw all of that. */
export function decideLocally(
  rules: ConflictRules,
  held: readonly NaiveWrite[],
  written: NaiveWrite,
): readonly NaiveWrite[] {
  return rules.resolve === 'lww' ? decide(rules, held, written, ({ stamp }) => stamp) : [written];
}

/** Where the detector places `incoming` with respect to `v`. */
function relate(
  rules: ConflictRules,
  v: NaiveWrite,
  incoming: NaiveWrite,
  stampOf: StampOf,
): 'before' | 'after' | 'concurrent' {
  switch (rules.detect) {
    case 'version-vector':
    case 'dotted-version-vector':
    case 'read-time':
      if (incoming.known.has(v.id)) return 'after';
      return v.known.has(incoming.id) ? 'before' : 'concurrent';
    case 'row-origin':
      if (incoming.region !== v.region) return 'concurrent';
      return incoming.id > v.id ? 'after' : 'before';
    case 'timestamp': {
      const difference = stampOf(incoming) - stampOf(v);
      const isTieOfTwoLeaders = difference === 0 && incoming.region !== v.region;
      if (isTieOfTwoLeaders) return 'concurrent';
      return (difference || incoming.id - v.id) > 0 ? 'after' : 'before';
    }
  }
}

/** Orders by stamp, then region, then id. */
function compareStamps(a: NaiveWrite, b: NaiveWrite, stampOf: StampOf): number {
  return stampOf(a) - stampOf(b) || a.region - b.region || a.id - b.id;
}
