/** The pages of an interview: what is asked, replied or told at one moment, as passages. */
import type { InterviewAnswers } from '../../../scenarios/interview/answer.js';
import { checklistNames } from '../../../scenarios/interview/checklist/item.js';
import type { ChecklistItem } from '../../../scenarios/interview/checklist.js';
import type { Interview, InterviewQuestion } from '../../../scenarios/interview/interview.js';
import { formatCountOf, formatShare } from '../words/quantity.js';
import { gap, item, text } from './passage.js';
import type { Part, Passage } from './passage.js';
import { checklistPassage, feedbackPassages, followUpAnswer, followUpPassage, modelPassages } from './told-feedback.js';
import type { JudgedDesign } from './told-feedback.js';
import { answerWords, askWords, choiceWords, howToAnswer, openingPassage, questionHeading, replyParts, sourcesPassage } from './told-question.js';

/** What is given of an answer so far. */
export interface InterviewInput {
  readonly cursor: number;
  readonly typed: string;
  /** Why it cannot be taken; empty where nobody tried. */
  readonly problem: string;
}

/** A question that waits for its answer. The prompt is repeated above the first and below the others. */
export function askedPassages(interview: Interview, question: InterviewQuestion, { cursor, typed, problem }: InterviewInput): readonly Passage[] {
  const choices = choiceWords(interview, question);
  const asked: Passage = {
    heading: questionHeading(interview, question),
    parts: [
      text(askWords(interview, question), 'strong'),
      ...(choices.length === 0
        ? [item('>', `${typed}_`, 'accent')]
        : choices.map((choice, at) => item(`${at === cursor ? '>' : ' '} ${String(at + 1)}`, choice, at === cursor ? 'accent' : 'plain'))),
      text(howToAnswer(interview, question), 'dim'),
      ...problemParts(problem),
    ],
  };
  const opening = openingPassage(interview);
  const prompt = { ...opening, heading: 'The prompt' };
  return question === interview.questions[0] ? [prompt, asked] : [asked, prompt];
}

/** A question that was answered, or left open, and what the interviewer says. */
export function repliedPassages(interview: Interview, question: InterviewQuestion, answers: InterviewAnswers): readonly Passage[] {
  const answer = answers.get(question.name);
  const said = answer === undefined ? [] : [item('You said', answerWords(interview, question, answer))];
  return [{
    heading: questionHeading(interview, question),
    parts: [text(askWords(interview, question), 'strong'), ...said, gap, ...replyParts(interview, question, answers)],
  }];
}

/** The run of the design, as far as it is. */
export function runningPassages(share: number): readonly Passage[] {
  const words = `Your design runs, then the model answer: ${formatShare(Math.floor(share * 100) / 100)}`;
  return [{ heading: 'Computing', parts: [text(words)] }];
}

/** What became of the design. */
export function toldPassages(judged: JudgedDesign): readonly Passage[] {
  return feedbackPassages(judged);
}

/** A follow-up, and its answer once one has given one's own, which is null before. */
export function followUpPassages(
  { interview, feedback: { followUps } }: JudgedDesign,
  at: number,
  typed: string,
  said: string | null,
): readonly Passage[] {
  const one = followUps[at];
  if (one === undefined) return [];
  const { heading, parts } = followUpPassage(interview, one, at, followUps.length);
  const own: readonly Part[] = said === null
    ? [item('>', `${typed}_`, 'accent'), text('Answer in a line as you would speak; enter shows an answer.', 'dim')]
    : [...(said === '' ? [] : [item('You said', said)]), text(followUpAnswer(interview, one))];
  return [{ heading, parts: [...parts, ...own] }];
}

/** The end: a model answer, what many get wrong, the checklist as far as it is known, sources. */
export function endPassages(judged: JudgedDesign, checklist: readonly ChecklistItem[]): readonly Passage[] {
  const { interview } = judged;
  return [
    ...modelPassages(judged),
    withRemaining(checklistPassage(checklist), checklistNames.length - checklist.length),
    ...(interview.sources.length === 0 ? [] : [sourcesPassage(interview)]),
  ];
}

function withRemaining({ heading, parts }: Passage, remaining: number): Passage {
  if (remaining === 0) return { heading, parts };
  return { heading, parts: [...parts, text(`${formatCountOf(remaining, 'item')} still to be run.`, 'dim')] };
}

function problemParts(problem: string): readonly Part[] {
  return problem === '' ? [] : [text(problem, 'warn')];
}
