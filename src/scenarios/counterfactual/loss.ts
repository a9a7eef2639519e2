/** What is known of a lost write: enough to guess what might have kept it. */
import type { TraceEvent } from '../../sim/record/trace.js';
import type { LossCause } from '../../sim/report.js';
import type { Ending } from '../../sim/simulate.js';
import type { Scenario } from '../../sim/scenario.js';
import type { Mapping } from '../fuzz/test-case.js';

/** A write as its leader accepted it. */
export interface AcceptedWrite {
  readonly write: number;
  readonly key: string;
  /** The region of the replica that accepted it. */
  readonly region: string;
  readonly client: string;
  readonly sentAtUs: number;
  readonly atUs: number;
  readonly stamp: number;
}

/** One write that took the place of another. */
export interface Displacement {
  readonly loser: AcceptedWrite;
  readonly winner: AcceptedWrite;
}

/** A loss and its surroundings. */
export interface Loss {
  readonly scenario: Scenario;
  /** The scenario as its document says it, with what was laid over it. */
  readonly document: Mapping;
  readonly cause: LossCause;
  readonly write: AcceptedWrite;
  /** Which writes took its place, or that of one which had taken it. */
  readonly displacements: readonly Displacement[];
  /** Links that dropped a copy of it. */
  readonly droppedBy: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  /** When it was last heard of: thrown away, dropped, or displaced. */
  readonly untilUs: number;
  /** Writes that were accepted in all. */
  readonly accepted: number;
}

/** Listens to a run from its beginning, and tells of a loss at its end. */
export class LossWatch {
  readonly accepted = new Map<number, AcceptedWrite>();
  private readonly displaced: { readonly loser: number; readonly winner: number; readonly atUs: number }[] =
    [];
  private readonly drops: {
    readonly write: number;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly atUs: number;
  }[] = [];
  /** What each replica holds of the key. */
  private readonly holds = new Map<string, readonly number[]>();
  private readonly write: number;

  constructor(write: number) {
    this.write = write;
  }

  /** Takes in one event. */
  readonly hear = (event: TraceEvent): void => {
    if (event.kind === 'accept') {
      const { write, key, replica, client, sentAtUs, atUs, stamp } = event;
      this.accepted.set(write, { write, key, region: regionOf(replica), client, sentAtUs, atUs, stamp });
      this.replace(event, write);
    } else if (event.kind === 'apply') {
      this.replace(event, event.write);
    } else if (event.kind === 'drop' && event.writes.includes(this.write)) {
      this.drops.push({
        write: this.write,
        from: event.from,
        to: event.to,
        reason: event.reason,
        atUs: event.atUs,
      });
    }
  };

  /** The loss of the write; null where it was not lost. */
  describe(scenario: Scenario, document: Mapping, { lostWrites }: Pick<Ending, 'lostWrites'>): Loss | null {
    const lost = lostWrites.find(({ write }) => write === this.write);
    const write = this.accepted.get(this.write);
    if (lost === undefined || write === undefined) return null;
    const lostOnes = new Set(lostWrites.map((one) => one.write));
    const displaced = this.follow(this.write, lostOnes);
    const untilUs = Math.max(
      write.atUs,
      ...displaced.map(({ atUs }) => atUs),
      ...this.drops.map(({ atUs }) => atUs),
    );
    const displacements = displaced.flatMap(({ loser, winner }): readonly Displacement[] => {
      const [one, other] = [this.accepted.get(loser), this.accepted.get(winner)];
      return one === undefined || other === undefined ? [] : [{ loser: one, winner: other }];
    });
    const { cause } = lost;
    return {
      scenario,
      document,
      cause,
      write,
      displacements,
      droppedBy: this.drops,
      untilUs,
      accepted: this.accepted.size,
    };
  }

  /** Notes what was there before and is there no more, or was put aside at once. */
  private replace(event: TraceEvent & { readonly kind: 'accept' | 'apply' }, arriving: number): void {
    const { replica, key, holds, atUs } = event;
    const place = `${replica} ${key}`;
    const before = event.kind === 'apply' ? event.held : (this.holds.get(place) ?? []);
    this.holds.set(place, holds);
    const losers = [...before, arriving].filter((write) => !holds.includes(write));
    for (const loser of losers) {
      for (const winner of holds) if (loser !== winner) this.displaced.push({ loser, winner, atUs });
    }
  }

  /** What took its place; where that was lost too, what took the place of that. */
  private follow(
    write: number,
    lost: ReadonlySet<number>,
  ): readonly { readonly loser: number; readonly winner: number; readonly atUs: number }[] {
    const seen = new Set<number>();
    const found = new Map<
      string,
      { readonly loser: number; readonly winner: number; readonly atUs: number }
    >();
    const open = [write];
    for (let loser = open.pop(); loser !== undefined; loser = open.pop()) {
      if (seen.has(loser)) continue;
      seen.add(loser);
      for (const one of this.displaced) {
        if (one.loser !== loser) continue;
        const name = `${one.loser} ${one.winner}`;
        if (!found.has(name)) found.set(name, one);
        if (lost.has(one.winner)) open.push(one.winner);
      }
    }
    return [...found.values()];
  }
}

/** Followers are in the region of their leader. */
function regionOf(replica: string): string {
  return replica.split('/')[0];
}
