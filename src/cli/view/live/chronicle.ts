/**
 * What is known of a run over all its time: marks, when things were first seen, figures at even steps.
 *
 * Whoever plays the run, however often and from wherever, tells the same; what is known already is not
 * told twice. Its memory grows with the run's length, not with its events.
 */
import type { Losses, Observation } from '../../../sim/observation.js';
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { Scenario } from '../../../sim/scenario.js';
import { seriesLength } from '../drawing/sparkline.js';
import { discardedBy } from '../words/event-line.js';
import { plannedEndUs } from './live-state.js';
import type { FirstSeen, History } from './live-state.js';
import { listStops, plannedMarks } from './marks.js';
import type { FoundMarkKind, Mark } from './marks.js';

/** How finely marks are told apart: parts of the planned length of the run. */
const marksPerRun = 512;
/** Where marks lie closer together than such parts of the run, not all of them are worth a stop. */
const stopsPerRun = 60;
/** How many samples a run of its planned length gives. */
const samplesPerRun = 160;

/** What is known of one run. */
export class Chronicle {
  /** Samples are taken at multiples of this. */
  readonly sampleEveryUs: number;
  readonly #bucketUs: number;
  readonly #apartUs: number;
  readonly #planned: readonly Mark[];
  /** The first moment in each part of the run that has one. */
  readonly #moments: Readonly<Record<FoundMarkKind, Map<number, number>>> = {
    conflict: new Map(),
    loss: new Map(),
    divergence: new Map(),
  };
  readonly #first: Record<FoundMarkKind, number> = { conflict: Infinity, loss: Infinity, divergence: Infinity };
  readonly #samples: Sample[] = [];
  /** Null when they have to be put together anew. */
  #marks: readonly Mark[] | null = null;
  #stops: { readonly marks: readonly Mark[]; readonly stops: readonly Mark[] } | null = null;
  #history: KnownHistory | null = null;

  constructor(scenario: Scenario) {
    const plannedUs = plannedEndUs(scenario);
    this.#bucketUs = Math.max(1, Math.ceil(plannedUs / marksPerRun));
    this.#apartUs = plannedUs / stopsPerRun;
    this.sampleEveryUs = Math.max(1, plannedUs / samplesPerRun);
    this.#planned = plannedMarks(scenario);
  }

  /** All marks that are known, in order: of the plan and of what was found. */
  get marks(): readonly Mark[] {
    this.#marks ??= [
      ...this.#planned,
      ...this.#listFound('conflict'),
      ...this.#listFound('loss'),
      ...(this.#first.divergence === Infinity ? [] : [{ atUs: this.#first.divergence, kind: 'divergence' as const }]),
    ].sort((a, b) => a.atUs - b.atUs);
    return this.#marks;
  }

  /** The marks that are worth a stop on the way from one to the next. */
  get stops(): readonly Mark[] {
    const { marks } = this;
    if (this.#stops?.marks !== marks) this.#stops = { marks, stops: listStops(marks, this.#apartUs) };
    return this.#stops.stops;
  }

  /** Takes in an event of the run's trace. */
  hear(event: TraceEvent): void {
    if (event.kind !== 'apply' || event.conflictsWith.length === 0) return;
    this.mark('conflict', event.atUs);
    if (discardedBy(event).length > 0) this.mark('loss', event.atUs);
  }

  /** Something was found that no event need have told of. */
  mark(kind: FoundMarkKind, atUs: number): void {
    if (atUs < this.#first[kind]) {
      this.#first[kind] = atUs;
      this.#marks = null;
    }
    const moments = this.#moments[kind];
    const bucket = Math.floor(atUs / this.#bucketUs);
    if (atUs >= (moments.get(bucket) ?? Infinity)) return;
    moments.set(bucket, atUs);
    this.#marks = null;
  }

  /** When each was first seen, as far as one knows at a moment; null when it has not been. */
  firstSeen(nowUs: number): FirstSeen {
    const { conflict, loss, divergence } = this.#first;
    const until = (atUs: number) => (atUs <= nowUs ? atUs : null);
    return { conflict: until(conflict), loss: until(loss), divergence: until(divergence) };
  }

  /** Whether the figures of that moment are known. */
  hasSample(atUs: number): boolean {
    return atUs <= (this.#samples.at(-1)?.atUs ?? -1);
  }

  /** Takes a sample of a moment after those that are known. */
  addSample(atUs: number, observation: Observation, losses: Losses | null): void {
    if (this.hasSample(atUs)) return;
    const { regions, conflicts, staleReads } = observation;
    const queues = regions.map(({ backlogWrites }) => backlogWrites);
    const written = regions.map((region) => region.written);
    const { lost = null, divergentKeys: divergent = null } = losses ?? {};
    this.#samples.push({ atUs, queues, written, conflicts, staleReads, lost, divergent });
    if (conflicts > 0 && this.#first.conflict > atUs) this.mark('conflict', atUs);
    if (losses !== null) this.count(atUs, losses);
  }

  /** Takes in what would be lost and divergent if the run ended at that moment. */
  count(atUs: number, { lost, divergentKeys }: Pick<Losses, 'lost' | 'divergentKeys'>): void {
    if (lost > 0 && this.#first.loss > atUs) this.mark('loss', atUs);
    if (divergentKeys > 0 && this.#first.divergence > atUs) this.mark('divergence', atUs);
  }

  /** The newest figures at a moment. */
  historyAt(nowUs: number): History {
    const count = this.#countSamples(nowUs);
    if (this.#history?.count !== count) this.#history = { count, history: this.#listHistory(count) };
    return this.#history.history;
  }

  #listFound(kind: FoundMarkKind): readonly Mark[] {
    return Array.from(this.#moments[kind].values(), (atUs) => ({ atUs, kind }));
  }

  #listHistory(count: number): History {
    const newest = this.#samples.slice(Math.max(0, count - seriesLength), count);
    const [first] = newest;
    return {
      queues: (first?.queues ?? []).map((_, region) => newest.map(({ queues }) => queues[region] ?? 0)),
      conflicts: newest.map(({ conflicts }) => conflicts),
      lost: newest.flatMap(({ lost }) => lost ?? []),
      divergent: newest.flatMap(({ divergent }) => divergent ?? []),
      staleReads: newest.flatMap(({ staleReads }) => staleReads ?? []),
      written: (first?.written ?? []).map((_, region) => newest.map(({ written }) => written[region] ?? 0)),
      atUs: newest.map(({ atUs }) => atUs),
    };
  }

  /** How many samples were taken up to a moment. */
  #countSamples(nowUs: number): number {
    let low = 0;
    let high = this.#samples.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#samples[middle]?.atUs ?? Infinity) <= nowUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The figures of one moment. */
interface Sample {
  readonly atUs: number;
  /** By region. */
  readonly queues: readonly number[];
  /** By region, from the start. */
  readonly written: readonly number[];
  readonly conflicts: number;
  /** Null where nobody counts them. */
  readonly staleReads: number | null;
  /** Null where nobody had the time to count. */
  readonly lost: number | null;
  readonly divergent: number | null;
}

interface KnownHistory {
  readonly count: number;
  readonly history: History;
}
