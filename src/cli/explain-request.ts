/** What `quarrel explain` was asked to do, and the command that asks for it again. */
import type { Override } from './run-request.js';
import { joinWords } from './shell-words.js';

/** A request; paths, values and names are as the person wrote them. */
export interface ExplainRequest {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  readonly seed: string | null;
  readonly overrides: readonly Override[];
  readonly about: ExplainedThing;
  readonly format: ExplainFormat;
  readonly plain: boolean;
  readonly ascii: boolean;
  /** Most steps of a story, groups of lost writes, and conflicts that are shown; null: the usual number. */
  readonly limit: number | null;
  /** Whether to look for what would have kept a lost write. */
  readonly whatIf: boolean;
}

/** What is to be explained. */
export type ExplainedThing =
  | { readonly kind: 'write'; readonly write: number }
  | { readonly kind: 'key'; readonly key: string }
  /** All lost writes. */
  | { readonly kind: 'lost' }
  /** All pairs of concurrent writes that met. */
  | { readonly kind: 'conflicts' };

/** What the screen can tell; a list is text. */
export type ScreenedThing = Exclude<ExplainedThing, { readonly kind: 'conflicts' }>;

/** How an explanation is shown. */
export type ExplainFormat = (typeof explainFormats)[number];

/** Every format there is. */
export const explainFormats = ['text', 'json', 'markdown', 'tui'] as const;

/** The command that explains something of the same run. */
export function explainCommand(
  request: Pick<ExplainRequest, 'target' | 'scenario' | 'overrides'>,
  seed: string,
  about: ExplainedThing,
): string {
  return joinWords([
    'quarrel',
    'explain',
    request.target,
    ...(request.scenario === null ? [] : ['--scenario', request.scenario]),
    ...choiceOf(about),
    '--seed',
    seed,
    ...request.overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
  ]);
}

function choiceOf(about: ExplainedThing): readonly string[] {
  switch (about.kind) {
    case 'write':
      return ['--write', String(about.write)];
    case 'key':
      return ['--key', about.key];
    case 'lost':
      return ['--lost'];
    case 'conflicts':
      return ['--conflicts'];
  }
}
