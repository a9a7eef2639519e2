import { describe, expect, it } from 'vitest';
import {
  choicesOf, judgeEstimate, mentionedPoints, readInterviewAnswer, rightOutcome,
} from '../../../src/scenarios/interview/answer.js';
import { makeDesign } from '../../../src/scenarios/interview/design.js';
import { judgeDesign } from '../../../src/scenarios/interview/judge.js';
import { lookUpDesign, lookUpStated, runDesign, runModel } from '../../../src/scenarios/interview/run-design.js';
import { fillProse } from '../../../src/scenarios/lessons/prose.js';
import { proseWords } from '../../../src/cli/view/learn/lesson-words.js';
import { chosenBy, readInterview } from './shipped-interviews.js';

const payments = readInterview('07-payments.yaml');
const model = runModel(payments);

function judge(choices: string) {
  const design = makeDesign(payments, chosenBy(choices));
  const run = runDesign(design);
  return { run, feedback: judgeDesign(payments, design, run, model) };
}

describe('feedback on payments', () => {
  const { run, feedback } = judge('model=balance,topology=mesh,conflicts=never,fault=cut');

  it('shows by the run that several leaders let money be spent twice', () => {
    const { conflicts } = run.report;
    expect(conflicts.distinct).toBeGreaterThan(0);
    expect(feedback.losses).toEqual([expect.objectContaining({ cause: 'resolution', writes: conflicts.distinct })]);
    const said = feedback.remarks.map(({ text }) => proseWords(text, payments.sources)).join('\n');
    expect(said).toContain(`taken twice from one balance: ${String(conflicts.distinct)}.`);
    expect(said).toContain('Several leaders are the wrong answer here');
    expect(feedback.followUps.map(({ name }) => name)).toContain('why-twice');
    const question = payments.questions.find(({ name }) => name === 'expected');
    expect(question && rightOutcome(question, lookUpDesign(payments.given, run, model))).toBe('unnoticed');
  });

  it('says when: the first loss, and the worst parts of the run', () => {
    const [loss] = feedback.losses;
    const first = Math.min(...run.lostWrites.map(({ acceptedAtUs }) => acceptedAtUs));
    expect(loss?.first.acceptedAtUs).toBe(first);
    expect(feedback.worst.length).toBeGreaterThan(0);
    expect(feedback.worst.every(({ lost, unserved }) => lost + unserved > 0)).toBe(true);
  });

  it('tells who waits and who is refused under consensus', () => {
    const consensus = judge('model=balance,topology=consensus,conflicts=never,fault=cut');
    expect(consensus.run.report.conflicts.distinct).toBe(0);
    expect(consensus.feedback.losses).toEqual([]);
    expect(consensus.feedback.farthest?.region).toBe('singapore');
    const cut = consensus.feedback.regions.find(({ region }) => region === 'singapore');
    expect(cut?.duringFaults).toBe(0);
    const near = consensus.feedback.regions.find(({ region }) => region === 'lisbon');
    expect(near?.duringFaults).toBe(1);
    const told = consensus.feedback.remarks.map(({ text }) => proseWords(text, payments.sources)).join('\n');
    expect(told).toContain('While the fault lasted 0 % of the payments in Singapore were answered.');
    // Over the whole run it is more: before the cut and after it payments were taken.
    expect(consensus.run.report.clients.byRegion.find(({ region }) => region === 'singapore')?.write.availability).toBeGreaterThan(0.2);
  });

  it('tells that an order alone does not keep a balance', () => {
    const counter = judge('model=counter,topology=consensus');
    const said = counter.feedback.remarks.map(({ text }) => proseWords(text, payments.sources)).join('\n');
    expect(said).toContain('still the fourth account holds -60');
  });
});

describe('an answer', () => {
  const of = (name: string) => {
    const question = payments.questions.find((one) => one.name === name);
    if (question === undefined) throw new Error(name);
    return question;
  };

  const read = (name: string, text: string) => readInterviewAnswer(of(name), text, lookUpStated(payments));

  it('is a choice by number or name', () => {
    const answer = { ok: true, value: { kind: 'choice', choice: 'consensus' } };
    expect(read('topology', '3')).toEqual(answer);
    expect(read('topology', ' Consensus ')).toEqual(answer);
    expect(read('topology', 'concensus')).toMatchObject({ ok: false, suggestion: 'did you mean "consensus"?' });
    expect(choicesOf(payments, new Map([['topology', { kind: 'choice', choice: 'consensus' }]]))).toEqual(chosenBy('topology=consensus'));
  });

  it('is a number that is held against its formula', () => {
    const judged = (text: string) => {
      const answer = read('rate', text);
      return answer.ok ? judgeEstimate(of('rate'), answer.value, lookUpStated(payments)) : null;
    };
    // 30 million a day are 347 a second; five times that 1,736.
    expect(judged('1,700')).toMatchObject({ isRight: true });
    expect(judged('1736/s')).toMatchObject({ isRight: true });
    expect(judged('347')).toMatchObject({ isRight: false });
    expect(judged('many')).toBeNull();
    // Of another kind it is asked for again, and not wrong.
    const other = read('rate', '3 MB');
    expect(other.ok ? '' : other.message).toContain('is a size');
  });

  it('is free words, of which points are ticked off', () => {
    const { kind } = of('needs');
    const points = kind.kind === 'words' ? kind.points : [];
    const said = mentionedPoints(points, 'How fast must it be? And idempotent retries, an audit');
    const nothing = lookUpStated(payments);
    expect(said.map(({ text }) => proseWords(fillProse(text, nothing), []))).toEqual([
      'How long a payment may take', 'Whether a payment may be repeated by its sender', 'What must be provable afterwards',
    ]);
    expect(read('needs', '  ')).toMatchObject({ ok: false });
  });
});
