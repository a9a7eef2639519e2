import { describe, expect, test } from 'vitest';
import { RedoStream, type RedoMessage } from '../../../../src/sim/replication/shared-storage/redo-stream.js';

const log = { durable: 3, records: (after: number, upTo: number) => [10, 11, 12].slice(after, upTo) };

describe('the redo stream', () => {
  test('sends a reader what it lacks once that has said how far it is, and nothing twice', () => {
    const { stream, sent } = open(1);
    stream.push(0, 1, log);
    expect(sent).toEqual([]);
    stream.arrive(1, 0, { kind: 'resume', position: 1, isCold: false }, log);
    stream.push(0, 1, log);
    expect(sent).toEqual([{ kind: 'redo', first: 2, records: [11, 12], isCold: false }]);
  });

  test('waits for the reader again when a message could not be sent', () => {
    const { stream, sent, cut } = open(1);
    cut();
    stream.arrive(1, 0, { kind: 'resume', position: 0, isCold: false }, log);
    expect(sent).toEqual([]);
    stream.push(0, 1, log);
    expect(sent).toEqual([]);
  });

  test('lets a reader take in what follows what it has, no part of it twice, and ask where something is missing', () => {
    const { stream, received, sent } = open(1);
    stream.arrive(0, 1, { kind: 'redo', first: 1, records: [10, 11], isCold: false }, null);
    stream.arrive(0, 1, { kind: 'redo', first: 1, records: [10], isCold: false }, null);
    stream.arrive(0, 1, { kind: 'redo', first: 3, records: [12], isCold: false }, null);
    expect(received).toEqual([[11]]);
    expect(sent).toEqual([{ kind: 'resume', position: 1, isCold: false }]);
  });

  test('answers an announcement with how far the reader is', () => {
    const { stream, sent } = open(2);
    stream.arrive(0, 1, { kind: 'announce' }, null);
    expect(sent).toEqual([{ kind: 'resume', position: 2, isCold: false }]);
  });
});

/** A stream to a reader that stays at a position, whatever it receives. */
function open(position: number): {
  readonly stream: RedoStream;
  readonly sent: readonly RedoMessage[];
  readonly received: readonly (readonly number[])[];
  readonly cut: () => void;
} {
  const sent: RedoMessage[] = [];
  const received: (readonly number[])[] = [];
  let isUp = true;
  const stream = new RedoStream({
    send: (_from, _to, message) => {
      if (isUp) sent.push(message);
      return isUp;
    },
    positionOf: () => position,
    isCold: () => false,
    receive: (_instance, records) => received.push(records),
  });
  return { stream, sent, received, cut: () => (isUp = false) };
}
