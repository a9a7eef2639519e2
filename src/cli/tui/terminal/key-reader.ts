/**
 * Splits what a terminal sends into single keys, and keeps from ink what it gets wrong.
 *
 * An unknown sequence with Ctrl in it, such as Ctrl+F1, would end ink with an exception; Backspace
 * would arrive as Delete; keys typed quickly would arrive as one.
 */

/** Turns chunks of terminal input into keys that ink understands. */
export class KeyReader {
  #pending = '';

  /** The keys in this input. A sequence that is cut off waits for its rest. */
  read(input: string): readonly string[] {
    const keys: string[] = [];
    let rest = this.#pending + input;
    this.#pending = '';
    while (rest !== '') {
      if (unfinished.test(rest)) {
        this.#pending = rest;
        break;
      }
      const token = nextToken(rest);
      const key = translate(token);
      if (key !== null) keys.push(key);
      rest = rest.slice(token.length);
    }
    return keys;
  }
}

const escape = '\u001b';
/** The beginning of a control sequence whose final character has not come yet. */
const unfinished = /^\u001b(?:\[[0-9;:<=>?!-/]*|O)$/;
const sequence = /^\u001b(?:\[\[?[0-9;:<=>?!-/]*[@-~]|O[@-~])/;

/** Sequences that are passed on, in each form that terminals send, and the form that ink understands. */
const passedOn: ReadonlyMap<string, string> = new Map([
  ...['A', 'B', 'C', 'D', 'F', 'H'].flatMap((end) => [
    [`\u001b[${end}`, `\u001b[${end}`] as const,
    [`\u001bO${end}`, `\u001b[${end}`] as const,
  ]),
  ['\u001b[1~', '\u001b[H'],
  ['\u001b[7~', '\u001b[H'],
  ['\u001b[4~', '\u001b[F'],
  ['\u001b[8~', '\u001b[F'],
  ['\u001b[5~', '\u001b[5~'],
  ['\u001b[6~', '\u001b[6~'],
  ['\u001b[Z', '\u001b[Z'],
]);

function nextToken(input: string): string {
  const [control] = sequence.exec(input) ?? [];
  if (control !== undefined) return control;
  const [first = '', second = ''] = [...input];
  // Alt with a key is the key after an escape; two escapes are two.
  return first === escape && second !== escape ? first + second : first;
}

function translate(token: string): string | null {
  switch (token) {
    case '\u007f':
      return '\b';
    case '\n':
      return '\r';
    case escape:
      return token;
    default:
      return token.startsWith(escape) ? (passedOn.get(token) ?? null) : token;
  }
}
