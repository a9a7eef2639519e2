/**
 * The event queue: a hierarchical timing wheel over integer microseconds (Varghese & Lauck, SOSP 1987).
 *
 * Events leave in order of (time, order of scheduling). Time is cut into digits of 11 bits; a level
 * holds the events whose time first differs from the cursor's in its digit:
 *
 *   time   = hi · 2²² + lo            hi: levels 4 3 2        lo: levels 1 0
 *   level 0: 2,048 slots of 1 µs      level 1: of 2 ms        level 2: of 4.2 s   level 3: of 2.4 h …
 *   slots:  [level · 2048 + digit] -> newest chunk of that slot; 0 is none
 *           level 0: the oldest record, linked by `next` to newer ones; tails: the newest
 *   chunk:  | older chunk | count | 14 records, oldest first |     a cache line; chunk 0 is unused
 *   record: | next | lo | hi | kind | a | b | c | d |     half a cache line; record 0 is unused
 *
 * Chunks list a slot's records side by side, so that their cache misses overlap when it is opened.
 *
 * When the cursor enters a slot of a higher level, the slot's events move down a level, oldest first.
 * Everything scheduled there earlier is moved before anything can be added directly, so a level-0 slot
 * (one instant) keeps scheduling order without storing a sequence number. A slot with only a few events
 * is sorted into a short chain instead, which spares sparse queues the detour through level 0; a chained
 * event was scheduled before anything that level 0 may hold for the same instant.
 */
import { assert } from '../base/assert.js';
import { FilledSlots, slotsPerLevel } from './filled-slots.js';

/** What happens at one instant; the meaning of kind and operands is the world's. */
export interface Event {
  timeUs: number;
  kind: number;
  a: number;
  b: number;
  c: number;
  d: number;
}

/** An event record to be filled by {@link EventQueue.popInto} again and again. */
export function createEvent(): Event {
  return { timeUs: 0, kind: 0, a: 0, b: 0, c: 0, d: 0 };
}

const digitBits = 11;
const digitMask = slotsPerLevel - 1;
const levels = 5;
const lowBits = 2 * digitBits;
const lowRange = 1 << lowBits;
/** Exact, being a power of two; and a product costs a third of a quotient. */
const lowInverse = 1 / lowRange;
const lowMask = lowRange - 1;
/** Up to this many events are sorted rather than spread. */
const fewEvents = 8;
const chunkInts = 16;
const olderChunk = 0;
const chunkCount = 1;
const firstInChunk = 2;
const chunkCapacity = chunkInts - firstInChunk;
const recordInts = 8;
const next = 0;
const lo = 1;
const hi = 2;
const kind = 3;

/**
 * Hears of an event when its slot is opened together with others', up to 2 ms before it leaves. Whoever
 * handles events can load what they will need, so that their cache misses overlap; nothing may change.
 */
export type Announcement = (kind: number, a: number, b: number) => void;

/** Pending events in total order of (time, scheduling). */
export class EventQueue {
  private records: Int32Array;
  private free = 0;
  private used = 1;
  private pending = 0;
  private chunks = new Int32Array(64 * chunkInts);
  private freeChunk = 0;
  private usedChunks = 1;
  /** Time of the last event that left, or the start of the slot that was opened last. */
  private cursorLo = 0;
  private cursorHi = 0;
  /** Events of the cursor's instant that are about to leave, oldest first. */
  private instant = 0;
  /** The few events of the level-1 slot the cursor is in, by time, when it was not spread over level 0. */
  private chain = 0;
  private readonly slots = new Int32Array(levels * slotsPerLevel);
  private readonly tails = new Int32Array(slotsPerLevel);
  private readonly filled = new FilledSlots(levels);

  private readonly announce: Announcement | null;

  /**
   * @param capacity events that fit before the columns grow
   * @param announce told of most events some time before they leave
   */
  constructor(capacity = 1024, announce: Announcement | null = null) {
    this.announce = announce;
    this.records = new Int32Array((capacity + 1) * recordInts);
  }

  /** How many events are pending. */
  get size(): number {
    return this.pending;
  }

  /** Schedules an event. `timeUs`: a whole number, not before the last event that left. */
  push(timeUs: number, eventKind: number, a: number, b: number, c: number, d: number): void {
    const timeHi = Math.floor(timeUs * lowInverse);
    const timeLo = timeUs - timeHi * lowRange;
    assert(
      timeHi > this.cursorHi || (timeHi === this.cursorHi && timeLo >= this.cursorLo),
      'an event was scheduled in the past',
    );
    let record = this.free;
    if (record !== 0) this.free = this.records[record + next];
    else record = this.extend();
    const records = this.records;
    records[record + lo] = timeLo;
    records[record + hi] = timeHi;
    records[record + kind] = eventKind;
    records[record + 4] = a;
    records[record + 5] = b;
    records[record + 6] = c;
    records[record + 7] = d;
    this.pending++;
    this.place(record, timeLo, timeHi);
  }

  /**
   * Takes out the earliest event not later than the limit; false if there is none. Then nothing may be
   * scheduled before the limit any more.
   */
  popInto(event: Event, limitUs = Infinity): boolean {
    let record = this.instant;
    if (record === 0) {
      record = this.advance(limitUs);
      if (record === 0) return false;
    } else if (this.cursorHi * lowRange + this.cursorLo > limitUs) return false;
    const records = this.records;
    event.timeUs = this.cursorHi * lowRange + this.cursorLo;
    event.kind = records[record + kind];
    event.a = records[record + 4];
    event.b = records[record + 5];
    event.c = records[record + 6];
    event.d = records[record + 7];
    if (record === this.instant) this.instant = records[record + next];
    else this.chain = records[record + next];
    records[record + next] = this.free;
    this.free = record;
    this.pending--;
    return true;
  }

  /** Time of the earliest event, Infinity when there is none. For people who watch; may scan a slot. */
  nextTimeUs(): number {
    if (this.instant !== 0) return this.timeOf(this.instant);
    const chained = this.chain === 0 ? Infinity : this.timeOf(this.chain);
    for (let level = 0; level < levels; level++) {
      const digit = this.filled.find(level, this.cursorDigit(level));
      if (digit < 0) continue;
      const slot = level * slotsPerLevel + digit;
      const earliest = level === 0 ? this.timeOf(this.slots[slot]) : this.earliestIn(slot);
      return Math.min(chained, earliest);
    }
    return chained;
  }

  /** Moves the cursor to the next event and returns its record; 0 if none is within the limit. */
  private advance(limitUs: number): number {
    if (this.pending === 0) return 0;
    for (;;) {
      const records = this.records;
      const chain = this.chain;
      let digit = -1;
      if (!this.filled.isLevelEmpty(0)) digit = this.filled.find(0, this.cursorLo & digitMask);
      if (chain !== 0) {
        const chainLo = records[chain + lo];
        if (digit < 0 || (chainLo & digitMask) <= digit) {
          const chainHi = records[chain + hi];
          if (chainHi * lowRange + chainLo > limitUs) return 0;
          this.cursorLo = chainLo;
          this.cursorHi = chainHi;
          return chain;
        }
      }
      if (digit >= 0) {
        const timeLo = (this.cursorLo & ~digitMask) | digit;
        if (this.cursorHi * lowRange + timeLo > limitUs) return 0;
        this.cursorLo = timeLo;
        this.instant = this.slots[digit];
        this.markEmpty(digit);
        return this.instant;
      }
      if (!this.openNextSlot(limitUs)) return 0;
    }
  }

  /** Moves the cursor to the next filled slot of the lowest level that has one, and its events down. */
  private openNextSlot(limitUs: number): boolean {
    let level = 1;
    let digit = this.filled.find(1, (this.cursorLo >>> digitBits) + 1);
    while (digit < 0) {
      assert(++level < levels, 'events are counted that no slot holds');
      digit = this.filled.find(level, this.cursorDigit(level) + 1);
    }
    let timeLo = 0;
    let timeHi = this.cursorHi;
    if (level === 1) timeLo = digit << digitBits;
    else if (level === 2) timeHi = (timeHi & ~digitMask) | digit;
    else if (level === 3) timeHi = (timeHi & ~lowMask) | (digit << digitBits);
    else timeHi = digit << lowBits;
    if (timeHi * lowRange + timeLo > limitUs) return false;
    this.cursorLo = timeLo;
    this.cursorHi = timeHi;
    const slot = level * slotsPerLevel + digit;
    if (level === 1 && this.hasFew(slot)) this.chain = this.takeSorted(slot);
    else if (level === 1) this.spreadOverInstants(slot);
    else this.spread(slot);
    return true;
  }

  private hasFew(slot: number): boolean {
    const chunks = this.chunks;
    const chunk = this.slots[slot];
    return chunks[chunk + chunkCount] <= fewEvents && chunks[chunk + olderChunk] === 0;
  }

  /** Empties a slot of one chunk into a chain by (time, scheduling): newest first, each before its equals. */
  private takeSorted(slot: number): number {
    const records = this.records;
    const chunks = this.chunks;
    const chunk = this.slots[slot];
    let first = 0;
    for (let i = chunk + firstInChunk + chunks[chunk + chunkCount] - 1; i >= chunk + firstInChunk; i--) {
      const record = chunks[i];
      const recordLo = records[record + lo];
      let before = 0;
      let after = first;
      while (after !== 0 && records[after + lo] < recordLo) {
        before = after;
        after = records[after + next];
      }
      records[record + next] = after;
      if (before === 0) first = record;
      else records[before + next] = record;
    }
    this.releaseChunk(chunk);
    this.markEmpty(slot);
    return first;
  }

  /** Empties a level-1 slot into level 0, which is empty: newest first, each goes before its equals. */
  private spreadOverInstants(slot: number): void {
    const records = this.records;
    const chunks = this.chunks;
    const { announce, slots } = this;
    let chunk = slots[slot];
    while (chunk !== 0) {
      for (let i = chunk + firstInChunk + chunks[chunk + chunkCount] - 1; i >= chunk + firstInChunk; i--) {
        const record = chunks[i];
        if (announce !== null) announce(records[record + kind], records[record + 4], records[record + 5]);
        const instant = records[record + lo] & digitMask;
        const newer = slots[instant];
        records[record + next] = newer;
        slots[instant] = record;
        if (newer === 0) {
          this.tails[instant] = record;
          this.filled.mark(instant);
        }
      }
      const older = chunks[chunk + olderChunk];
      this.releaseChunk(chunk);
      chunk = older;
    }
    this.markEmpty(slot);
  }

  /** Empties a slot into the levels below, oldest first. */
  private spread(slot: number): void {
    let chunk = this.oldestChunk(slot);
    this.markEmpty(slot);
    while (chunk !== 0) {
      const end = chunk + firstInChunk + this.chunks[chunk + chunkCount];
      for (let i = chunk + firstInChunk; i < end; i++) {
        const record = this.chunks[i];
        this.place(record, this.records[record + lo], this.records[record + hi]);
      }
      const newer = this.chunks[chunk + olderChunk];
      this.releaseChunk(chunk);
      chunk = newer;
    }
  }

  private place(record: number, timeLo: number, timeHi: number): void {
    const difference = timeHi ^ this.cursorHi;
    if (difference === 0 && (timeLo ^ this.cursorLo) < slotsPerLevel) {
      this.append(record, timeLo & digitMask);
      return;
    }
    let slot: number;
    if (difference === 0) slot = slotsPerLevel + (timeLo >>> digitBits);
    else if (difference < slotsPerLevel) slot = 2 * slotsPerLevel + (timeHi & digitMask);
    else if (difference < lowRange) slot = 3 * slotsPerLevel + ((timeHi >>> digitBits) & digitMask);
    else slot = 4 * slotsPerLevel + (timeHi >>> lowBits);
    let chunk = this.slots[slot];
    let count = chunk === 0 ? chunkCapacity : this.chunks[chunk + chunkCount];
    if (count === chunkCapacity) {
      chunk = this.addChunk(slot, chunk);
      count = 0;
    }
    this.chunks[chunk + firstInChunk + count] = record;
    this.chunks[chunk + chunkCount] = count + 1;
  }

  private addChunk(slot: number, older: number): number {
    let chunk = this.freeChunk;
    if (chunk !== 0) this.freeChunk = this.chunks[chunk + olderChunk];
    else chunk = this.extendChunks();
    this.chunks[chunk + olderChunk] = older;
    this.slots[slot] = chunk;
    if (older === 0) this.filled.mark(slot);
    return chunk;
  }

  private releaseChunk(chunk: number): void {
    this.chunks[chunk + olderChunk] = this.freeChunk;
    this.freeChunk = chunk;
  }

  private append(record: number, instant: number): void {
    this.records[record + next] = 0;
    if (this.slots[instant] === 0) {
      this.slots[instant] = record;
      this.filled.mark(instant);
    } else this.records[this.tails[instant] + next] = record;
    this.tails[instant] = record;
  }

  /** Turns a slot's chunks round, so that each links to the next newer one, and returns the oldest. */
  private oldestChunk(slot: number): number {
    const chunks = this.chunks;
    let chunk = this.slots[slot];
    let newer = 0;
    while (chunk !== 0) {
      const older = chunks[chunk + olderChunk];
      chunks[chunk + olderChunk] = newer;
      newer = chunk;
      chunk = older;
    }
    return newer;
  }

  private markEmpty(slot: number): void {
    this.slots[slot] = 0;
    this.filled.clear(slot);
  }

  private cursorDigit(level: number): number {
    if (level === 0) return this.cursorLo & digitMask;
    if (level === 1) return this.cursorLo >>> digitBits;
    if (level === 2) return this.cursorHi & digitMask;
    if (level === 3) return (this.cursorHi >>> digitBits) & digitMask;
    return this.cursorHi >>> lowBits;
  }

  private earliestIn(slot: number): number {
    const chunks = this.chunks;
    let earliest = Infinity;
    for (let chunk = this.slots[slot]; chunk !== 0; chunk = chunks[chunk + olderChunk]) {
      for (let i = 0; i < chunks[chunk + chunkCount]; i++) {
        earliest = Math.min(earliest, this.timeOf(chunks[chunk + firstInChunk + i]));
      }
    }
    return earliest;
  }

  private timeOf(record: number): number {
    return this.records[record + hi] * lowRange + this.records[record + lo];
  }

  private extendChunks(): number {
    if ((this.usedChunks + 1) * chunkInts > this.chunks.length) {
      const grown = new Int32Array(this.chunks.length * 2);
      grown.set(this.chunks);
      this.chunks = grown;
    }
    return this.usedChunks++ * chunkInts;
  }

  private extend(): number {
    if ((this.used + 1) * recordInts > this.records.length) {
      const grown = new Int32Array(this.records.length * 2);
      grown.set(this.records);
      this.records = grown;
    }
    return this.used++ * recordInts;
  }
}
