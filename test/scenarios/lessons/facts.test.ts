import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findFact, problemOfName } from '../../../src/scenarios/lessons/facts.js';
import type { FinishedRun } from '../../../src/scenarios/lessons/facts.js';
import { parseScenarios } from '../../../src/scenarios/parse.js';
import { isolateScenario } from '../../../src/scenarios/slice.js';
import { simulate } from '../../../src/sim/simulate.js';

/** Two people edit one revision: `red` and `blue` stand in a revision tree, which shows one and keeps the other. */
const twoRevisions = `version: 1
scenarios:
  two-revisions:
    title: Two revisions
    duration: 1s
    regions: { oslo: , paris: }
    links: { default: { latency: 100ms } }
    workload:
      script:
        - { at: 100ms, in: oslo, as: olga, write: { doc: red } }
        - { at: 120ms, in: paris, as: paul, write: { doc: blue } }
    conflicts: { resolve: revision-tree }
`;

function runOf(document: string): FinishedRun {
  const parsed = parseScenarios(document);
  const [loaded] = parsed.ok ? parsed.scenarios : [];
  if (loaded === undefined) throw new Error('the scenario cannot be read');
  const { scenario } = loaded;
  return { scenario, settings: {}, report: simulate(scenario).report };
}

function shippedRun(name: string): FinishedRun {
  return runOf(isolateScenario(readFileSync('scenarios.yaml', 'utf8'), name) ?? '');
}

function factsOf(names: readonly string[]) {
  const run = runOf(twoRevisions);
  return names.map((fact) => findFact(fact, run));
}

describe('what a key holds in the end', () => {
  it('is told apart from what lost against it and is kept', () => {
    const [shown, kept] = factsOf(['final.doc', 'final.doc.conflicts']);
    const words = [shown, kept].flatMap((value) => (value?.kind === 'held' ? [value.values] : []));
    expect(words).toHaveLength(2);
    expect(words.flat().toSorted()).toEqual(['blue', 'red']);
  });

  it('is unknown of a key that nobody was asked for', () => {
    expect(factsOf(['final.other.conflicts'])).toEqual([
      { kind: 'unknown', because: 'nobody was asked for other.conflicts' },
    ]);
  });
});

describe('version vectors that reads return', () => {
  it('are asked for by client and by the number of the read', () => {
    const dynamo = shippedRun('dynamo-versions');
    expect(findFact('clock.bob', dynamo)).toEqual({ kind: 'held', values: ['[sx:2]'] });
    expect(findFact('clock.carol.3', dynamo)).toEqual({ kind: 'held', values: ['[sx:3, sy:1, sz:1]'] });
    expect(findFact('clock.dave', dynamo).kind).toBe('unknown');
  });

  it('are unknown where clients bring no contexts', () => {
    expect(findFact('clock.alice', shippedRun('concurrent-x')).kind).toBe('unknown');
  });
});

describe('amounts', () => {
  it('are what every replica holds, as a number', () => {
    const amount = findFact('amount.likes', shippedRun('counter-pn'));
    expect(amount).toEqual({ kind: 'number', unit: 'count', value: -18 });
  });

  it('are unknown for words, and where replicas differ', () => {
    const words = findFact('amount.x', shippedRun('concurrent-x'));
    expect(words).toEqual({ kind: 'unknown', because: 'x is not a number' });
    const apart = findFact('amount.x', shippedRun('concurrent-x-arrival'));
    expect(apart).toEqual({ kind: 'unknown', because: 'replicas differ on x' });
  });

  it('need a key', () => {
    expect(problemOfName('amount', runOf(twoRevisions))?.expected).toBe('amount.<key>');
  });
});

describe('what a link was sent', () => {
  it('is told in bytes and messages', () => {
    const run = runOf(twoRevisions);
    expect(findFact('sent.oslo.paris.messages', run)).toEqual({ kind: 'number', unit: 'count', value: 1 });
    // The default payload of 1 KiB, and 512 bytes of metadata.
    expect(findFact('sent.oslo.paris.bytes', run)).toEqual({ kind: 'number', unit: 'size', value: 1536 });
    expect(findFact('sent.oslo.oslo.bytes', run)).toEqual({ kind: 'unknown', because: 'there is no such link' });
  });

  it('is asked of regions that are there', () => {
    expect(problemOfName('sent.oslo.paris.bytes', runOf(twoRevisions))).toBe(null);
    expect(problemOfName('sent.oslo.pariss.bytes', runOf(twoRevisions))?.suggestion).toBe('did you mean "paris"?');
    expect(problemOfName('sent.oslo.paris.p50', runOf(twoRevisions))?.message).toContain('is not a figure');
  });
});
