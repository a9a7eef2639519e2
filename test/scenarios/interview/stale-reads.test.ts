import { describe, expect, it } from 'vitest';
import { makeDesign } from '../../../src/scenarios/interview/design.js';
import { runDesign } from '../../../src/scenarios/interview/run-design.js';
import { countStaleReads } from '../../../src/scenarios/interview/stale-reads.js';
import type { HistoryOperation, HistoryValue } from '../../../src/sim/record/history.js';
import { chosenBy, readInterview } from './shipped-interviews.js';

function operation(f: 'read' | 'write', value: HistoryValue, fromUs: number, untilUs: number): HistoryOperation {
  return {
    process: 0, f, key: 'x', value: f === 'write' ? value : null, result: f === 'read' ? value : null, outcome: 'ok',
    invokedAt: fromUs, answeredAt: untilUs, invokedAtUs: fromUs, answeredAtUs: untilUs, replica: null,
  };
}

const [first, second] = [operation('write', 'A', 0, 10), operation('write', 'B', 20, 30)];

describe('a read', () => {
  it.each<readonly [name: string, read: HistoryOperation, stale: number]>([
    ['is stale where it returns what was replaced before', operation('read', 'A', 40, 50), 1],
    ['is stale where it returns nothing', operation('read', null, 40, 50), 1],
    ['is not stale where it was asked before the later write was answered', operation('read', 'A', 25, 50), 0],
    ['is not stale where it returns the later write', operation('read', 'B', 40, 50), 0],
    ['is not stale where it returns both', operation('read', ['A', 'B'], 40, 50), 0],
    ['is not judged where nobody wrote what it returns', operation('read', 'A, B', 40, 50), 0],
  ])('%s', (_name, read, stale) => {
    expect(countStaleReads([first, second, read])).toBe(stale);
  });

  it('is not there to be judged where only others are', () => {
    expect(countStaleReads([first, second])).toBeNull();
  });
});

describe('a design', () => {
  const profiles = readInterview('01-profile-store.yaml');
  const payments = readInterview('07-payments.yaml');

  it('has stale reads where followers answer, and none under consensus', () => {
    const local = runDesign(makeDesign(profiles, chosenBy('topology=one-leader')));
    expect(countStaleReads(local.history?.history.operations ?? [])).toBeGreaterThan(0);
    const consensus = runDesign(makeDesign(payments, chosenBy('topology=consensus')));
    expect(countStaleReads(consensus.history?.history.operations ?? [])).toBe(0);
  });
});
