/** An interview as one document: what was answered, what became of it, what there was to say. */
import { assertNever } from '../../sim/base/assert.js';
import type { ChecklistItem } from '../../scenarios/interview/checklist.js';
import type { InterviewQuestion } from '../../scenarios/interview/interview.js';
import type { DesignRun } from '../../scenarios/interview/run-design.js';
import { judgeEstimate, mentionedPoints, rightOutcome } from '../../scenarios/interview/answer.js';
import { lookUpDesign, lookUpStated } from '../../scenarios/interview/run-design.js';
import { proseWords, valueWords } from '../view/learn/lesson-words.js';
import { followUpAnswer } from '../view/interview/told-feedback.js';
import type { JudgedDesign } from '../view/interview/told-feedback.js';
import { answerWords, askWords, choiceWords, safe, wordsOf } from '../view/interview/told-question.js';
import { formatVersion, toJsonDocument } from '../report/json.js';

/** An interview that was held to its end. */
export interface WholeInterview {
  readonly judged: JudgedDesign;
  /** What was said to follow-ups, by their names. */
  readonly words: ReadonlyMap<string, string>;
  readonly checklist: readonly ChecklistItem[];
  /** The command that gives the same answers. */
  readonly repeat: string;
}

/** The document that `schema/interview.schema.json` describes. */
export function renderInterviewJson({ judged, words, checklist, repeat }: WholeInterview): string {
  const { interview, design, run, model, feedback } = judged;
  const { losses, timeline, regions, faults, conflicts, converged, staleReads, remarks, followUps } = feedback;
  return toJsonDocument({
    formatVersion,
    interview: interview.name,
    title: interview.title,
    prompt: wordsOf(interview.prompt, lookUpStated(interview), interview),
    questions: interview.questions.map((question) => questionOf(judged, question)),
    design: {
      choices: Object.fromEntries(design.chosen.map(({ question, choice }) => [question, choice])),
      leftOut: design.leftOut.map(({ chosen, because }) => ({ ...chosen, because: because.map(({ message, expected }) => ({ message, expected })) })),
      scenario: design.yaml,
    },
    run: runOf(run),
    model: { choices: Object.fromEntries(interview.model.choices.map(({ question, choice }) => [question, choice])), ...runOf(model) },
    feedback: {
      losses,
      timeline,
      regions,
      faults,
      concurrentWrites: conflicts.distinct,
      converged,
      staleReads,
      remarks: remarks.map((remark) => ({ isPraise: remark.isPraise, text: safe(proseWords(remark.text, interview.sources)) })),
    },
    followUps: followUps.map((one) => ({
      name: one.name,
      ask: safe(proseWords(one.ask, interview.sources)),
      said: words.get(one.name) ?? null,
      answer: followUpAnswer(interview, one),
    })),
    modelAnswer: wordsOf(interview.model.spoken, lookUpDesign(interview.given, model, model), interview),
    mistakes: interview.mistakes.map((mistake) => wordsOf(mistake, lookUpDesign(interview.given, run, model), interview)),
    checklist,
    sources: interview.sources.map(({ name, title, url }, at) => ({ number: at + 1, name, title, url })),
    repeat,
  });
}

/** What a run comes to. Times in milliseconds; null is not judged or not measured. */
function runOf({ report }: DesignRun): object {
  const { write, staleReads } = report.clients;
  return {
    fingerprint: report.fingerprint,
    acknowledged: report.writes.acknowledged,
    lostWrites: report.lostWrites.total,
    conflicts: report.conflicts.distinct,
    availability: write.availability,
    writeP50Ms: write.p50Ms,
    writeP99Ms: write.p99Ms,
    staleReads,
    converged: report.convergence.converged,
  };
}

function questionOf(judged: JudgedDesign, question: InterviewQuestion): object {
  const { interview, answers } = judged;
  const answer = answers.get(question.name) ?? null;
  return {
    name: question.name,
    stage: question.stage,
    kind: question.kind.kind,
    ask: askWords(interview, question),
    choices: choiceWords(interview, question),
    answer: answer === null ? null : answerWords(interview, question, answer),
    ...outcomeOf(judged, question),
  };
}

/** What an answer comes to; `isRight` is null where nothing is right or wrong about it. */
function outcomeOf({ interview, answers, run, model }: JudgedDesign, question: InterviewQuestion): object {
  const answer = answers.get(question.name) ?? null;
  const { kind } = question;
  switch (kind.kind) {
    case 'choice':
      return { right: null, isRight: null };
    case 'words': {
      const said = answer?.kind === 'words' ? mentionedPoints(kind.points, answer.text) : [];
      const lookUp = lookUpStated(interview);
      return { right: null, isRight: null, points: kind.points.map((point) => ({ text: wordsOf(point.text, lookUp, interview), isMentioned: said.includes(point) })) };
    }
    case 'estimate': {
      const lookUp = lookUpStated(interview);
      const judged = judgeEstimate(question, answer ?? { kind: 'estimate', answer: { kind: 'number', value: 0, unit: null } }, lookUp);
      return { right: judged === null ? null : valueWords(judged.right), isRight: answer === null ? null : (judged?.isRight ?? null) };
    }
    case 'prediction': {
      const right = rightOutcome(question, lookUpDesign(interview.given, run, model));
      const words = choiceWords(interview, question)[kind.outcomes.findIndex(({ name }) => name === right)] ?? null;
      return { right: words, isRight: answer?.kind === 'prediction' ? answer.outcome === right : null };
    }
    default:
      return assertNever(kind);
  }
}
