/** What may stand behind bare `quarrel`, where the home screen opens. */
import { didYouMean } from '../scenarios/suggestion.js';
import { printable } from './printable.js';
import type { AskedLook } from './show-live.js';
import { colorThemes } from './view/drawing/color-themes.js';

/** How the home screen is to be; or one sentence about what is wrong; null when a command was meant. */
export type HomeWords = { readonly ok: true; readonly plain: boolean; readonly look: AskedLook } | Refused | null;

interface Refused {
  readonly ok: false;
  readonly message: string;
}

/** Reads the words: as soon as one is not of the home screen's own, everything else is a command or a mistake. */
export function readHomeWords(argv: readonly string[]): HomeWords {
  const words = argv.flatMap(splitAtEquals);
  let plain = false;
  let look: AskedLook = { ascii: false };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--plain') {
      plain = true;
    } else if (word === '--ascii') {
      look = { ...look, ascii: true };
    } else if (word === '--record') {
      const recordPath = words.shift();
      if (recordPath === undefined) return { ok: false, message: '--record: name a file, such as session.cast' };
      look = { ...look, recordPath };
    } else if (word === '--theme') {
      const wanted = words.shift() ?? '';
      const theme = colorThemes.find((name) => name === wanted);
      if (theme === undefined) return { ok: false, message: noTheme(wanted) };
      look = { ...look, theme };
    } else {
      return null;
    }
  }
  if (plain && look.recordPath !== undefined) {
    return { ok: false, message: '--record goes with the home screen; leave out --plain' };
  }
  return { ok: true, plain, look };
}

function noTheme(wanted: string): string {
  const { suggestion } = didYouMean(wanted, colorThemes);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  return `--theme ${printable(wanted)}: there are ${colorThemes.join(', ')}${question}`;
}

/** `--theme=dark` is the same as `--theme dark`. */
function splitAtEquals(word: string): readonly string[] {
  const [, flag, value] = /^(--(?:theme|record))=(.*)$/s.exec(word) ?? [];
  return flag === undefined || value === undefined ? [word] : [flag, value];
}
