/** Colours of the terminal: what each tone looks like in each theme. The words say all of it without them. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Tone } from './row.js';

/** The names of all themes, in the order in which a key goes through them. */
export const colorThemes = ['dark', 'light', 'colour-blind', 'mono'] as const;

/** The name of a theme. */
export type ColorTheme = (typeof colorThemes)[number];

/** How many colours a terminal has. */
export type ColorDepth = 16 | 256;

/** Whether a terminal writes on black or on white. */
export type Ground = 'dark' | 'light';

/** A theme on a terminal. */
export interface Coloring {
  readonly theme: ColorTheme;
  readonly depth: ColorDepth;
  readonly ground: Ground;
}

/** How a tone is written: an attribute (bold, faint, underlined, inverse), a colour, both or neither. */
export interface Ink {
  readonly attribute: 1 | 2 | 4 | 7 | null;
  /** `30` to `37` and `90` to `97`, as the terminal defines them. */
  readonly named: number | null;
  /** 16 to 255, the same on every terminal. */
  readonly fixed: number | null;
}

/** The theme after this one. */
export function nextTheme(theme: ColorTheme): ColorTheme {
  return colorThemes[(colorThemes.indexOf(theme) + 1) % colorThemes.length] ?? theme;
}

/** How a tone is written. */
export function inkFor(tone: Tone, coloring: Coloring): Ink {
  switch (tone) {
    case 'plain':
      return plain;
    case 'dim':
      return faint;
    case 'strong':
    case 'title':
      return bold;
    case 'accent':
    case 'good':
    case 'warn':
    case 'bad':
      return inksOf(coloring)[tone];
    default:
      return assertNever(tone);
  }
}

type ColoredTone = 'accent' | 'good' | 'warn' | 'bad';
type Inks = Readonly<Record<ColoredTone, Ink>>;

const plain: Ink = { attribute: null, named: null, fixed: null };
const bold: Ink = { ...plain, attribute: 1 };
const faint: Ink = { ...plain, attribute: 2 };

function inksOf({ theme, depth, ground }: Coloring): Inks {
  switch (theme) {
    case 'dark':
      return dark;
    case 'light':
      return depth === 256 ? light : lightNamed;
    case 'colour-blind':
      if (ground === 'dark') return depth === 256 ? colourBlind : colourBlindNamed;
      return depth === 256 ? colourBlindLight : colourBlindLightNamed;
    case 'mono':
      return mono;
    default:
      return assertNever(theme);
  }
}

/** The colours that every scheme defines, so that the terminal looks as its owner likes it. */
const dark: Inks = { accent: named(36), good: named(32), warn: named(33), bad: named(31) };

/** Nothing yellow and nothing bright: neither can be read on white. */
const lightNamed: Inks = { accent: named(34), good: named(32), warn: named(35), bad: named(31) };
const light: Inks = { accent: fixed(25), good: fixed(22), warn: fixed(94), bad: fixed(124) };

/** Blue is good and orange is bad: whoever sees no difference between red and green sees this one. */
const colourBlind: Inks = { accent: fixed(117), good: fixed(75), warn: fixed(227), bad: fixed(208, 1) };
const colourBlindNamed: Inks = { accent: named(36), good: named(94), warn: named(33), bad: named(93, 1) };
const colourBlindLight: Inks = { accent: fixed(24), good: fixed(25), warn: fixed(94), bad: fixed(130, 1) };
const colourBlindLightNamed: Inks = { accent: named(34), good: named(34), warn: named(35), bad: named(31, 1) };

/** Weight, lines and reversal alone. */
const mono: Inks = {
  accent: bold,
  good: plain,
  warn: { ...plain, attribute: 4 },
  bad: { ...plain, attribute: 7 },
};

function named(color: number, attribute: Ink['attribute'] = null): Ink {
  return { attribute, named: color, fixed: null };
}

function fixed(color: number, attribute: Ink['attribute'] = null): Ink {
  return { attribute, named: null, fixed: color };
}
