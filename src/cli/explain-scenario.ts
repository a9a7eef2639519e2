/** The work of `quarrel explain`: load, run, find what is asked for, tell it. */
import type { Counterfactual } from '../scenarios/counterfactual/counterfactual.js';
import { didYouMean } from '../scenarios/index.js';
import type { LoadedScenario } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { Simulation } from '../sim/simulate.js';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { CountProgress } from './count-progress.js';
import type { SearchProgress } from './counterfactuals.js';
import { describeInterruption, driveShown, rewritesLines } from './drive-shown.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { explainCommand } from './explain-request.js';
import type { ExplainedThing, ExplainRequest } from './explain-request.js';
import { formatWarnings } from './input-issues.js';
import type { DocumentSource } from './input-issues.js';
import { watchInterrupts } from './interrupts.js';
import type { InterruptWatch } from './interrupts.js';
import { loadResolver } from './load-resolver.js';
import type { ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import { printable } from './printable.js';
import { mostRecordedEvents, RunRecording } from './recording/record-run.js';
import { refuse } from './refuse.js';
import { liveViewObstacle } from './report-format.js';
import { storyOf, usualLimit } from './report/explain/explanation.js';
import type {
  ExplainedSubject,
  ShownExplanation,
  ShownWhatIf,
} from './report/explain/explanation.js';
import { renderExplanationJson } from './report/explain/explanation-json.js';
import { renderExplanationMarkdown } from './report/explain/explanation-markdown.js';
import { renderExplanationText } from './report/explain/explanation-text.js';
import { countOf, formatCount } from './report/format.js';
import { overridesOf, repeatCommand } from './run-request.js';
import type { Override } from './run-request.js';
import { listConflicts } from './view/story/conflict-log.js';
import { tellKey } from './view/story/key-story.js';
import { groupLosses } from './view/story/lost-stories.js';
import { indexRun } from './view/story/run-index.js';
import type { ToldRun } from './view/story/run-index.js';
import { tellStory } from './view/story/tell-story.js';

/** Finds what would have kept a write, by running the same scenario with one thing changed. */
export type FindCounterfactuals = (
  request: {
    readonly text: string;
    readonly name: string;
    readonly overrides: readonly Override[];
    readonly resolver: ResolverModule | null;
    readonly write: number;
  },
  options: { readonly isStopped: () => boolean; readonly onProgress: (progress: SearchProgress) => void },
) => Promise<readonly Counterfactual[]>;

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function explainScenario(
  request: ExplainRequest,
  io: CommandIo,
  find: FindCounterfactuals | null = null,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const overrides = overridesOf(request);
  const found = loadScenario({ ...request, overrides }, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { loaded, source } = found;
  const own =
    loaded.resolverFile === undefined
      ? null
      : await loadResolver({ ...loaded.resolverFile, source }, paint);
  if (own?.ok === false) return refuse(own.message, paint, io);
  const resolver = own?.module ?? null;
  io.stderr.write(formatWarnings(loaded.warnings, source, paint));

  const obstacle = request.format === 'tui' ? liveViewObstacle(io) : null;
  if (request.format === 'tui' && obstacle === null) {
    const { ascii, about } = request;
    if (about.kind === 'conflicts') return refuse('--conflicts is a list; leave out --format tui', paint, io);
    if (request.plain) return refuse('--plain and --format tui contradict each other; leave one out', paint, io);
    const repeat = repeatCommand(request, loaded.scenario.seed);
    const origin = { choice: request, text: source.text };
    return io.openLiveView(loaded, { ascii, repeat, origin, explain: about, ...(resolver === null ? {} : { resolver }) });
  }
  if (obstacle !== null) io.stderr.write(`no screen: ${obstacle}; explaining as text\n`);

  const interrupts = watchInterrupts(io);
  try {
    return await explainLoaded(request, { loaded, source, resolver, find }, io, interrupts);
  } finally {
    interrupts.end();
  }
}

/** What is run and explained. */
interface Subject {
  readonly loaded: LoadedScenario;
  readonly source: DocumentSource;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
  readonly find: FindCounterfactuals | null;
}

async function explainLoaded(
  request: ExplainRequest,
  { loaded: { scenario }, source, resolver, find }: Subject,
  io: CommandIo,
  interrupts: InterruptWatch,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const recording = new RunRecording(scenario);
  const simulation = new Simulation(scenario, { ...resolver?.open(), trace: recording.hear });
  const shownDrive = { durationUs: scenario.durationUs, plain: request.plain };
  const ended = await driveShown(recording.watch(simulation), shownDrive, io, interrupts);
  if (ended.kind === 'interrupted') {
    const repeat = explainCommand(request, scenario.seed, request.about);
    io.stderr.write(`${describeInterruption(ended)} Nothing was explained.\nTo start over: ${repeat}\n`);
    return ended.exitCode;
  }
  const { run, trace } = recording.end(ended.run);
  if (trace === null) return refuse(tooLong(run.report.events), paint, io);
  const told = { scenario, run, trace };
  const subject = findSubject(told, request.about);
  if (typeof subject === 'string') return refuse(subject, paint, io);

  const story = storyOf(subject);
  const seeks = find !== null && request.whatIf && story?.fate === 'lost';
  let whatIf: ShownWhatIf | null = null;
  let stopped: ExitCode | null = null;
  if (seeks) {
    const sought = {
      text: source.text,
      name: scenario.name,
      overrides: overridesOf(request),
      resolver,
      write: story.write,
    };
    const found = await seek(find, sought, { plain: request.plain, interrupts }, io);
    stopped = interrupts.exitCode();
    whatIf = {
      write: story.write,
      isWhole: stopped === null,
      found: found.map((counterfactual) => ({
        counterfactual,
        command: repeatCommand(withChanges(request, counterfactual.kept.changes), scenario.seed),
      })),
    };
  }
  const shown: ShownExplanation = {
    told,
    subject,
    whatIf,
    limit: request.limit ?? usualLimit,
    repeat: explainCommand(request, scenario.seed, request.about),
    commandFor: (about) => {
      return explainCommand(
        request,
        scenario.seed,
        'write' in about ? { kind: 'write', ...about } : { kind: 'key', ...about },
      );
    },
  };
  io.stdout.write(render(shown, request, io));
  return stopped ?? exitCodes.held;
}

function render(shown: ShownExplanation, { format, ascii }: ExplainRequest, io: CommandIo): string {
  switch (format) {
    case 'text':
    case 'tui':
      return renderExplanationText(shown, { paint: paintFor(io.stdout, io.env), ascii });
    case 'json':
      return renderExplanationJson(shown);
    case 'markdown':
      return renderExplanationMarkdown(shown, { ascii });
    default:
      return assertNever(format);
  }
}

/** What was asked for, or why it is not there. */
function findSubject(told: ToldRun, about: ExplainedThing): ExplainedSubject | string {
  const index = indexRun(told);
  switch (about.kind) {
    case 'write': {
      const story = tellStory(told, about.write);
      return story === null
        ? noSuchWrite(about.write, index.writes.size)
        : { kind: 'write', story };
    }
    case 'key': {
      const story = tellKey(told, about.key);
      return story === null ? noSuchKey(about.key, index.keys) : { kind: 'key', story };
    }
    case 'lost': {
      const groups = groupLosses(told);
      const [greatest] = groups;
      const first = groups.length === 0 ? null : tellStory(told, greatest.writes[0]);
      return { kind: 'lost', groups, first, conflictKeys: index.conflictKeys };
    }
    case 'conflicts':
      return { kind: 'conflicts', conflicts: listConflicts(told) };
    default:
      return assertNever(about);
  }
}

function noSuchWrite(write: number, count: number): string {
  if (count === 0) return `--write ${write}: nothing was written in this run`;
  const range = count === 1 ? 'w0 alone' : `w0 to w${count - 1}`;
  return `--write ${write}: there is no such write; this run has ${countOf(count, 'write')}, ${range}`;
}

function noSuchKey(key: string, keys: readonly string[]): string {
  const { suggestion } = didYouMean(key, keys);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  const shown =
    keys.slice(0, 8).map(printable).join(', ') +
    (keys.length > 8 ? `, and ${formatCount(keys.length - 8)} more` : '');
  const known = keys.length === 0 ? 'nothing was written in this run' : `written were ${shown}`;
  return `--key ${printable(key)}: nobody wrote it${question} (${known})`;
}

function tooLong(events: number): string {
  const most = formatCount(mostRecordedEvents);
  const limit = `a run of ${formatCount(events)} events is too long to be told; at most ${most} are kept`;
  return `${limit}. Shorten it: --set duration=...`;
}

function withChanges(
  { target, scenario, overrides }: ExplainRequest,
  changes: readonly Override[],
) {
  return { target, scenario, overrides: [...overrides, ...changes] };
}

/** Shows how far the search is; an interrupt ends it with what was found until then. */
async function seek(
  find: FindCounterfactuals,
  sought: Parameters<FindCounterfactuals>[0],
  { plain, interrupts }: { readonly plain: boolean; readonly interrupts: InterruptWatch },
  io: CommandIo,
): Promise<readonly Counterfactual[]> {
  const progress = new CountProgress({
    output: io.stderr,
    rewrite: rewritesLines(io, plain),
    nowMs: io.nowMs,
  });
  try {
    return await find(sought, {
      isStopped: () => interrupts.exitCode() !== null,
      onProgress: ({ tried, most }) =>
        progress.update(
          `Looking for what would have kept w${sought.write}: ` +
            `${formatCount(tried)} of at most ${countOf(most, 'run')}`,
        ),
    });
  } finally {
    progress.clear();
  }
}
