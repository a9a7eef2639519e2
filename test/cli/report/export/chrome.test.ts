import { assert, expect, test } from 'vitest';
import { mostLanes } from '../../../../src/cli/report/export/chrome-tracks.js';
import { ChromeTracks } from '../../../../src/cli/report/export/chrome-tracks.js';
import { shipped } from '../../../support/catalogue.js';
import { chromeProblems, readChrome } from '../../../support/chrome-reader.js';
import type { ChromeDocument } from '../../../support/chrome-reader.js';
import { exportRun } from '../../../support/exported-run.js';
import { ms, scenario } from '../../../support/scenario.js';

const concurrent = shipped.find(({ scenario: { name } }) => name === 'concurrent-x');
assert(concurrent !== undefined);
const { traceEvents } = readChrome(exportRun(concurrent).chrome);

test('replicas are processes in the order of the scenario', () => {
  const names = traceEvents.filter(({ name }) => name === 'process_name').map(({ pid, args }) => [pid, args?.['name']]);
  expect(names).toEqual([[1, 'us-east'], [2, 'eu-west']]);
});

test('a request lasts from its sending to its answer', () => {
  const write = traceEvents.find(({ args }) => args?.['value'] === 'B');
  expect(write).toMatchObject({ ph: 'X', pid: 1, ts: 1_000_000, dur: 1000, name: 'write x' });
});

test('an arrow leads from where a batch left to where it was taken in', () => {
  const ends = traceEvents.filter(({ ph, ts = 0 }) => 'sf'.includes(ph) && ts > 1_000_000 && ts < 1_040_000);
  const [first, , last] = ends.toSorted((a, b) => (a.ts ?? 0) - (b.ts ?? 0));
  expect(first).toMatchObject({ ph: 's', pid: 1, ts: 1_000_500 });
  expect(last).toMatchObject({ ph: 'f', pid: 2, ts: 1_035_754, id: first?.id, bp: 'e' });
});

test('a conflict and a loss are marks, with what met and why it was lost', () => {
  expect(traceEvents.find(({ cat, pid }) => cat === 'conflict' && pid === 2)).toMatchObject({
    ph: 'i', ts: 1_035_754, args: { write: 1, with: [2], outcome: 'discarded' },
  });
  expect(traceEvents.filter(({ cat }) => cat === 'loss')).toMatchObject([
    { pid: 1, ts: 1_000_500, name: 'lost x', args: { write: 1, cause: 'resolution', everywhere: true } },
  ]);
});

test('a cut lasts until it heals, and what waits for it is a curve', () => {
  const cut = scenario({
    workload: { script: [{ kind: 'write', atUs: 200 * ms, region: 0, client: 'alice', key: 'x', value: 'A' }] },
    faults: [{ kind: 'partition', atUs: 100 * ms, untilUs: 600 * ms, cuts: [[0, 1], [1, 0]] }],
  });
  const document = readChrome(exportRun({ scenario: cut, expectations: [] }).chrome);
  expect(chromeProblems(document)).toEqual([]);
  const span = document.traceEvents.filter(({ name }) => name === 'cut to b');
  expect(span.map(({ ph, ts }) => [ph, ts])).toEqual([['b', 100 * ms], ['e', 600 * ms]]);
  const backlog = document.traceEvents.filter(({ name }) => name === 'backlog to b');
  const waiting = backlog.filter(({ ts = 0 }) => ts > 200 * ms && ts < 600 * ms);
  expect(waiting.length).toBeGreaterThan(10);
  expect(waiting.every(({ args }) => args?.['writes'] === 1)).toBe(true);
  expect(backlog.at(-1)?.args).toEqual({ writes: 0 });
});

test('what overlaps lies in lanes, and beyond the last lane stands by itself', () => {
  let text = '';
  const tracks = new ChromeTracks((more) => {
    text += more;
  });
  for (let i = 0; i < mostLanes + 5; i++) {
    tracks.spanInLane('a', 'requests', { startUs: i, endUs: 1000 }, { name: `write ${i}`, category: 'request' });
  }
  tracks.spanInLane('a', 'requests', { startUs: 1000, endUs: 1001 }, { name: 'later', category: 'request' });
  const document = documentOf(text);
  expect(chromeProblems(document)).toEqual([]);
  const spans = document.traceEvents.filter(({ ph }) => ph === 'X');
  expect(new Set(spans.map(({ tid }) => tid)).size).toBe(mostLanes);
  expect(document.traceEvents.filter(({ ph }) => ph === 'b')).toHaveLength(5);
  expect(spans.at(-1)?.tid).toBe(spans[0]?.tid);
});

test('the rules are no yes-men: they see overlaps, loose arrows and threads without a name', () => {
  const name = { ph: 'M', pid: 1, tid: 1, name: 'process_name', args: { name: 'a' } };
  const thread = { ph: 'M', pid: 1, tid: 9, name: 'thread_name', args: { name: 't' } };
  const span = (ts: number, dur: number): object => ({ ph: 'X', pid: 1, tid: 9, ts, dur, name: 's' });
  const problemsOf = (...events: object[]): readonly string[] => {
    return chromeProblems(documentOf([name, ...events].map((event) => JSON.stringify(event)).join(',')));
  };
  expect(problemsOf(thread, span(0, 10), span(2, 3), span(10, 1))).toEqual([]);
  expect(problemsOf(thread, span(0, 10), span(5, 10))).toEqual(['spans of thread 9 overlap at 5']);
  expect(problemsOf(span(0, 1))).toEqual(['thread 9 of 1 has no name']);
  expect(problemsOf(thread, { ph: 's', pid: 1, tid: 9, ts: 3, id: 1, name: 'b' })[0]).toMatch(/lies on no span/);
  expect(problemsOf({ ph: 'b', pid: 1, tid: 1, ts: 3, id: '1', name: 'b' })).toEqual(['b 1 never ends']);
});

function documentOf(events: string): ChromeDocument {
  const otherData = { scenario: 'x', seed: '1', fingerprint: '0' };
  return readChrome(`{"displayTimeUnit":"ms","traceEvents":[${events}],"otherData":${JSON.stringify(otherData)}}`);
}
