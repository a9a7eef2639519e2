import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, expect, onTestFinished, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import { openTraceFile } from '../../src/cli/trace-file.js';
import type { TraceFile } from '../../src/cli/trace-file.js';

const header = { scenario: 'x', seed: '1' };
const event: TraceEvent = { kind: 'crash', atUs: 7, replica: 'us-east' };

test('a trace is a header and then one event a line', () => {
  const path = join(folder(), 'trace.ndjson');
  const trace = open(path);
  trace.writeEvent(event);
  expect(trace.commit()).toBe(null);
  expect(linesOf(path)).toEqual([{ formatVersion: '1.0', ...header }, event]);
});

test('nothing stands under the name before the trace is complete', () => {
  const path = join(folder(), 'trace.ndjson');
  const trace = open(path);
  for (let count = 0; count < 5000; count++) trace.writeEvent(event);
  expect(existsSync(path)).toBe(false);
  trace.commit();
  expect(linesOf(path)).toHaveLength(5001);
});

test('a discarded trace leaves no file of any kind, and spares what was there', () => {
  const place = folder();
  const path = join(place, 'trace.ndjson');
  writeFileSync(path, 'older');
  const trace = open(path);
  trace.writeEvent(event);
  trace.discard();
  expect(readdirSync(place)).toEqual(['trace.ndjson']);
  expect(readFileSync(path, 'utf8')).toBe('older');
});

test('a committed trace leaves no temporary file beside it', () => {
  const place = folder();
  open(join(place, 'trace.ndjson')).commit();
  expect(readdirSync(place)).toEqual(['trace.ndjson']);
});

test('a symbolic link stays a link, and what it points to gets the trace', () => {
  const place = folder();
  const target = join(place, 'target.ndjson');
  const link = join(place, 'link.ndjson');
  writeFileSync(target, '');
  symlinkSync(target, link);
  open(link).commit();
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(linesOf(target)).toHaveLength(1);
});

test('stdout is refused, since the report goes there', () => {
  expectRefusal('-', /stdout is for the report; name a file/);
});

test('a directory, a device and a missing directory are refused with a reason', () => {
  const place = folder();
  expectRefusal(place, /is a directory/);
  expectRefusal('/dev/null', /is not a regular file/);
  expectRefusal(join(place, 'none', 'trace.ndjson'), /its directory does not exist/);
});

test('when the name cannot be given at the end, it says so and cleans up', () => {
  const place = folder();
  const path = join(place, 'trace.ndjson');
  const trace = open(path);
  rmSync(place, { recursive: true });
  expect(trace.commit()).toMatch(/--trace .*trace\.ndjson: cannot be written/);
  expect(existsSync(path)).toBe(false);
});

function open(path: string): TraceFile {
  const opened = openTraceFile(path, header);
  assert(opened.ok);
  return opened.trace;
}

function expectRefusal(path: string, message: RegExp): void {
  const matching: unknown = expect.stringMatching(message);
  expect(openTraceFile(path, header)).toEqual({ ok: false, message: matching });
}

function linesOf(path: string): unknown[] {
  const text = readFileSync(path, 'utf8');
  assert(text.endsWith('\n'));
  return text.trimEnd().split('\n').map((line): unknown => JSON.parse(line));
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
