/** What opens from the live view of a run and needs the run whole, or part of it anew. */
import type { LoadedScenario } from '../../../scenarios/index.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { Scenario } from '../../../sim/scenario.js';
import { Simulation } from '../../../sim/simulate.js';
import type { LiveRunOptions, RunOrigin } from '../../command-io.js';
import { explainCommand } from '../../explain-request.js';
import type { ScreenedThing } from '../../explain-request.js';
import { SlicedRecording } from '../../recording/sliced-recording.js';
import { overridesOf, repeatCommand } from '../../run-request.js';
import { tokenOf } from '../../run-result.js';
import { joinWords } from '../../shell-words.js';
import type { RepeatLine } from '../../view/explain/explain-state.js';
import { DiagramScreen } from '../diagram/diagram-screen.js';
import { WindowRecording } from '../diagram/window-recording.js';
import { ExplainScreen } from '../explain/explain-screen.js';
import { WhatIfSearch } from '../explain/what-if-search.js';
import { ReportJob } from '../report/report-job.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import type { ReportWork } from './live-doors.js';

/** The run that is watched. */
export interface WatchedRun {
  readonly loaded: LoadedScenario;
  /** With its random faults in place. */
  readonly scenario: Scenario;
  readonly place: ScreenPlace;
  readonly options: LiveRunOptions;
  /** Shows a moment in the live view; absent: it cannot. */
  readonly goTo?: (atUs: number) => void;
}

/** Which moment one comes from, and what is to be told first. */
export interface ExplainOpening {
  readonly shownUs: number | null;
  readonly about?: ScreenedThing;
}

/** Opens screens on one run; what one of them has recorded serves the next. */
export class RunDoors {
  readonly #watched: WatchedRun;
  #recording: SlicedRecording | null = null;

  constructor(watched: WatchedRun) {
    this.#watched = watched;
  }

  /** The screen that explains what was lost. */
  explain({ shownUs, about }: ExplainOpening): Screen {
    const { place, options, scenario, goTo } = this.#watched;
    const { origin } = options;
    let report: ((budgetMs: number) => boolean) | null = null;
    return new ExplainScreen({
      place,
      scenario,
      recording: this.#record(),
      clock: () => performance.now(),
      shownUs,
      ...(about === undefined || about.kind === 'lost' ? {} : { first: about }),
      ...(origin === undefined ? {} : { seek: (write, onNews) => this.#seek(origin, write, onNews) }),
      repeatsFor: (write) => this.#repeatsFor(write),
      ...(goTo === undefined ? {} : { goTo }),
      ...(origin === undefined
        ? {}
        : {
            report: () => {
              if (report?.(0) === true) return;
              // The run is recorded by now: there is nothing left that is done in slices.
              report = this.report();
              report(0);
            },
          }),
      onClose: () => this.#forget(),
    });
  }

  /** The messages around a moment. */
  spaceTime(shownUs: number): Screen {
    const { place, scenario, goTo } = this.#watched;
    return new DiagramScreen({
      place,
      scenario,
      shownUs,
      record: (aroundUs) =>
        new WindowRecording({ start: (trace) => this.#start(trace), aroundUs, clock: () => performance.now() }),
      ...(goTo === undefined ? {} : { goTo }),
    });
  }

  #start(trace: TraceSink): Simulation {
    const { scenario, options } = this.#watched;
    return new Simulation(scenario, { trace, ...options.resolver?.open() });
  }

  #record(): SlicedRecording {
    const { scenario } = this.#watched;
    this.#recording ??= new SlicedRecording({
      scenario,
      start: (trace) => this.#start(trace),
      clock: () => performance.now(),
    });
    return this.#recording;
  }

  /** What is not whole, or large, is let go. */
  #forget(): void {
    const events = this.#recording?.recorded?.run.report.events ?? Infinity;
    if (events > mostKeptEvents) this.#recording = null;
  }

  #seek({ choice, text }: RunOrigin, write: number, onNews: () => void): WhatIfSearch {
    const { loaded, place, options } = this.#watched;
    const { name, seed } = loaded.scenario;
    return new WhatIfSearch({
      request: { text, name, overrides: overridesOf(choice), resolver: options.resolver ?? null, write },
      commandOf: ({ kept }) => repeatCommand({ ...choice, overrides: [...choice.overrides, ...kept.changes] }, seed),
      onNews,
      fail: place.navigator.fail,
    });
  }

  #repeatsFor(write: number): readonly RepeatLine[] {
    const { loaded, options } = this.#watched;
    const { origin, repeat, resolver } = options;
    const run = { command: repeat, about: 'this run' };
    if (origin === undefined) return [run];
    const { seed } = loaded.scenario;
    const token = tokenOf(origin.choice, loaded, resolver ?? null);
    return [
      run,
      { command: explainCommand(origin.choice, seed, { kind: 'write', write }), about: 'this story as text' },
      { command: joinWords(['quarrel', 'replay', token]), about: 'exactly this run, or a word that it changed' },
    ];
  }

  /** Begins to write the HTML report of the run. */
  report(): ReportWork {
    const { loaded, options, place } = this.#watched;
    const { origin, resolver, repeat } = options;
    if (origin === undefined) return () => false;
    const job = new ReportJob({
      loaded,
      origin,
      resolver: resolver ?? null,
      repeat,
      recording: this.#record(),
      say: place.navigator.say,
    });
    return (budgetMs) => {
      job.work(budgetMs);
      if (job.isOver) this.#forget();
      return !job.isOver;
    };
  }
}

/** Events of a recorded run that is kept while nobody looks at it. */
const mostKeptEvents = 300_000;
