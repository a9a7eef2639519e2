/** What became of a design, in words: what it loses and when, who waits, what is said of it, what is asked further. */
import type { InterviewAnswers } from '../../../scenarios/interview/answer.js';
import { rightOutcome } from '../../../scenarios/interview/answer.js';
import type { ChecklistItem, ChecklistVerdict } from '../../../scenarios/interview/checklist.js';
import type { Design } from '../../../scenarios/interview/design.js';
import type { Interview } from '../../../scenarios/interview/interview.js';
import type { Feedback, Span } from '../../../scenarios/interview/judge.js';
import type { DesignRun } from '../../../scenarios/interview/run-design.js';
import { lookUpDesign } from '../../../scenarios/interview/run-design.js';
import { numberOf } from '../../../scenarios/lessons/value.js';
import type { Tone } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import { proseWords, valueWords } from '../learn/lesson-words.js';
import { lossWords } from '../words/loss-words.js';
import { formatCount, formatCountOf } from '../words/quantity.js';
import { gap, item, items, text } from './passage.js';
import type { Part, Passage } from './passage.js';
import { answerWords, choiceWords, leftOutParts, safe, wordsOf } from './told-question.js';

/** A design that has run, and all that was made of it. */
export interface JudgedDesign {
  readonly interview: Interview;
  readonly answers: InterviewAnswers;
  readonly design: Design;
  readonly run: DesignRun;
  readonly model: DesignRun;
  readonly feedback: Feedback;
}

/** A question that follows from a design. */
export type FollowUp = Feedback['followUps'][number];

/** All that is told at once, before the follow-ups. */
export function feedbackPassages(judged: JudgedDesign): readonly Passage[] {
  const { feedback, interview, design } = judged;
  const remarks = feedback.remarks.map((remark) =>
    item(remark.isPraise ? '+' : '-', safe(proseWords(remark.text, interview.sources)), remark.isPraise ? 'good' : 'warn'));
  const leftOut = design.leftOut.flatMap((one) => leftOutParts(interview, one));
  return [
    ...predictionPassages(judged),
    { heading: 'What it loses, and when', parts: lossParts(judged) },
    { heading: 'Who waits, and who is turned away', parts: regionParts(feedback) },
    { heading: 'Beside the model answer', parts: [comparison(judged)] },
    ...(remarks.length + leftOut.length === 0 ? [] : [{ heading: 'What the interviewer says of it', parts: [...remarks, ...leftOut] }]),
  ];
}

/** A follow-up; its answer is for after one's own. */
export function followUpPassage({ sources }: Interview, { ask }: FollowUp, at: number, of: number): Passage {
  return { heading: `Follow-up ${String(at + 1)} of ${String(of)}`, parts: [text(safe(proseWords(ask, sources)), 'strong')] };
}

/** What there is to answer. */
export function followUpAnswer({ sources }: Interview, { answer }: FollowUp): string {
  return safe(proseWords(answer, sources));
}

/** The model answer, and what many get wrong. */
export function modelPassages({ interview, run, model }: Pick<JudgedDesign, 'interview' | 'run' | 'model'>): readonly Passage[] {
  const ofModel = lookUpDesign(interview.given, model, model);
  const ofOwn = lookUpDesign(interview.given, run, model);
  const choices = interview.model.choices.flatMap(({ question: name, choice }) => {
    const question = interview.questions.find((one) => one.name === name);
    return question === undefined ? [] : [[name, answerWords(interview, question, { kind: 'choice', choice })] as const];
  });
  return [
    { heading: 'A model answer, to be spoken', parts: [text(wordsOf(interview.model.spoken, ofModel, interview)), gap, ...items(choices)] },
    { heading: 'Common mistakes', parts: interview.mistakes.map((mistake) => item('-', wordsOf(mistake, ofOwn, interview))) },
  ];
}

/** The production checklist, as far as it is known. */
export function checklistPassage(checked: readonly ChecklistItem[]): Passage {
  return { heading: 'The production checklist, held against your design by running it', parts: checked.flatMap(checklistParts) };
}

/** One item of it: the verdict is a word before it is a colour. */
export function checklistParts({ verdict, title, evidence, remedy }: ChecklistItem): readonly Part[] {
  const { word, tone } = verdictWords[verdict];
  return [
    item(word.padEnd(verdictColumns), title, tone),
    item(' '.repeat(verdictColumns), safe(evidence)),
    ...(remedy === null ? [] : [item(' '.repeat(verdictColumns), `try: ${safe(remedy)}`, 'dim')]),
  ];
}

const verdictWords: Readonly<Record<ChecklistVerdict, { readonly word: string; readonly tone: Tone }>> = {
  holds: { word: 'holds', tone: 'good' },
  violated: { word: 'violated', tone: 'bad' },
  unknown: { word: 'unknown', tone: 'warn' },
  'not-applicable': { word: 'not applicable', tone: 'dim' },
};
const verdictColumns = 'not applicable'.length;

function predictionPassages({ interview, answers, run, model }: JudgedDesign): readonly Passage[] {
  const lookUp = lookUpDesign(interview.given, run, model);
  return interview.questions.flatMap((question): readonly Passage[] => {
    const { kind } = question;
    if (kind.kind !== 'prediction') return [];
    const right = rightOutcome(question, lookUp);
    const answer = answers.get(question.name);
    const said = answer?.kind === 'prediction' ? answer.outcome : null;
    const at = kind.outcomes.findIndex(({ name }) => name === right);
    const was = choiceWords(interview, question)[at] ?? 'none of these';
    const because = kind.outcomes.find(({ name }) => name === said)?.because ?? null;
    return [{
      heading: 'What you expected',
      parts: [
        ...(answer === undefined ? [] : [item('You said', answerWords(interview, question, answer))]),
        item('It was  ', was, said === null ? 'plain' : said === right ? 'good' : 'bad'),
        ...(said === null || said === right || because === null ? [] : [text(wordsOf(because, lookUp, interview))]),
      ],
    }];
  });
}

function lossParts({ feedback, run }: JudgedDesign): readonly Part[] {
  const { losses, timeline, faults } = feedback;
  const { acknowledged } = run.report.writes;
  const lost = run.report.lostWrites.total;
  const summary = lost === 0
    ? text(`Of ${formatCountOf(acknowledged, 'acknowledged write')} none is lost.`, 'good')
    : text(`${formatCount(lost)} of ${formatCountOf(acknowledged, 'acknowledged write')} ${lost === 1 ? 'is' : 'are'} lost:`, 'bad');
  const causes = losses.flatMap(({ cause, writes, everywhere, first }) => [
    item(formatCount(writes).padStart(6), `${cause}: ${lossWords[cause]}`),
    item('      ', `${formatCount(everywhere)} gone everywhere; the first was of ${showText(first.key)}, accepted in ${showText(first.replica)} at ${momentWords(first.acceptedAtUs)}`, 'dim'),
  ]);
  const isCalm = timeline.every((span) => span.lost + span.unserved === 0) && faults.length === 0;
  return [summary, ...causes, ...(isCalm ? [] : [gap, { kind: 'drawing', lines: drawTimeline(feedback) } as const, ...worstParts(feedback)])];
}

function worstParts({ worst }: Feedback): readonly Part[] {
  const most = (span: Span): number => span.lost + span.unserved;
  const worstOf = worst.reduce((a: Span | undefined, b) => (a === undefined || most(b) > most(a) ? b : a), undefined);
  if (worstOf === undefined) return [];
  const from = momentWords(worstOf.fromUs);
  return [text(
    `The worst was from ${from} to ${momentWords(worstOf.untilUs)}: ${formatCountOf(worstOf.lost, 'write')} acknowledged then and lost, ` +
    `${formatCountOf(worstOf.unserved, 'request')} not served.`,
  )];
}

/** The run from left to right: a column for each of its parts. */
function drawTimeline({ timeline, faults }: Feedback): readonly string[] {
  const end = momentWords(timeline.at(-1)?.untilUs ?? 0);
  const fault = timeline.map(({ fromUs, untilUs }) =>
    (faults.some(({ atMs, untilMs }) => atMs * 1000 < untilUs && (untilMs === null || untilMs * 1000 > fromUs)) ? '~~' : '..'));
  return [
    `           0 s${end.padStart(timeline.length * 2 - 3)}`,
    ...(faults.length === 0 ? [] : [`  fault    ${fault.join('')}`]),
    `  lost     ${barsOf(timeline.map(({ lost }) => lost))}`,
    `  unserved ${barsOf(timeline.map(({ unserved }) => unserved))}`,
    '           . none   - up to a third of the worst   = two thirds   # the worst',
  ];
}

function barsOf(counts: readonly number[]): string {
  const most = Math.max(0, ...counts);
  return counts.map((count) => (count === 0 ? '.' : '-=#'.charAt(Math.min(2, Math.ceil((count / most) * 3) - 1))).repeat(2)).join('');
}

function regionParts({ regions, farthest, faults }: Feedback): readonly Part[] {
  const hasFaults = faults.length > 0;
  const rows = regions.map(({ region, writeP50Ms, writeP99Ms, availability, duringFaults }) => [
    showText(region), spanWords(writeP50Ms), spanWords(writeP99Ms), shareWords(availability), ...(hasFaults ? [shareWords(duringFaults)] : []),
  ]);
  return [
    { kind: 'table', rows: [['region', 'write p50', 'p99', 'taken', ...(hasFaults ? ['all requests during the fault'] : [])], ...rows] },
    ...(farthest === null ? [] : [text(`Users in ${showText(farthest.region)} wait the longest: ${spanWords(farthest.writeP50Ms)} for half of their writes.`)]),
  ];
}

function comparison({ run, model }: JudgedDesign): Part {
  const figures = ({ report }: DesignRun): readonly string[] => {
    const { write, staleReads } = report.clients;
    return [
      formatCount(report.lostWrites.total),
      formatCount(report.conflicts.distinct),
      shareWords(write.availability),
      `${spanWords(write.p50Ms)}, ${spanWords(write.p99Ms)}`,
      staleReads === null ? '-' : formatCount(staleReads),
      report.convergence.converged ? 'yes' : 'no',
    ];
  };
  const names = ['lost writes', 'conflicts', 'writes taken', 'write p50, p99', 'stale reads', 'replicas agree at the end'];
  const [own, best] = [figures(run), figures(model)];
  const rows = names.map((name, at) => [name, own[at] ?? '', best[at] ?? '']);
  return { kind: 'table', rows: [['', 'yours', 'model'], ...rows.filter(([, ...cells]) => cells.some((cell) => cell !== '-'))] };
}

function momentWords(us: number): string {
  return valueWords(numberOf(us < 1e6 && us > 0 ? us : Math.round(us / 10_000) * 10_000, 'duration')).replace(/^0 ms$/, '0 s');
}

function spanWords(ms: number | null): string {
  return ms === null ? '-' : valueWords(numberOf(ms * 1000, 'duration'));
}

function shareWords(share: number | null): string {
  return share === null ? '-' : valueWords(numberOf(share, 'share'));
}
