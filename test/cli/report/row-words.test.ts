import { expect, test } from 'vitest';
import { homesOf } from '../../../src/cli/report/home-words.js';
import { indexOf, rowsOf } from '../../../src/cli/report/row-words.js';
import { sampleReport } from './sample-result.js';

test('rows are counted, and ids that were given twice', () => {
  expect(rowsOf(sampleReport)).toBe('400 rows created, named by auto-increment: 30 under an id given before.');
  expect(indexOf(sampleReport)).toBe(
    '2 leaf pages of 8-byte ids over all leaders, 50 % full, after 1 split.',
  );
});

test('what thousand inserts touched is said once there were as many', () => {
  const { rows } = sampleReport;
  if (rows === undefined) throw new Error('the sample has rows');
  const index = { ...rows.index, pagesPer1000: 4.25 };
  expect(indexOf({ ...sampleReport, rows: { ...rows, collisions: 0, index } })).toMatch(
    /1,000 inserts touched 4\.3 pages in the mean\.$/,
  );
  expect(rowsOf({ ...sampleReport, rows: { ...rows, collisions: 0 } })).toMatch(/: no id was given twice\.$/);
});

test('homes are counted, and what went elsewhere', () => {
  expect(homesOf(sampleReport)).toBe(
    '980 writes for home, 10 strayed, 20 came from where their user had moved before the home followed, ' +
      '3 went to the next region because a leader was down; 600 were served in another region.',
  );
});

test('nothing is said of what a run has not', () => {
  const { rows: _, clients, ...rest } = sampleReport;
  const { homes: __, ...others } = clients;
  const plain = { ...rest, clients: others };
  expect([rowsOf(plain), indexOf(plain), homesOf(plain)]).toEqual(['', '', '']);
});
