/** Answers that came as flags: `--answer who-wins=2:certain`, or `who-wins=skip`. */
import type { Confidence } from '../../scenarios/lessons/lesson.js';
import { confidences } from '../../scenarios/lessons/lesson.js';
import { readAnswer } from '../../scenarios/lessons/question.js';
import type { Answer } from '../../scenarios/lessons/question.js';
import type { NumberUnit } from '../../scenarios/lessons/value.js';
import { didYouMean, listWords } from '../../scenarios/suggestion.js';
import type { Stop } from '../../scenarios/lessons/walk.js';
import { printable } from '../printable.js';

/** One of them; null for a question that is skipped. */
export type GivenAnswer = { readonly answer: Answer; readonly confidence: Confidence } | null;

/** Answers by stop, or one sentence about what is wrong. */
export type GivenAnswers =
  | { readonly ok: true; readonly answers: ReadonlyMap<Stop, GivenAnswer> }
  | { readonly ok: false; readonly message: string };

/** Reads all of them against the steps that will be walked; `unitOf` asks the runs in which unit a number is. */
export async function readGivenAnswers(
  given: readonly string[],
  stops: readonly Stop[],
  unitOf: (stop: Stop) => Promise<NumberUnit | null>,
): Promise<GivenAnswers> {
  const answers = new Map<Stop, GivenAnswer>();
  for (const one of given) {
    const [, name, written, sure] = /^([^=]+)=(.*?)(?::([^:]*))?$/.exec(one) ?? [];
    if (name === undefined || written === undefined) return refused(one, 'it names no step', forms);
    const stop = stops.find(({ lesson, step }) => name === step.name || name === `${lesson.name}/${step.name}`);
    if (stop === undefined) {
      const names = stops.map(({ step }) => step.name);
      const { suggestion } = didYouMean(name, names);
      return refused(one, `there is no step "${printable(name)}"`, suggestion ?? `the steps are ${listWords(names, 20)}`);
    }
    if (answers.has(stop)) return refused(one, 'this step was answered already', 'one answer for each step');
    if (written.trim() === 'skip' && sure === undefined) {
      answers.set(stop, null);
      continue;
    }
    const confidence = confidences.find((word) => word === sure);
    if (confidence === undefined) {
      return refused(one, sure === undefined ? 'it does not say how sure you are' : `"${printable(sure)}" is not how sure one is`, forms);
    }
    const isNumber = stop.step.question.kind === 'number';
    const read = readAnswer(stop.step.question, written, isNumber ? await unitOf(stop) : null);
    if (!read.ok) return refused(one, printable(read.message), `expected ${read.expected}`);
    answers.set(stop, { answer: read.value, confidence });
  }
  return { ok: true, answers };
}

const forms = 'write it as who-wins=2:certain, with guess, fairly or certain behind the colon, or who-wins=skip';

function refused(given: string, message: string, remedy: string): GivenAnswers {
  return { ok: false, message: `--answer ${printable(given)}: ${message}; ${remedy}` };
}
