/** What `quarrel run` was asked to do, and the command that asks for it again. */
import type { MetricsFormat, TraceFormat } from './report/export/formats.js';
import { joinWords } from './shell-words.js';
import { parseTarget } from './target.js';
import type { ColorTheme } from './view/drawing/color-themes.js';

/** A checked request; paths and values are as the person wrote them. */
export interface RunRequest {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  readonly seed: string | null;
  readonly overrides: readonly Override[];
  readonly format: Format | null;
  /** No live view, no redrawing. */
  readonly plain: boolean;
  readonly ascii: boolean;
  /** The moment that the live view begins at, as it was typed. */
  readonly at?: string;
  /** Of the live view. */
  readonly theme?: ColorTheme;
  /** Where the live view is recorded. */
  readonly recordPath?: string;
  readonly tracePath: string | null;
  /** Default: `ndjson`. */
  readonly traceFormat?: TraceFormat;
  readonly metricsPath?: string;
  /** Default: `csv`. */
  readonly metricsFormat?: MetricsFormat;
  readonly historyPath: string | null;
  /** Where the report goes; null: to stdout. */
  readonly outPath: string | null;
}

/** How a result is shown. */
export type Format = (typeof formats)[number];

/** Every format there is. */
export const formats = ['tui', 'text', 'json', 'junit', 'markdown', 'github', 'html'] as const;

/** A change to the scenario document, by the document's own path. */
export interface Override {
  readonly path: string;
  /** YAML, as in the document. */
  readonly value: string;
}

/** The overrides of a request with its seed; a seed is text, whatever it looks like. */
export function overridesOf(request: Pick<RunRequest, 'seed' | 'overrides'>): readonly Override[] {
  if (request.seed === null) return request.overrides;
  return [...request.overrides, { path: 'seed', value: JSON.stringify(request.seed) }];
}

/** The command that replays a token, with the file and the settings that it is about where there are any. */
export function replayCommand({ target, overrides }: Pick<RunRequest, 'target' | 'overrides'>, token: string): string {
  const named = parseTarget(target);
  return joinWords([
    'quarrel',
    'replay',
    token,
    ...(named.kind === 'file' ? ['--file', named.path] : []),
    ...overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
  ]);
}

/** The command that repeats a run under this seed, whatever the document's seed may become. */
export function repeatCommand(
  request: Pick<RunRequest, 'target' | 'scenario' | 'overrides'>,
  seed: string,
): string {
  const { target, scenario, overrides } = request;
  return joinWords([
    'quarrel',
    'run',
    target,
    ...(scenario === null ? [] : ['--scenario', scenario]),
    '--seed',
    seed,
    ...overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
  ]);
}
