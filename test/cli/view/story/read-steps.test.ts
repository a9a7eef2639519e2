import { assert, expect, test } from 'vitest';
import { drawStory } from '../../../../src/cli/view/story/draw-story.js';
import { tellKey } from '../../../../src/cli/view/story/key-story.js';
import { linesOf, runOf, storyIn } from './told-run.js';

test('who finds nothing where a write has not come yet is told, and who finds it', () => {
  const lines = linesOf(storyIn('own-write-at-follower', 0));
  expect(lines.filter((line) => line.startsWith('read '))).toEqual([
    'read main/1: alice reads profile and finds nothing',
    'read main/1: alice reads it',
  ]);
});

test('in the story of a key such a read is of no write, and its replica stands among those that hold it in the end', () => {
  const story = tellKey(runOf('own-write-at-follower'), 'profile');
  expect(story?.steps.filter(({ kind }) => kind === 'read').map(({ write, words }) => [write, words])).toEqual([
    [null, 'alice reads profile and finds nothing'],
    [0, 'alice reads it'],
  ]);
  expect(story?.ends).toEqual([
    { replica: 'main', holds: 'w0 (new)' },
    { replica: 'main/1', holds: 'w0 (new)' },
  ]);
});

test('the drawing has a lane for the follower that is read', () => {
  const drawing = drawStory(runOf('own-write-at-follower'), storyIn('own-write-at-follower', 0), { columns: 80, ascii: true });
  assert(drawing !== null);
  expect(drawing.rows.filter((row) => / main(\/1)? /.test(row))).toHaveLength(2);
});

test('of many reads the first are told, and the others counted', () => {
  const lines = linesOf(storyIn('roaming-sessions', 0)).filter((line) => line.startsWith('read '));
  expect(lines.filter((line) => line.endsWith(' and finds nothing'))).toHaveLength(3);
  expect(lines[3]).toMatch(/^read ap-south: 6 more reads find nothing, the last 184\.788 ms later$/);
  expect(lines.filter((line) => line.endsWith(' reads it'))).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/: it is read 16 more times, the last 328\.433 ms later$/);
});
