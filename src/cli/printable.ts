/** Text from outside, made safe for a terminal: it can neither move the cursor nor set a colour. */

/** Shows control and direction characters by their code; a tab or line break becomes a space. */
export function printable(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ').replace(unprintable, showCode);
}

const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

function showCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16)}}`;
}
