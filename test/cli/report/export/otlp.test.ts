import { assert, expect, test } from 'vitest';
import { shipped } from '../../../support/catalogue.js';
import { exportRun } from '../../../support/exported-run.js';
import { readOtlp } from '../../../support/otlp-reader.js';
import type { ReadSpan } from '../../../support/otlp-reader.js';

const concurrent = shipped.find(({ scenario }) => scenario.name === 'concurrent-x');
assert(concurrent !== undefined);
const { otlp } = exportRun(concurrent);
const { request } = readOtlp(otlp);

test('a service is a replica, and a trace is what became of one write', () => {
  const services = request.resourceSpans.map(({ resource }) => resource.attributes[0]);
  expect(services).toEqual([
    { key: 'service.name', value: { stringValue: 'us-east' } },
    { key: 'service.name', value: { stringValue: 'eu-west' } },
  ]);
  const spans = spansOf(traceIdOf('B'));
  expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
    ['write x', 3],
    ['serve x', 2],
    ['ship to eu-west', 4],
    ['apply x', 5],
  ]);
  expect(spans.slice(1).map(({ parentSpanId }) => parentSpanId)).toEqual(spans.slice(0, 3).map(({ spanId }) => spanId));
});

test('a lost write is an error with its cause, and the replica that discarded it says against what', () => {
  const [root, , , apply] = spansOf(traceIdOf('B'));
  expect(root?.status).toEqual({ code: 2, message: 'lost everywhere: resolution' });
  expect(root?.attributes).toContainEqual({ key: 'quarrel.loss.cause', value: { stringValue: 'resolution' } });
  expect(apply?.events.map(({ name }) => name)).toEqual(['conflict', 'discard']);
  expect(apply?.links.map(({ traceId }) => traceId)).toEqual([traceIdOf('C')]);
  expect(spansOf(traceIdOf('C'))[0]?.status).toEqual({});
});

test('times are those of the run, counted from the epoch in nanoseconds', () => {
  const [root, serve, ship, apply] = spansOf(traceIdOf('B'));
  expect([root?.startTimeUnixNano, root?.endTimeUnixNano]).toEqual(['1000000000', '1001000000']);
  expect(serve?.startTimeUnixNano).toBe('1000500000');
  expect([ship?.endTimeUnixNano, apply?.startTimeUnixNano]).toEqual(['1035754000', '1035754000']);
});

test('another seed has other ids', () => {
  const other = exportRun({ ...concurrent, scenario: { ...concurrent.scenario, seed: '2' } });
  const ids = new Set(readOtlp(other.otlp).request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => {
    return spans.map(({ traceId }) => traceId);
  })));
  expect(ids.size).toBe(3);
  for (const value of ['A', 'B', 'C']) expect(ids.has(traceIdOf(value))).toBe(false);
});

test.each([
  ['a field that the protocol does not have', '"spanId"', '"spanName"'],
  ['an attribute whose value has no kind', '"stringValue"', '"text"'],
])('the definitions are no yes-men: %s does not come through', (_, right, wrong) => {
  const { document, afterwards } = readDocument(otlp.replaceAll(right, wrong));
  expect(afterwards).not.toEqual(document);
});

test('the definitions refuse a time that is no number', () => {
  const { document, afterwards } = readDocument(otlp.replace('"1000000000"', '"soon"'));
  expect(afterwards).not.toEqual(document);
});

function readDocument(text: string): { readonly document: unknown; readonly afterwards: unknown } {
  try {
    return readOtlp(text);
  } catch (error) {
    return { document: text, afterwards: error };
  }
}

function allSpans(): readonly ReadSpan[] {
  return request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function traceIdOf(value: string): string {
  const root = allSpans().find(({ attributes }) => {
    return attributes.some((each) => each.key === 'quarrel.value' && each.value['stringValue'] === value);
  });
  assert(root !== undefined);
  return root.traceId;
}

/** In order of their places in the trace. */
function spansOf(traceId: string): readonly ReadSpan[] {
  return allSpans().filter((span) => span.traceId === traceId).toSorted((a, b) => (a.spanId < b.spanId ? -1 : 1));
}
