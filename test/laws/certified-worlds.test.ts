/**
 * Laws of certification in a world: what a trace says of who committed what, and what clients were told.
 *
 * `CERTIFIED_WORLDS` says how many worlds are tried (120 unless said).
 */
import { describe, expect, test } from 'vitest';
import type { Fault, Scenario } from '../../src/sim/scenario.js';
import { certifiedScenario } from '../support/certified-scenario.js';
import { makeDice } from '../support/dice.js';
import { randomFaults } from '../support/random-faults.js';
import { ms } from '../support/scenario.js';
import { runTraced, type TraceEventOf, type TracedRun } from '../support/traced-run.js';

const worlds = Array.from({ length: Number(process.env['CERTIFIED_WORLDS'] ?? 120) }, (_, n) => n);

describe('under random faults', { timeout: 3_600_000 }, () => {
  test('members certify alike, the first committer wins, and no acknowledged write is lost', () => {
    const sums = { aborted: 0, committed: 0, settled: 0 };
    const findings = worlds.flatMap((n) => {
      const run = runTraced(worldOf(n));
      const { certification, settled } = run.report;
      sums.aborted += certification?.aborted ?? 0;
      sums.committed += certification?.committed ?? 0;
      if (settled) sums.settled++;
      return complain(run).map((complaint) => `world ${String(n)}: ${complaint}`);
    });
    expect(findings).toEqual([]);
    expect(sums.aborted).toBeGreaterThan(worlds.length);
    expect(sums.committed).toBeGreaterThan(20 * worlds.length);
    expect(sums.settled).toBeGreaterThan(0.9 * worlds.length);
  });
});

/** Three regions that write few rows, with faults that end; one of them may lose its disk. */
function worldOf(n: number): Scenario {
  const dice = makeDice(n);
  const plain = certifiedScenario({
    seed: `world ${String(n)}`,
    durationUs: 4_000 * ms,
    settleUs: 300_000 * ms,
    ratePerS: dice.pick([5, 20]),
    keys: dice.pick([1, 4, 30]),
    replication: {
      minority: dice.pick(['refuse', 'block']),
      collectEvery: dice.pick([4, 32]),
      flowControl: dice.pick([null, { limit: 4, resumeAt: 2 }]),
    },
  });
  const faults = randomFaults(dice, plain.topology, { regions: 3, durationUs: plain.durationUs, mayStay: false });
  return { ...plain, faults: faults.filter(({ kind }) => kind !== 'leave').map(keepDisk) };
}

/** One disk of three may be lost: a majority's last. */
function keepDisk(fault: Fault): Fault {
  return fault.kind === 'crash' && fault.region !== 2 ? { ...fault, disk: 'kept' } : fault;
}

function complain(run: TracedRun): readonly string[] {
  const { report } = run;
  const { fates, writes, convergence, conflicts, settled } = report;
  const complaints = [...complainAboutVerdicts(run), ...complainAboutTellings(run)];
  const judged = fates.visible + fates.superseded + fates.merged + fates.lost + fates.pending;
  if (judged !== writes.acknowledged) complaints.push(`${String(judged)} fates of ${String(writes.acknowledged)}`);
  if (fates.lost > 0) complaints.push(`${String(fates.lost)} acknowledged writes lost`);
  if (conflicts.distinct > 0) complaints.push(`${String(conflicts.distinct)} conflicts`);
  if (settled && fates.pending > 0) complaints.push(`${String(fates.pending)} pending at rest`);
  if (settled && convergence.verdict !== 'holds') complaints.push(`convergence ${convergence.verdict}`);
  return complaints;
}

/** One verdict a position, whoever comes to it; and who commits has seen what was committed before. */
function complainAboutVerdicts(run: TracedRun): string[] {
  const byPosition = new Map<number, TraceEventOf<'certify'>>();
  const complaints: string[] = [];
  for (const event of run.all('certify')) {
    const before = byPosition.get(event.position) ?? event;
    byPosition.set(event.position, before);
    const isSame = before.key === event.key && before.verdict === event.verdict && before.origin === event.origin;
    if (!isSame) complaints.push(`${event.replica} differs at ${String(event.position)}`);
  }
  const committedAt = new Map<string, number>();
  for (const { position, key, snapshot, verdict } of [...byPosition.values()].sort((x, y) => x.position - y.position)) {
    const last = committedAt.get(key) ?? 0;
    if (verdict === 'commits' && last > snapshot) complaints.push(`${String(position)} had not seen ${String(last)}`);
    if (verdict === 'conflict' && last <= snapshot) complaints.push(`${String(position)} was refused without need`);
    if (verdict === 'commits') committedAt.set(key, position);
  }
  return complaints;
}

/** As many are told of a refusal, at most, as were refused; and as many of success, at most, as commit. */
function complainAboutTellings(run: TracedRun): string[] {
  const { certification, writes } = run.report;
  const told = run.all('refuse').filter(({ reason }) => reason === 'certification').length;
  const complaints: string[] = [];
  if (told > (certification?.aborted ?? 0)) complaints.push('more told of a refusal than refused');
  if (writes.acknowledged > (certification?.committed ?? 0)) complaints.push('more acknowledged than committed');
  return complaints;
}
