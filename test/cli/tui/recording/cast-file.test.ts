import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { openCastFile } from '../../../../src/cli/tui/recording/cast-file.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cast-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a line is on the disk as soon as it is written', () => {
  const path = join(folder, 'new.cast');
  const opened = openCastFile(path);
  assert(opened.ok);
  opened.file.writeLine('{"version":2,"width":1,"height":1}');
  expect(readFileSync(path, 'utf8')).toBe('{"version":2,"width":1,"height":1}\n');
  opened.file.writeLine('[0,"o","é"]');
  expect(readFileSync(path, 'utf8')).toMatch(/\[0,"o","é"\]\n$/);
  expect(opened.file.close()).toBeNull();
});

test('an earlier recording is replaced', () => {
  const path = join(folder, 'old.cast');
  writeFileSync(path, '{"version": 2, "width": 80, "height": 24}\n[0, "o", "old"]\n');
  const opened = openCastFile(path);
  assert(opened.ok);
  opened.file.close();
  expect(readFileSync(path, 'utf8')).toBe('');
});

test.each([
  ['text', 'dear diary\n'],
  ['another JSON document', '{"version": 2}\n'],
  ['a recording of another version', '{"version": 3, "width": 80}\n'],
  ['a list', '[2]\n'],
])('%s is not overwritten', (_, text) => {
  const path = join(folder, 'diary.txt');
  writeFileSync(path, text);
  const opened = openCastFile(path);
  assert(!opened.ok);
  expect(opened.message).toContain('holds something that is no recording, and is not overwritten');
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test.each([
  ['a directory', '.', 'is a directory'],
  ['stdout', '-', 'stdout is the screen'],
])('%s is refused', (_, path, reason) => {
  const opened = openCastFile(path);
  assert(!opened.ok);
  expect(opened.message).toContain(reason);
});

test('a folder that is not there is told of', () => {
  const opened = openCastFile(join(folder, 'nowhere', 'x.cast'));
  assert(!opened.ok);
  expect(opened.message).toMatch(/^--record .*: /);
});

const fullDevice = '/dev/full';

test.skipIf(!existsSync(fullDevice))('a device is no file', () => {
  const opened = openCastFile(fullDevice);
  assert(!opened.ok);
  expect(opened.message).toContain('is not a regular file');
});
