/** A real pseudo-terminal with an emulator on it: what a person at the keyboard would see. */
import { spawn } from '@lydell/node-pty';
import type { IPty } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** What is run, and in what kind of terminal. */
export interface TerminalOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly columns: number;
  readonly rows: number;
  /** Set besides a plain environment without wishes about colours. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Ending {
  readonly exitCode: number;
}

/** Longest wait for anything; it is only ever reached by a test that fails. */
const deadlineMs = 30_000;

/** A control sequence that no terminal knows. */
const endingCode = 7301;

/**
 * Tells how the program ended in the terminal itself, after all that it wrote, and stays. The last words of whoever has
 * a pseudo-terminal open may be lost: a reader that is told of the end before the kernel has passed them on reads no more.
 */
const keeper = `"$@"; printf '\\033]${endingCode};%d\\007' $?; while :; do read -r _ || exit; done`;

/** A program in a terminal. */
export class TestTerminal {
  /** All that the program has written. */
  output = '';
  ending: Ending | null = null;
  readonly #pty: IPty;
  readonly #emulator: InstanceType<typeof xterm.Terminal>;
  readonly #watchers = new Set<() => void>();

  constructor(options: TerminalOptions) {
    const { columns: cols, rows } = options;
    this.#emulator = new xterm.Terminal({ cols, rows, allowProposedApi: true });
    this.#pty = spawn('sh', ['-c', keeper, 'sh', options.file, ...options.args], {
      name: 'xterm-256color',
      cols,
      rows,
      env: { ...plainEnvironment(), ...options.env },
    });
    this.#pty.onData((text) => {
      this.output += text;
      this.#emulator.write(text, () => {
        this.#notify();
      });
    });
    this.#emulator.parser.registerOscHandler(endingCode, (exitCode) => {
      this.ending = { exitCode: Number(exitCode) };
      return true;
    });
  }

  /** The screen, row by row, without the blanks at the ends of rows. */
  grid(): readonly string[] {
    const buffer = this.#emulator.buffer.active;
    return Array.from(
      { length: this.#emulator.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true).trimEnd() ?? '',
    );
  }

  /** The screen, cell by cell; the second half of a wide character is empty. */
  cells(): readonly (readonly string[])[] {
    const { cols, rows, buffer } = this.#emulator;
    return Array.from({ length: rows }, (_, row) => {
      const line = buffer.active.getLine(buffer.active.baseY + row);
      return Array.from({ length: cols }, (_, column) => {
        const cell = line?.getCell(column);
        return cell?.getWidth() === 0 ? '' : cell?.getChars() || ' ';
      });
    });
  }

  /** The screen as one text. */
  text(): string {
    return this.grid().join('\n');
  }

  /** Whether the alternate screen is shown. */
  isAlternate(): boolean {
    return this.#emulator.buffer.active.type === 'alternate';
  }

  /** Whether the cursor was last shown, and not hidden. */
  isCursorShown(): boolean {
    return this.output.lastIndexOf('\u001b[?25h') >= this.output.lastIndexOf('\u001b[?25l');
  }

  /** Sends what keys send. */
  press(keys: string): void {
    this.#pty.write(keys);
  }

  /** Changes the size of the terminal, as by dragging its window. */
  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Takes the terminal away, as by closing its window: what runs in it is hung up. */
  kill(): void {
    this.#pty.kill('SIGKILL');
  }

  /** Waits until the condition holds, looking after every change of the screen, but never at a part of a frame. */
  waitFor(what: string, holds: (terminal: TestTerminal) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.#watchers.delete(look);
      };
      const look = () => {
        if (this.#isInFrame() || !holds(this)) return;
        finish();
        resolve();
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`waited in vain for ${what}; the screen is\n${this.text()}`));
      }, deadlineMs);
      this.#watchers.add(look);
      look();
    });
  }

  /** Waits until a text is on the screen. */
  waitForText(text: string): Promise<void> {
    return this.waitFor(`"${text}"`, (terminal) => terminal.text().includes(text));
  }

  /** Waits until the program has ended. */
  async waitForEnd(): Promise<Ending> {
    await this.waitFor('the end of the program', ({ ending }) => ending !== null);
    return this.ending ?? { exitCode: -1 };
  }

  /** A frame has begun whose end has not come yet; of a program that has ended, none will. */
  #isInFrame(): boolean {
    return this.ending === null && this.#emulator.modes.synchronizedOutputMode;
  }

  #notify(): void {
    for (const look of [...this.#watchers]) look();
  }
}

function plainEnvironment(): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LANG: 'C.UTF-8' };
}
