/**
 * Looks for the first moment at which runs are not the same: plays them anew, event by event, and compares what their
 * traces say. It needs little memory, as the one that is ahead waits for the others.
 */
import type { TraceEvent, TraceSink } from '../../../sim/record/trace.js';
import { describeEvent } from '../../view/words/event-line.js';
import type { Parting } from '../../view/lockstep/lockstep-state.js';

/** A run as it is compared. */
export interface ComparableRun {
  readonly nextUs: number;
  step(): boolean;
}

/** Makes a run at its start; the same one every time. */
export type StartRun = (trace: TraceSink) => ComparableRun;

interface Heard {
  readonly atUs: number;
  readonly text: string;
  readonly event: TraceEvent;
}

interface Runner {
  readonly run: ComparableRun;
  /** What it told of and has not been compared yet. */
  readonly heard: Heard[];
}

/** Events between two looks at the clock. */
const eventsPerLook = 64;

/** Compares runs, a slice at a time. */
export class PartingScout {
  #runners: readonly Runner[];
  #parting: Parting = { kind: 'unknown', sameUntilUs: 0 };
  /** When the step that is being made happens. */
  #stepUs = 0;

  constructor(starts: readonly StartRun[]) {
    this.#runners = starts.map((start) => {
      const heard: Heard[] = [];
      const run = start((event) => heard.push({ atUs: this.#stepUs, text: JSON.stringify(event), event }));
      return { run, heard };
    });
  }

  /** What is known so far. */
  get parting(): Parting {
    return this.#parting;
  }

  /** Goes on with comparing while there is time. */
  work(clock: () => number, untilMs: number): void {
    do {
      for (let count = 0; count < eventsPerLook; count += 1) {
        if (this.#parting.kind !== 'unknown') return;
        this.#advance();
      }
    } while (clock() < untilMs);
  }

  #advance(): void {
    this.#dropCommon();
    const aheadUs = Math.min(...this.#runners.map(({ heard: [first] }) => first?.atUs ?? Infinity));
    const waiting = this.#runners.filter(({ heard }) => heard.length === 0);
    const behind = waiting.reduce<Runner | null>((best, one) => (best === null || one.run.nextUs < best.run.nextUs ? one : best), null);
    if (behind !== null && behind.run.nextUs <= aheadUs && behind.run.nextUs !== Infinity) {
      this.#stepUs = behind.run.nextUs;
      behind.run.step();
      if (this.#stepUs < aheadUs && aheadUs === Infinity) this.#parting = { kind: 'unknown', sameUntilUs: this.#stepUs };
      return;
    }
    this.#parting = aheadUs === Infinity ? { kind: 'never' } : this.#describe(aheadUs);
    this.#runners = [];
  }

  /** Forgets what all of them have told alike. */
  #dropCommon(): void {
    const [first] = this.#runners;
    if (first === undefined) return;
    let common = 0;
    for (const { text } of first.heard) {
      if (!this.#runners.every(({ heard }) => heard[common]?.text === text)) break;
      common += 1;
    }
    if (common > 0) for (const { heard } of this.#runners) heard.splice(0, common);
  }

  #describe(atUs: number): Parting {
    const steps = this.#runners.map(({ heard: [first] }) => {
      if (first === undefined || first.atUs > atUs) return null;
      const { replica, words } = describeEvent(first.event);
      return replica === '' ? words : `${replica} ${words}`;
    });
    return { kind: 'found', atUs, steps };
  }
}
