/** The command that gives the same answers again. */
import type { InterviewAnswer } from '../../scenarios/interview/answer.js';
import { spellAnswer } from '../../scenarios/lessons/question.js';
import { joinWords } from '../shell-words.js';

/** The command that gives these answers; null is a question that was left out. */
export function interviewCommand(target: string, answers: ReadonlyMap<string, InterviewAnswer | null>, more: readonly string[] = []): string {
  return joinWords([
    'quarrel', 'interview', target,
    ...[...answers].flatMap(([question, answer]) => ['--answer', `${question}=${answer === null ? 'skip' : spell(answer)}`]),
    ...more,
  ]);
}

function spell(answer: InterviewAnswer): string {
  switch (answer.kind) {
    case 'choice':
      return answer.choice;
    case 'prediction':
      return answer.outcome;
    case 'estimate':
      return spellAnswer(answer.answer);
    case 'words':
      return answer.text;
  }
}
