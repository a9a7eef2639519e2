import { assert, expect, test } from 'vitest';
import { shelveInterviews } from '../../../../src/cli/tui/home/interview-shelf.js';
import { openStack } from '../explain/opened-explanation.js';

test('an interview that is left says how much of it was answered', async () => {
  const shelf = shelveInterviews();
  const { stack, press } = openStack({ columns: 80, rows: 24 });
  const { place } = stack;
  const opened = await shelf.entries[0]?.open({ place, ascii: true, follow: () => undefined, signal: new AbortController().signal });
  assert(opened !== undefined);
  place.navigator.open(opened.screen);
  press('return');
  press('1');
  press('return');
  expect(shelf.entries[0]?.notes).toEqual([]);
  expect(shelf.renew?.().entries[0]?.notes[0]?.text).toMatch(/^\d answers?, kept until you leave quarrel$/);
});
