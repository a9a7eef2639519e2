import { expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit-codes.js';
import {
  exitCodeLines,
  helpAfter,
  plainExitCodeLines,
  plainVariableLines,
} from '../../src/cli/help.js';

test('the three sections follow one another, each under its title', () => {
  const text = helpAfter({ examples: ['quarrel'], exitCodes: ['0  done'], variables: ['A=1'] });
  expect(text).toBe(
    '\nExamples:\n  $ quarrel\n\nExit codes:\n  0  done\n\nVariables:\n  A=1\n',
  );
});

test('every exit code that there is is explained', () => {
  for (const code of Object.values(exitCodes)) {
    expect(exitCodeLines.join(' ')).toMatch(new RegExp(`\\b${code}\\b`));
  }
});

test('a command that judges nothing promises no verdict and no live view', () => {
  expect(plainExitCodeLines.join(' ')).not.toContain('expectation');
  expect(plainVariableLines.join(' ')).not.toContain('CI=');
});
