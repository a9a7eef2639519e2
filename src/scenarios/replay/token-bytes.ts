/** Small numbers and texts as bytes, and bytes as a short line that survives shells, mails and logs. */
import { hashString64 } from '../../sim/base/hash.js';

/** Writes numbers and texts one after another. */
export class ByteWriter {
  private readonly bytes: number[] = [];

  /** A whole number from 0 up to 2^32, in as many bytes as it needs, seven bits each. */
  number(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
    return this;
  }

  /** How many, and then each. */
  list<T>(items: readonly T[], write: (item: T) => void): this {
    this.number(items.length);
    items.forEach((item) => { write(item); });
    return this;
  }

  text(text: string): this {
    this.number(text.length);
    for (let i = 0; i < text.length; i++) this.number(text.charCodeAt(i));
    return this;
  }

  /** An even number of hexadecimal digits, two a byte; whoever reads has to know how many. */
  hex(digits: string): this {
    for (let i = 0; i < digits.length; i += 2) this.bytes.push(Number.parseInt(digits.slice(i, i + 2), 16));
    return this;
  }

  /** All of it with check digits, in letters, digits, `-` and `_`. */
  finish(): string {
    return toLetters([...this.bytes, ...checkBytes(this.bytes)]);
  }
}

/** Reads what a {@link ByteWriter} wrote. */
export class ByteReader {
  private readonly bytes: readonly number[];
  private at = 0;
  private hasRunOut = false;

  /** Of bytes as {@link readLetters} gives them. */
  constructor(bytes: readonly number[]) {
    this.bytes = bytes;
  }

  /** Everything was read, and nothing beyond it. */
  get isDone(): boolean {
    return this.at === this.bytes.length && !this.hasRunOut;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; unit <= 128 ** 4; unit *= 128) {
      const byte = this.next();
      value += (byte % 128) * unit;
      if (byte < 128) return value;
    }
    this.hasRunOut = true;
    return 0;
  }

  list<T>(read: () => T): readonly T[] {
    const count = this.number();
    // Each item has a byte at least, so a count that nobody wrote costs nothing.
    if (count > this.bytes.length - this.at) this.hasRunOut = true;
    return Array.from({ length: this.hasRunOut ? 0 : count }, read);
  }

  text(): string {
    return String.fromCharCode(...this.list(() => this.number()));
  }

  hex(digits: number): string {
    return Array.from({ length: digits / 2 }, () => this.next().toString(16).padStart(2, '0')).join('');
  }

  private next(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) this.hasRunOut = true;
    return byte ?? 0;
  }
}

/** The bytes of a line, or why they cannot be trusted. */
export function readLetters(
  line: string,
): { readonly ok: true; readonly bytes: readonly number[] } | { readonly ok: false; readonly reason: string } {
  const odd = [...line].find((letter) => !letters.includes(letter));
  if (odd !== undefined) return { ok: false, reason: `it holds ${JSON.stringify(odd)}, which no token does` };
  const all = fromLetters(line);
  const bytes = all.slice(0, -checkLength);
  const isSound = toLetters(all) === line && checkBytes(bytes).join() === all.slice(-checkLength).join();
  if (!isSound) return { ok: false, reason: 'its check digits do not fit: a part of it is missing or was changed' };
  return { ok: true, bytes };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const checkLength = 4;

function checkBytes(bytes: readonly number[]): readonly number[] {
  const { high } = hashString64(String.fromCharCode(...bytes));
  return [high >>> 24, (high >>> 16) & 255, (high >>> 8) & 255, high & 255];
}

/** @see RFC 4648, section 5: base64url, without padding */
function toLetters(bytes: readonly number[]): string {
  let line = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [first, second = 0, third = 0] = bytes.slice(i, i + 3);
    const bits = (first << 16) | (second << 8) | third;
    const count = Math.min(bytes.length - i, 3) + 1;
    for (let letter = 0; letter < count; letter++) line += letters[(bits >>> (18 - 6 * letter)) & 63];
  }
  return line;
}

function fromLetters(line: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of line) {
    bits = ((bits << 6) | letters.indexOf(letter)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >>> count) & 255);
  }
  return bytes;
}
