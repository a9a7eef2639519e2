import { expect, test } from 'vitest';
import { chooseFormat } from '../../src/cli/report-format.js';
import type { RunRequest } from '../../src/cli/run-request.js';
import { captureIo } from './capture-io.js';

const request: RunRequest = {
  target: 'split-brain',
  scenario: null,
  seed: null,
  overrides: [],
  format: null,
  plain: false,
  ascii: false,
  tracePath: null,
  historyPath: null,
  outPath: null,
};
const { io: terminal } = captureIo({ isTerminal: true });
const { io: pipe } = captureIo();

test('a person at a terminal gets the live view', () => {
  expect(chooseFormat(request, terminal)).toEqual({ format: 'tui', notice: null });
});

test('a pipe, a dumb terminal and a build server get text without a word about it', () => {
  const text = { format: 'text', notice: null };
  expect(chooseFormat(request, pipe)).toEqual(text);
  expect(chooseFormat(request, { ...terminal, env: { TERM: 'dumb' } })).toEqual(text);
  expect(chooseFormat(request, { ...terminal, env: { CI: 'true' } })).toEqual(text);
  expect(chooseFormat(request, { ...terminal, isStdinTerminal: false })).toEqual(text);
});

test('CI=0 is no build server', () => {
  const io = { ...terminal, env: { CI: '0' } };
  expect(chooseFormat(request, io).format).toBe('tui');
});

test('--plain, --trace and --out mean text also at a terminal', () => {
  expect(chooseFormat({ ...request, plain: true }, terminal).format).toBe('text');
  expect(chooseFormat({ ...request, tracePath: 't.ndjson' }, terminal).format).toBe('text');
  expect(chooseFormat({ ...request, historyPath: 'h.jsonl' }, terminal).format).toBe('text');
  expect(chooseFormat({ ...request, outPath: 'report.txt' }, terminal).format).toBe('text');
});

test('whoever asks for the live view where there can be none is told why', () => {
  const asked: RunRequest = { ...request, format: 'tui' };
  expect(chooseFormat(asked, pipe)).toEqual({
    format: 'text',
    notice: 'no live view: stdout is not a terminal; showing the text report',
  });
  const stdinless = chooseFormat(asked, { ...terminal, isStdinTerminal: false });
  expect(stdinless.notice).toContain('stdin is not a terminal');
  const dumb = chooseFormat(asked, { ...terminal, env: { TERM: 'dumb' } });
  expect(dumb.notice).toContain('TERM=dumb');
});

test('whoever asks for the live view on a build server with a terminal gets it', () => {
  const asked: RunRequest = { ...request, format: 'tui' };
  expect(chooseFormat(asked, { ...terminal, env: { CI: '1' } }).format).toBe('tui');
});

test('an explicit format is obeyed also at a terminal', () => {
  expect(chooseFormat({ ...request, format: 'json' }, terminal).format).toBe('json');
  expect(chooseFormat({ ...request, format: 'text' }, terminal).format).toBe('text');
});

test('whoever records gets the live view also on a build server with a terminal', () => {
  const recorded: RunRequest = { ...request, recordPath: 'session.cast' };
  expect(chooseFormat(recorded, { ...terminal, env: { CI: '1' } }).format).toBe('tui');
});
