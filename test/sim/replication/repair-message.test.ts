import { expect, test } from 'vitest';
import { countRecords, sizeOf } from '../../../src/sim/replication/repair-message.js';
import type { RecordCopy, RepairMessage } from '../../../src/sim/replication/repair-message.js';

const hashes = { of: [1, 2, 3], firsts: [0, 0, 0], seconds: [0, 0, 0] };
const record = (...versions: number[]): RecordCopy => ({ key: 0, first: 1, second: 2, versions, known: [3, 4] });

test.each<readonly [RepairMessage, bytes: number, records: number]>([
  [{ kind: 'nodes', hashes }, 64 + 3 * 16, 0],
  [{ kind: 'differences', nodes: [1], asked: 9 }, 64 + 2, 0],
  [{ kind: 'digests', hashes }, 64 + 3 * 16, 0],
  [{ kind: 'records', records: [record(5), record(), record(6, 7)] }, 64 + 3 * 16 + 3 * 1500, 2],
  [{ kind: 'returns', records: [record(5)] }, 64 + 16 + 1500, 1],
  [{ kind: 'merged' }, 64, 0],
])('$0.kind takes its header, its hashes and the versions it carries', (message, bytes, records) => {
  expect(sizeOf(message, 1500)).toBe(bytes);
  expect(countRecords(message)).toBe(records);
});
