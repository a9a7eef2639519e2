/** What drawing the live view costs while split-brain runs at 140x40, and how soon there is a first frame. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { spawn } from '@lydell/node-pty';
import { median } from './measure.js';

const size = { columns: 140, rows: 40 };
const frameMs = 1000 / 30;
const warmUpFrames = 1_000;

/**
 * Drives the view frame by frame without waiting, on a clock of its own, the run begun anew whenever it has ended.
 * Simulating is taken off: drawing is all the rest, with ink, React and the comparison of rows.
 */
export async function benchDrawing(frames) {
  const view = await openView();
  await view.play(warmUpFrames);
  const early = await view.rest();
  const { drawMs, simulateMs, bytes } = await view.play(frames);
  const late = await view.rest();
  view.close();
  return [{
    frames,
    'drawing a frame (ms CPU)': round(drawMs / frames),
    '% of a core at 30 frames/s': round((drawMs / frames / frameMs) * 100),
    'simulating a frame (ms CPU)': round(simulateMs / frames),
    'bytes a frame': Math.round(bytes / frames),
    'heap after 1,000 (MB)': round(early / 1e6),
    'heap at the end (MB)': round(late / 1e6),
  }];
}

/** From the command to the first whole frame, in a pseudo-terminal. */
export async function benchFirstFrame(starts) {
  const results = [];
  for (const words of [['run', 'split-brain'], []]) {
    const times = [];
    for (let index = 0; index < starts; index++) times.push(await timeFirstFrame(words));
    const shown = times.filter((ms) => ms !== null);
    results.push({
      command: ['quarrel', ...words].join(' '),
      'first frame (ms, median)': shown.length === 0 ? 'no screen' : Math.round(median(shown)),
      'fastest (ms)': shown.length === 0 ? 'no screen' : Math.round(Math.min(...shown)),
    });
  }
  return results;
}

async function openView() {
  // Before React is loaded: its other build keeps a record of every frame.
  process.env.NODE_ENV = 'production';
  delete process.env.DEV;
  const { mountApp } = await import('../dist/cli/tui/screens/app.js');
  const { ScreenStack } = await import('../dist/cli/tui/screens/screen-stack.js');
  const { openLiveScreen } = await import('../dist/cli/tui/live/live-view.js');
  const { FrameStream } = await import('../dist/cli/tui/terminal/frame-stream.js');
  const { maskStream } = await import('../dist/cli/tui/terminal/stream-mask.js');
  const { unicodeTheme } = await import('../dist/cli/view/drawing/theme.js');
  const { parseScenarios } = await import('../dist/scenarios/index.js');

  const clock = takeClock();
  const fail = (error) => { throw error; };
  const palette = { theme: 'dark', depth: 256, ground: 'dark' };
  const stack = new ScreenStack({ theme: unicodeTheme, palette, sizeOf: () => size, depart: fail, fail });
  const parsed = parseScenarios(readFileSync(new URL('../scenarios.yaml', import.meta.url), 'utf8'), { only: 'split-brain' });
  const screen = openLiveScreen(parsed.scenarios[0], stack.place, { ascii: false, repeat: 'quarrel run split-brain' });
  let simulateMs = 0;
  const tick = screen.tick.bind(screen);
  screen.tick = () => {
    const before = cpuMs();
    const hasNews = tick();
    simulateMs += cpuMs() - before;
    return hasNews;
  };
  stack.place.navigator.open(screen);
  let bytes = 0;
  const terminal = new EventEmitter();
  terminal.write = (text) => {
    bytes += Buffer.byteLength(text);
    return true;
  };
  const frames = new FrameStream(terminal, () => size);
  const unmount = mountApp({ stack, stdin: keyboard(), stdout: maskStream(terminal, frames), show: (rows) => frames.show(rows), fail });
  await settle();
  await settle();

  async function beginAnew() {
    stack.press('g');
    await showFrame();
    stack.press('space');
  }
  async function showFrame() {
    clock.pass(frameMs);
    clock.tick();
    await settle();
  }
  return {
    /** Shows so many frames; what is measured leaves out what happens between two runs. */
    async play(count) {
      const sum = { drawMs: 0, simulateMs: 0, bytes: 0 };
      for (let shown = 0; shown < count; shown++) {
        if (screen.state.playback.mode !== 'running') await beginAnew();
        [simulateMs, bytes] = [0, 0];
        const before = cpuMs();
        await showFrame();
        sum.drawMs += cpuMs() - before - simulateMs;
        sum.simulateMs += simulateMs;
        sum.bytes += bytes;
      }
      if (sum.bytes === 0) throw new Error('nothing was drawn');
      return sum;
    },
    /** Bytes of the heap at the start of a run, when all garbage is gone. */
    async rest() {
      await beginAnew();
      setFlagsFromString('--expose-gc');
      runInNewContext('gc')();
      return process.memoryUsage().heapUsed;
    },
    close() {
      unmount();
      clock.giveBack();
    },
  };
}

/** Time stands still unless it is told to pass, and the application's interval comes by hand. */
function takeClock() {
  const { setInterval } = globalThis;
  const now = performance.now;
  let nowMs = 0;
  const ticks = [];
  performance.now = () => nowMs;
  globalThis.setInterval = (tick, ms, ...rest) => {
    if (ms !== frameMs) return setInterval(tick, ms, ...rest);
    ticks.push(tick);
    return setTimeout(() => undefined, 0);
  };
  return {
    pass: (ms) => { nowMs += ms; },
    tick: () => ticks.forEach((tick) => tick()),
    giveBack() {
      performance.now = now;
      globalThis.setInterval = setInterval;
    },
  };
}

/** A keyboard that nobody touches. */
function keyboard() {
  const stream = new Readable({ read() {} });
  return Object.assign(stream, { isTTY: true, setRawMode: () => stream, ref: () => stream, unref: () => stream });
}

/** React works in tasks of its own: lets them come to an end. */
async function settle() {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => { setImmediate(resolve); });
}

/** Of the whole process: compiling and collecting garbage count too. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds to the end of the first frame; null when the program ends without one. */
function timeFirstFrame(words) {
  const began = performance.now();
  const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' };
  const pty = spawn(process.execPath, [program, ...words], { name: 'xterm-256color', cols: size.columns, rows: size.rows, env });
  return new Promise((resolve) => {
    let output = '';
    pty.onData((text) => {
      output += text;
      if (!output.includes('\u001b[?2026l')) return;
      resolve(performance.now() - began);
      pty.kill('SIGKILL');
    });
    pty.onExit(() => resolve(null));
  });
}

function round(value) {
  return Math.round(value * 100) / 100;
}
