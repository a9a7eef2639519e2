/** Which colours screens get, from what was asked for and what the terminal says of itself. */
import { hasColors } from '../../color.js';
import type { Environment, TextOutput } from '../../command-io.js';
import { printable } from '../../printable.js';
import { colorThemes } from '../../view/drawing/color-themes.js';
import type { ColorDepth, ColorTheme, Ground } from '../../view/drawing/color-themes.js';
import { didYouMean } from '../../../scenarios/suggestion.js';
import type { Palette } from '../terminal/palette.js';

/** The colours, and what to tell a person whose variable names no theme. */
export interface PaletteChoice {
  readonly palette: Palette;
  readonly notice: string | null;
}

/**
 * The theme that was asked for, else that of `QUARREL_THEME`, else the one for the terminal's ground.
 * `NO_COLOR` and a terminal without colours have the last word: then rows are bare.
 */
export function choosePalette(asked: ColorTheme | null, output: TextOutput, env: Environment): PaletteChoice {
  if (!hasColors(output, env)) return { palette: 'bare', notice: null };
  const ground = groundOf(env);
  const { theme, notice } = asked === null ? themeOf(env) : { theme: asked, notice: null };
  return { palette: { theme: theme ?? ground, depth: depthOf(env), ground }, notice };
}

function themeOf(env: Environment): { readonly theme: ColorTheme | null; readonly notice: string | null } {
  const wanted = env['QUARREL_THEME'] ?? '';
  if (wanted === '') return { theme: null, notice: null };
  const theme = colorThemes.find((name) => name === wanted) ?? null;
  if (theme !== null) return { theme, notice: null };
  const { suggestion } = didYouMean(wanted, colorThemes);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  const notice = `QUARREL_THEME=${printable(wanted)} is no theme; there are ${colorThemes.join(', ')}${question}`;
  return { theme: null, notice };
}

/** `FORCE_COLOR` says how many when it is 1, 2 or 3; else `COLORTERM` and `TERM` do. */
function depthOf(env: Environment): ColorDepth {
  switch (env['FORCE_COLOR']) {
    case '1':
      return 16;
    case '2':
    case '3':
      return 256;
    default: {
      const isTrue = /truecolor|24bit/.test(env['COLORTERM'] ?? '');
      return isTrue || /256(?:color)?$|-direct$/.test(env['TERM'] ?? '') ? 256 : 16;
    }
  }
}

/** Some terminals say which of the sixteen colours they write on: `COLORFGBG=0;15` is black on white. */
function groundOf(env: Environment): Ground {
  const ground = env['COLORFGBG']?.split(';').at(-1);
  return ground === '7' || ground === '15' ? 'light' : 'dark';
}
