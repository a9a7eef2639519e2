import { describe, expect, test } from 'vitest';
import { FlowGate } from '../../../../src/sim/replication/certification/flow-control.js';

describe('flow control', () => {
  test('a member says once that it is behind, and once that it has caught up', () => {
    const gate = new FlowGate({ limit: 4, resumeAt: 2 });
    expect([3, 4, 5, 6, 5, 3, 2, 1].map((length) => gate.noteQueue(length))).toEqual([
      null, null, true, null, null, null, false, null,
    ]);
    expect(gate.pauses).toBe(1);
  });

  test('a member waits for anyone who is behind, itself included', () => {
    const gate = new FlowGate({ limit: 4, resumeAt: 2 });
    expect(gate.isClosed(() => true)).toBe(false);
    gate.hear(2, true);
    expect(gate.isClosed(() => true)).toBe(true);
    gate.hear(2, false);
    gate.noteQueue(9);
    expect(gate.isClosed(() => false)).toBe(true);
  });

  test('whoever is out of reach stops nobody', () => {
    const gate = new FlowGate({ limit: 4, resumeAt: 2 });
    gate.hear(2, true);
    expect(gate.isClosed((member) => member !== 2)).toBe(false);
  });

  test('without a limit nobody is ever behind', () => {
    expect(new FlowGate(null).noteQueue(1_000_000)).toBeNull();
  });
});
