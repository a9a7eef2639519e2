/** Broken books of how far replicas are must be noticed by those who judge what sessions saw. */
import { describe, expect, test } from 'vitest';
import type { LogicalStates } from '../../src/sim/replication/logical-states.js';
import { simulate } from '../../src/sim/simulate.js';
import { roamingSessions, token } from '../support/session-scenario.js';

const scenario = roamingSessions({ schedule: 1, sessions: 1500, reads: token('reads-too') });

function violationsWith(replaceStates: (states: LogicalStates) => LogicalStates) {
  return simulate(scenario, { replaceStates }).report.clients.violations;
}

describe('sessions are told of', () => {
  test('nothing, while the book is right', () => {
    const { readYourWrites, monotonicReads } = violationsWith((states) => states);
    expect([readYourWrites, monotonicReads]).toEqual([0, 0]);
  });

  test('a replica that does not wait', () => {
    const { readYourWrites, monotonicReads } = violationsWith((states) => change(states, { covers: () => true }));
    expect(readYourWrites).toBeGreaterThan(0);
    expect(monotonicReads).toBeGreaterThan(0);
  });

  test('a token that leaves out one author', () => {
    const { readYourWrites, monotonicReads } = violationsWith((states) =>
      change(states, {
        covers: (replica, state) => states.covers(replica, new Map([...state].filter(([author]) => author !== 0))),
      }),
    );
    expect((readYourWrites ?? 0) + (monotonicReads ?? 0)).toBeGreaterThan(0);
  });
});

function change(states: LogicalStates, changes: Partial<LogicalStates>): LogicalStates {
  return {
    covers: (replica, state) => states.covers(replica, state),
    sourcesOf: (replica, state) => states.sourcesOf(replica, state),
    add: (state, op) => { states.add(state, op); },
    countsOf: (state) => states.countsOf(state),
    forget: (replica) => { states.forget(replica); },
    ...changes,
  };
}
