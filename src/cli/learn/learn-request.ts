/** What `quarrel learn` was asked to do, and the commands that go on from there. */
import type { Override } from '../run-request.js';
import { joinWords } from '../shell-words.js';
import type { ColorTheme } from '../view/drawing/color-themes.js';

/** A request; names and paths are as the person wrote them. */
export interface LearnRequest {
  /** The name or number of a lesson, or a file; null for none. */
  readonly target: string | null;
  /** The step to begin at; null: where one left off. */
  readonly step: string | null;
  readonly overrides: readonly Override[];
  /** Each as `step=answer:sure`. */
  readonly answers: readonly string[];
  /** Whether every variation is told without being asked for. */
  readonly variations: boolean;
  /** What is to be done instead of walking a lesson. */
  readonly task: LearnTask;
  /** Whether nobody needs to be asked before something is forgotten. */
  readonly yes: boolean;
  /** Whether answers are remembered. */
  readonly progress: boolean;
  readonly format: LearnFormat | null;
  readonly plain: boolean;
  readonly ascii: boolean;
  readonly theme?: ColorTheme;
  readonly recordPath?: string;
}

/** `walk`: a lesson, or the list without one. */
export type LearnTask = 'walk' | 'list' | 'review' | 'reset' | 'check' | 'markdown' | 'cards';

/** How a walk by flags, or a list, is told. */
export const learnFormats = ['text', 'json'] as const;

/** One of {@link learnFormats}. */
export type LearnFormat = (typeof learnFormats)[number];

/** What lessons are exported as. */
export const learnExports = ['markdown', 'cards'] as const;

/** The command that goes on with a lesson, at a step where one is given. */
export function learnCommand({ overrides, plain }: LearnRequest, target: string, step: string | null): string {
  return joinWords([
    'quarrel', 'learn', target,
    ...(step === null ? [] : ['--step', step]),
    ...overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
    ...(plain ? ['--plain'] : []),
  ]);
}
