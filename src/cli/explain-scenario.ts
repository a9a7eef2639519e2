/** The work of `quarrel explain`: load, run, find what is asked for, tell it. */
import type { Counterfactual } from '../scenarios/counterfactual/counterfactual.js';
import { didYouMean } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { explainCommand } from './explain-request.js';
import type { ExplainedThing, ExplainRequest } from './explain-request.js';
import { formatWarnings } from './input-issues.js';
import { watchInterrupts } from './interrupts.js';
import { loadResolver } from './load-resolver.js';
import type { ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import { printable } from './printable.js';
import { mostRecordedEvents, recordRun } from './record-run.js';
import { refuse } from './refuse.js';
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
  options: { readonly isStopped: () => boolean; readonly onProgress: (tried: number) => void },
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

  const { scenario, run, trace } = recordRun(loaded.scenario, { resolver, samples: 1 });
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
      overrides,
      resolver,
      write: story.write,
    };
    const outcome = await seek(find, sought, request, io);
    stopped = outcome.stopped;
    whatIf = {
      write: story.write,
      isWhole: stopped === null,
      found: outcome.found.map((counterfactual) => ({
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

/** Counterfactuals, and the exit code of the signal that ended the search early; null where none did. */
async function seek(
  find: FindCounterfactuals,
  sought: Parameters<FindCounterfactuals>[0],
  { plain }: ExplainRequest,
  io: CommandIo,
): Promise<{ readonly found: readonly Counterfactual[]; readonly stopped: ExitCode | null }> {
  const interrupts = watchInterrupts(io);
  const rewrites = io.stderr.isTTY === true && !plain && io.env['TERM'] !== 'dumb';
  try {
    const found = await find(sought, {
      isStopped: () => interrupts.exitCode() !== null,
      onProgress: (tried) => {
        if (rewrites)
          io.stderr.write(
            `\r\u001b[KLooking for what would have kept w${sought.write}: ${countOf(tried, 'run')}`,
          );
      },
    });
    return { found, stopped: interrupts.exitCode() };
  } finally {
    if (rewrites) io.stderr.write('\r\u001b[K');
    interrupts.end();
  }
}
