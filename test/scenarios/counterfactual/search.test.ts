import { describe, expect, test } from 'vitest';
import { change, promise, setTo, turn } from '../../../src/scenarios/counterfactual/candidate.js';
import type { Candidate } from '../../../src/scenarios/counterfactual/candidate.js';
import type { Counterfactual } from '../../../src/scenarios/counterfactual/counterfactual.js';
import type { Outcome } from '../../../src/scenarios/counterfactual/outcome.js';
import { bound, searchCounterfactuals } from '../../../src/scenarios/counterfactual/search.js';
import type { Override } from '../../../src/scenarios/index.js';

const actual: Outcome = { fingerprint: 'actual', fate: 'lost', lostWrites: 5, isSettled: true };

function keeping(lostWrites: number, more: Partial<Outcome> = {}): Outcome {
  return { fingerprint: `keeps ${lostWrites}`, fate: 'visible', lostWrites, isSettled: true, ...more };
}

/** Searches a world that answers by path. */
function search(
  candidates: readonly Candidate[],
  answers: Readonly<Record<string, Outcome | null>>,
  { most = 100, tellsUnacknowledged = false } = {},
): { readonly found: readonly Counterfactual[]; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const run = bound(searchCounterfactuals(candidates, actual, tellsUnacknowledged), most);
  let step = run.next();
  while (step.done !== true) {
    const text = step.value.map(({ path, value }: Override) => `${path}=${value}`).join(' ');
    asked.push(text);
    step = run.next(answers[text] ?? null);
  }
  return { found: step.value, asked };
}

function wordsOf({ found }: { readonly found: readonly Counterfactual[] }): readonly string[] {
  return found.map(({ words }) => words);
}

describe('a search', () => {
  test('tells what keeps the write, by weight, and what loses more than was lost last', () => {
    const candidates = [change(3, 'c', ['c', '1']), change(1, 'a', ['a', '1']), change(2, 'b', ['b', '1'])];
    const result = search(candidates, { 'a=1': keeping(9), 'b=1': keeping(5), 'c=1': keeping(0) });
    expect(result.asked).toEqual(['a=1', 'b=1', 'c=1']);
    expect(wordsOf(result)).toEqual(['b', 'c', 'a']);
    expect(result.found[0]).toEqual({
      words: 'b',
      kept: { changes: [{ path: 'b', value: '1' }], fingerprint: 'keeps 5', fate: 'visible' },
      lost: null,
      lostWrites: 5,
    });
  });

  test('leaves out what was refused, loses it too, leaves it pending, does not settle, or changes nothing', () => {
    const names = ['refused', 'lost', 'pending', 'unsettled', 'same', 'unacknowledged'];
    const candidates = names.map((name) => change(1, name, [name, '1']));
    const result = search(candidates, {
      'lost=1': keeping(0, { fate: 'lost' }),
      'pending=1': keeping(0, { fate: 'pending' }),
      'unsettled=1': keeping(0, { isSettled: false }),
      'same=1': keeping(0, { fingerprint: 'actual' }),
      'unacknowledged=1': keeping(0, { fate: null }),
    });
    expect(result.asked).toHaveLength(6);
    expect(result.found).toEqual([]);
  });

  test('tells of clients that are not told of success only where it is asked to, and only of promises', () => {
    const candidates = [promise(1, 'majority', ['m', '1']), change(1, 'crash', ['c', '1'])];
    const answers = { 'm=1': keeping(0, { fate: null }), 'c=1': keeping(0, { fate: null }) };
    expect(search(candidates, answers).found).toEqual([]);
    const { found } = search(candidates, answers, { tellsUnacknowledged: true });
    expect(found).toMatchObject([{ words: 'majority', kept: { fate: null }, lost: null }]);
  });

  test('tells an edge in place of the change as a whole, and the change where there is no edge', () => {
    const sized = (path: string): Candidate => turn({
      name: path,
      words: `${path} at all`,
      weight: 1,
      actual: 4,
      limit: 0,
      step: 1,
      changesAt: setTo(path, String),
      wordsOf: ({ kept, lost }) => `${path} ${kept} not ${lost}`,
    });
    const two = { 'x=0': keeping(1), 'x=1': keeping(1), 'x=2': keeping(2), 'x=3': actual };
    const { found } = search([sized('x')], two);
    expect(found).toMatchObject([{ words: 'x 2 not 3', kept: { changes: [{ value: '2' }] }, lost: { changes: [{ value: '3' }], fate: 'lost' }, lostWrites: 2 }]);
    // Beyond the limit of runs there is no edge that was run.
    expect(wordsOf(search([sized('x')], two, { most: 1 }))).toEqual(['x at all']);
  });

  test('a dial is tried at its limit first, as a duration where nothing else is said', () => {
    const wordsOf = (): string => 'sooner';
    const late = turn({ name: 'a', words: 'late', weight: 3, actual: 0, limit: 1500, step: 100, changesAt: setTo('a.at'), wordsOf });
    expect(late).toMatchObject({ name: 'a', words: 'late', weight: 3, changes: [{ path: 'a.at', value: '1.5ms' }] });
    expect(late.dials).toHaveLength(1);
    expect(search([late], {}).asked).toEqual(['a.at=1.5ms']);
  });

  test('tries the second of two by one name only where the first does not help', () => {
    const pair = [{ ...change(1, 'a', ['a', '1']), name: 'n' }, { ...change(2, 'b', ['b', '1']), name: 'n' }];
    expect(search(pair, { 'a=1': keeping(0), 'b=1': keeping(0) })).toMatchObject({ asked: ['a=1'], found: [{ words: 'a' }] });
    expect(search(pair, { 'a=1': actual, 'b=1': keeping(0) })).toMatchObject({ asked: ['a=1', 'b=1'], found: [{ words: 'b' }] });
  });

  test('never asks twice about one change, and counts only what was run', () => {
    const same = [change(1, 'a', ['a', '1']), change(2, 'again', ['a', '1']), change(3, 'b', ['b', '1']), change(4, 'c', ['c', '1'])];
    const twice = same.map((candidate, i) => ({ ...candidate, name: String(i) }));
    const result = search(twice, { 'b=1': keeping(0), 'c=1': keeping(0) }, { most: 1 });
    expect(result.asked).toEqual(['a=1', 'b=1']);
    expect(wordsOf(result)).toEqual(['b']);
  });
});
