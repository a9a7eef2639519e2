/** Runs of the catalogue with all their events, to tell stories of. */
import { assert } from 'vitest';
import { parseScenarios } from '../../../../src/scenarios/index.js';
import { readCatalogue } from '../../../../src/cli/package-files.js';
import { recordRun } from '../../../../src/cli/recording/record-run.js';
import type { ToldRun } from '../../../../src/cli/view/story/run-index.js';
import { tellStory } from '../../../../src/cli/view/story/tell-story.js';
import type { WriteStory } from '../../../../src/cli/view/story/write-story.js';

/** A scenario's run; the same one each time. */
export function runOf(name: string): ToldRun {
  const known = runs.get(name);
  if (known !== undefined) return known;
  const parsed = parseScenarios(readCatalogue(), { only: name });
  assert(parsed.ok);
  const { scenario, run, trace } = recordRun(parsed.scenarios[0].scenario);
  assert(trace !== null);
  const told = { scenario, run, trace };
  runs.set(name, told);
  return told;
}

/** The story of a write; of the first lost one where none is named. */
export function storyIn(name: string, write?: number): WriteStory {
  const told = runOf(name);
  const story = tellStory(told, write ?? told.run.lostWrites[0].write);
  assert(story !== null);
  return story;
}

/** Its steps, a line each: kind, replica, words. */
export function linesOf({ steps }: WriteStory): readonly string[] {
  return steps.map(({ kind, replica, words }) => `${kind} ${replica}: ${words}`);
}

const runs = new Map<string, ToldRun>();
