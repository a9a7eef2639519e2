/** A question of an interview in words: what is asked, what the interviewer says to an answer, the design so far. */
import { assertNever } from '../../../sim/base/assert.js';
import type { InterviewAnswer, InterviewAnswers } from '../../../scenarios/interview/answer.js';
import { choicesOf, judgeEstimate, mentionedPoints } from '../../../scenarios/interview/answer.js';
import type { LeftOut } from '../../../scenarios/interview/design.js';
import { makeDesign } from '../../../scenarios/interview/design.js';
import type { Interview, InterviewQuestion, Stage } from '../../../scenarios/interview/interview.js';
import { lookUpStated } from '../../../scenarios/interview/run-design.js';
import { evaluate } from '../../../scenarios/lessons/expression.js';
import type { LookUp } from '../../../scenarios/lessons/expression.js';
import type { Prose } from '../../../scenarios/lessons/prose.js';
import { fillProse } from '../../../scenarios/lessons/prose.js';
import { unitToType } from '../../../scenarios/lessons/question.js';
import { showText } from '../drawing/text-width.js';
import { proseWords, valueWords } from '../learn/lesson-words.js';
import { item, items, text } from './passage.js';
import type { Part, Passage } from './passage.js';

/** A text of an interview in words that are safe for a terminal. */
export function wordsOf(prose: Prose, lookUp: LookUp, { sources }: Pick<Interview, 'sources'>): string {
  return safe(proseWords(fillProse(prose, lookUp), sources));
}

/** Paragraphs that cannot steer a terminal. */
export function safe(words: string): string {
  return words.split(/\n\s*\n/).map((part) => showText(part.replaceAll(/\s+/g, ' ').trim())).filter((part) => part !== '').join('\n\n');
}

/** What a stage is called. */
export function stageWords(stage: Stage): string {
  const words = stage.replace('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What the interviewer says first. */
export function openingPassage(interview: Interview): Passage {
  return { heading: showText(interview.title), parts: [text(wordsOf(interview.prompt, lookUpStated(interview), interview))] };
}

/** What can be chosen, in words; none where numbers or words are typed. */
export function choiceWords(interview: Interview, { kind }: InterviewQuestion): readonly string[] {
  const lookUp = lookUpStated(interview);
  switch (kind.kind) {
    case 'choice':
      return kind.choices.map((choice) => wordsOf(choice.text, lookUp, interview));
    case 'prediction':
      return kind.outcomes.map((outcome) => wordsOf(outcome.text, lookUp, interview));
    case 'estimate':
    case 'words':
      return [];
    default:
      return assertNever(kind);
  }
}

/** Where a question stands: `Topology, question 5 of 9`. */
export function questionHeading(interview: Interview, question: InterviewQuestion): string {
  const { questions } = interview;
  return `${stageWords(question.stage)}, question ${String(questions.indexOf(question) + 1)} of ${String(questions.length)}`;
}

/** What is asked, what can be chosen, how to answer. */
export function questionPassage(interview: Interview, question: InterviewQuestion): Passage {
  const choices = choiceWords(interview, question);
  return {
    heading: questionHeading(interview, question),
    parts: [
      text(askWords(interview, question), 'strong'),
      ...choices.map((choice, at) => item(`  ${String(at + 1)} `, choice)),
      text(howToAnswer(interview, question), 'dim'),
    ],
  };
}

/** The question alone. */
export function askWords(interview: Interview, { ask }: InterviewQuestion): string {
  return wordsOf(ask, lookUpStated(interview), interview);
}

/** How a question is answered, in a few words. */
export function howToAnswer(interview: Interview, { kind }: InterviewQuestion): string {
  switch (kind.kind) {
    case 'choice':
      return 'A number chooses: it becomes part of your design.';
    case 'prediction':
      return 'A number: your design will be run, and you will see.';
    case 'estimate': {
      const right = evaluate(kind.number, lookUpStated(interview));
      const unit = right.kind === 'number' ? unitToType(right.unit) : '';
      const share = valueWords({ kind: 'number', unit: 'share', value: kind.within });
      return `A number${unit === '' ? '' : ` with its unit; a bare one is in ${unit}`}. Up to ${share} off is near enough.`;
    }
    case 'words':
      return 'In your own words, in one line.';
    default:
      return assertNever(kind);
  }
}

/** An answer as it was given. */
export function answerWords(interview: Interview, question: InterviewQuestion, answer: InterviewAnswer): string {
  const { kind } = question;
  const choices = choiceWords(interview, question);
  switch (answer.kind) {
    case 'choice':
      return kind.kind === 'choice' ? (choices[kind.choices.findIndex(({ name }) => name === answer.choice)] ?? answer.choice) : answer.choice;
    case 'prediction':
      return kind.kind === 'prediction' ? (choices[kind.outcomes.findIndex(({ name }) => name === answer.outcome)] ?? answer.outcome) : answer.outcome;
    case 'estimate': {
      const given = judgeEstimate(question, answer, lookUpStated(interview))?.given ?? null;
      return given === null ? 'no number' : valueWords(given);
    }
    case 'words':
      return safe(answer.text);
    default:
      return assertNever(answer);
  }
}

/** What the interviewer says to an answer; `null` is a question that was left out. */
export function replyParts(interview: Interview, question: InterviewQuestion, answers: InterviewAnswers): readonly Part[] {
  const answer = answers.get(question.name) ?? null;
  const { kind } = question;
  const lookUp = lookUpStated(interview);
  switch (kind.kind) {
    case 'choice': {
      if (answer?.kind !== 'choice') return [text('Left open: this part of the design stays as it is.', 'dim')];
      const chosen = kind.choices.find(({ name }) => name === answer.choice);
      const reply = chosen?.reply ?? null;
      const { leftOut } = makeDesign(interview, choicesOf(interview, answers));
      return [
        ...(reply === null ? [] : [item('Interviewer', wordsOf(reply, lookUp, interview))]),
        ...leftOut.filter((one) => one.chosen.question === question.name).flatMap((one) => leftOutParts(interview, one)),
      ];
    }
    case 'prediction':
      return [text(answer === null ? 'No prediction. The run will say.' : 'Noted. The run will say.', 'dim')];
    case 'estimate': {
      const judged = answer === null ? null : judgeEstimate(question, answer, lookUp);
      const formula = wordsOf(kind.formula, lookUp, interview);
      if (judged === null) return [item('It comes to', valueWords(evaluate(kind.number, lookUp))), text(formula)];
      return [
        judged.isRight ? text('Near enough.', 'good') : text(`Too far off: it comes to ${valueWords(judged.right)}.`, 'bad'),
        text(formula),
      ];
    }
    case 'words': {
      const said = answer?.kind === 'words' ? mentionedPoints(kind.points, answer.text) : [];
      const missing = kind.points.filter((point) => !said.includes(point));
      const all = kind.points.length;
      return [
        ...(answer === null ? [] : [text(`${String(said.length)} of ${String(all)} points that are worth naming:`, said.length * 2 >= all ? 'good' : 'warn')]),
        ...items([
          ...said.map((point) => ['  you said', wordsOf(point.text, lookUp, interview), 'good'] as const),
          ...missing.map((point) => [answer === null ? '-' : '  also', wordsOf(point.text, lookUp, interview)] as const),
        ]),
      ];
    }
    default:
      return assertNever(kind);
  }
}

/** A choice that does not go with earlier ones, and why not. */
export function leftOutParts(interview: Interview, { chosen, because }: LeftOut): readonly Part[] {
  const question = interview.questions.find(({ name }) => name === chosen.question);
  const words = question === undefined ? chosen.choice : answerWords(interview, question, { kind: 'choice', choice: chosen.choice });
  const reasons = [...new Set(because.map(({ message, expected }) => `${message}${expected === '' ? '' : `; it would take ${expected}`}`))];
  return [
    text(`This does not go with what you chose before, and your design goes on without it: ${words}`, 'warn'),
    ...reasons.slice(0, 2).map((reason) => item('  because', safe(reason))),
  ];
}

/** The design so far: each choice behind its stage. */
export function designPassage(interview: Interview, answers: InterviewAnswers): Passage {
  const asked = interview.questions.filter(({ kind }) => kind.kind === 'choice');
  const rows = asked.map((question, at) => {
    const answer = answers.get(question.name);
    const words = answer === undefined ? (answers.has(question.name) ? 'left open' : '-') : answerWords(interview, question, answer);
    const isFirst = asked[at - 1]?.stage !== question.stage;
    return [isFirst ? stageWords(question.stage) : `  ${question.name}`, words, answer === undefined ? 'dim' : 'plain'] as const;
  });
  return { heading: 'Your design so far', parts: items(rows) };
}

/** What texts cite. */
export function sourcesPassage({ sources }: Interview): Passage {
  return {
    heading: 'Sources',
    parts: sources.map(({ title, url }, at) => item(`[${String(at + 1)}]`, safe(`${title}${url === null ? '' : `, ${url}`}`))),
  };
}

