/** Options whose value is a whole number. */
import { InvalidArgumentError } from 'commander';

/** Reads such a value, and refuses one that is out of range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d{1,9}$/.test(text) || count < least || count > most) {
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    }
    return count;
  };
}
