import { expect, test } from 'vitest';
import { paintFor } from '../../src/cli/color.js';
import {
  excerpt,
  formatIssues,
  formatWarnings,
  issueSentence,
  maxIssuesShown,
} from '../../src/cli/input-issues.js';
import type { Issue } from '../../src/scenarios/index.js';

const plain = paintFor({ write: () => true }, {});
const issue: Issue = {
  line: 2,
  column: 13,
  path: 'scenarios.x.duration',
  found: '10 seconds',
  message: 'is not a duration',
  expected: 'a number with a unit',
  suggestion: 'did you mean "10s"?',
};

test('an issue says where, what, what was found, what is expected, and what may be meant', () => {
  expect(issueSentence(issue, 'mine.yaml')).toBe(
    'mine.yaml:2:13: is not a duration; found 10 seconds; expected a number with a unit; ' +
      'did you mean "10s"?',
  );
});

test.each([
  ['"duratoin" is not a key that is known here', 'duratoin'],
  ['"bursts" is not known here', '"bursts"'],
])('what was found is said once: %s', (message, found) => {
  const sentence = issueSentence({ ...issue, message, found }, 'mine.yaml');
  expect(sentence).toBe(`mine.yaml:2:13: ${message}; expected a number with a unit; did you mean "10s"?`);
});

test('each issue is a paragraph with its source line and a caret, and the count comes last', () => {
  const source = { name: 'mine.yaml', text: 'version: 1\n  duration: 10 seconds\n' };
  expect(formatIssues([issue, issue], source, plain).split('\n\n')).toEqual([
    `${issueSentence(issue, 'mine.yaml')}\n    duration: 10 seconds\n              ^`,
    `${issueSentence(issue, 'mine.yaml')}\n    duration: 10 seconds\n              ^`,
    '2 problems; nothing was run.\n',
  ]);
});

test('an issue about a flag names the flag and shows no source line', () => {
  const flagged = { ...issue, line: 0, column: 0, path: 'duration' };
  const text = formatIssues([flagged], { name: 'mine.yaml', text: 'version: 1' }, plain);
  expect(text).toMatch(/^--set duration: is not a duration; .*\n\n1 problem; nothing was run\.\n$/);
});

test('a caret in a long line stays below its character', () => {
  const line = `${'a'.repeat(500)}!${'b'.repeat(500)}`;
  const [shown = '', caret = ''] = (excerpt(line, 501) ?? '').split('\n');
  expect(shown.length).toBeLessThanOrEqual(80);
  expect(shown[caret.indexOf('^')]).toBe('!');
});

test('a caret after a tab or an escape sequence stays below its character', () => {
  const [shown = '', caret = ''] = (excerpt('\t\u001b[1mx: !', 9) ?? '').split('\n');
  expect(shown).toBe('   \\u{1b}[1mx: !');
  expect(shown[caret.indexOf('^')]).toBe('!');
});

test('no excerpt is shown of an empty line or one that is not there', () => {
  expect(excerpt('', 1)).toBe(null);
  expect(excerpt(undefined, 1)).toBe(null);
});

test('a flood of issues is cut, and the rest counted', () => {
  const many = Array.from({ length: maxIssuesShown + 3 }, () => issue);
  const text = formatIssues(many, { name: 'mine.yaml', text: '' }, plain);
  expect(text.match(/is not a duration/g)).toHaveLength(maxIssuesShown);
  expect(text).toContain('53 problems (3 not shown); nothing was run.');
});

test('nothing that a document says can steer the terminal', () => {
  const hostile = { ...issue, found: '\u001b[2J', message: '\u0007', expected: '\u009b1m' };
  const text = formatIssues([hostile], { name: '\u001bc', text: 'a\n\u001b[31mb' }, plain);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('a warning is one line that says it is one', () => {
  const warning = { line: 3, column: 5, path: 'links', message: 'below the fibre floor' };
  const source = { name: 'mine.yaml', text: '' };
  expect(formatWarnings([warning], source, plain)).toBe(
    'mine.yaml:3:5: warning: below the fibre floor\n',
  );
  expect(formatWarnings([], source, plain)).toBe('');
});
