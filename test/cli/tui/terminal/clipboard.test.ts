import { expect, test } from 'vitest';
import { copySequence } from '../../../../src/cli/tui/terminal/clipboard.js';

test('a text reaches the terminal whole, whatever is in it', () => {
  const [, code] = /^\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007$/.exec(copySequence('run ü\n日本')) ?? [];
  expect(Buffer.from(code, 'base64').toString('utf8')).toBe('run ü\n日本');
});
