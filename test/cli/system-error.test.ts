import { expect, test } from 'vitest';
import { explainSystemError, systemCodeOf } from '../../src/cli/system-error.js';

test('what a missing file means depends on whether one reads or writes', () => {
  expect(explainSystemError(systemError('ENOENT'), 'read')).toContain('does not exist');
  expect(explainSystemError(systemError('ENOENT'), 'write')).toContain('directory does not exist');
});

test('permissions and a full disk are named with a remedy or a reason', () => {
  expect(explainSystemError(systemError('EACCES'), 'read')).toContain('check its permissions');
  expect(explainSystemError(systemError('ENOSPC'), 'write')).toContain('the disk is full');
});

test('an error that is not known keeps the words of the system', () => {
  expect(explainSystemError(systemError('EIO'), 'read')).toBe('the system said EIO');
  expect(explainSystemError('odd', 'read')).toBe('odd');
});

test('only errors of the system have a code', () => {
  expect(systemCodeOf(systemError('EIO'))).toBe('EIO');
  expect(systemCodeOf(new Error('plain'))).toBe(null);
  expect(systemCodeOf('EIO')).toBe(null);
});

function systemError(code: string): Error {
  return Object.assign(new Error(`the system said ${code}`), { code });
}
