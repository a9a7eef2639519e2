import { describe, expect, test } from 'vitest';
import { issuesIn, load } from '../document-of.js';

const three = 'regions: { a: , b: , c: }\nlinks: { default: { latency: 1ms } }';

const storageOf = (keys: string) => {
  const { replication } = load(`${three}\nreplication:\n  strategy: shared-storage\n${keys}`).scenario;
  if (replication.strategy !== 'shared-storage') throw new Error('it is shared storage');
  return replication;
};

describe('shared storage', () => {
  test('is six storage nodes in three zones, four to write and three to take over, unless a scenario says more', () => {
    const { volume, volumes, writer, takeover } = storageOf('');
    expect(volume).toMatchObject({ writeQuorum: 4, readQuorum: 3, writeUs: 300 });
    expect(volume.zones.map(({ name, nodes }) => `${name} ${String(nodes)}`)).toEqual(['a 2', 'b 2', 'c 2']);
    expect(volumes).toEqual([[0, 1, 2]]);
    expect(writer).toBe(0);
    expect(takeover).toEqual({ heartbeatUs: 1_000_000, timeoutUs: 10_000_000, elsewhereAfterUs: null });
  });

  test('gives each secondary a volume of its own', () => {
    const { volumes, takeover } = storageOf('  writer: b\n  secondaries: [c]\n  takeover: { elsewhere: 30s }');
    expect(volumes).toEqual([[0, 1], [2]]);
    expect(takeover.elsewhereAfterUs).toBe(30_000_000);
  });

  test('takes quorums that fit the number of storage nodes', () => {
    const { volume } = storageOf('  volume: { zones: { x: 1, y: 1, z: 1 } }');
    expect(volume).toMatchObject({ writeQuorum: 2, readQuorum: 2 });
  });

  test('goes by the order of its log, whatever stamps say', () => {
    const { conflicts } = load(`${three}\nreplication: { strategy: shared-storage }`).scenario;
    expect(conflicts).toEqual({ timestamps: 'physical', detect: 'version-vector', resolve: 'arrival' });
  });
});

test('storage nodes are named by zone, by zone and number, or all together', () => {
  const nodesOf = (what: string): readonly number[] => {
    const text = `${three}\nreplication: { strategy: shared-storage }\nfaults: [{ at: 1s, storage: ${what} }]`;
    const [fault] = load(text).scenario.faults;
    return fault?.kind === 'storage' ? fault.nodes : [];
  };
  expect(nodesOf('b')).toEqual([2, 3]);
  expect(nodesOf('c/1')).toEqual([4]);
  expect(nodesOf('all')).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each([
  ['replication: { strategy: shared-storage, volume: { write-quorum: 3 } }', 'replication.volume.write-quorum', '4 to 6'],
  ['replication: { strategy: shared-storage, volume: { read-quorum: 2 } }', 'replication.volume.read-quorum', '3 to 6'],
  ['replication: { strategy: shared-storage, writer: a, secondaries: [a] }', 'replication.secondaries.0', 'a region that only reads'],
  ['replication: { strategy: shared-storage, secondaries: [b, b] }', 'replication.secondaries.1', 'each region once'],
  ['replication: { strategy: shared-storage, takeover: { elsewhere: 1s } }', 'replication.takeover.elsewhere', 'replication.secondaries'],
  ['replication: { strategy: shared-storage, ship-every: 1s }', 'replication.ship-every', 'replication.secondaries, or no ship-every'],
  ['replication: { strategy: shared-storage, takeover: { timeout: 1ms } }', 'replication.takeover.timeout', 'no less than takeover.heartbeat'],
  ['replication: { strategy: shared-storage, copies: 3 }', 'replication.copies', 'a key of strategy: shared-storage, or the other strategy'],
  ['replication: { writer: a }', 'replication.writer', 'a key of strategy: multi-leader, or the other strategy'],
  ['topology: ring\nreplication: { strategy: shared-storage }', 'topology', 'mesh'],
  ['conflicts: { resolve: siblings }\nreplication: { strategy: shared-storage }', 'conflicts', 'no rules of conflicts, or strategy: multi-leader'],
  ['replication: { strategy: shared-storage }\nfaults: [{ at: 1s, storage: d }]', 'faults.0.storage', 'a zone of the volume, a node of it such as a/1, or all'],
  ['faults: [{ at: 1s, storage: a }]', 'faults.0.storage', 'crash, or that strategy'],
  ['replication: { strategy: shared-storage }\nfaults: [{ at: 1s, crash: a, disk: lost }]', 'faults.0.disk', 'storage in place of crash'],
  ['replication: { strategy: shared-storage }\nfaults: [{ at: 1s, leave: a }]', 'faults.0.leave', 'crash, or outage'],
])('%s is refused with what would be right', (text, path, expected) => {
  const issues = issuesIn(`${three}\n${text}`);
  expect(issues.map((issue) => [issue.path, issue.expected])).toEqual([[`scenarios.s.${path}`, expected]]);
});
