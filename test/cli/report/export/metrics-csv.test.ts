import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvField, writeMetricsCsv } from '../../../../src/cli/report/export/metrics-csv.js';
import type { Observation } from '../../../../src/sim/observation.js';
import { readCsv } from '../../../support/csv-reader.js';

const seen: Observation = {
  nowUs: 1500,
  events: 7,
  phase: 'workload',
  regions: [
    { name: 'a', state: 'up', skewUs: 12.3456, written: 3, applied: 0, backlogWrites: 2, lagUs: 500 },
    { name: 'b', state: 'down', skewUs: -40_000, written: 0, applied: 1, backlogWrites: 0, lagUs: 0 },
  ],
  links: [{ from: 'a', to: 'b', state: 'cut', latencyUs: 35_254, loss: 0, waitingWrites: 0, inFlightWrites: 1, backlogWrites: 2, lagUs: 500 }],
  written: 3,
  applied: 1,
  conflicts: 1,
  staleReads: null,
  firstStaleReadUs: null,
};

function rowsOf(observation: Observation): readonly (readonly string[])[] {
  let text = '';
  writeMetricsCsv((more) => {
    text += more;
  }, [{ atUs: 1500, seen: observation }]);
  return readCsv(text);
}

test('one figure a line: of the run, of each replica, of each link', () => {
  expect(rowsOf(seen).map((row) => row.join(' '))).toEqual([
    'time_ms replica peer metric value',
    '1.5   written 3',
    '1.5   applied 1',
    '1.5   conflicts 1',
    '1.5 a  up 1',
    '1.5 a  written 3',
    '1.5 a  applied 0',
    '1.5 a  skew_ms 0.012',
    '1.5 a  backlog_writes 2',
    '1.5 a  lag_ms 0.5',
    '1.5 b  up 0',
    '1.5 b  written 0',
    '1.5 b  applied 1',
    '1.5 b  skew_ms -40',
    '1.5 b  backlog_writes 0',
    '1.5 b  lag_ms 0',
    '1.5 a b up 0',
    '1.5 a b latency_ms 35.254',
    '1.5 a b in_flight_writes 1',
    '1.5 a b backlog_writes 2',
    '1.5 a b lag_ms 0.5',
  ]);
});

test('where there are no outboxes there is no backlog, rather than one of 0', () => {
  const metrics = rowsOf({ ...seen, links: [] }).map(([, , , metric]) => metric);
  expect(metrics).not.toContain('backlog_writes');
  expect(metrics).toContain('skew_ms');
});

test('any text is one field, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', 'é') }), { minLength: 1 }), (fields) => {
      expect(readCsv(`${fields.map(csvField).join(',')}\r\n`)).toEqual([fields]);
    }),
  );
});
