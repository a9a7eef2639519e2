import { expect, test } from 'vitest';
import { causalFuture, causalPast, orderCausally } from '../../../../src/cli/view/space-time/causal-trace.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';
import { readCatalogue } from '../../../../src/cli/package-files.js';
import { parseScenarios } from '../../../../src/scenarios/index.js';
import { simulate } from '../../../../src/sim/simulate.js';

function traceOf(name: string): readonly TraceEvent[] {
  const parsed = parseScenarios(readCatalogue(), { only: name });
  if (!parsed.ok) throw new Error(`${name} does not parse`);
  const trace: TraceEvent[] = [];
  simulate(parsed.scenarios[0].scenario, { trace: (event) => trace.push(event) });
  return trace;
}

const trace = orderCausally(traceOf('concurrent-x'));
const placeOf = (kind: TraceEvent['kind'], replica: string): number =>
  trace.events.findIndex((each) => each.event.kind === kind && trace.replicas[each.replica] === replica);

test('what comes in follows from the sending, and the sending from the write', () => {
  const [first, second] = trace.replicas;
  const receive = placeOf('receive', second);
  const past = causalPast(trace, receive);
  expect(past).toContain(placeOf('send', first));
  expect(past).toContain(placeOf('accept', first));
});

test('two writes that did not know of each other are in neither’s past nor future', () => {
  const accepts = trace.events.flatMap(({ event }, place) => (event.kind === 'accept' ? [place] : []));
  const [one, other] = accepts.slice(-2);
  expect(trace.events[one].replica).not.toBe(trace.events[other].replica);
  for (const [x, y] of [[one, other], [other, one]]) {
    expect(causalPast(trace, x)).not.toContain(y);
    expect(causalFuture(trace, x)).not.toContain(y);
  }
});

test('of every pair of events, one is in the other’s past exactly where that one is in its future', () => {
  trace.events.forEach((_, x) => {
    const future = causalFuture(trace, x);
    trace.events.forEach((_event, y) => {
      expect(causalPast(trace, y).has(x)).toBe(future.has(y));
    });
  });
});

test.each(['split-brain', 'mongodb-rollback', 'replication-loop'])('in %s no event follows from a later one', (name) => {
  const { events } = orderCausally(traceOf(name));
  const early = events.filter(({ source, event }) => source !== null && events[source].event.atUs > event.atUs);
  expect(early).toEqual([]);
  expect(events.some(({ source }) => source !== null)).toBe(true);
});
