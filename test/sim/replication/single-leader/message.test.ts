import { expect, test } from 'vitest';
import { headerBytes, messageBytes } from '../../../../src/sim/replication/single-leader/message.js';

test('a message is a header and its entries; a heartbeat is a header', () => {
  const heartbeat = {
    kind: 'append',
    term: 1,
    round: 1,
    clockUs: 0,
    previous: 0,
    previousTerm: 0,
    ops: new Int32Array(0),
    terms: new Int32Array(0),
    commitTo: 0,
    logEnd: 0,
  } as const;
  expect(messageBytes(heartbeat, 300)).toBe(headerBytes);
  expect(messageBytes({ ...heartbeat, ops: new Int32Array(7) }, 300)).toBe(headerBytes + 2_100);
  expect(messageBytes({ kind: 'probe', askedAtUs: 0 }, 300)).toBe(headerBytes);
});
