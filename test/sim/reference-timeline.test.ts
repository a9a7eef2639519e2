/**
 * The life of one write, to the millisecond: a Tokyo write, its batch, two leaders far away and
 * everyone's followers.
 */
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.js';
import { connect, constant, link, ms, scenario, write } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';

const node = { writeUs: 3 * ms, logUs: 2 * ms, respondUs: 1 * ms, applyUs: 5 * ms };
const followers = { count: 1, latency: constant(5 * ms) };

const links = [
  link(0, 1, { latency: constant(160 * ms) }),
  link(0, 2, { latency: constant(200 * ms) }),
];

const timeline: Scenario = scenario({
  durationUs: 10 * ms,
  regions: ['tokyo', 'frankfurt', 'virginia'].map((name) => ({
    name,
    followers,
    node,
    clientLatencyUs: 2 * ms,
  })),
  topology: { ...connect('mesh', 3), links },
  replication: { batch: { everyUs: 8 * ms, max: 500, prepareUs: 5 * ms }, metadataBytes: 512 },
  workload: { payloadBytes: 1024, script: [write(0, 0, 'user:42', 'Tanaka')] },
});

const { all, report } = runTraced(timeline);

describe('a write in Tokyo', () => {
  test('is sent at 0, durable at 7 ms and answered at 10 ms', () => {
    expect(all('accept')).toMatchObject([
      { replica: 'tokyo', key: 'user:42', value: 'Tanaka', sentAtUs: 0, atUs: 7 * ms },
    ]);
    expect(all('acknowledge')).toMatchObject([
      { replica: 'tokyo', write: 0, atUs: 8 * ms, answeredAtUs: 10 * ms },
    ]);
    expect(report.clients.write).toMatchObject({ count: 1, maxMs: 10 });
  });

  test('waits in a batch that closes at 15 ms and departs at 20 ms', () => {
    const sent = { from: 'tokyo', atUs: 15 * ms, departsAtUs: 20 * ms, bytes: 1536, writes: [0] };
    expect(all('send').filter(({ to }) => !to.includes('/'))).toEqual([
      { kind: 'send', ...sent, to: 'frankfurt' },
      { kind: 'send', ...sent, to: 'virginia' },
    ]);
  });

  test('reaches Frankfurt at 180 ms and Virginia at 220 ms', () => {
    expect(momentsOf('receive', 'frankfurt')).toEqual([180]);
    expect(momentsOf('receive', 'virginia')).toEqual([220]);
  });

  test('is visible in Frankfurt at 185 ms and in Virginia at 225 ms', () => {
    expect(momentsOf('apply', 'frankfurt')).toEqual([185]);
    expect(momentsOf('apply', 'virginia')).toEqual([225]);
  });

  test('reaches the follower in Frankfurt at 190 ms, and the one in Virginia at 230 ms', () => {
    expect(momentsOf('receive', 'frankfurt/1')).toEqual([190]);
    expect(momentsOf('receive', 'virginia/1')).toEqual([230]);
  });

  test('is visible everywhere by 250 ms', () => {
    const replicas = new Set(all('apply').map(({ replica }) => replica));
    expect(replicas.size).toBe(5);
    expect(Math.max(...all('apply').map(({ atUs }) => atUs))).toBeLessThanOrEqual(250 * ms);
    expect(report).toMatchObject({
      settled: true,
      fates: { visible: 1 },
      lag: { count: 5, open: 0 },
      convergence: { verdict: 'holds' },
    });
  });
});

function momentsOf(kind: 'receive' | 'apply', replica: string): readonly number[] {
  const moments =
    kind === 'receive'
      ? all(kind).filter(({ to }) => to === replica)
      : all(kind).filter((event) => event.replica === replica);
  return moments.map(({ atUs }) => atUs / ms);
}
