/**
 * The law of hot rows: a write fails when another region's write of its key is put in order in the window from
 * what it was executed on to its own place: with commits of others at random at a rate λ, 1 − e^(−λ·window) of them.
 * Commits of one key keep away from each other, so never more than one falls into a window, and λ·window is
 * the most.
 */
import { expect, test } from 'vitest';
import { simulate } from '../../src/sim/simulate.js';
import { certifiedScenario } from '../support/certified-scenario.js';
import { connect, constant, ms } from '../support/scenario.js';

const seconds = 400;
const keys = 100;

test.each([
  { ratePerS: 20, wayMs: 40 },
  { ratePerS: 40, wayMs: 40 },
  { ratePerS: 20, wayMs: 80 },
])('with $ratePerS writes a second in each region, $wayMs ms apart, as many fail as meet another', ({ ratePerS, wayMs }) => {
  const { report } = simulate(
    certifiedScenario({
      durationUs: seconds * 1000 * ms,
      ratePerS,
      keys,
      topology: connect('mesh', 3, { latency: constant(wayMs * ms) }),
    }),
  );
  const members = report.certification?.byRegion ?? [];
  // A commit is agreed on after a way to a majority and back, and known elsewhere a way later; a write needs a
  // way to whoever orders. The first region orders: it has neither of the last two.
  const windows = members.map((_, member) => (member === 0 ? 2 : 4) * wayMs * 1e-3);
  const committed = members.reduce((sum, member) => sum + member.committed, 0);
  let [least, most, aborted] = [0, 0, 0];
  members.forEach((member, i) => {
    const ratePerKey = (committed - member.committed) / seconds / keys;
    const tried = member.committed + member.aborted;
    least += tried * (1 - Math.exp(-ratePerKey * windows[i]));
    most += tried * ratePerKey * windows[i];
    aborted += member.aborted;
  });
  expect(aborted).toBeGreaterThan(1000);
  // Two standard deviations of a thousand are 6 %; what came of these seeds is within 1 % of the least.
  expect(aborted / least).toBeGreaterThan(0.95);
  expect(aborted / most).toBeLessThan(1.05);
  expect(most / least).toBeLessThan(1.1);
});
