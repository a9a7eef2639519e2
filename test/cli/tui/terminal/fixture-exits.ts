/**
 * A program that shows a screen again and again, and after each time says how it was left and whether the terminal is
 * as it was. The first argument is a file for its process id, the second one for the exit code of the whole; `once`
 * shows the screen a single time.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { showScreens } from '../../../../src/cli/tui/screens/show-screens.js';
import type { Screen, ScreenPlace } from '../../../../src/cli/tui/screens/screen.js';
import { span } from '../../../../src/cli/view/drawing/row.js';

/** A screen with a key for everything that can go wrong, and one that opens another on top. */
class Doors implements Screen {
  readonly keys = [];
  readonly isTyping = false;
  readonly title: string;
  readonly #place: ScreenPlace;
  #fault: string | null = null;
  #ticks = 0;

  constructor(title: string, place: ScreenPlace) {
    this.title = title;
    this.#place = place;
  }

  offeredKeys() {
    return [];
  }

  tick() {
    if (this.#fault === 'tick') throw new Error('thrown in a tick');
    this.#ticks += 1;
    return true;
  }

  press(key: string) {
    if (key === 'o') this.#place.navigator.open(new Doors(`${this.title}, on top`, this.#place));
    if (key === 'x') throw new Error('thrown in a key');
    if (key === 'r') this.#fault = 'draw';
    if (key === 'c') this.#fault = 'tick';
    if (key === 'e') process.stdin.emit('end');
    return true;
  }

  draw() {
    if (this.#fault === 'draw') throw new Error('thrown in a draw');
    const { columns, rows } = this.#place.roomOf();
    return [[span(this.title)], [span(`${columns}x${rows + 1}`)], [span(`tick ${this.#ticks}`)]];
  }

  ending() {
    return { rows: [[span('farewell')]], exitCode: 3 };
  }

  close() {
    // Holds nothing.
  }
}

const [pidFile = '', exitFile = '', count = ''] = process.argv.slice(2);
writeFileSync(pidFile, String(process.pid));
process.on('exit', (exitCode) => {
  writeFileSync(exitFile, String(exitCode));
});

for (let round = 1; ; round += 1) {
  const exitCode = await show(round);
  process.exitCode = exitCode;
  if (count === 'once') break;
  const modes = spawnSync('stty', ['-a'], { stdio: [0, 'pipe', 'inherit'], encoding: 'utf8' }).stdout;
  const isClean = ['icanon', 'echo', 'icrnl', 'isig', 'opost'].every((mode) => new RegExp(`(^|\\s)${mode}\\b`).test(modes));
  process.stdout.write(`left ${round} with ${exitCode}, ${isClean ? 'clean' : modes}\n`);
  process.stdin.resume();
  const line: unknown = (await once(process.stdin, 'data')).join('');
  process.stdout.write(`heard ${String(line)}`);
}

async function show(round: number): Promise<number> {
  try {
    return await showScreens((place) => new Doors(`round ${round}`, place), process, { ascii: true });
  } catch (error) {
    process.stderr.write(`caught: ${error instanceof Error ? error.message : 'something'}\n`);
    return 70;
  }
}
