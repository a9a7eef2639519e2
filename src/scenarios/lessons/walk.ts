/**
 * Walking through questions: predict, say how sure you are, commit, see; then variations, and on. Plain states and the
 * steps between them, the same for screens and for lines. Nothing is revealed before an answer is committed or skipped.
 */
import type { Confidence, Lesson, Step } from './lesson.js';
import { isRight } from './question.js';
import type { Answer, RightAnswer } from './question.js';

/** A step on somebody's way: all of one lesson, or what is due of several. */
export interface Stop {
  readonly lesson: Lesson;
  readonly step: Step;
}

/** How a question ended. */
export type AttemptOutcome = 'right' | 'wrong' | 'skipped';

/** What happened at a stop. */
export interface Visit {
  /** `committed`: the answer cannot be changed any more, and its run is awaited. */
  readonly phase: 'predicting' | 'committed' | 'revealed';
  /** Null until one is given, and where the question was skipped. */
  readonly answer: Answer | null;
  readonly confidence: Confidence | null;
  readonly isHinted: boolean;
  /** Null until the run has told. */
  readonly outcome: AttemptOutcome | null;
  /** Names of variations that were looked at, in that order. */
  readonly varied: readonly string[];
}

/** Where somebody stands. */
export interface Walk {
  readonly stops: readonly Stop[];
  /** The stop by place; their number where the walk is over. */
  readonly at: number;
  /** One for each stop. */
  readonly visits: readonly Visit[];
  /** Right answers since the last wrong or skipped one. */
  readonly streak: number;
  readonly hintsUsed: number;
}

/** Starts at the stop with that place. */
export function startWalk(stops: readonly Stop[], at = 0): Walk {
  return { stops, at: clamp(at, stops.length), visits: stops.map(() => fresh), streak: 0, hintsUsed: 0 };
}

/** All steps of a lesson. */
export function stopsOf(lesson: Lesson): readonly Stop[] {
  return lesson.steps.map((step) => ({ lesson, step }));
}

/** The stop and what has happened there; null where the walk is over. */
export function whereIs(walk: Walk): { readonly stop: Stop; readonly visit: Visit } | null {
  const [stop, visit] = [walk.stops[walk.at], walk.visits[walk.at]];
  return stop === undefined || visit === undefined ? null : { stop, visit };
}

/** Sets the answer, or takes it back. */
export function choose(walk: Walk, answer: Answer | null): Walk {
  return visitWith(walk, 'predicting', (visit) => ({ ...visit, answer }));
}

/** Says how sure somebody is. */
export function beSure(walk: Walk, confidence: Confidence | null): Walk {
  return visitWith(walk, 'predicting', (visit) => ({ ...visit, confidence }));
}

/** Shows the hint; where there is none it changes nothing. */
export function takeHint(walk: Walk): Walk {
  const here = whereIs(walk);
  if (here === null || here.stop.step.hint === null || here.visit.isHinted) return walk;
  const hinted = visitWith(walk, 'predicting', (visit) => ({ ...visit, isHinted: true }));
  return hinted === walk ? walk : { ...hinted, hintsUsed: walk.hintsUsed + 1 };
}

/** Whether {@link commit} would do anything: there is an answer, and how sure. */
export function canCommit(walk: Walk): boolean {
  const visit = walk.visits[walk.at];
  return visit?.phase === 'predicting' && visit.answer !== null && visit.confidence !== null;
}

/** Makes the answer final. Without an answer, or without how sure, it changes nothing. */
export function commit(walk: Walk): Walk {
  return canCommit(walk) ? visitWith(walk, 'predicting', (visit) => ({ ...visit, phase: 'committed' })) : walk;
}

/** Gives no answer, and asks for what the run says all the same. */
export function skip(walk: Walk): Walk {
  return visitWith(walk, 'predicting', (visit) => ({ ...visit, phase: 'committed', answer: null, confidence: null }));
}

/** Takes back what was committed, where its run did not end. */
export function withdraw(walk: Walk): Walk {
  return visitWith(walk, 'committed', (visit) => ({ ...visit, phase: 'predicting' }));
}

/** Says what was right. Only a committed answer is held against it. */
export function reveal(walk: Walk, right: RightAnswer): Walk {
  let streak = walk.streak;
  const revealed = visitWith(walk, 'committed', (visit) => {
    const outcome = outcomeOf(visit.answer, right);
    streak = outcome === 'right' ? streak + 1 : 0;
    return { ...visit, phase: 'revealed', outcome };
  });
  return revealed === walk ? walk : { ...revealed, streak };
}

/** Notes that a variation is looked at; an unknown one, or one before the answer is out, changes nothing. */
export function vary(walk: Walk, name: string): Walk {
  const isKnown = whereIs(walk)?.stop.step.variations.some(({ run }) => run.name === name) === true;
  if (!isKnown) return walk;
  return visitWith(walk, 'revealed', (visit) =>
    visit.varied.includes(name) ? visit : { ...visit, varied: [...visit.varied, name] });
}

/** On to the next stop, once this one is revealed. */
export function goOn(walk: Walk): Walk {
  return walk.visits[walk.at]?.phase === 'revealed' ? { ...walk, at: walk.at + 1 } : walk;
}

/** To the stop before, as it was left. */
export function goBack(walk: Walk): Walk {
  return { ...walk, at: clamp(walk.at - 1, walk.stops.length) };
}

/** Puts the question of a revealed stop once more. */
export function askAgain(walk: Walk): Walk {
  return visitWith(walk, 'revealed', () => fresh);
}

/** Whether every stop is behind. */
export function isOver(walk: Walk): boolean {
  return walk.at >= walk.stops.length;
}

/** How many questions ended each way. */
export function countOutcomes(walk: Walk): Readonly<Record<AttemptOutcome, number>> {
  const count = (outcome: AttemptOutcome) => walk.visits.filter((visit) => visit.outcome === outcome).length;
  return { right: count('right'), wrong: count('wrong'), skipped: count('skipped') };
}

const fresh: Visit = { phase: 'predicting', answer: null, confidence: null, isHinted: false, outcome: null, varied: [] };

function outcomeOf(answer: Answer | null, right: RightAnswer): AttemptOutcome {
  if (answer === null) return 'skipped';
  return isRight(answer, right) ? 'right' : 'wrong';
}

/** The walk itself where the stop is in another phase. */
function visitWith(walk: Walk, phase: Visit['phase'], change: (visit: Visit) => Visit): Walk {
  const visit = walk.visits[walk.at];
  return visit?.phase === phase ? { ...walk, visits: walk.visits.with(walk.at, change(visit)) } : walk;
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(at, length));
}
