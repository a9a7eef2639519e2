import { expect, test } from 'vitest';
import { CastRecorder } from '../../../../src/cli/tui/recording/cast-recorder.js';

function open() {
  const lines: string[] = [];
  let size = { columns: 80, rows: 24 };
  let nowMs = 5_000;
  const recorder = new CastRecorder({ sink: { writeLine: (line) => lines.push(line) }, clock: () => nowMs, sizeOf: () => size });
  return {
    recorder,
    lines,
    pass: (ms: number) => (nowMs += ms),
    enlarge: () => (size = { columns: 120, rows: 36 }),
  };
}

test('the header has version and size, and nothing of the machine', () => {
  expect(open().lines).toEqual(['{"version":2,"width":80,"height":24}']);
});

test('every text is an event at seconds since the start, to the millisecond', () => {
  const { recorder, lines, pass } = open();
  pass(33.4);
  recorder.output('\u001b[1;1Hone');
  pass(1000);
  recorder.output('two\n');
  expect(lines.slice(1)).toEqual(['[0.033,"o","\\u001b[1;1Hone"]', '[1.033,"o","two\\n"]']);
});

test('a terminal that is resized is an event too', () => {
  const { recorder, lines, enlarge } = open();
  enlarge();
  recorder.resize();
  expect(lines.at(-1)).toBe('[0,"r","120x36"]');
});
