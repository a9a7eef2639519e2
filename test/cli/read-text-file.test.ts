import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { maxDocumentBytes, readTextFile } from '../../src/cli/read-text-file.js';

test('a UTF-8 file is read whole', () => {
  const path = fileWith('título: ✓\n');
  expect(readTextFile(path)).toEqual({ ok: true, text: 'título: ✓\n' });
});

test('a missing file is named, with a way to start one', () => {
  expectRefusal(join(folder(), 'none.yaml'), /none\.yaml: does not exist.*quarrel init/);
});

test('a directory is refused and a file in it asked for', () => {
  expectRefusal(folder(), /is a directory; name a \.yaml file in it/);
});

test('a device is refused before a byte of it is read', () => {
  expectRefusal('/dev/zero', /is not a regular file/);
});

test('a file above the limit is refused with both sizes, and one at the limit is read', () => {
  const path = fileWith('');
  truncateSync(path, maxDocumentBytes + 1);
  expectRefusal(path, /found 1,025 KiB; expected at most 1 MiB/);
  truncateSync(path, maxDocumentBytes);
  expect(readTextFile(path).ok).toBe(true);
});

test('bytes that are not UTF-8 are refused with the encoding to use', () => {
  expectRefusal(fileWith(Buffer.from([0x76, 0xff, 0xfe])), /is not UTF-8 text; save it/);
});

test('a circle of symbolic links is explained', () => {
  const path = join(folder(), 'loop.yaml');
  symlinkSync(path, path);
  expectRefusal(path, /symbolic links form a circle/);
});

test('a path that leads through a file is explained', () => {
  expectRefusal(join(fileWith(''), 'deeper.yaml'), /a part of its path is not a directory/);
});

test('a name cannot smuggle an escape sequence into the message', () => {
  expectRefusal('\u001b[2J.yaml', /^\\u\{1b\}\[2J\.yaml: does not exist/);
});

function expectRefusal(path: string, message: RegExp): void {
  const matching: unknown = expect.stringMatching(message);
  expect(readTextFile(path)).toEqual({ ok: false, message: matching });
}

function fileWith(content: string | Uint8Array): string {
  const path = join(folder(), 'scenario.yaml');
  writeFileSync(path, content);
  return path;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  mkdirSync(join(path, 'inner'));
  return join(path, 'inner');
}
