import { describe, expect, test } from 'vitest';
import { CircuitBreaker } from '../../../src/sim/workload/circuit-breaker.js';

describe('a circuit breaker', () => {
  test('opens when the share of the last attempts has failed, not before it has seen so many', () => {
    const breaker = make();
    for (const isFailure of [true, true, true]) breaker.note(isFailure, false, 0);
    expect(breaker.state).toBe('closed');
    breaker.note(false, false, 0);
    expect(breaker.state).toBe('open');
  });

  test('forgets what lies further back than its window', () => {
    const breaker = make();
    for (const isFailure of [true, false, false, false, false, true]) breaker.note(isFailure, false, 0);
    expect(breaker.state).toBe('closed');
    breaker.note(true, false, 0);
    expect(breaker.state).toBe('open');
  });

  test('lets nothing pass while it is open, and then one probe', () => {
    const breaker = opened(100);
    expect(breaker.isPassable(1099)).toBe(false);
    expect(breaker.isPassable(1100)).toBe(true);
    expect(breaker.depart()).toBe(true);
    expect(breaker.state).toBe('half-open');
    expect(breaker.isPassable(5000)).toBe(false);
  });

  test('opens again when the probe fails, for as long as before', () => {
    const breaker = opened(0);
    breaker.depart();
    breaker.note(true, true, 1500);
    expect([breaker.isPassable(2499), breaker.isPassable(2500)]).toEqual([false, true]);
  });

  test('is closed by a successful probe and has forgotten the failures', () => {
    const breaker = opened(0);
    breaker.depart();
    breaker.note(false, true, 1500);
    expect([breaker.state, breaker.depart()]).toEqual(['closed', false]);
    for (const isFailure of [true, true, true]) breaker.note(isFailure, false, 1600);
    expect(breaker.state).toBe('closed');
  });

  test('takes no notice of attempts that left before it opened', () => {
    const breaker = opened(0);
    breaker.note(false, false, 10);
    expect(breaker.state).toBe('open');
    breaker.depart();
    breaker.note(false, false, 1200);
    expect(breaker.state).toBe('half-open');
  });
});

function make(): CircuitBreaker {
  return new CircuitBreaker({ failures: 0.5, window: 4, openForUs: 1000 });
}

function opened(atUs: number): CircuitBreaker {
  const breaker = make();
  for (let i = 0; i < 4; i++) breaker.note(true, false, atUs);
  return breaker;
}
