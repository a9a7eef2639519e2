/** What session guarantees demand of the order of versions: that one is not older than others. */
import { assertNever } from '../../base/assert.js';
import {
  demandMet, demandUnknown, EarlierVersions, versionsIn, type RoleVersions, type VersionRole,
} from './earlier-versions.js';
import type { SessionLog } from './session-log.js';

/** The four guarantees. */
export const sessionGuarantees = [
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
] as const;

/** One of {@link sessionGuarantees}. */
export type SessionGuarantee = (typeof sessionGuarantees)[number];

/**
 * An operation on a key that must have seen or written nothing older than what came before in its
 * session.
 */
export interface Demand {
  readonly guarantee: SessionGuarantee;
  readonly earlier: EarlierVersions;
  /** The last of the earlier ones that count. */
  readonly last: number;
  /** What it saw, side by side, or wrote. */
  readonly later: RoleVersions;
  readonly operation: number;
}

/** What is told of the demands of a guarantee. */
export interface DemandListener {
  /** `by`: the earlier operation that is newer. */
  broken(guarantee: SessionGuarantee, operation: number, by: number): void;
  /** It depends on an order that is not known. */
  open(demand: Demand): void;
}

/** Why a guarantee cannot be judged on a key. */
export function orderUnknown(key: string, guarantee: SessionGuarantee): string {
  return `key ${key}: ${guarantee} depends on the order of its versions, which no header gives`;
}

/** Judges every demand of a guarantee, session by session; how many there are. */
export function judgeDemands(log: SessionLog, guarantee: SessionGuarantee, listener: DemandListener): number {
  const roles = rolesIn(guarantee);
  const earlier = new EarlierVersions(log, roles.early);
  const later = versionsIn(log, roles.late);
  const { early, before } = earlier;
  // A cas sees before it writes.
  const isEarlyFirst = roles.early === 'saw' && roles.late !== 'saw';
  let demands = 0;
  for (const operation of log.order) {
    if (later.has[operation] === 0) continue;
    const last = isEarlyFirst && early.has[operation] === 1 ? operation : before[operation];
    if (last < 0) continue;
    demands++;
    const told = earlier.holdAgainst(last, later.versions, later.from[operation], later.from[operation + 1]);
    if (told === demandMet) continue;
    if (told === demandUnknown) listener.open({ guarantee, earlier, last, later, operation });
    else listener.broken(guarantee, operation, told);
  }
  return demands;
}

/** A write without an answer counts where it is known to have happened. */
function rolesIn(guarantee: SessionGuarantee): { readonly early: VersionRole; readonly late: VersionRole } {
  switch (guarantee) {
    case 'read-your-writes':
      return { early: 'surely-wrote', late: 'saw' };
    case 'monotonic-reads':
      return { early: 'saw', late: 'saw' };
    case 'monotonic-writes':
      return { early: 'surely-wrote', late: 'surely-wrote' };
    case 'writes-follow-reads':
      return { early: 'saw', late: 'surely-wrote' };
    default:
      return assertNever(guarantee);
  }
}
