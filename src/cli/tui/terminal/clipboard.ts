/** The clipboard of the person in front of the terminal, wherever the program runs. */
import { Buffer } from 'node:buffer';

/**
 * What makes a terminal copy a text, if it does so for programs at all: it never says whether it did.
 *
 * @see XTerm Control Sequences, OSC 52
 */
export function copySequence(text: string): string {
  return `\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
}
