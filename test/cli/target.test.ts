import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseTarget } from '../../src/cli/target.js';

test('a bare word names a scenario of the catalogue', () => {
  expect(parseTarget('split-brain')).toEqual({ kind: 'catalogue', name: 'split-brain' });
});

test('a word with a slash or a document ending is a file', () => {
  expect(parseTarget('mine.yaml')).toEqual({ kind: 'file', path: 'mine.yaml', name: null });
  expect(parseTarget('mine.YML')).toEqual({ kind: 'file', path: 'mine.YML', name: null });
  expect(parseTarget('./mine')).toEqual({ kind: 'file', path: './mine', name: null });
});

test('what follows the last # says which scenario of the file is meant', () => {
  expect(parseTarget('a#b.yaml#mine')).toEqual({ kind: 'file', path: 'a#b.yaml', name: 'mine' });
});

test('a file that has a # in its own name can be named as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'take#2.yaml');
  writeFileSync(path, '');
  expect(parseTarget(path)).toEqual({ kind: 'file', path, name: null });
});
