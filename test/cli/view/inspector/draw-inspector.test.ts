import { describe, expect, test } from 'vitest';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import { countInspectorSteps, drawInspector } from '../../../../src/cli/view/inspector/draw-inspector.js';
import type { KeyInspection } from '../../../../src/sim/key-inspection.js';
import { makeInspection, makeReplica, makeWrite } from './sample-inspection.js';

const sizes = [
  [30, 5],
  [58, 6],
  [76, 8],
  [118, 16],
  [298, 60],
] as const;

function linesOf(inspection: KeyInspection | null, columns: number, rows: number, scroll = 0): readonly string[] {
  return drawInspector(inspection, { columns, rows }, asciiTheme, scroll).map(rowText);
}

function hundred(name: (index: number) => string): KeyInspection {
  const replicas = Array.from({ length: 100 }, (_, index) => makeReplica(name(index)));
  return makeInspection({ replicas });
}

describe.each(sizes)('in a space of %dx%d', (columns, rows) => {
  test.each([
    ['as it is', makeInspection()],
    ['of a hundred regions', hundred((index) => `region-${index}`)],
    ['of long and wide names', hundred((index) => `${'東京都新宿区'.repeat(5)}-${index}`)],
    ['of siblings', makeInspection({ replicas: [makeReplica('a', { held: { kind: 'siblings', versions: [makeWrite(1), makeWrite(2)] } })] })],
    ['of a long value', makeInspection({ key: 'k'.repeat(200), newest: makeWrite(1, { value: '💥\u001b[2J'.repeat(90) }) })],
  ])('a look %s fits', (_, inspection) => {
    const drawn = drawInspector(inspection, { columns, rows }, unicodeTheme);
    expect(drawn.length).toBeLessThanOrEqual(rows);
    for (const row of drawn) expect(rowWidth(row)).toBe(columns);
    expect(drawn.map(rowText).join('')).not.toContain('\u001b');
  });

  test('the key, what each replica holds and what was thrown away are seen', () => {
    const text = linesOf(makeInspection(), columns, rows).join('\n');
    for (const part of ['cart:17', 'they differ', 'us-east', '[9]', '* LOST w8 [milk,tea]']) expect(text).toContain(part);
  });
});

test('a wide space has room for vectors, origins, stamps and clocks', () => {
  const lines = linesOf(makeInspection(), 100, 10);
  expect(lines[0]).toMatch(/^ cart:17 12 writes +they differ t=12\.550 $/);
  expect(lines[1]).toMatch(/^ replica +holds +knows of +from +stamp, off by/);
  expect(lines[2]).toMatch(/^ us-east {2}\[9\] +v\{us:9,ap:2\} {2}w9 us 9\.000 +wall 9\.000 +$/);
  expect(lines[4]).toMatch(/^ ap-se {3}\*\[milk,tea\] {2}v\{us:7,ap:5\} {2}w8 ap 12\.433 {2}wall 12\.223 -210ms {2}CONFLICT/);
  expect(lines[5]).toContain('* LOST w8 [milk,tea] ap-se 12.433 acked: discarded by us 12.545 (skew); not yet at eu');
  expect(lines[6]).toContain('last w9 by us-east at 9.000, acknowledged');
});

test('a narrow one leaves out stamps first, vectors last', () => {
  const widths = Array.from({ length: 71 }, (_, index) => 100 - index);
  const seen = widths.map((columns) => linesOf(makeInspection(), columns, 8).join('\n'));
  const narrowest = (part: string) => Math.min(...widths.filter((_, index) => seen[index]?.includes(part)));
  expect(narrowest('wall 9.000')).toBeGreaterThan(narrowest('w9 us 9.000'));
  expect(narrowest('w9 us 9.000')).toBeGreaterThan(narrowest('v{us:9'));
  expect(narrowest('CONFLICT')).toBe(30);
});

test.each([
  [{ kind: 'nothing' }, '(nothing)'],
  [{ kind: 'tombstone', version: makeWrite(3, { value: null }) }, '(deleted)'],
  [{ kind: 'forgotten', deletes: [makeWrite(3, { value: null })] }, '(nothing: forgot its delete)'],
  [{ kind: 'merged', values: ['eggs', 'tea'], beside: null, reflects: [makeWrite(3)], reflected: 1 }, '{eggs, tea}'],
  [{ kind: 'merged', values: ['red'], beside: ['blue'], reflects: [makeWrite(3)], reflected: 1 }, 'red beside blue'],
] as const)('a replica that holds %j says %s', (held, words) => {
  const replicas = [makeReplica('us-east', { held })];
  expect(linesOf(makeInspection({ replicas }), 118, 8)[2]).toContain(words);
});

test('siblings stand below each other, each with its own vector', () => {
  const versions = [makeWrite(1, { clock: { a: 1 } }), makeWrite(2, { clock: { b: 1 } })];
  const replicas = [makeReplica('a', { held: { kind: 'siblings', versions } }), makeReplica('b')];
  const lines = linesOf(makeInspection({ replicas, missing: [] }), 118, 10);
  expect(lines[2]).toMatch(/^ a +2 siblings .*CONFLICT/);
  expect(lines[3]).toMatch(/^ +\|\[1\] +v\{a:1\}/);
  expect(lines[4]).toMatch(/^ +\|\[2\] +v\{b:1\}/);
});

test.each([
  [{ kind: 'log', place: { term: 3, index: 118 }, appliedTo: 118, end: 120, waits: 7 }, 'term 3 #118 of 118/120 w7 waits'],
  [{ kind: 'order', appliedTo: 7, end: 7 }, 'order 7 '],
  [{ kind: 'redo', shown: 5, received: 9 }, 'log 5/9'],
  [{ kind: 'vector', clock: null }, 'v{...}'],
  [{ kind: 'vector', clock: { 'us-east': 2, 'us-east#2': 1 } }, 'v{us:2,us#2:1}'],
] as const)('what a replica knows is said in the terms of its strategy: %j', (context, words) => {
  const replicas = [makeReplica('us-east', { context })];
  expect(linesOf(makeInspection({ replicas }), 118, 8)[2]).toContain(words);
});

test('a hundred regions scroll to the last one', () => {
  const inspection = hundred((index) => `region-${index}`);
  const steps = countInspectorSteps(inspection, { columns: 76, rows: 8 });
  expect(linesOf(inspection, 76, 8).join('\n')).toMatch(/and 9\d more lines/);
  const last = linesOf(inspection, 76, 8, steps).join('\n');
  expect(last).toContain('region-99');
  expect(linesOf(inspection, 76, 8, steps + 50).join('\n')).toBe(last);
});

test('whoever is not up, or keeps no copy, says so', () => {
  const replicas = [makeReplica('a', { state: 'down' }), makeReplica('b', { role: 'other', held: { kind: 'nothing' } })];
  const text = linesOf(makeInspection({ replicas }), 90, 8).join('\n');
  expect(text).toContain('DOWN');
  expect(text).toContain('(keeps no copy)');
});

test('without a key it says how to choose one', () => {
  expect(linesOf(null, 60, 5)[0]).toContain('k chooses one');
});
