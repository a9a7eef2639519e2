/** A trace looked up by write and key: what concerns each, who saw what, what replicas hold at the end. */
import type { LostWrite, TraceEvent } from '../../../sim/record/trace.js';
import type { Scenario } from '../../../sim/scenario.js';
import type { Run } from '../../../sim/simulate.js';
import { listOutages, type Outage } from './outages.js';

/** A finished run with all its events. */
export interface ToldRun {
  readonly scenario: Scenario;
  readonly run: Run;
  readonly trace: readonly TraceEvent[];
}

/** The event by which a write came about. */
export type AcceptEvent = TraceEvent & { readonly kind: 'accept' };

type ReadEvent = TraceEvent & { readonly kind: 'read' };

/** Whether it is a read that found nothing. */
export function isEmptyRead(event: TraceEvent): boolean {
  return event.kind === 'read' && event.returned.length === 0 && (event.values ?? []).length === 0;
}

/** A write, where it stands in the trace, and what its author could see of the key. */
export interface AcceptedWrite {
  readonly event: AcceptEvent;
  /** By place in the run's trace. */
  readonly place: number;
  readonly parents: readonly number[];
  /** What its replica held just before. */
  readonly held: readonly number[];
}

/** The index of a run; it is made once. */
export function indexRun(told: ToldRun): RunIndex {
  const known = indexes.get(told.trace);
  if (known !== undefined) return known;
  const index = new RunIndex(told);
  indexes.set(told.trace, index);
  return index;
}

const indexes = new WeakMap<readonly TraceEvent[], RunIndex>();

/** What a story is told from. */
export class RunIndex {
  readonly told: ToldRun;
  readonly writes = new Map<number, AcceptedWrite>();
  readonly outages: readonly Outage[];
  /** Who leads and who writes, changes of clocks: by place in the trace. */
  readonly turns: readonly number[];
  /** Replicas that were removed for good. */
  readonly removed: ReadonlySet<string>;
  private readonly losses: ReadonlyMap<number, LostWrite>;
  private readonly meetings = new Map<string, number>();
  private readonly byKey = new Map<string, number[]>();
  private readonly places = new Map<number, number[]>();
  private readonly children = new Map<number, number[]>();
  private readonly holds = new Map<string, Map<string, readonly number[]>>();
  private readonly emptyReads = new Map<string, number[]>();
  /** By key: where clients read it. */
  private readonly readAt = new Map<string, Set<string>>();
  private readonly regions: ReadonlySet<string>;

  constructor(told: ToldRun) {
    this.told = told;
    this.losses = new Map(told.run.lostWrites.map((lost) => [lost.write, lost]));
    this.regions = new Set(told.scenario.regions.map(({ name }) => name));
    told.trace.forEach((event, place) => {
      this.hear(event, place);
    });
    this.removed = new Set(
      told.trace.flatMap((event) => (event.kind === 'leave' ? [event.replica] : [])),
    );
    this.outages = listOutages(told.trace);
    this.turns = told.trace.flatMap((event, place) => (turnKinds.has(event.kind) ? [place] : []));
  }

  /** Every key that was written, in order of its first write. */
  get keys(): readonly string[] {
    return [...this.byKey.keys()];
  }

  /** Keys on which concurrent writes met, those with the most meetings first. */
  get conflictKeys(): readonly string[] {
    return [...this.meetings].sort(([, a], [, b]) => b - a).map(([key]) => key);
  }

  /** Whether this is not a follower that replays the log of a leader beside it. */
  isRegion(replica: string): boolean {
    return this.regions.has(replica);
  }

  /** The replicas that stories of a key are about: leaders, and after each those of its followers where clients read it. */
  replicasOf(key: string): readonly string[] {
    const followers = [...(this.readAt.get(key) ?? [])].filter((name) => !this.regions.has(name)).sort();
    return [...this.regions].flatMap((region) => [region, ...followers.filter((name) => name.startsWith(`${region}/`))]);
  }

  /** Whether a replica is one of {@link replicasOf}. */
  isTold(replica: string, key: string): boolean {
    return this.regions.has(replica) || this.readAt.get(key)?.has(replica) === true;
  }

  /** Reads of a key that found nothing, by place in the trace. */
  emptyReadsOf(key: string): readonly number[] {
    return this.emptyReads.get(key) ?? [];
  }

  writesOf(key: string): readonly number[] {
    return this.byKey.get(key) ?? [];
  }

  /** What concerns a write, by place in the trace. */
  placesOf(write: number): readonly number[] {
    return this.places.get(write) ?? [];
  }

  /** Writes whose authors saw this one. */
  childrenOf(write: number): readonly number[] {
    return this.children.get(write) ?? [];
  }

  /** What a replica holds of a key when the run ends. */
  heldAtEnd(replica: string, key: string): readonly number[] {
    return this.holds.get(replica)?.get(key) ?? [];
  }

  /** Whether `write` was built on `ancestor`, over however many steps. */
  descends(write: number, ancestor: number): boolean {
    const seen = new Set([write]);
    for (const each of seen) {
      if (each === ancestor) return write !== ancestor;
      for (const parent of this.writes.get(each)?.parents ?? [])
        if (parent >= ancestor) seen.add(parent);
    }
    return false;
  }

  /** How the oracle describes the loss of a write; null where it was not lost. */
  lossOf(write: number): LostWrite | null {
    return this.losses.get(write) ?? null;
  }

  /** Whether what a replica holds at the end is this write, or built on it. */
  isReflected(replica: string, write: number): boolean {
    const key = this.writes.get(write)?.event.key ?? '';
    return this.heldAtEnd(replica, key).some(
      (held) => held === write || this.descends(held, write),
    );
  }

  private hear(event: TraceEvent, place: number): void {
    switch (event.kind) {
      case 'accept':
        this.hearAccept(event, place);
        return;
      case 'apply': {
        const displaced = event.held.filter((each) => !event.holds.includes(each));
        this.note([event.write, ...displaced, ...event.conflictsWith], place);
        if (event.conflictsWith.length > 0)
          this.meetings.set(event.key, (this.meetings.get(event.key) ?? 0) + 1);
        this.setHolds(event.replica, event.key, event.holds);
        return;
      }
      case 'rewind': {
        this.note([event.write], place);
        const held = this.heldAtEnd(event.replica, event.key);
        if (!held.includes(event.write)) return;
        const before = this.writes.get(event.write)?.held ?? [];
        this.setHolds(event.replica, event.key, [
          ...held.filter((each) => each !== event.write),
          ...before,
        ]);
        return;
      }
      case 'tombstone': {
        this.note([event.write, event.by], place);
        const held = this.heldAtEnd(event.replica, event.key);
        if (event.change === 'collect') {
          this.setHolds(
            event.replica,
            event.key,
            held.filter((each) => each !== event.write),
          );
        }
        return;
      }
      case 'wipe':
        this.holds.get(event.replica)?.clear();
        return;
      case 'read':
        this.hearRead(event, place);
        return;
      case 'send':
      case 'receive':
      case 'drop':
        this.note(event.writes, place);
        return;
      case 'collide':
        this.note([event.write, event.rival], place);
        return;
      case 'acknowledge':
      case 'hold-back':
      case 'release':
      case 'apply-error':
        this.note([event.write], place);
        return;
      default:
    }
  }

  private hearAccept(event: AcceptEvent, place: number): void {
    const held = this.heldAtEnd(event.replica, event.key);
    const parents = (event.saw ?? held).filter((each) => each !== event.write);
    this.writes.set(event.write, { event, place, parents, held });
    for (const parent of parents) push(this.children, parent, event.write);
    push(this.byKey, event.key, event.write);
    const displaced = held.filter((each) => !event.holds.includes(each));
    this.note([event.write, ...displaced, ...(event.conflictsWith ?? [])], place);
    this.setHolds(event.replica, event.key, event.holds);
  }

  private hearRead(event: ReadEvent, place: number): void {
    this.note(event.returned, place);
    if (isEmptyRead(event)) push(this.emptyReads, event.key, place);
    const known = this.readAt.get(event.key);
    if (known === undefined) this.readAt.set(event.key, new Set([event.replica]));
    else known.add(event.replica);
  }

  private note(writes: readonly number[], place: number): void {
    for (const write of new Set(writes)) push(this.places, write, place);
  }

  private setHolds(replica: string, key: string, writes: readonly number[]): void {
    const ofReplica = this.holds.get(replica);
    if (ofReplica === undefined) this.holds.set(replica, new Map([[key, writes]]));
    else ofReplica.set(key, writes);
  }
}

const turnKinds: ReadonlySet<string> = new Set<TraceEvent['kind']>([
  'elect',
  'depose',
  'diverge',
  'shoot',
  'writer',
  'clock-step',
]);

function push<K>(lists: Map<K, number[]>, key: K, item: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
