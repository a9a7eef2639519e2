/** The characters of the screen, as Unicode and as ASCII. Each one is a single column wide. */

/** The characters of a frame. */
export interface Box {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly horizontal: string;
  readonly vertical: string;
}

/** Every character that is drawn and does not come from a scenario. */
export interface Theme {
  readonly box: Box;
  /** The frame that keys move in. */
  readonly focusBox: Box;
  /** From lowest to highest. */
  readonly spark: readonly string[];
  readonly ellipsis: string;
}

/** For terminals with an ordinary font. */
export const unicodeTheme: Theme = {
  box: {
    topLeft: '┌',
    topRight: '┐',
    bottomLeft: '└',
    bottomRight: '┘',
    horizontal: '─',
    vertical: '│',
  },
  focusBox: {
    topLeft: '┏',
    topRight: '┓',
    bottomLeft: '┗',
    bottomRight: '┛',
    horizontal: '━',
    vertical: '┃',
  },
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  ellipsis: '…',
};

/** For every terminal. */
export const asciiTheme: Theme = {
  box: {
    topLeft: '+',
    topRight: '+',
    bottomLeft: '+',
    bottomRight: '+',
    horizontal: '-',
    vertical: '|',
  },
  focusBox: {
    topLeft: '#',
    topRight: '#',
    bottomLeft: '#',
    bottomRight: '#',
    horizontal: '=',
    vertical: '#',
  },
  spark: ['_', '.', ':', '-', '=', '+', '*', '#'],
  ellipsis: '~',
};
