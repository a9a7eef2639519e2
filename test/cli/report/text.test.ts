import { expect, test } from 'vitest';
import { paintFor } from '../../../src/cli/color.js';
import type { RunResult } from '../../../src/cli/report/result.js';
import { maxLostWritesShown } from '../../../src/cli/report/lost-writes.js';
import { renderText, verdictSentence } from '../../../src/cli/report/text.js';
import { tinyScenario } from '../tiny-scenario.js';
import { sampleDisorder, sampleReport, sampleResult } from './sample-result.js';

const plain = paintFor({ write: () => true }, {});
const colorful = paintFor({ write: () => true }, { FORCE_COLOR: '1' });
const text = renderText(sampleResult, { paint: plain, ascii: false });
const lines = text.trimEnd().split('\n');

test('the title comes first, then which run it was, then the verdict', () => {
  expect(lines.slice(0, 4)).toEqual([
    'Two regions, ten keys',
    'tiny | mesh of 2 regions | version-vector + lww | seed 1',
    '',
    'VIOLATED: 1 of 2 expectations does not hold',
  ]);
});

test('the verdict is a sentence that begins with a word for each verdict and number', () => {
  const one = { name: 'settled', expected: 'true', actual: 'true', verdict: 'holds' } as const;
  const open = { ...one, verdict: 'unknown' } as const;
  expect(sentence({ expectations: [one, one], verdict: 'holds' })).toBe(
    'HOLDS: all 2 expectations hold',
  );
  expect(sentence({ expectations: [one], verdict: 'holds' })).toBe(
    'HOLDS: the one expectation holds',
  );
  expect(sentence({ expectations: [one, open, open], verdict: 'unknown' })).toBe(
    'UNKNOWN: 2 of 3 expectations cannot be told',
  );
  expect(sentence({ expectations: [], verdict: 'holds' })).toBe(
    'HOLDS: the scenario states no expectations, so none failed',
  );
});

test('every expectation has a row that begins with the word of its verdict', () => {
  const start = lines.indexOf('Verdict     Expectation  Expected  Actual');
  expect(lines.slice(start + 1, start + 3)).toEqual([
    'holds ✓     converged    true      true',
    'VIOLATED ✗  lost-writes  0         90',
  ]);
});

test('the first lost writes are listed with their cause, and the others counted', () => {
  const start = lines.indexOf(`First ${maxLostWritesShown} lost writes`);
  expect(lines.slice(start + 1, start + 4)).toEqual([
    'Write  Key  Accepted at  Time    Cause       Lost where',
    '0      k0   us-east      1.25 s  resolution  at some replicas',
    '1      k0   us-east      1.25 s  resolution  everywhere',
  ]);
  expect(lines[start + 2 + maxLostWritesShown]).toBe('and 2 more');
});

test('each link has a row with its lag, what it carried, and what waited', () => {
  const start = lines.findIndex((line) => line.startsWith('Links: '));
  expect(lines.slice(start + 1, start + 4)).toEqual([
    'From     To       Lag p50  p95    p99    max    Msgs  Sent     Mbit/s  Queue',
    'us-east  eu-west  50ms     100ms  150ms  200ms  160   750 KiB  1.25    81',
    'eu-west  us-east  70ms     140ms  210ms  280ms  -     -        -       -',
  ]);
});

test('what no order explains is named with its key, where there is such', () => {
  expect(text).not.toContain('Not linearizable');
  const told = renderText({ ...sampleResult, disorder: sampleDisorder }, { paint: plain, ascii: false });
  expect(told).toContain('\nNot linearizable on 1 key: x; no order explains these requests\n1.000 s  1.001 s  alice  wrote x = "A"\n');
});

test('systems and source stand before that, and nothing where there are none', () => {
  const start = lines.findIndex((line) => line.startsWith('Seen in'));
  expect(lines.slice(start, start + 2)).toEqual([
    'Seen in      CouchDB, PouchDB',
    'Source       CouchDB documentation, Replication and conflict model',
  ]);
  const silent = renderText({ ...sampleResult, systems: [], source: '' }, { paint: plain, ascii: false });
  expect(silent).not.toMatch(/Seen in|Source/);
});

test('the last line repeats the run, and those before tell its fingerprint and, as it failed, its token', () => {
  expect(lines.slice(-3)).toEqual([
    'Fingerprint  00ff00ff00ff00ff',
    'Replay       quarrel replay v1:tiny:1',
    'Run again    quarrel run tiny.yaml --seed 1',
  ]);
});

test('what happened is told within 80 columns', () => {
  const end = lines.findIndex((line) => line.startsWith('Verdict '));
  for (const line of lines.slice(0, end)) expect(line.length).toBeLessThanOrEqual(80);
});

test('with --ascii there is no other character, whatever the scenario is called', () => {
  const scenario = tinyScenario({ title: 'São Paulo ↔ 東京' });
  const ascii = renderText({ ...sampleResult, scenario }, { paint: plain, ascii: true });
  expect(ascii).toMatch(/^[\n\x20-\x7e]+$/);
  expect(ascii).toContain('VIOLATED  lost-writes');
});

test('colours only surround what the report says without them', () => {
  const painted = renderText(sampleResult, { paint: colorful, ascii: false });
  expect(painted).not.toBe(text);
  expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(text);
});

test('nothing in a scenario can steer the terminal', () => {
  const hostile = '\u001b[2J\u0007';
  const report = {
    ...sampleReport,
    unsettled: [hostile],
    settled: false,
    finalValues: [{ key: hostile, replicas: [{ replica: hostile, values: [hostile] }] }],
  };
  const scenario = tinyScenario({ title: hostile, seed: hostile });
  const expectations = [
    { name: hostile, expected: hostile, actual: hostile, verdict: 'unknown' },
  ] as const;
  const result = { ...sampleResult, scenario, report, expectations };
  const rendered = renderText(result, { paint: plain, ascii: false });
  expect(rendered.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('faults that a nemesis drew are lines for a document; others are in it already', () => {
  expect(text).not.toContain('clock-step');
  const nemesis = {
    ...{ faults: 2, fromUs: 0, untilUs: 9, swarm: true, longestUs: 9 },
    kinds: ['partition' as const],
  };
  const result = { ...sampleResult, scenario: tinyScenario({ nemesis }) };
  const rendered = renderText(result, { paint: plain, ascii: false });
  expect(rendered).toContain(
    '\n- { at: 500ms, until: 1500ms, partition: [[us-east], [eu-west]] }' +
      '\n- { at: 700ms, clock-step: { in: eu-west, by: -20ms } }\n',
  );
});

function sentence(changes: Partial<RunResult>): string {
  return verdictSentence({ ...sampleResult, ...changes });
}
