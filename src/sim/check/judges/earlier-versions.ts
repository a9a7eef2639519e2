/**
 * Versions of one key that a session wrote or saw, in its order, and what every beginning of them asks of a later one.
 *
 * A beginning is named by the last operation in it; −1 is the empty one.
 *
 *   before     int32   of any operation: the last one before it on its key and in its session that counts
 *   newest     int32   of each beginning: the newest place in the final order; {@link unplaced} where there is none
 *   newestAt   int32   the operation that has it; −1 for none
 *   missing    uint8   1 where some version has no place
 *   only       int32   its only version beside the initial one, which that is where there is none; or `several`
 */
import { origin, trait, unplaced } from '../../record/register-columns.js';
import type { SessionLog } from './session-log.js';

/** What operations bring: what they saw, what they wrote, or what they wrote and is known to have happened. */
export type VersionRole = 'saw' | 'wrote' | 'surely-wrote';

/** Versions that operations saw or wrote: those of an operation lie between its entry in `from` and the next one's. */
export interface RoleVersions {
  readonly has: Uint8Array;
  readonly from: Int32Array;
  readonly versions: Int32Array;
}

/** Lists the versions of a role. */
export function versionsIn({ columns, isTraced }: SessionLog, role: VersionRole): RoleVersions {
  const { count, traits, place, seenFrom, seen } = columns;
  if (role === 'saw') return { has: isTraced, from: seenFrom, versions: seen };
  const has = new Uint8Array(count);
  const own = new Int32Array(count + 1);
  for (let i = 0; i <= count; i++) own[i] = i;
  for (let i = 0; i < count; i++) {
    if ((traits[i] & trait.writes) === 0) continue;
    if (role === 'wrote' || (traits[i] & trait.isDone) !== 0 || place[i] !== unplaced) has[i] = 1;
  }
  return { has, from: own, versions: own };
}

/** What a beginning says of a later operation: the operation that is newer, or one of these. */
export const demandMet = -1;
/** The order of versions that it depends on is not known. */
export const demandUnknown = -2;

/** Beginnings of all that sessions saw or wrote of each key. */
export class EarlierVersions {
  readonly early: RoleVersions;
  readonly before: Int32Array;
  private readonly place: Int32Array;
  private readonly newest: Int32Array;
  private readonly newestAt: Int32Array;
  private readonly missing: Uint8Array;
  private readonly only: Int32Array;

  constructor(log: SessionLog, role: VersionRole) {
    const { count, place } = log.columns;
    const { arranged, chainFrom } = log;
    this.early = versionsIn(log, role);
    this.place = place;
    this.before = new Int32Array(count);
    this.newest = new Int32Array(count);
    this.newestAt = new Int32Array(count);
    this.missing = new Uint8Array(count);
    this.only = new Int32Array(count);
    const { has } = this.early;
    for (let chain = 0; chain + 1 < chainFrom.length; chain++) {
      let last = -1;
      for (let i = chainFrom[chain]; i < chainFrom[chain + 1]; i++) {
        const operation = arranged[i];
        this.before[operation] = last;
        if (has[operation] === 0) continue;
        this.extend(last, operation);
        last = operation;
      }
    }
  }

  /** What a beginning that is not empty asks of the versions between two entries. */
  holdAgainst(last: number, versions: Int32Array, from: number, to: number): number {
    const { place } = this;
    const only = this.only[last];
    if (only === origin.initial) return demandMet;
    let greatest = unplaced;
    let isPlaced = true;
    let isInitial = true;
    for (let i = from; i < to; i++) {
      const version = versions[i];
      if (version === only) return demandMet;
      if (version !== origin.initial) isInitial = false;
      const at = version === origin.initial ? -1 : place[version];
      if (at === unplaced) isPlaced = false;
      else if (at > greatest) greatest = at;
    }
    if (isInitial) return this.holdAgainstInitial(last);
    if (!isPlaced) return demandUnknown;
    if (this.newest[last] > greatest) return this.newestAt[last];
    return this.missing[last] === 0 ? demandMet : demandUnknown;
  }

  private extend(last: number, operation: number): void {
    const { place, early } = this;
    let newest = last < 0 ? unplaced : this.newest[last];
    let newestAt = last < 0 ? -1 : this.newestAt[last];
    let missing = last < 0 ? 0 : this.missing[last];
    let only = last < 0 ? origin.initial : this.only[last];
    for (let i = early.from[operation]; i < early.from[operation + 1]; i++) {
      const version = early.versions[i];
      const at = version === origin.initial ? -1 : place[version];
      if (at === unplaced) missing = 1;
      else if (at > newest) {
        newest = at;
        newestAt = operation;
      }
      if (version !== origin.initial && version !== only) only = only === origin.initial ? version : several;
    }
    this.newest[operation] = newest;
    this.newestAt[operation] = newestAt;
    this.missing[operation] = missing;
    this.only[operation] = only;
  }

  /** Anything else is newer than the initial value. */
  private holdAgainstInitial(last: number): number {
    if (this.newestAt[last] >= 0 && this.newest[last] >= 0) return this.newestAt[last];
    const { from, versions } = this.early;
    for (let operation = last; operation >= 0; operation = this.before[operation]) {
      for (let i = from[operation]; i < from[operation + 1]; i++) {
        if (versions[i] !== origin.initial) return operation;
      }
    }
    return demandMet;
  }
}

/** More than one version beside the initial one. */
const several = -2;
