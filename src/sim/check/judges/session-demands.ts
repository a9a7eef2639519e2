/** What session guarantees demand of the order of versions: that one is not older than others. */
import { assertNever } from '../../base/assert.js';
import type { HistoryOperation } from '../../record/history.js';
import { initialVersion, type SessionEntry, type SessionLog, type Version } from './session-log.js';

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
  /** How many of the earlier ones count. */
  readonly count: number;
  /** What it saw, side by side, or wrote. */
  readonly later: readonly Version[];
  readonly operation: HistoryOperation;
}

/**
 * Versions of one key that a session wrote or saw, in its order. Demands share them: each counts a
 * prefix.
 */
export class EarlierVersions {
  readonly versions: (readonly Version[])[] = [];
  readonly operations: HistoryOperation[] = [];
  /**
   * Of each prefix: the newest place in the final order, the index that has it, and how many have
   * none.
   */
  private readonly newest: number[] = [];
  private readonly newestAt: number[] = [];
  private readonly unplaced: number[] = [];
  /**
   * Of each prefix: its only version beside the initial one, which that is where there is none; or
   * null.
   */
  private readonly only: (Version | null)[] = [];
  private readonly log: SessionLog;

  constructor(log: SessionLog) {
    this.log = log;
  }

  get count(): number {
    return this.versions.length;
  }

  add(versions: readonly Version[], operation: HistoryOperation): void {
    const before = this.count - 1;
    let newest = this.newest[before] ?? -Infinity;
    let newestAt = this.newestAt[before] ?? -1;
    let unplaced = this.unplaced[before] ?? 0;
    for (const version of versions) {
      const place = this.log.positionOf(version);
      if (place === undefined) unplaced++;
      else if (place > newest) [newest, newestAt] = [place, before + 1];
    }
    let only = before < 0 ? initialVersion : this.only[before];
    for (const version of versions) {
      if (version === initialVersion || version === only) continue;
      only = only === initialVersion ? version : null;
    }
    this.only.push(only);
    this.newest.push(newest);
    this.newestAt.push(newestAt);
    this.unplaced.push(unplaced);
    this.versions.push(versions);
    this.operations.push(operation);
  }

  /** What the first `count` of them ask of a later one. */
  holdAgainst(later: readonly Version[], count: number): DemandVerdict {
    const last = count - 1;
    const only = this.only[last];
    if (only !== null && (only === initialVersion || later.includes(only))) return { kind: 'met' };
    if (later.every((version) => version === initialVersion)) return this.holdAgainstInitial(count);
    const places = later.map((version) => this.log.positionOf(version));
    const isPlaced = places.every((place) => place !== undefined);
    const greatest = Math.max(...places.map((place) => place ?? Infinity));
    if (isPlaced && this.newest[last] > greatest) {
      return { kind: 'broken', by: this.operations[this.newestAt[last]] };
    }
    return isPlaced && this.unplaced[last] === 0 ? { kind: 'met' } : { kind: 'unknown' };
  }

  private holdAgainstInitial(count: number): DemandVerdict {
    const newestAt = this.newestAt[count - 1];
    if (newestAt >= 0 && this.newest[count - 1] >= 0)
      return { kind: 'broken', by: this.operations[newestAt] };
    for (let i = count - 1; i >= 0; i--) {
      if (this.versions[i].some((version) => version !== initialVersion)) {
        return { kind: 'broken', by: this.operations[i] };
      }
    }
    return { kind: 'met' };
  }
}

/** Whether a demand is met; `by`: the earlier operation that is newer. */
export type DemandVerdict =
  | { readonly kind: 'met' }
  | { readonly kind: 'broken'; readonly by: HistoryOperation }
  | { readonly kind: 'unknown' };

/** Why a guarantee cannot be judged on a key. */
export function orderUnknown(key: string, guarantee: SessionGuarantee): string {
  return `key ${key}: ${guarantee} depends on the order of its versions, which no header gives`;
}

/** Every demand of a guarantee, session by session. */
export function listDemands(log: SessionLog, guarantee: SessionGuarantee): readonly Demand[] {
  return log.sessions.flatMap((session) => listOfSession(log, session, guarantee));
}

function listOfSession(
  log: SessionLog,
  session: readonly SessionEntry[],
  guarantee: SessionGuarantee,
): readonly Demand[] {
  const demands: Demand[] = [];
  const byKey = new Map<string, EarlierVersions>();
  const { early, late } = rolesIn(guarantee);
  // A cas sees before it writes.
  const isEarlyFirst = early === 'read' && late === 'write';
  for (const entry of session) {
    const { operation, saw } = entry;
    let earlier = byKey.get(operation.key);
    if (earlier === undefined) byKey.set(operation.key, (earlier = new EarlierVersions(log)));
    const before = early === 'write' ? writtenIn(entry, log) : saw;
    const later = late === 'write' ? writtenIn(entry, log) : saw;
    if (isEarlyFirst && before !== null) earlier.add(before, operation);
    const { count } = earlier;
    if (later !== null && count > 0) demands.push({ guarantee, earlier, count, later, operation });
    if (!isEarlyFirst && before !== null) earlier.add(before, operation);
  }
  return demands;
}

/** A write without an answer counts where it is known to have happened. */
function writtenIn({ wrote, operation }: SessionEntry, log: SessionLog): readonly Version[] | null {
  if (wrote === null) return null;
  return operation.outcome === 'ok' || log.positionOf(wrote) !== undefined ? [wrote] : null;
}

function rolesIn(guarantee: SessionGuarantee): {
  readonly early: 'read' | 'write';
  readonly late: 'read' | 'write';
} {
  switch (guarantee) {
    case 'read-your-writes':
      return { early: 'write', late: 'read' };
    case 'monotonic-reads':
      return { early: 'read', late: 'read' };
    case 'monotonic-writes':
      return { early: 'write', late: 'write' };
    case 'writes-follow-reads':
      return { early: 'read', late: 'write' };
    default:
      return assertNever(guarantee);
  }
}
