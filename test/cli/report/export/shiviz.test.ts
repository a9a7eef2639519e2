import { assert, expect, test } from 'vitest';
import { exportShiviz } from '../../../../src/cli/report/export/shiviz.js';
import { mostKeptEvents } from '../../../../src/cli/report/export/export.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';
import { scenario } from '../../../support/scenario.js';
import { exportRun } from '../../../support/exported-run.js';
import { readShivizLog } from '../../../support/shiviz-reader.js';

const oneWrite = scenario({
  seed: '7',
  workload: { script: [{ kind: 'write', atUs: 1000, region: 0, client: 'alice', key: 'x', value: 'A' }] },
});

test('a receiver carries the clock of the sender, and its own entry counts its events', () => {
  const { shiviz } = exportRun({ scenario: oneWrite, expectations: [] });
  const [log] = readShivizLog(shiviz);
  assert(log !== undefined);
  expect(log.label).toBe('test, seed 7');
  expect(log.events.map(({ host, clock }) => [host, clock])).toEqual([
    ['a', { a: 1 }],
    ['a', { a: 2 }],
    ['a', { a: 3 }],
    ['b', { a: 2, b: 1 }],
    ['b', { a: 2, b: 2 }],
  ]);
  expect(log.edges).toBeGreaterThan(0);
});

test('logs of two seeds, one behind the other, are two runs that can be compared', () => {
  const first = exportRun({ scenario: oneWrite, expectations: [] }).shiviz;
  const second = exportRun({ scenario: { ...oneWrite, seed: '8' }, expectations: [] }).shiviz;
  const logs = readShivizLog(first + second);
  expect(logs.map(({ label }) => label)).toEqual(['test, seed 7', 'test, seed 8']);
  expect(logs[1]?.events.map(({ clock }) => clock)).toEqual(logs[0]?.events.map(({ clock }) => clock));
});

test.each([
  ['a gap in the own entry', '{"a":3}', '{"a":4}'],
  ['a clock that knows of more than there is', '{"a":2,"b":1}', '{"a":9,"b":1}'],
])('the reader is no yes-man: it refuses %s', (_, right, wrong) => {
  const { shiviz } = exportRun({ scenario: oneWrite, expectations: [] });
  expect(shiviz).toContain(right);
  expect(() => readShivizLog(shiviz.replace(right, wrong))).toThrow(/[Cc]lock/);
});

test('a value with line breaks and a seed of any text stay on their lines', () => {
  const [written] = oneWrite.workload.script;
  assert(written?.kind === 'write');
  const script = [{ ...written, value: 'A\n=== other ===\nB {"c":1}' }];
  const nasty = { ...oneWrite, seed: '7\n=== x', workload: { ...oneWrite.workload, script } };
  const [log, ...others] = readShivizLog(exportRun({ scenario: nasty, expectations: [] }).shiviz);
  expect(others).toEqual([]);
  expect(log?.events).toHaveLength(5);
});

test('beyond the events that can be kept it says so, and what to do', () => {
  const written: string[] = [];
  const { hear, end } = exportShiviz((text) => written.push(text), { scenario: 'x', seed: '1', replicas: ['a'] });
  const event: TraceEvent = { kind: 'crash', atUs: 1, replica: 'a' };
  for (let i = 0; i <= mostKeptEvents; i++) hear(event);
  const { ended } = exportRun({ scenario: oneWrite, expectations: [] });
  expect(end(ended)).toMatch(/^--trace-format shiviz: there are more than 500,000 events.*--trace-format ndjson$/);
});
