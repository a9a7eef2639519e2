/**
 * What each session wrote and saw of each key, and what is known of the order of versions.
 *
 * Where the final order of a key's versions is not given, only this much is certain: the initial
 * value is older than all of them. Everything else that a judgement would need is left to its
 * doubts.
 */
import type { History, HistoryOperation } from '../../record/history.js';
import { seenBy, Versions, writtenBy } from './versions.js';

/**
 * A version: the index of its write among {@link SessionLog.operations}; −1 for the initial value.
 */
export type Version = number;

/** The version that was there before all writes. */
export const initialVersion: Version = -1;

/** One operation of a session, as far as versions go. */
export interface SessionEntry {
  readonly operation: HistoryOperation;
  /** Place in its session. */
  readonly index: number;
  /** What it wrote; null where it wrote nothing. */
  readonly wrote: Version | null;
  /** What it saw; null where it saw nothing or that cannot be told. */
  readonly saw: readonly Version[] | null;
}

/** All sessions of a history. */
export class SessionLog {
  readonly versions: Versions;
  readonly operations: readonly HistoryOperation[];
  readonly sessions: readonly (readonly SessionEntry[])[];
  /** Reads of which it cannot be told what they saw, by key, with the reason. */
  readonly untraceable: readonly string[];
  private readonly positions: ReadonlyMap<Version, number>;
  private readonly written = new Map<HistoryOperation, Version>();

  constructor(history: History) {
    this.versions = new Versions(history);
    this.operations = this.versions.operations;
    const untraceable: string[] = [];
    const sessions = new Map<number, SessionEntry[]>();
    this.operations.forEach((operation, i) => {
      let session = sessions.get(operation.process);
      if (session === undefined) sessions.set(operation.process, (session = []));
      const wrote = writtenBy(operation) === undefined ? null : i;
      if (wrote !== null) this.written.set(operation, wrote);
      session.push({
        operation,
        index: session.length,
        wrote,
        saw: this.trace(operation, untraceable),
      });
    });
    this.sessions = [...sessions.values()];
    this.untraceable = untraceable;
    this.positions = placeVersions(history, this.versions);
  }

  /** The version that an operation wrote; null where it wrote none. */
  versionBy(operation: HistoryOperation): Version | null {
    return this.written.get(operation) ?? null;
  }

  /** Where a version stands in the final order of its key; undefined where that is not known. */
  positionOf(version: Version): number | undefined {
    return version === initialVersion ? -1 : this.positions.get(version);
  }

  private trace(operation: HistoryOperation, untraceable: string[]): readonly Version[] | null {
    const seen = seenBy(operation);
    if (seen === null) return null;
    const { key } = operation;
    const found: Version[] = [];
    for (const value of seen) {
      const origin = this.versions.originOf(key, value);
      if (origin.kind === 'initial') found.push(initialVersion);
      else if (origin.kind === 'write') found.push(origin.operation);
      else {
        const why = origin.kind === 'nobody' ? 'nobody wrote' : 'several may have written';
        untraceable.push(`key ${key}: a value was read that ${why}`);
        return null;
      }
    }
    return found;
  }
}

function placeVersions(
  { versionOrder }: History,
  versions: Versions,
): ReadonlyMap<Version, number> {
  const positions = new Map<Version, number>();
  for (const [key, values] of versionOrder) {
    values.forEach((value, position) => {
      const origin = versions.originOf(key, value);
      if (origin.kind === 'write') positions.set(origin.operation, position);
    });
  }
  return positions;
}
