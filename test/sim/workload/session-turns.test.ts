import { expect, test } from 'vitest';
import type { Request } from '../../../src/sim/workload/clients.js';
import { SessionTurns } from '../../../src/sim/workload/session-turns.js';
import { Session } from '../../../src/sim/workload/sessions.js';

function begin() {
  const sends: [number, number][] = [];
  const reaches: [number, number][] = [];
  const turns = new SessionTurns({
    sendAt: (atUs, session) => sends.push([atUs, session]),
    reachAt: (atUs, slot) => reaches.push([atUs, slot]),
    wayUs: (region) => 100 * (region + 1),
  });
  return { turns, sends, reaches };
}

function ask(key: number, home = 0): Request {
  return {
    identity: key, kind: 'read', region: home, home, detourUs: 0, key, client: 'ann', sentAtUs: 0, script: -1, attempt: null,
  };
}

const ann = new Session({ number: 7, name: 'ann', stream: 'ann', home: 0, isClosed: true });
const bob = new Session({ number: 8, name: 'bob', stream: 'bob', home: 0, isClosed: true });

test('a session that is free sends at once, and the way depends on where it is', () => {
  const { turns, reaches } = begin();
  turns.begin(ask(1), ann, 50);
  turns.begin(ask(2, 1), bob, 60);
  expect(reaches.map(([atUs]) => atUs)).toEqual([150, 260]);
  expect(turns.reach(reaches[1][1])).toMatchObject({ key: 2, sentAtUs: 60 });
  expect(turns.waited).toBe(0);
});

test('what is asked meanwhile waits, in order, and leaves after the answer', () => {
  const { turns, sends, reaches } = begin();
  turns.begin(ask(1), ann, 0);
  turns.begin(ask(2), ann, 10);
  turns.begin(ask(3), ann, 20);
  expect(sends).toEqual([]);
  turns.end(ann, 300);
  expect(sends).toEqual([[301, 7]]);
  turns.sendNext(7, 301);
  expect(turns.reach(reaches[1][1])).toMatchObject({ key: 2, sentAtUs: 301 });
  turns.end(ann, 600);
  expect(sends[1]).toEqual([601, 7]);
  turns.sendNext(7, 601);
  expect(turns.reach(reaches[2][1]).key).toBe(3);
  expect(turns.waited).toBe(2);
});

test('a session whose answer is still on its way waits for it', () => {
  const { turns, sends, reaches } = begin();
  turns.begin(ask(1), ann, 0);
  turns.end(ann, 300);
  turns.begin(ask(2), ann, 200);
  expect(reaches).toHaveLength(1);
  expect(sends).toEqual([[301, 7]]);
  turns.begin(ask(3), ann, 250);
  expect(sends).toHaveLength(1);
});

test('one that never has to wait is not kept', () => {
  const { turns, sends } = begin();
  turns.end(ann, 5);
  turns.sendNext(7, 6);
  expect(sends).toEqual([]);
});
