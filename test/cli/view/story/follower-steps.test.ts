import { expect, test } from 'vitest';
import { linesOf, storyIn } from './told-run.js';

test('followers that nobody reads from have one step for each leader that they follow', () => {
  const { steps } = storyIn('life-of-a-write', 0);
  const ofFollowers = steps.filter(({ kind }) => kind === 'follow');
  expect(ofFollowers.map(({ atUs, replica, words }) => [atUs / 1000, replica, words])).toEqual([
    [12, 'tokyo', 'tokyo/1 and tokyo/2 receive it, and have taken it in 5 ms later'],
    [190, 'frankfurt', 'frankfurt/1 and frankfurt/2 receive it, and have taken it in 5 ms later'],
    [230, 'virginia', 'virginia/1 and virginia/2 receive it, and have taken it in 5 ms later'],
  ]);
});

test('a follower that clients read from has steps of its own', () => {
  const lines = linesOf(storyIn('own-write-at-follower', 0));
  expect(lines).toContain('ship main: sends it to main/1');
  expect(lines).toContain('apply main/1: takes it in from main, 300 ms old');
  expect(lines.join('\n')).not.toContain('follow ');
});
