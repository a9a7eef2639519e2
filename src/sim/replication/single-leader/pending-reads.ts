/**
 * Linearizable reads at a leader. Each waits until a majority has answered a sending that came after it, so that
 * nobody else led when it was asked for, and until the leader has applied all that was committed by then.
 *
 * @see Ongaro, Consensus: Bridging Theory and Practice, 2014, section 6.4
 */

interface PendingRead {
  readonly read: number;
  /** A majority must have answered a sending after this one. */
  readonly afterRound: number;
  /** What it must see; −1 while the leader does not know what is committed. */
  index: number;
}

/** Reads that wait. */
export class PendingReads {
  private reads: PendingRead[] = [];
  private readonly answer: (read: number, isAllowed: boolean) => void;

  constructor(answer: (read: number, isAllowed: boolean) => void) {
    this.answer = answer;
  }

  get isEmpty(): boolean {
    return this.reads.length === 0;
  }

  /** `afterRound` −1: it is certain already that nobody else leads. */
  add(read: number, afterRound: number): void {
    this.reads.push({ read, afterRound, index: -1 });
  }

  /** Answers those that may be. `commitTo` −1: the leader has committed nothing in its term. */
  settle(state: {
    readonly commitTo: number;
    readonly appliedTo: number;
    readonly confirmedRound: number;
  }): void {
    const waiting: PendingRead[] = [];
    const { reads } = this;
    this.reads = waiting;
    for (const pending of reads) {
      if (pending.index < 0) pending.index = state.commitTo;
      const isConfirmed = pending.afterRound < state.confirmedRound;
      if (isConfirmed && pending.index >= 0 && pending.index <= state.appliedTo) {
        this.answer(pending.read, true);
      } else waiting.push(pending);
    }
  }

  /** Tells all that they must ask another leader. */
  refuseAll(): void {
    for (const { read } of this.reads) this.answer(read, false);
    this.reads = [];
  }
}
