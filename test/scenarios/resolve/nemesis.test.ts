import { expect, test } from 'vitest';
import { addRandomFaults, simulate } from '../../../src/sim/simulate.js';
import { randomFaultKinds } from '../../../src/sim/scenario.js';
import { issuesIn, load } from '../document-of.js';

const three = 'regions: { a: {}, b: {}, c: {} }\nduration: 10s';
const busy = `${three}\nlinks: { default: { latency: 20ms } }\nworkload: { clients: [{ in: all, rate: 20/s }] }`;

test('a nemesis has defaults for all that it does not say', () => {
  expect(load(`${three}\nnemesis: {}`).scenario.nemesis).toEqual({
    faults: 8,
    fromUs: 0,
    untilUs: 10e6,
    kinds: randomFaultKinds,
    swarm: true,
    longestUs: 5e6,
  });
  expect(load(three).scenario.nemesis).toBeUndefined();
});

test('a nemesis says how many, when, of which kinds and how long', () => {
  const text = 'nemesis: { faults: 3, from: 1s, until: 8s, kinds: [crash, pause, crash], swarm: false, longest: 2s }';
  expect(load(`${three}\n${text}`).scenario.nemesis).toEqual({
    faults: 3,
    fromUs: 1e6,
    untilUs: 8e6,
    kinds: ['crash', 'pause'],
    swarm: false,
    longestUs: 2e6,
  });
});

test('a nemesis without time, or of kinds that it cannot draw, is refused', () => {
  const bad = 'nemesis: { faults: 0, from: 5s, until: 5s, kinds: [leave, crsh], longest: 0us }';
  expect(issuesIn(`${three}\n${bad}`)).toMatchObject([
    { path: 'scenarios.s.nemesis.faults', expected: 'a whole number from 1 to 1000' },
    { path: 'scenarios.s.nemesis.until', expected: 'a time after "from"' },
    { path: 'scenarios.s.nemesis.kinds.0', found: 'leave' },
    { path: 'scenarios.s.nemesis.kinds.1', suggestion: 'did you mean "crash"?' },
    { path: 'scenarios.s.nemesis.longest', message: 'this must be above zero' },
  ]);
  expect(issuesIn(`${three}\nnemesis: { from: 10s }`)).toMatchObject([
    { path: 'scenarios.s.nemesis.from', expected: 'a time before the duration, or "until" after it' },
  ]);
});

test('what was drawn can be put into the document, and runs the same', () => {
  for (const seed of ['1', '2', '3', '4', '5', '6']) {
    const drawing = load(`${busy}\nseed: "${seed}"\nnemesis: { faults: 12, swarm: false }`).scenario;
    const { fingerprint, faults } = simulate(drawing).report;
    const lines = faults.map(({ kind, atMs, untilMs, where }) => {
      const until = untilMs === null ? '' : `until: ${untilMs}ms, `;
      return `  - { at: ${atMs}ms, ${until}${kind}: ${where} }`;
    });
    const written = load(`${busy}\nseed: "${seed}"\nfaults:\n${lines.join('\n')}`).scenario;
    expect(written.faults).toEqual(addRandomFaults(drawing).faults);
    expect(simulate(written).report.fingerprint).toBe(fingerprint);
  }
});
