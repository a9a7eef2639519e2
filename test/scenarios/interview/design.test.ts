import { describe, expect, it } from 'vitest';
import { makeDesign, meets } from '../../../src/scenarios/interview/design.js';
import { choicesByQuestion, chosenBy, readInterview } from './shipped-interviews.js';

const editor = readInterview('02-collaborative-editor.yaml');
const payments = readInterview('07-payments.yaml');

describe('a design', () => {
  it('leaves out what the engine refuses beside an earlier choice, and says why', () => {
    const { chosen, leftOut, loaded } = makeDesign(editor, chosenBy('conflicts=transform,topology=peers'));
    expect(chosen).toEqual(chosenBy('topology=peers'));
    expect(leftOut.map((one) => one.chosen)).toEqual(chosenBy('conflicts=transform'));
    expect(leftOut[0]?.because.map(({ message }) => message)).toEqual(['text-ot needs one leader that all edits pass through']);
    expect(loaded.scenario.conflicts.resolve).toBe('text-sequence');
  });

  it('does not depend on the order in which the choices were made', () => {
    const choices = choicesByQuestion(payments).flatMap((each) => each[1] ?? []);
    expect(makeDesign(payments, choices.toReversed()).yaml).toBe(makeDesign(payments, choices).yaml);
  });

  it('takes what stands under "instead" beside certain choices', () => {
    expect(makeDesign(payments, chosenBy('conflicts=both')).loaded.scenario.conflicts.resolve).toBe('siblings');
    expect(makeDesign(payments, chosenBy('conflicts=both,topology=consensus')).leftOut).toEqual([]);
  });

  it('ignores what is no choice of the interview', () => {
    expect(makeDesign(payments, chosenBy('colour=blue,topology=ring')).chosen).toEqual([]);
  });
});

describe('a demand', () => {
  it('is met by any of its choices', () => {
    const chosen = chosenBy('topology=mesh,model=ledger');
    expect(meets(chosen, [{ question: 'topology', choices: ['ring', 'mesh'] }])).toBe(true);
    expect(meets(chosen, [{ question: 'topology', choices: ['mesh'] }, { question: 'model', choices: ['counter'] }])).toBe(false);
  });
});
