/** Every interview that ships: it can be read, whatever is chosen runs, and what is said of it is filled in. */
import { describe, expect, it } from 'vitest';
import { proseWords, valueWords } from '../../../src/cli/view/learn/lesson-words.js';
import { rightOutcome } from '../../../src/scenarios/interview/answer.js';
import { makeDesign } from '../../../src/scenarios/interview/design.js';
import type { Chosen } from '../../../src/scenarios/interview/interview.js';
import { stages } from '../../../src/scenarios/interview/interview.js';
import { judgeDesign } from '../../../src/scenarios/interview/judge.js';
import { lookUpDesign, lookUpStated, runDesign, runModel } from '../../../src/scenarios/interview/run-design.js';
import { evaluate } from '../../../src/scenarios/lessons/expression.js';
import type { FilledProse } from '../../../src/scenarios/lessons/prose.js';
import { fillProse } from '../../../src/scenarios/lessons/prose.js';
import { parseScenarios } from '../../../src/scenarios/parse.js';
import { hashString, mix32 } from '../../../src/sim/base/hash.js';
import { simulate } from '../../../src/sim/simulate.js';
import { choicesByQuestion, interviewFiles, readInterview } from './shipped-interviews.js';

/** What a text could not be filled in with. */
function gaps(text: FilledProse): readonly string[] {
  return text.flatMap((part) => (part.kind === 'value' && part.value.kind === 'unknown' ? [part.value.because] : []));
}

describe.each(interviewFiles)('%s', (file) => {
  const interview = readInterview(file);
  const { questions, followUps, mistakes, model, given, sources, base, prompt } = interview;
  const all = choicesByQuestion(interview);
  const modelDesign = makeDesign(interview, model.choices);
  const run = runModel(interview);

  it('goes through all stages, with three or more things to choose from', () => {
    expect([...new Set(questions.map(({ stage }) => stage))]).toEqual([...stages]);
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(all.filter((choices) => choices.length < 3)).toEqual([]);
    expect(followUps.length).toBeGreaterThanOrEqual(5);
    expect(mistakes.length).toBeGreaterThanOrEqual(4);
  });

  it('states its numbers', () => {
    const stated = lookUpStated(interview);
    const texts = [prompt, ...questions.flatMap(({ ask, kind }) => (kind.kind === 'estimate' ? [ask, kind.formula] : [ask]))];
    expect(texts.flatMap((text) => gaps(fillProse(text, stated)))).toEqual([]);
    const estimates = questions.flatMap(({ kind }) => (kind.kind === 'estimate' ? [evaluate(kind.number, stated).kind] : []));
    expect(new Set(estimates)).toEqual(new Set(['number']));
  });

  it('has a model answer to be spoken, filled in by its own run', () => {
    const spoken = fillProse(model.spoken, lookUpDesign(given, run, run));
    expect(gaps(spoken)).toEqual([]);
    const words = proseWords(spoken, sources).split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(120);
    expect(words).toBeLessThanOrEqual(200);
    expect(modelDesign.leftOut).toEqual([]);
  });

  it('makes designs whose choices all count, one by one, and that can be saved', () => {
    for (const chosen of all.flat()) {
      const design = makeDesign(interview, [chosen]);
      expect(design.leftOut).toEqual([]);
      const saved = parseScenarios(design.yaml);
      expect(saved.ok ? saved.scenarios.map(({ scenario }) => scenario) : saved.issues).toEqual([design.loaded.scenario]);
    }
  });

  it('has choices that change what happens', () => {
    const unchanged = JSON.stringify({ ...base.loaded.scenario });
    const idle = all.map((choices) => choices.filter((chosen) => JSON.stringify(makeDesign(interview, [chosen]).loaded.scenario) === unchanged));
    expect(idle.filter((choices) => choices.length > 1)).toEqual([]);
  });

  it('runs whatever is chosen', () => {
    const names = hashString(file);
    const combinations = Array.from({ length: 30 }, (_, n): readonly Chosen[] =>
      all.flatMap((choices, question) => choices[mix32(names + n * 31 + question) % choices.length] ?? []));
    const designs = [...all.flat().map((chosen) => [chosen]), ...combinations].map((chosen) => makeDesign(interview, chosen));
    // The same design need not run twice.
    const scenarios = new Map(designs.map(({ loaded: { scenario } }) => [JSON.stringify(scenario), scenario]));
    for (const scenario of scenarios.values()) {
      const { report } = simulate(scenario, { judgesClients: false });
      expect(report.settled).toBe(true);
      expect(report.writes.acknowledged).toBeGreaterThan(0);
    }
  });

  it('says of good and bad designs what their runs tell, and knows what becomes of each', () => {
    const worst = all.map((choices) => choices.at(-1)).filter((chosen) => chosen !== undefined);
    for (const chosen of [model.choices, [], worst, all.flatMap((choices) => choices[1] ?? [])]) {
      const design = makeDesign(interview, chosen);
      const own = runDesign(design);
      const lookUp = lookUpDesign(given, own, run);
      const { remarks, followUps: asked, losses, timeline } = judgeDesign(interview, design, own, run);
      const texts = [...remarks.map(({ text }) => text), ...asked.flatMap(({ ask, answer }) => [ask, answer])];
      expect([...texts, ...mistakes.map((mistake) => fillProse(mistake, lookUp))].flatMap(gaps)).toEqual([]);
      for (const question of questions) {
        if (question.kind.kind === 'prediction') expect(rightOutcome(question, lookUp)).not.toBeNull();
      }
      const lost = own.report.lostWrites.total;
      expect(losses.reduce((sum, { writes }) => sum + writes, 0)).toBe(lost);
      expect(timeline.reduce((sum, span) => sum + span.lost, 0)).toBe(lost);
    }
  });

  it('praises its own model', () => {
    const { remarks } = judgeDesign(interview, modelDesign, run, run);
    expect(remarks.filter(({ isPraise }) => isPraise).map(({ text }) => proseWords(text, sources))).not.toEqual([]);
    expect(valueWords(evaluate({ kind: 'name', name: 'settled', run: null }, lookUpDesign(given, run, run)))).toBe('yes');
  });
});
