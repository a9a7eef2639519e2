/** A run on its way to being explained: recorded, then its losses put together, a little at a time. */
import { formatCountOf } from '../../view/words/quantity.js';
import type { ExplainedItem, ExplainStage } from '../../view/explain/explain-state.js';
import { LossGrouping } from '../../view/story/lost-stories.js';
import { showText } from '../../view/drawing/text-width.js';
import { indexRun } from '../../view/story/run-index.js';
import type { ToldRun } from '../../view/story/run-index.js';
import { mostRecordedEvents } from '../../recording/record-run.js';
import type { SlicedRecording } from '../../recording/sliced-recording.js';

/** What can be explained of a run. */
export interface Explicable {
  readonly told: ToldRun;
  readonly items: readonly ExplainedItem[];
}

/** Works in slices until it is known what there is to explain. */
export class ExplainedRun {
  readonly #recording: SlicedRecording;
  readonly #clock: () => number;
  #told: ToldRun | null = null;
  #grouping: LossGrouping | null = null;
  #explicable: Explicable | null = null;

  constructor(recording: SlicedRecording, clock: () => number) {
    this.#recording = recording;
    this.#clock = clock;
  }

  /** Null until it is known. */
  get explicable(): Explicable | null {
    return this.#explicable;
  }

  /** What there is to say before it is; null once there is something to explain. */
  get waiting(): Exclude<ExplainStage, { kind: 'told' }> | null {
    if (this.#recording.isTooLong) return { kind: 'too-long', events: mostRecordedEvents };
    if (this.#explicable === null) return { kind: 'recording', ...this.#recording.progress };
    return this.#explicable.items.length === 0 ? { kind: 'nothing', words: 'Nothing was written in this run.' } : null;
  }

  /** Whether there is work left. */
  get isAtWork(): boolean {
    return this.#explicable === null && !this.#recording.isTooLong;
  }

  /** Works for about so many milliseconds. */
  work(budgetMs: number): void {
    const untilMs = this.#clock() + budgetMs;
    if (this.#told === null) {
      this.#recording.work(budgetMs);
      const { recorded } = this.#recording;
      if (recorded === null || recorded.trace === null) return;
      const { scenario, run, trace } = recorded;
      this.#told = { scenario, run, trace };
      return;
    }
    this.#grouping ??= new LossGrouping(this.#told);
    let hasMore = true;
    while (hasMore && this.#clock() < untilMs) hasMore = this.#grouping.take();
    if (!hasMore) this.#explicable = { told: this.#told, items: itemsOf(this.#told, this.#grouping) };
  }
}

function itemsOf(told: ToldRun, grouping: LossGrouping): readonly ExplainedItem[] {
  const losses = grouping.groups.map(({ words, writes, lostAtUs }) => ({ words, writes, atUs: lostAtUs }));
  return losses.length > 0 ? losses : keysOf(told);
}

/** Where nothing was lost: the keys on which most writes met, else those that were written first. */
function keysOf(told: ToldRun): readonly ExplainedItem[] {
  const index = indexRun(told);
  const { conflictKeys } = index;
  const keys = (conflictKeys.length > 0 ? conflictKeys : index.keys).slice(0, mostKeys);
  return keys.map((key) => {
    const writes = index.writesOf(key);
    const count = formatCountOf(writes.length, 'write');
    const met = conflictKeys.length > 0 ? ', some of them concurrent' : '';
    const atUs = index.writes.get(writes[0])?.event.atUs ?? 0;
    return { words: `nothing lost: ${count} of ${showText(key)}${met}`, writes, atUs };
  });
}

const mostKeys = 100;
