/** What every screen of the terminal program is: keys and ticks in, rows out. */
import type { ExitCode } from '../../exit-codes.js';
import type { Row } from '../../view/drawing/row.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Theme } from '../../view/drawing/theme.js';
import type { ListedKey, OfferedKey } from '../../view/keys/key-table.js';

/** One screen. The stack that it is on draws the help line, the list of keys and whatever is said. */
export interface Screen {
  /** What it is called where its keys are listed. */
  readonly title: string;
  /** All its keys, for the list of keys. */
  readonly keys: readonly ListedKey[];
  /** The keys that do something now, in the order of the help line. */
  offeredKeys(): readonly OfferedKey[];
  /** A text is being typed: `q` and `?` are characters of it. */
  readonly isTyping: boolean;
  /** Lets time pass; true when the screen is to be drawn anew. */
  tick(): boolean;
  /** Does what a key asks for; false when the key means nothing here. */
  press(key: string): boolean;
  /** The rows that are to be seen, at most `size.rows`; longer ones are cut, missing ones are blank. */
  draw(size: Size): readonly Row[];
  /** What is left behind when the program is quit and this is the first screen. */
  ending(): ScreenEnding;
  /** It will not be seen again: lets go of what it holds. */
  close(): void;
}

/** How the program ends when it is quit. */
export interface ScreenEnding {
  /** Stays on the terminal. */
  readonly rows: readonly Row[];
  readonly exitCode: ExitCode;
}

/** What a screen may do about other screens. */
export interface Navigator {
  /** Puts a screen on top of this one. */
  readonly open: (screen: Screen) => void;
  /** Back to the screen below; out of the program when there is none. */
  readonly back: () => void;
  /** Says something in the place of the help line, until the next key. */
  readonly say: (sentence: string) => void;
  /** Copies a text to the person's clipboard, and says so. */
  readonly copy: (text: string) => void;
  /** Leaves because something was thrown where no caller sees it. */
  readonly fail: (error: unknown) => void;
}

/** Where a screen is shown. */
export interface ScreenPlace {
  readonly navigator: Navigator;
  readonly theme: Theme;
  /** Columns and rows that a screen has now: those of the terminal but the help line. */
  readonly roomOf: () => Size;
}
