/** An explanation, whole, before it is text, Markdown or JSON. */
import type { Counterfactual } from '../../../scenarios/counterfactual/counterfactual.js';
import type { ToldRun } from '../../view/story/run-index.js';
import type { LoggedConflict } from '../../view/story/conflict-log.js';
import type { KeyStory } from '../../view/story/key-story.js';
import type { LossGroup } from '../../view/story/lost-stories.js';
import type { WriteStory } from '../../view/story/write-story.js';

/** All that is shown. */
export interface ShownExplanation {
  readonly told: ToldRun;
  readonly subject: ExplainedSubject;
  /** Null where nobody looked for any. */
  readonly whatIf: ShownWhatIf | null;
  /** Most steps and groups that people are shown. */
  readonly limit: number;
  /** The command that explains it again. */
  readonly repeat: string;
  /** Commands by what they would explain. */
  readonly commandFor: (about: { readonly write: number } | { readonly key: string }) => string;
}

/** What is explained. */
export type ExplainedSubject =
  | { readonly kind: 'write'; readonly story: WriteStory }
  | { readonly kind: 'key'; readonly story: KeyStory }
  | {
      readonly kind: 'lost';
      readonly groups: readonly LossGroup[];
      /** Of the first lost write of the greatest group; null where nothing was lost. */
      readonly first: WriteStory | null;
      /** Keys on which concurrent writes met, those with the most meetings first. */
      readonly conflictKeys: readonly string[];
    }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly LoggedConflict[] };

/** Changes under which a lost write would have been kept. */
export interface ShownWhatIf {
  readonly write: number;
  /** False where somebody stopped the search. */
  readonly isWhole: boolean;
  readonly found: readonly ShownCounterfactual[];
}

/** One of them, and the command that runs it. */
export interface ShownCounterfactual {
  readonly counterfactual: Counterfactual;
  readonly command: string;
}

/** Steps and groups without `--limit`. */
export const usualLimit = 24;

/** The story that is told whole; null where there is none. */
export function storyOf(subject: ExplainedSubject): WriteStory | null {
  switch (subject.kind) {
    case 'write':
      return subject.story;
    case 'key':
    case 'conflicts':
      return null;
    case 'lost':
      return subject.first;
  }
}

/** So many of a list, its beginning and its end, and how many were left out between them. */
export function cutMiddleOf<T>(
  list: readonly T[],
  most: number,
): {
  readonly before: readonly T[];
  readonly omitted: number;
  readonly after: readonly T[];
} {
  if (list.length <= most) return { before: list, omitted: 0, after: [] };
  const head = Math.ceil((most * 2) / 3);
  return {
    before: list.slice(0, head),
    omitted: list.length - most,
    after: list.slice(list.length - (most - head)),
  };
}
