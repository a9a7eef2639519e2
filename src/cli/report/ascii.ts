/** Text of formulas and tables without characters outside ASCII. */

const spellings: readonly (readonly [string, string])[] = [
  ['×', 'x'], ['÷', '/'], ['−', '-'], ['Σ', 'sum'], ['²', '^2'], ['±', '+-'],
];

/** The same in ASCII: `x` for a product, `/` for a quotient, `sum` for a sum. */
export function inAscii(text: string): string {
  return spellings.reduce((spelt, [sign, plain]) => spelt.replaceAll(sign, plain), text);
}
