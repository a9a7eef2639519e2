/**
 * Row ids: how leaders name new rows without asking each other.
 *
 * An id is an unsigned integer of 64 or 128 bits, in the order in which an index keeps it.
 */
import { assertNever } from '../base/assert.js';
import type { RandomStream } from '../base/random.js';
import type { RowIdScheme } from '../scenario.js';

/** One leader's source of ids. */
export interface RowIds {
  /** A new id; the clock's reading in microseconds is the leader's own. */
  next(readingUs: number): bigint;
  /** A row of another leader's became known. */
  observe(id: bigint): void;
}

/** The source of the leader of this number. */
export function createRowIds(
  scheme: RowIdScheme,
  leader: { readonly index: number; readonly stream: RandomStream },
): RowIds {
  switch (scheme.kind) {
    case 'auto-increment':
      return new Counting(1n, 1n);
    case 'offset':
      return new Counting(BigInt((leader.index % scheme.increment) + 1), BigInt(scheme.increment));
    case 'uuidv4':
      return { next: () => uuidV4(leader.stream), observe: ignore };
    case 'uuidv7':
      return { next: (readingUs) => uuidV7(readingUs, leader.stream), observe: ignore };
    case 'snowflake':
      return new Snowflake(leader.index);
    default:
      return assertNever(scheme);
  }
}

/** As people read it: integers in decimal, 128 bits as RFC 9562 writes them. */
export function formatRowId(scheme: RowIdScheme, id: bigint): string {
  if (bytesOfRowId(scheme) === 8) return id.toString();
  const hex = id.toString(16).padStart(32, '0');
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts.slice(1).map((end, i) => hex.slice(cuts[i], end)).join('-');
}

/** The id that people write so; null for what is none. */
export function parseRowId(scheme: RowIdScheme, text: string): bigint | null {
  if (bytesOfRowId(scheme) === 8) return /^(0|[1-9]\d*)$/.test(text) ? BigInt(text) : null;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? BigInt(`0x${text.replaceAll('-', '')}`) : null;
}

/** How much room an id takes. */
export function bytesOfRowId({ kind }: RowIdScheme): 8 | 16 {
  return kind === 'uuidv4' || kind === 'uuidv7' ? 16 : 8;
}

/**
 * The least id of this leader's residue class above all it knows of: with step 1 an auto-increment that
 * collides, with one class a leader MySQL's `auto_increment_offset`.
 */
class Counting implements RowIds {
  private following: bigint;
  private readonly step: bigint;

  constructor(first: bigint, step: bigint) {
    this.following = first;
    this.step = step;
  }

  next(): bigint {
    const id = this.following;
    this.following += this.step;
    return id;
  }

  observe(id: bigint): void {
    const { following, step } = this;
    if (id >= following) this.following += ((id - following) / step + 1n) * step;
  }
}

/** 122 random bits, version 4. @see RFC 9562, section 5.4 */
function uuidV4(stream: RandomStream): bigint {
  return assembleUuid(randomBits(stream, 48), 4n, randomBits(stream, 12), randomBits(stream, 62));
}

/** 48 bits of milliseconds, then 74 random bits, version 7. @see RFC 9562, section 5.7 */
function uuidV7(readingUs: number, stream: RandomStream): bigint {
  const ms = BigInt.asUintN(48, BigInt(epochMs + Math.floor(readingUs / 1000)));
  return assembleUuid(ms, 7n, randomBits(stream, 12), randomBits(stream, 62));
}

function assembleUuid(first48: bigint, version: bigint, next12: bigint, last62: bigint): bigint {
  return (first48 << 80n) | (version << 76n) | (next12 << 64n) | (2n << 62n) | last62;
}

/**
 * 41 bits of milliseconds, 10 bits of leader, 12 bits of sequence; a clock that stepped back, or a
 * sequence that ran out, borrows the next millisecond.
 *
 * @see Twitter, Snowflake (2010)
 */
class Snowflake implements RowIds {
  readonly observe = ignore;
  private readonly leader: bigint;
  private lastMs = -1;
  private sequence = 0;

  constructor(leader: number) {
    this.leader = BigInt(leader);
  }

  next(readingUs: number): bigint {
    const ms = Math.max(0, Math.floor(readingUs / 1000));
    this.sequence = ms > this.lastMs ? 0 : this.sequence + 1;
    this.lastMs = Math.max(this.lastMs, ms) + (this.sequence > mostInMs ? 1 : 0);
    if (this.sequence > mostInMs) this.sequence = 0;
    return (BigInt(this.lastMs) << 22n) | (this.leader << 12n) | BigInt(this.sequence);
  }
}

/** True time 0 of a run, as milliseconds since 1970: 2024-01-01T00:00:00Z. */
const epochMs = 1_704_067_200_000;
const mostInMs = 4095;

function ignore(): void {
  // These schemes need to know nothing of other rows.
}

function randomBits(stream: RandomStream, bits: number): bigint {
  const high = BigInt(stream.nextUint32());
  const low = BigInt(stream.nextUint32());
  return BigInt.asUintN(bits, (high << 32n) | low);
}
