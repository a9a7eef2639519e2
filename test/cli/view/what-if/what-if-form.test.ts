import { describe, expect, test } from 'vitest';
import { whatIfWords } from '../../../../src/scenarios/what-if/what-if.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { drawWhatIf } from '../../../../src/cli/view/what-if/draw-what-if.js';
import {
  addDraft, changesOf, dropDraft, eraseIn, isTyped, moveBy, newForm, typeInto, vary,
} from '../../../../src/cli/view/what-if/what-if-form.js';
import type { WhatIfForm } from '../../../../src/cli/view/what-if/what-if-form.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { textOf } from '../live/sample-state.js';

const form = newForm(makeScenario({}), 12_000_000);

function wordsOf(of: WhatIfForm): readonly string[] {
  return changesOf(of).map(whatIfWords);
}

/** The form with the first change of this kind. */
function ofKind(kind: string): WhatIfForm {
  let here = form;
  for (let turn = 0; turn < 10 && changesOf(here)[0]?.kind !== kind; turn += 1) here = vary(here, 1);
  return here;
}

test('every kind can be come to, and back from it', () => {
  const kinds: string[] = [];
  let here = form;
  for (let turn = 0; turn < 9; turn += 1) {
    kinds.push(changesOf(here)[0]?.kind ?? '');
    here = vary(here, 1);
  }
  expect(kinds).toEqual(['cut', 'end', 'crash', 'clock', 'latency', 'loss', 'deploy', 'resolve', 'strategy']);
  expect(wordsOf(here)).toEqual(wordsOf(form));
  expect(changesOf(vary(form, -1))[0]?.kind).toBe('strategy');
});

test('where nothing goes on, nothing can be ended', () => {
  const early = vary(newForm(makeScenario({}), 1_000_000), 1);
  expect(changesOf(early)[0]?.kind).toBe('crash');
});

test('links are those between two regions, those of one, or all', () => {
  const words: string[] = [];
  let here = moveBy(form, 1);
  for (let turn = 0; turn < 7; turn += 1) {
    words.push(...wordsOf(here));
    here = vary(here, 1);
  }
  expect(words).toEqual([
    'cut us-east - eu-west for 5s',
    'cut us-east - ap-se for 5s',
    'cut eu-west - ap-se for 5s',
    'cut all links of us-east for 5s',
    'cut all links of eu-west for 5s',
    'cut all links of ap-se for 5s',
    'cut all links for 5s',
  ]);
});

test('a rule that can go on with what is there counts from now on, in all regions or in one; others from the start', () => {
  const listed = (kind: string): readonly string[] => {
    let here = moveBy(ofKind(kind), 1);
    const words: string[] = [];
    for (let turn = 0; turn < 20 && !words.includes(wordsOf(here)[0] ?? ''); turn += 1) {
      words.push(...wordsOf(here));
      here = vary(here, 1);
    }
    return words;
  };
  expect(listed('deploy').slice(0, 5)).toEqual([
    'fww from this moment on',
    'fww from this moment on in us-east',
    'fww from this moment on in eu-west',
    'fww from this moment on in ap-se',
    'arrival from this moment on',
  ]);
  expect(listed('resolve')).toEqual(['siblings from the start']);
});

test('where no rule can go on with what is there, every other one counts from the start', () => {
  const conflicts = { timestamps: 'physical', detect: 'version-vector', resolve: 'siblings' } as const;
  let here = newForm({ ...makeScenario({}), conflicts }, 12_000_000);
  const words: string[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    words.push(...wordsOf(here));
    here = vary(here, 1);
  }
  expect(words.filter((text) => text.includes('moment'))).toEqual([]);
  expect(words).toContain('lww from the start');
});

describe('amounts', () => {
  test('are typed, and erased', () => {
    let here = moveBy(moveBy(ofKind('clock'), 1), 1);
    expect(isTyped(here)).toBe(true);
    for (let turn = 0; turn < 6; turn += 1) here = eraseIn(here);
    for (const character of '+1.5s') here = typeInto(here, character);
    expect(wordsOf(here)).toEqual(['step the clock of us-east by +1.5s']);
  });

  test('or gone through', () => {
    const here = vary(moveBy(moveBy(ofKind('loss'), 1), 1), 1);
    expect(wordsOf(here)).toEqual(['50% loss on us-east - eu-west for 5s']);
  });

  test('no duration is until the end', () => {
    const here = eraseIn(eraseIn(moveBy(moveBy(form, 1), 1)));
    expect(changesOf(here)).toMatchObject([{ kind: 'cut', lasts: null }]);
  });
});

test('several changes are stacked, and taken away again', () => {
  const two = vary(addDraft(form), 1);
  expect(changesOf(two).map(({ kind }) => kind)).toEqual(['cut', 'end']);
  expect(moveBy(two, -1)).toMatchObject({ draft: 0, field: 2 });
  expect(wordsOf(dropDraft(two))).toEqual(wordsOf(form));
  expect(dropDraft(form)).toBe(form);
});

test.each([[60, 17], [80, 23], [140, 39]])('in %i x %i the line that keys are about is in sight', (columns, rows) => {
  let here = form;
  for (let more = 0; more < 7; more += 1) here = addDraft(here);
  here = moveBy(moveBy(here, 1), 1);
  const repeat = `quarrel run split-brain ${"--set 'faults.1={ at: 1s }' ".repeat(6)}`;
  const drawn = textOf(drawWhatIf({ form: here, problem: ['wrong'], repeat }, { columns, rows }, asciiTheme));
  expect(drawn.split('\n').length).toBeLessThanOrEqual(rows);
  expect(drawn).toContain('> how long  5s_');
  expect(drawn).toContain('wrong');
});
