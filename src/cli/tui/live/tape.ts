/**
 * A simulation that can be wound to any moment: it keeps checkpoints on the way, goes back to the nearest
 * one before the moment, and plays on from there. What it plays again is what it played before.
 */
import type { KeyInspection } from '../../../sim/key-inspection.js';
import type { Losses, Observation, PairLag } from '../../../sim/observation.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { Checkpoint, Run } from '../../../sim/simulate.js';
import type { Chronicle } from '../../view/live/chronicle.js';
import { LiveRecord } from '../../view/live/live-record.js';
import { CheckpointShelf, isBefore } from './checkpoint-shelf.js';
import type { Goal, ShelfEntry } from './checkpoint-shelf.js';

/** A simulation as it is driven here. */
export interface PlayableSimulation {
  readonly nowUs: number;
  readonly nextUs: number;
  step(): boolean;
  observe(atUs?: number): Observation;
  losses(): Losses;
  lags(): readonly PairLag[];
  inspect(key: string, atUs?: number): KeyInspection | null;
  findKeys(text: string, most: number): readonly string[];
  finish(): Run;
  checkpoint(): Checkpoint;
  restore(checkpoint: Checkpoint): void;
}

/** What a tape works with. */
export interface TapeOptions {
  /** Makes the simulation at its start; the same one every time. */
  readonly start: (trace: TraceSink) => PlayableSimulation;
  /** What is known of the run, by this tape or another of the same run. */
  readonly chronicle: Chronicle;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  /** Losses at a sample are counted while a count takes no longer than this. */
  readonly mostMsForLosses: number;
}

/** Events between two looks at the clock. */
const eventsPerLook = 32;
/** Work between two checkpoints, which is what has to be done again at most to come to a moment. */
const workBetweenMs = 40;
/** The same as a multiple of what a checkpoint takes. */
const workPerCheckpoint = 1;
/** Fewer events than these are done again whatever they take. */
const leastEventsBetween = 500;
/** What was played before has checkpoints, unless they were let go: more only in gaps so much wider. */
const widerGap = 1.5;
/** Losses cost time in proportion to the writes: they are not counted above this. */
export const mostWritesForLosses = 200_000;
/** Counting them at samples may take one of so many parts of the time. */
const lossesShare = 5;

/** How much a figure of time may grow from one look to the next before it is believed. */
const slowdown = 1.2;

/** One simulation of a run, at one moment of it. */
export class Tape {
  readonly record = new LiveRecord();
  readonly #options: TapeOptions;
  readonly #simulation: PlayableSimulation;
  readonly #shelf = new CheckpointShelf();
  #events = 0;
  /** Up to here everything is known. */
  #reachedUs = -1;
  #reachedEvents = 0;
  /** The next moment to take a sample of. */
  #sampleUs = 0;
  readonly #pace = new Pace();
  #eventsAtCheckpoint = 0;
  #checkpointMs = Infinity;
  /** The end, judged. */
  #finale: ShelfEntry | null = null;
  #lossesDueMs = -Infinity;
  #lossesMs = 0;

  constructor(options: TapeOptions) {
    this.#options = options;
    this.#simulation = options.start((event) => {
      this.record.hear(event);
      options.chronicle.hear(event);
    });
  }

  /** True time of the last event that was processed. */
  get nowUs(): number {
    return this.#simulation.nowUs;
  }

  /** True time of the next event; Infinity at the end. */
  get nextUs(): number {
    return this.#simulation.nextUs;
  }

  /** Where a key stands at a moment before the next event; null for a key that there is not. */
  inspect(key: string, atUs: number): KeyInspection | null {
    return this.#simulation.inspect(key, atUs);
  }

  /** Written keys with a text in their names, the nearest first. */
  findKeys(text: string, most: number): readonly string[] {
    return this.#simulation.findKeys(text, most);
  }

  /** How long writes took from leader to leader so far. */
  lags(): readonly PairLag[] {
    return this.#simulation.lags();
  }

  /** How many events were processed. */
  get events(): number {
    return this.#events;
  }

  /** Nothing happens any more. */
  get isAtEnd(): boolean {
    return this.#simulation.nextUs === Infinity;
  }

  /** What happens before this moment is known; Infinity once the end is. */
  get reachedUs(): number {
    return this.#reachedUs;
  }

  /** The most events it has been through. */
  get reachedEvents(): number {
    return this.#reachedEvents;
  }

  /** About how many bytes its checkpoints hold. */
  get bytes(): number {
    return this.#shelf.bytes;
  }

  /** From now on its checkpoints hold no more bytes than these. */
  limitBytes(mostBytes: number): void {
    this.#shelf.limit(mostBytes);
  }

  /** A look at the run; or at a later moment, but not past the next event. */
  observe(atUs?: number): Observation {
    return this.#simulation.observe(atUs);
  }

  /** What would be lost and divergent if the run ended now. */
  losses(): Losses {
    return this.#simulation.losses();
  }

  /** Runs to the end and judges; a run that was judged once is not judged again. */
  finish(): Run {
    if (this.#finale !== null) this.#restore(this.#finale);
    const run = this.#simulation.finish();
    this.#finale ??= this.#keep();
    return run;
  }

  /** The event from which on it would have to play to come to the goal. */
  startFor(goal: Goal): number {
    const kept = this.#shelf.find(goal)?.checkpoint.events ?? 0;
    return isBefore(this, goal) ? Math.max(this.#events, kept) : kept;
  }

  /** Goes to the latest moment it knows that is not beyond the goal. */
  windTo(goal: Goal): void {
    const entry = this.#shelf.find(goal);
    if (entry === null) return;
    if (isBefore(this, goal) && entry.checkpoint.events <= this.#events) return;
    // What was reached is not worked out twice.
    const sinceKept = this.#events - this.#eventsAtCheckpoint;
    if (this.#events === this.#reachedEvents && sinceKept > leastEventsBetween) this.#keep();
    this.#restore(entry);
  }

  /** Processes events until it is at the goal, or the time is up; true when it is at the goal, or at the end. */
  play(goal: Goal, untilMs: number): boolean {
    const { clock, chronicle } = this.#options;
    const simulation = this.#simulation;
    if (this.#shelf.size === 0) this.#keep();
    let atMs = clock();
    let isThere = false;
    do {
      for (let count = 0; count < eventsPerLook; count += 1) {
        const { nextUs } = simulation;
        isThere = nextUs === Infinity || (goal.kind === 'event' ? this.#events >= goal.events : nextUs > goal.atUs);
        if (isThere) break;
        if (nextUs > this.#sampleUs) this.#sample(chronicle, nextUs);
        simulation.step();
        this.#events += 1;
      }
      const nowMs = clock();
      this.#pace.add(eventsPerLook, nowMs - atMs);
      atMs = nowMs;
      if (this.#isCheckpointDue()) {
        this.#keep();
        atMs = clock();
      }
    } while (!isThere && atMs < untilMs);
    this.#noteReach();
    return isThere;
  }

  #noteReach(): void {
    const { nextUs } = this.#simulation;
    this.#reachedUs = Math.max(this.#reachedUs, nextUs);
    this.#reachedEvents = Math.max(this.#reachedEvents, this.#events);
  }

  /** Takes a sample of the first moment on the grid that lies before the next event. */
  #sample(chronicle: Chronicle, nextUs: number): void {
    const atUs = this.#sampleUs;
    if (!chronicle.hasSample(atUs)) {
      const observation = this.#simulation.observe(atUs);
      chronicle.addSample(atUs, observation, this.#countLosses(observation));
    }
    this.#sampleUs = this.#gridFrom(nextUs);
  }

  /** Null where counting takes too long. */
  #countLosses({ written }: Observation): Losses | null {
    const { clock, mostMsForLosses } = this.#options;
    const startMs = clock();
    if (written >= mostWritesForLosses || this.#lossesMs > mostMsForLosses) return null;
    if (startMs < this.#lossesDueMs) return null;
    const losses = this.#simulation.losses();
    const endMs = clock();
    this.#lossesMs = endMs - startMs;
    this.#lossesDueMs = endMs + this.#lossesMs * lossesShare;
    return losses;
  }

  #isCheckpointDue(): boolean {
    const since = this.#events - this.#eventsAtCheckpoint;
    if (since < leastEventsBetween) return false;
    const workMs = Math.max(workBetweenMs, workPerCheckpoint * this.#checkpointMs);
    const gap = this.#events < this.#reachedEvents ? widerGap : 1;
    return since >= gap * workMs * this.#pace.eventsPerMs && this.#shelf.hasRoomAt(this.#events);
  }

  #keep(): ShelfEntry {
    const { clock } = this.#options;
    const startMs = clock();
    const checkpoint = this.#simulation.checkpoint();
    // The machine may have been busy with something else.
    this.#checkpointMs = Math.min(clock() - startMs, this.#checkpointMs * slowdown);
    const entry = { checkpoint, record: this.record.keep() };
    this.#shelf.add(entry);
    this.#eventsAtCheckpoint = this.#events;
    return entry;
  }

  #restore({ checkpoint, record }: ShelfEntry): void {
    this.#simulation.restore(checkpoint);
    this.record.restore(record);
    this.#events = checkpoint.events;
    this.#sampleUs = this.#gridFrom(checkpoint.nowUs);
    this.#eventsAtCheckpoint = this.#events;
  }

  /** The first moment to take a sample of that is not before this one. */
  #gridFrom(atUs: number): number {
    const { sampleEveryUs } = this.#options.chronicle;
    return Math.ceil(atUs / sampleEveryUs) * sampleEveryUs;
  }
}

/** How fast events are processed when nothing else keeps the machine busy. */
class Pace {
  #events = 0;
  #ms = 0;
  #eventsPerMs = 0;

  /** Zero as long as nobody knows. */
  get eventsPerMs(): number {
    return this.#eventsPerMs;
  }

  /** So many events took so long. */
  add(events: number, ms: number): void {
    this.#events += events;
    this.#ms += ms;
    if (this.#events < eventsPerPace) return;
    this.#eventsPerMs = Math.max(this.#events / this.#ms, this.#eventsPerMs / slowdown);
    this.#events = 0;
    this.#ms = 0;
  }
}

/** So many events are timed together: few enough that the machine does nothing else meanwhile, now and then. */
const eventsPerPace = 1024;
