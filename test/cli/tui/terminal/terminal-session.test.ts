import { expect, test } from 'vitest';
import { TerminalSession } from '../../../../src/cli/tui/terminal/terminal-session.js';

function open(isTTY = true) {
  const calls: string[] = [];
  const session = new TerminalSession({
    stdin: {
      isTTY,
      setRawMode: (isRaw) => calls.push(`raw ${isRaw}`),
      resume: () => calls.push('resume'),
      pause: () => calls.push('pause'),
    },
    stdout: { write: (text) => calls.push(text) },
  });
  return { session, calls };
}

test('taking the terminal hides the cursor on the alternate screen and reads keys raw', () => {
  const { session, calls } = open();
  session.enter();
  expect(calls.slice(0, 2)).toEqual(['raw true', 'resume']);
  expect(calls[2]).toContain('\u001b[?1049h');
  expect(calls[2]).toContain('\u001b[?25l');
});

test('leaving undoes all of it, and ends an update that was under way', () => {
  const { session, calls } = open();
  session.enter();
  calls.length = 0;
  session.leave();
  expect(calls.slice(0, 2)).toEqual(['raw false', 'pause']);
  for (const sequence of ['?2026l', '0m', '?7h', '?25h', '?1049l']) {
    expect(calls[2]).toContain(`\u001b[${sequence}`);
  }
});

test('leaving twice is leaving once', () => {
  const { session, calls } = open();
  session.enter();
  session.leave();
  calls.length = 0;
  session.leave();
  expect(calls).toEqual([]);
});

test('a terminal that was never taken is not touched', () => {
  const { session, calls } = open();
  session.leave();
  expect(calls).toEqual([]);
});

test('the terminal can be taken again after another program had it', () => {
  const { session, calls } = open();
  session.enter();
  calls.length = 0;
  session.enter();
  expect(calls.join('')).toContain('\u001b[?1049h');
});

test('an input that is no terminal keeps its modes', () => {
  const { session, calls } = open(false);
  session.enter();
  session.leave();
  expect(calls.filter((call) => call.startsWith('raw'))).toEqual([]);
});

test('a terminal that is gone does not keep the session from ending', () => {
  const session = new TerminalSession({
    stdin: {
      isTTY: true,
      setRawMode: () => {
        throw new Error('EIO');
      },
      resume: () => undefined,
      pause: () => undefined,
    },
    stdout: { write: () => true },
  });
  session.enter();
  expect(() => {
    session.leave();
  }).not.toThrow();
});
