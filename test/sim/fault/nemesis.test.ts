import { describe, expect, test } from 'vitest';
import { endOfFault, Nemesis } from '../../../src/sim/fault/nemesis.js';
import type { Fault } from '../../../src/sim/scenario.js';

const faults: readonly Fault[] = [
  { kind: 'partition', atUs: 1, untilUs: 9, cuts: [[0, 1], [2, 0]] },
  { kind: 'crash', atUs: 2, untilUs: null, region: 2 },
  { kind: 'leave', atUs: 3, region: 1, bridges: [] },
  { kind: 'clock-step', atUs: 4, region: 0, byUs: -50 },
  { kind: 'slow', atUs: 5, untilUs: 6, region: 1, factor: 4 },
  { kind: 'latency-spike', atUs: 5, untilUs: 8, links: [[0, 1], [1, 2]], addUs: 70 },
  { kind: 'loss', atUs: 5, untilUs: null, links: [[1, 0]], loss: 0.5 },
  { kind: 'crash', atUs: 6, untilUs: 9, region: 1, disk: 'lost' },
  { kind: 'outage', atUs: 6, untilUs: 8, region: 2 },
  { kind: 'pause', atUs: 6, untilUs: 7, region: 0 },
  { kind: 'offline', atUs: 6, untilUs: null, region: 0 },
  { kind: 'bandwidth', atUs: 5, untilUs: 7, links: [[2, 1]], bandwidthBps: 8 },
  { kind: 'storage', atUs: 4, untilUs: 9, what: 'b', nodes: [2, 3], disk: 'lost' },
  { kind: 'deploy', atUs: 4, rule: 'fww', regions: [0, 2] },
];

describe('the nemesis', () => {
  test('begins each kind of fault with what it does', () => {
    const { nemesis, done } = openNemesis();
    faults.forEach((_, i) => nemesis.begin(i));
    expect(done).toEqual([
      'cut 0 1',
      'cut 2 0',
      'crash 2',
      'leave 1 as fault 2',
      'step clock 0 by -50',
      'slow 1 by 4',
      'impair 0 1 by latency-spike',
      'impair 1 2 by latency-spike',
      'impair 1 0 by loss',
      'crash 1',
      'wipe 1 by fault 7',
      'outage of 2',
      'pause 0 until 7',
      'offline 0',
      'impair 2 1 by bandwidth',
      'storage 2,3 crashes, disk lost',
      'fww to 0',
      'fww to 2',
    ]);
  });

  test('ends whatever lasts, and nothing else', () => {
    const { nemesis, done } = openNemesis();
    faults.forEach((_, i) => nemesis.end(i));
    expect(done).toEqual([
      'heal 0 1',
      'heal 2 0',
      'restart 2',
      'quicken 1 by 4',
      'relieve 0 1 of latency-spike',
      'relieve 1 2 of latency-spike',
      'relieve 1 0 of loss',
      'restart 1',
      'outage of 2 ends',
      'resume 0',
      'online 0',
      'relieve 2 1 of bandwidth',
      'storage 2,3 restarts',
    ]);
  });
});

test('only faults that last end by themselves, when they say so', () => {
  expect(faults.map(endOfFault)).toEqual([9, null, null, null, 6, 8, null, 9, 8, 7, null, 7, 9, null]);
});

function openNemesis(): { readonly nemesis: Nemesis; readonly done: readonly string[] } {
  const done: string[] = [];
  const nemesis = new Nemesis(faults, {
    cut: (from, to) => done.push(`cut ${from} ${to}`),
    heal: (from, to) => done.push(`heal ${from} ${to}`),
    crashStorage: (nodes, disk) => done.push(`storage ${nodes.join()} crashes, disk ${disk}`),
    restartStorage: (nodes) => done.push(`storage ${nodes.join()} restarts`),
    crash: (region) => done.push(`crash ${region}`),
    restart: (region) => done.push(`restart ${region}`),
    loseDisk: (region, fault) => done.push(`wipe ${region} by fault ${fault}`),
    beginOutage: (region) => done.push(`outage of ${region}`),
    endOutage: (region) => done.push(`outage of ${region} ends`),
    pause: (region, untilUs) => done.push(`pause ${region} until ${untilUs}`),
    resume: (region) => done.push(`resume ${region}`),
    goOffline: (region) => done.push(`offline ${region}`),
    goOnline: (region) => done.push(`online ${region}`),
    leave: (region, fault) => done.push(`leave ${region} as fault ${fault}`),
    stepClock: (region, byUs) => done.push(`step clock ${region} by ${byUs}`),
    deploy: (region, rule) => done.push(`${rule} to ${region}`),
    slow: (region, factor) => done.push(`slow ${region} by ${factor}`),
    quicken: (region, factor) => done.push(`quicken ${region} by ${factor}`),
    impair: (from, to, { kind }) => done.push(`impair ${from} ${to} by ${kind}`),
    relieve: (from, to, { kind }) => done.push(`relieve ${from} ${to} of ${kind}`),
  });
  return { nemesis, done };
}
