import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLesson } from '../../../src/scenarios/lessons/parse-lesson.js';
import { attemptOf, forget, standingOf } from '../../../src/scenarios/lessons/progress.js';
import type { RightAnswer } from '../../../src/scenarios/lessons/question.js';
import { starterLesson } from '../../../src/scenarios/lessons/starter.js';
import {
  askAgain, beSure, canCommit, choose, commit, countOutcomes, goBack, goOn, isOver, reveal, skip, startWalk, stopsOf,
  takeHint, vary, whereIs, withdraw,
} from '../../../src/scenarios/lessons/walk.js';
import type { Walk } from '../../../src/scenarios/lessons/walk.js';

const read = parseLesson(starterLesson, { name: 'starter', catalogue: readFileSync('scenarios.yaml', 'utf8') });
if (!read.ok) throw new Error(JSON.stringify(read.issues));
const [stop] = stopsOf(read.lesson);
if (stop === undefined) throw new Error('no step');
const start = startWalk([stop, stop, stop]);
const right: RightAnswer = { kind: 'choice', choices: [1] };

function answered(walk: Walk, choice: number): Walk {
  return reveal(commit(beSure(choose(walk, { kind: 'choice', choice }), 'certain')), right);
}

describe('walking a lesson', () => {
  it('reveals nothing before an answer is committed', () => {
    expect(reveal(start, right)).toBe(start);
    const chosen = choose(start, { kind: 'choice', choice: 1 });
    expect(canCommit(chosen)).toBe(false);
    expect(reveal(commit(chosen), right)).toBe(chosen);
    expect(vary(chosen, 'siblings')).toBe(chosen);
    expect(goOn(chosen)).toBe(chosen);
  });

  it('holds a committed answer against the run, and keeps it', () => {
    const done = answered(start, 1);
    expect(whereIs(done)?.visit).toMatchObject({ phase: 'revealed', outcome: 'right', confidence: 'certain' });
    expect(choose(done, { kind: 'choice', choice: 0 })).toBe(done);
    expect(whereIs(answered(start, 0))?.visit.outcome).toBe('wrong');
  });

  it('takes a committed answer back where its run did not end', () => {
    const committed = commit(beSure(choose(start, { kind: 'choice', choice: 0 }), 'guess'));
    expect(choose(committed, null)).toBe(committed);
    expect(whereIs(withdraw(committed))?.visit).toMatchObject({ phase: 'predicting', answer: { choice: 0 } });
  });

  it('counts right answers in a row, hints, and how questions ended', () => {
    const two = answered(goOn(answered(takeHint(takeHint(start)), 1)), 1);
    expect([two.streak, two.hintsUsed]).toEqual([2, 1]);
    const three = reveal(skip(goOn(two)), right);
    expect([three.streak, countOutcomes(three), isOver(goOn(three))]).toEqual([0, { right: 2, wrong: 0, skipped: 1 }, true]);
  });

  it('notes each variation once, and none that the step has not', () => {
    const varied = vary(vary(vary(answered(start, 1), 'siblings'), 'siblings'), 'nowhere');
    expect(whereIs(varied)?.visit.varied).toEqual(['siblings']);
  });

  it('goes back to a stop as it was left, and asks it again where wished', () => {
    const back = goBack(goOn(answered(start, 0)));
    expect(whereIs(back)?.visit.outcome).toBe('wrong');
    expect(whereIs(askAgain(back))?.visit).toMatchObject({ phase: 'predicting', answer: null, outcome: null });
    expect(goBack(start).at).toBe(0);
  });
});

describe('progress', () => {
  const outline = { name: 'starter', steps: ['a', 'b', 'c'] };
  const note = (walk: Walk, step: string) => {
    const here = whereIs(walk);
    const attempt = here === null ? null : attemptOf(here.visit, { lesson: 'starter', step }, 7);
    return attempt === null ? [] : [attempt];
  };

  it('notes nothing of a question that is open', () => {
    expect(note(start, 'a')).toEqual([]);
  });

  it('goes on at the first step that was never put, and from the start where all were', () => {
    const first = note(answered(start, 1), 'a');
    expect(standingOf(first, outline)).toEqual({ seen: 1, right: 1, steps: 3, resumeAt: 1 });
    const all = [...first, ...note(reveal(skip(start), right), 'b'), ...note(answered(start, 0), 'c')];
    expect(standingOf(all, outline)).toEqual({ seen: 3, right: 1, steps: 3, resumeAt: 0 });
  });

  it('goes by the last answer to a step', () => {
    const twice = [...note(answered(start, 1), 'a'), ...note(answered(start, 0), 'a')];
    expect(standingOf(twice, outline)).toMatchObject({ seen: 1, right: 0 });
  });

  it('forgets one lesson, or all', () => {
    const some = note(answered(start, 1), 'a');
    const two = [...some, ...some.map((attempt) => ({ ...attempt, lesson: 'other' }))];
    expect(forget(two, 'starter').map(({ lesson }) => lesson)).toEqual(['other']);
    expect(forget(two, null)).toEqual([]);
  });
});
