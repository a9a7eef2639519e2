/** Answers that came as flags: `--answer topology=mesh`, `--answer storage=1.8TiB`, `--answer needs=skip`. */
import type { InterviewAnswer } from '../../scenarios/interview/answer.js';
import { readInterviewAnswer } from '../../scenarios/interview/answer.js';
import type { Interview } from '../../scenarios/interview/interview.js';
import { lookUpStated } from '../../scenarios/interview/run-design.js';
import { didYouMean, listWords } from '../../scenarios/suggestion.js';
import { printable } from '../printable.js';

/** Answers by question, null for one that is skipped; and words to follow-ups by their names. */
export interface GivenAnswers {
  readonly answers: ReadonlyMap<string, InterviewAnswer | null>;
  readonly words: ReadonlyMap<string, string>;
}

/** All of them, or one sentence about what is wrong. */
export type GivenAnswersRead = ({ readonly ok: true } & GivenAnswers) | { readonly ok: false; readonly message: string };

/** Reads all of them against the questions and follow-ups of an interview. */
export function readGivenAnswers(given: readonly string[], interview: Interview): GivenAnswersRead {
  const { questions, followUps } = interview;
  const answers = new Map<string, InterviewAnswer | null>();
  const words = new Map<string, string>();
  for (const one of given) {
    const [, name, written] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
    if (name === undefined || written === undefined) return refused(one, 'it names no question', 'write it as topology=mesh, or topology=skip');
    if (answers.has(name) || words.has(name)) return refused(one, 'this question was answered already', 'one answer for each');
    const question = questions.find((each) => each.name === name);
    if (question !== undefined) {
      if (written.trim() === 'skip') {
        answers.set(name, null);
        continue;
      }
      const read = readInterviewAnswer(question, written, lookUpStated(interview));
      if (!read.ok) return refused(one, printable(read.message), `expected ${read.expected}${read.suggestion === undefined ? '' : `; ${read.suggestion}`}`);
      answers.set(name, read.value);
    } else if (followUps.some((each) => each.name === name)) {
      words.set(name, written);
    } else {
      const names = questions.map((each) => each.name);
      const { suggestion } = didYouMean(name, [...names, ...followUps.map((each) => each.name)]);
      return refused(one, `there is no question "${printable(name)}"`, suggestion ?? `the questions are ${listWords(names, 20)}`);
    }
  }
  return { ok: true, answers, words };
}

function refused(given: string, message: string, remedy: string): GivenAnswersRead {
  return { ok: false, message: `--answer ${printable(given)}: ${message}; ${remedy}` };
}
