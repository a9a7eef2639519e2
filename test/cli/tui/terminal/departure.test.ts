import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { openDepartures } from '../../../../src/cli/tui/terminal/departure.js';

class Stdout extends EventEmitter {
  failure: Error | null = null;

  write(_text: string, told: (error?: Error | null) => void) {
    told(this.failure);
  }
}

function open() {
  const sources = {
    stdin: new EventEmitter(),
    stdout: new Stdout(),
    process: new EventEmitter(),
  };
  return { sources, departures: openDepartures(sources) };
}

test.each([
  ['process', 'SIGINT', { kind: 'signal', exitCode: 130 }],
  ['process', 'SIGTERM', { kind: 'signal', exitCode: 143 }],
  ['process', 'SIGHUP', { kind: 'signal', exitCode: 129 }],
  ['stdin', 'end', { kind: 'quit' }],
  ['stdin', 'error', { kind: 'signal', exitCode: 129 }],
  ['stdout', 'error', { kind: 'signal', exitCode: 129 }],
] as const)('%s %s is a reason to leave', async (source, event, outcome) => {
  const { sources, departures } = open();
  sources[source].emit(event);
  await expect(departures.outcome).resolves.toEqual(outcome);
});

test('input that ends with its terminal is a hang-up, whether or not a signal has come', async () => {
  const { sources, departures } = open();
  sources.stdout.failure = new Error('EIO');
  sources.stdin.emit('end');
  await expect(departures.outcome).resolves.toEqual({ kind: 'signal', exitCode: 129 });
});

test('the first reason counts', async () => {
  const { sources, departures } = open();
  departures.leave({ kind: 'quit' });
  sources.process.emit('SIGTERM');
  await expect(departures.outcome).resolves.toEqual({ kind: 'quit' });
});

test('nothing is listened to any more at the end', () => {
  const { sources, departures } = open();
  departures.close();
  for (const source of Object.values(sources)) expect(source.eventNames()).toEqual([]);
});
