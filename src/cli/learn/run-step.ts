/** Runs what a step of a lesson asks, each run once, in slices that can be watched and stopped. */
import type { Step, StepRun } from '../../scenarios/lessons/lesson.js';
import { runsOf } from '../../scenarios/lessons/needed-runs.js';
import { Simulation } from '../../sim/simulate.js';
import type { Paint } from '../color.js';
import type { Drivable, DriveOutcome } from '../drive.js';
import type { ExitCode } from '../exit-codes.js';
import type { DocumentSource } from '../input-issues.js';
import type { ResolverModule } from '../load-resolver.js';
import { RunRecording } from '../recording/record-run.js';
import type { SeenRun } from '../view/learn/decisive-moment.js';

/** A run of a step that has ended; its events are kept where something of it is drawn, and where it is not too long for that. */
export type LessonRun = SeenRun;

/** How running ended. */
export type StepOutcome =
  /** By the names that texts call them. */
  | { readonly kind: 'finished'; readonly runs: ReadonlyMap<string, LessonRun> }
  | { readonly kind: 'interrupted'; readonly exitCode: ExitCode }
  /** A resolver of the lesson's own cannot be loaded; the message is ready to print. */
  | { readonly kind: 'refused'; readonly message: string };

/** Drives one simulation: with progress on stderr, or with a screen beside it. */
export type DriveRun = (simulation: Drivable, durationUs: number) => Promise<DriveOutcome>;

/** The runs of a lesson, kept for steps that ask the same once more. */
export class LessonRuns {
  readonly #source: DocumentSource;
  readonly #paint: Paint;
  readonly #ended = new Map<string, LessonRun>();
  readonly #resolvers = new Map<string, ResolverModule>();

  /** `source` is the lesson's own file, which messages about resolvers point into. */
  constructor(source: DocumentSource, paint: Paint) {
    this.#source = source;
    this.#paint = paint;
  }

  /** Runs those that have not ended yet, and returns every run of the step that has. `keepsEvents`: of all of them. */
  async finish(step: Step, needed: readonly StepRun[], driveRun: DriveRun, keepsEvents = false): Promise<StepOutcome> {
    for (const run of needed) {
      const isKept = keepsEvents || isDrawn(step, run);
      if (this.#find(run, isKept) !== null) continue;
      const outcome = await this.#drive(run, isKept, driveRun);
      if (!('report' in outcome)) return outcome;
      this.#ended.set(nameOf(run, isKept), outcome);
    }
    return { kind: 'finished', runs: this.endedOf(step) };
  }

  /** The runs of a step that have ended so far. */
  endedOf(step: Step): ReadonlyMap<string, LessonRun> {
    return new Map(runsOf(step).flatMap((run) => {
      const ended = this.#find(run, isDrawn(step, run));
      return ended === null ? [] : [[run.name, ended] as const];
    }));
  }

  /** One whose events were kept serves those who need none. */
  #find(run: StepRun, isKept: boolean): LessonRun | null {
    return this.#ended.get(nameOf(run, true)) ?? (isKept ? null : this.#ended.get(nameOf(run, false)) ?? null);
  }

  async #drive(
    { loaded, settings }: StepRun,
    isKept: boolean,
    driveRun: DriveRun,
  ): Promise<LessonRun | Exclude<StepOutcome, { readonly kind: 'finished' }>> {
    const { scenario, resolverFile } = loaded;
    const own = resolverFile === undefined ? null : await this.#loadResolver(resolverFile);
    if (own?.ok === false) return { kind: 'refused', message: own.message };
    const recording = isKept ? new RunRecording(scenario) : null;
    const hearing = recording === null ? {} : { trace: recording.hear };
    const simulation = new Simulation(scenario, { ...own?.module.open(), ...hearing });
    const ended = await driveRun(recording?.watch(simulation) ?? simulation, scenario.durationUs);
    if (ended.kind === 'interrupted') return { kind: 'interrupted', exitCode: ended.exitCode };
    const trace = recording?.end(ended.run).trace ?? null;
    const told = trace === null ? null : { scenario, run: ended.run, trace };
    return { scenario, settings, report: ended.run.report, told };
  }

  async #loadResolver(file: NonNullable<StepRun['loaded']['resolverFile']>) {
    const known = this.#resolvers.get(file.path);
    if (known !== undefined) return { ok: true, module: known } as const;
    // Most lessons have none, and start sooner for not loading what bundles and evaluates one.
    const { loadResolver } = await import('../load-resolver.js');
    const loaded = await loadResolver({ ...file, source: this.#source }, this.#paint);
    if (loaded.ok) this.#resolvers.set(file.path, loaded.module);
    return loaded;
  }
}

/** Only a run whose key is drawn needs its events. */
function isDrawn(step: Step, run: StepRun): boolean {
  return step.show.key !== null && run === step.run;
}

/** What makes two runs the same one. */
function nameOf(run: StepRun, isKept: boolean): string {
  return JSON.stringify([run.repeat.scenario, run.loaded.scenario.seed, run.settings, isKept]);
}
