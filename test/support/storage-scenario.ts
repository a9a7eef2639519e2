/** Random scenarios of shared storage: instances and storage nodes fail, and all of them come back. */
import type { Fault, Scenario } from '../../src/sim/scenario.js';
import { load } from '../scenarios/document-of.js';
import { makeDice } from './dice.js';

/** One for every integer. Storage nodes fail two at a time at most; one of them may lose its disk. */
export function storageScenario(n: number): Scenario {
  const dice = makeDice(90_000_000 + n);
  const hasSecondary = dice.chance(0.5);
  const { scenario } = load(`
duration: 4s
regions: { a: , b: , c: ${hasSecondary ? ', far: ' : ''} }
links: { default: { latency: ${dice.between(1, 20)}ms } }
node: { write: 50us, apply: 20us, workers: 2 }
replication:
  strategy: shared-storage
  volume: { latency: { uniform: { min: 200us, max: 5ms } }, gossip: 20ms }
  takeover: { heartbeat: 50ms, timeout: ${dice.between(50, 400)}ms }
  ${hasSecondary ? 'secondaries: [far]' : ''}
workload:
  keys: { count: 20 }
  clients:
    - { in: a, rate: 150/s, mix: { write: 90%, read: 10% } }
    - { in: b, rate: 50/s, mix: { write: 50%, delete: 20%, read: 30% } }
    - { in: c, rate: 50/s, mix: { increment: 100% } }
    ${hasSecondary ? '- { in: far, rate: 50/s }' : ''}
nemesis:
  faults: ${dice.between(1, 10)}
  from: 100ms
  until: 4s
  longest: 1s
  kinds: [partition, crash, pause, slow, latency-spike, outage, offline]
`);
  const faults: Fault[] = [];
  for (let atUs = dice.between(0, 800_000); atUs < 4_000_000; atUs += dice.between(300_000, 900_000)) {
    const node = dice.between(0, 5);
    const untilUs = atUs + dice.between(10_000, 280_000);
    faults.push({ kind: 'storage', atUs, untilUs, what: '', nodes: [node], disk: dice.chance(0.3) ? 'lost' : 'kept' });
    const other = (node + dice.between(1, 5)) % 6;
    if (dice.chance(0.5)) faults.push({ kind: 'storage', atUs, untilUs, what: '', nodes: [other], disk: 'kept' });
  }
  return { ...scenario, name: `storage-${n}`, seed: String(n), faults };
}
