/** An explanation as one JSON document. */
import type { KeyStory } from '../../view/story/key-story.js';
import type { StoryStep, WriteStory } from '../../view/story/write-story.js';
import { formatVersion, toJsonDocument } from '../json.js';
import type { ExplainedSubject, ShownExplanation, ShownWhatIf } from './explanation.js';

/** The document that `schema/explanation.schema.json` describes; nothing in it is cut short. */
export function renderExplanationJson({ told, subject, whatIf, repeat }: ShownExplanation): string {
  const { scenario, seed, fingerprint } = told.run.report;
  return toJsonDocument({
    formatVersion,
    scenario,
    seed,
    fingerprint,
    repeat,
    about: subject.kind,
    ...subjectFields(subject),
    whatIf: whatIf === null ? null : whatIfFields(whatIf),
  });
}

function subjectFields(subject: ExplainedSubject): object {
  switch (subject.kind) {
    case 'write':
      return { story: storyFields(subject.story) };
    case 'key':
      return { key: keyFields(subject.story) };
    case 'lost': {
      const { groups, first, conflictKeys } = subject;
      const lost = groups.map(({ cause, writes, words }) => ({ cause, writes, words }));
      return { lost, story: first === null ? null : storyFields(first), conflictKeys };
    }
    case 'conflicts':
      return { conflicts: subject.conflicts.map(({ atUs, ...rest }) => ({ atMs: atUs / 1000, ...rest })) };
  }
}

function storyFields({ acceptedAtUs, steps, ...rest }: WriteStory): object {
  return { ...rest, acceptedAtMs: acceptedAtUs / 1000, steps: steps.map(stepFields) };
}

function keyFields({ steps, ...rest }: KeyStory): object {
  return { ...rest, steps: steps.map(({ write, ...step }) => ({ write, ...stepFields(step) })) };
}

function stepFields({ atUs, event, ...rest }: StoryStep): object {
  return { atMs: atUs / 1000, ...rest, event };
}

function whatIfFields({ write, isWhole, found }: ShownWhatIf): object {
  return {
    write,
    isWhole,
    found: found.map(({ counterfactual, command }) => ({ ...counterfactual, command })),
  };
}
