import { expect, test } from 'vitest';
import { JournalReader } from '../../../src/cli/check/journal.js';

test('a call is open from its record until the next one, however the text is cut', () => {
  const text = '>merge [{"a":"x > y"},2]\n<\n>apply [1]\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const reader = new JournalReader();
    reader.take(text.slice(0, cut));
    const opened = text.slice(0, cut).split('\n').slice(0, -1).at(-1) ?? '<';
    expect(reader.open === null).toBe(opened === '<');
    reader.take(text.slice(cut));
    expect(reader.open).toEqual({ call: 'apply', args: '[1]' });
  }
});

test('who has left is remembered as the last one', () => {
  const reader = new JournalReader();
  reader.take('>merge [1,2]\n<\n');
  expect([reader.open, reader.last]).toEqual([null, { call: 'merge', args: '[1,2]' }]);
});

test('the first cry counts, and what is no record is passed over', () => {
  const reader = new JournalReader();
  reader.take('nonsense\n>dance [1]\n!memory\n!hang\n');
  expect([reader.distress, reader.open]).toEqual(['memory', null]);
});
