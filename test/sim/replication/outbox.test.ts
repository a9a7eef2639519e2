import { describe, expect, test } from 'vitest';
import { Outbox } from '../../../src/sim/replication/outbox.js';
import { ownOp, ReplicaLog } from '../../../src/sim/storage/replica-log.js';
import { makeDice } from '../../support/dice.js';

describe('an outbox', () => {
  test('counts its backlog as plain lists do, and its peak exactly', () => {
    for (let seed = 0; seed < 200; seed++) compareWithLists(seed);
  });

  test('resumes after what was acknowledged when the connection is made anew', () => {
    const { log, outbox } = openOutbox(5);
    outbox.noteSent(5, 5);
    outbox.acknowledgeAt(100, 2, 2);
    outbox.acknowledgeAt(300, 5, 3);
    outbox.disconnect(200);
    expect([outbox.backlog, outbox.ackedTo, outbox.waiting]).toEqual([3, 2, 0]);
    outbox.reconnect(1000);
    expect([outbox.sentTo, outbox.backlog, outbox.waiting]).toEqual([2, 3, 3]);
    outbox.takeAcks(5000);
    expect([outbox.backlog, outbox.ackedTo, log.length]).toEqual([3, 2, 5]);
  });

  test('drains until its backlog is back where it was before the cut', () => {
    const { log, outbox } = openOutbox(1);
    outbox.noteSent(1, 1);
    outbox.disconnect(100);
    for (let i = 0; i < 3; i++) addOne(log, outbox, 200);
    outbox.reconnect(1000);
    outbox.noteSent(4, 4);
    outbox.acknowledgeAt(1500, 2, 2);
    outbox.acknowledgeAt(1700, 4, 2);
    outbox.takeAcks(9999);
    expect(outbox.drainUs).toBe(700);
  });

  test('has drained at once when nothing came during the cut', () => {
    const { outbox } = openOutbox(1);
    outbox.disconnect(100);
    outbox.reconnect(400);
    expect(outbox.drainUs).toBe(0);
  });

  test('drains after the last of several heals, to where it was before the first cut', () => {
    const { log, outbox } = openOutbox(0);
    outbox.disconnect(0);
    addOne(log, outbox, 100);
    outbox.reconnect(200);
    outbox.disconnect(300);
    outbox.reconnect(500);
    expect(outbox.drainUs).toBeNull();
    outbox.noteSent(1, 1);
    outbox.acknowledgeAt(900, 1, 1);
    outbox.takeAcks(900);
    expect(outbox.drainUs).toBe(400);
  });

  test('owes nothing any more once it is abandoned, and says how much that dropped', () => {
    const { outbox } = openOutbox(4);
    outbox.noteSent(2, 2);
    outbox.acknowledgeAt(50, 1, 1);
    expect(outbox.abandon(60)).toBe(3);
    expect(outbox).toMatchObject({ isOpen: false, dropped: 3, backlog: 0, waiting: 0, ackedTo: 4 });
  });

  test('takes acknowledgements in the order in which they were sent', () => {
    const { outbox } = openOutbox(2);
    outbox.noteSent(2, 2);
    outbox.acknowledgeAt(500, 1, 1);
    outbox.acknowledgeAt(100, 2, 1);
    outbox.takeAcks(499);
    expect(outbox.backlog).toBe(2);
    outbox.takeAcks(500);
    expect(outbox.backlog).toBe(0);
  });
});

function openOutbox(due: number): { readonly log: ReplicaLog; readonly outbox: Outbox } {
  const log = new ReplicaLog({ expected: 8, keepsPaths: false });
  const outbox = new Outbox(log, 0);
  for (let i = 0; i < due; i++) addOne(log, outbox, 0);
  return { log, outbox };
}

function addOne(log: ReplicaLog, outbox: Outbox, nowUs: number): void {
  log.append(log.length, ownOp, 0);
  outbox.addDue(nowUs);
}

/** Does the same to an outbox and to lists of due, sent and acknowledged positions. */
function compareWithLists(seed: number): void {
  const dice = makeDice(seed);
  const { log, outbox } = openOutbox(0);
  let onTheWay: { readonly atUs: number; readonly to: number }[] = [];
  let ackedTo = 0;
  let sentTo = 0;
  let peak = 0;
  let isUp = true;
  let nowUs = 0;
  let lastAckUs = 0;
  for (let step = 0; step < 150; step++) {
    nowUs += dice.between(0, 20);
    const arrived = onTheWay.filter(({ atUs }) => atUs <= nowUs);
    onTheWay = onTheWay.filter(({ atUs }) => atUs > nowUs);
    ackedTo = Math.max(ackedTo, ...arrived.map(({ to }) => to));
    const what = dice.between(0, 9);
    if (what <= 4) {
      addOne(log, outbox, nowUs);
      peak = Math.max(peak, log.length - ackedTo);
    } else if (what <= 7 && isUp && sentTo < log.length) {
      const to = dice.between(sentTo + 1, log.length);
      lastAckUs = Math.max(lastAckUs, nowUs + dice.between(1, 100));
      outbox.noteSent(to, to - sentTo);
      outbox.acknowledgeAt(lastAckUs, to, to - sentTo);
      onTheWay.push({ atUs: lastAckUs, to });
      sentTo = to;
    } else if (what === 8 && isUp) {
      outbox.disconnect(nowUs);
      onTheWay = [];
      lastAckUs = 0;
      isUp = false;
    } else if (what === 9 && !isUp) {
      outbox.reconnect(nowUs);
      sentTo = ackedTo;
      isUp = true;
    }
    const ahead = outbox.lookAt(nowUs + 1000);
    const looked = outbox.lookAt(nowUs);
    outbox.takeAcks(nowUs);
    const later = onTheWay.filter(({ atUs }) => atUs <= nowUs + 1000).map(({ to }) => to);
    expect(ahead.ackedTo, `seed ${seed}, step ${step}`).toBe(Math.max(ackedTo, ...later));
    expect(looked, `seed ${seed}, step ${step}`).toEqual({ backlog: log.length - ackedTo, ackedTo });
    const expected = { backlog: log.length - ackedTo, ackedTo, sentTo, peakWrites: peak };
    expect(outbox, `seed ${seed}, step ${step}`).toMatchObject(expected);
    expect(outbox.waiting).toBe(log.length - sentTo);
  }
}
