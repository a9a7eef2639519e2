/**
 * The event queue: a hierarchical timing wheel over integer microseconds (Varghese & Lauck, SOSP 1987).
 *
 * Events leave in order of (time, order of scheduling). Time is cut into digits of 11 bits; a level
 * holds the events whose time first differs from the cursor's in its digit:
 *
 *   time   = hi · 2²² + lo            hi: levels 4 3 2        lo: levels 1 0
 *   level 0: 2,048 slots of 1 µs      level 1: of 2 ms        level 2: of 4.2 s   level 3: of 2.4 h …
 *   slots:  [level · 2048 + digit] -> newest event of that slot, linked to older ones; 0 is none
 *           (level 0: the oldest, linked to newer ones; tails: the newest)
 *   record: | next | lo | hi | kind | a | b | c | d |     8 × int32, half a cache line; record 0 is unused
 *
 * When the cursor enters a slot of a higher level, the slot's events move down a level, oldest first.
 * Everything scheduled there earlier is moved before anything can be added directly, so a level-0 slot
 * (one instant) keeps scheduling order without storing a sequence number. A slot with only a few events
 * is sorted into a short chain instead, which spares sparse queues the detour through level 0; a chained
 * event was scheduled before anything that level 0 may hold for the same instant.
 */
import { assert } from '../base/assert.js';

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
const slotsPerLevel = 1 << digitBits;
const digitMask = slotsPerLevel - 1;
const levels = 5;
const wordsPerLevel = slotsPerLevel / 32;
const lowBits = 2 * digitBits;
const lowRange = 1 << lowBits;
const lowMask = lowRange - 1;
/** Up to this many events are sorted rather than spread. */
const fewEvents = 8;
const recordInts = 8;
const next = 0;
const lo = 1;
const hi = 2;
const kind = 3;

/** Pending events in total order of (time, scheduling). */
export class EventQueue {
  #records: Int32Array;
  #free = 0;
  #used = 1;
  #size = 0;
  /** Time of the last event that left, or the start of the slot that was opened last. */
  #cursorLo = 0;
  #cursorHi = 0;
  /** Events of the cursor's instant that are about to leave, oldest first. */
  #instant = 0;
  /** The few events of the level-1 slot the cursor is in, by time, when it was not spread over level 0. */
  #chain = 0;
  readonly #slots = new Int32Array(levels * slotsPerLevel);
  readonly #tails = new Int32Array(slotsPerLevel);
  /** A bit a slot, and a bit a word of those. */
  readonly #filled = new Int32Array(levels * wordsPerLevel);
  readonly #filledWords = new Int32Array(levels * 2);

  /** `capacity`: events that fit before the columns grow. */
  constructor(capacity = 1024) {
    this.#records = new Int32Array((capacity + 1) * recordInts);
  }

  /** How many events are pending. */
  get size(): number {
    return this.#size;
  }

  /** Schedules an event. `timeUs`: a whole number, not before the last event that left. */
  push(timeUs: number, eventKind: number, a: number, b: number, c: number, d: number): void {
    const timeHi = Math.floor(timeUs / lowRange);
    const timeLo = timeUs - timeHi * lowRange;
    assert(
      timeHi > this.#cursorHi || (timeHi === this.#cursorHi && timeLo >= this.#cursorLo),
      'an event was scheduled in the past',
    );
    let record = this.#free;
    if (record !== 0) this.#free = this.#records[record + next];
    else record = this.#extend();
    const records = this.#records;
    records[record + lo] = timeLo;
    records[record + hi] = timeHi;
    records[record + kind] = eventKind;
    records[record + 4] = a;
    records[record + 5] = b;
    records[record + 6] = c;
    records[record + 7] = d;
    this.#size++;
    this.#place(record, timeLo, timeHi);
  }

  /** Takes out the earliest event not later than the limit; false, and nothing changed, if there is none. */
  popInto(event: Event, limitUs = Infinity): boolean {
    let record = this.#instant;
    if (record === 0) {
      record = this.#advance(limitUs);
      if (record === 0) return false;
    } else if (this.#cursorHi * lowRange + this.#cursorLo > limitUs) return false;
    const records = this.#records;
    event.timeUs = this.#cursorHi * lowRange + this.#cursorLo;
    event.kind = records[record + kind];
    event.a = records[record + 4];
    event.b = records[record + 5];
    event.c = records[record + 6];
    event.d = records[record + 7];
    if (record === this.#instant) this.#instant = records[record + next];
    else this.#chain = records[record + next];
    records[record + next] = this.#free;
    this.#free = record;
    this.#size--;
    return true;
  }

  /** Time of the earliest event, Infinity when there is none. For people who watch; may scan a slot. */
  nextTimeUs(): number {
    if (this.#instant !== 0) return this.#timeOf(this.#instant);
    const chained = this.#chain === 0 ? Infinity : this.#timeOf(this.#chain);
    for (let level = 0; level < levels; level++) {
      const digit = this.#findFilled(level, this.#cursorDigit(level));
      if (digit < 0) continue;
      return Math.min(chained, this.#earliestOf(this.#slots[level * slotsPerLevel + digit]));
    }
    return chained;
  }

  /** Moves the cursor to the next event and returns its record; 0 if none is within the limit. */
  #advance(limitUs: number): number {
    if (this.#size === 0) return 0;
    for (;;) {
      const records = this.#records;
      const chain = this.#chain;
      let digit = -1;
      if ((this.#filledWords[0] | this.#filledWords[1]) !== 0) {
        digit = this.#findFilled(0, this.#cursorLo & digitMask);
      }
      if (chain !== 0) {
        const chainLo = records[chain + lo];
        if (digit < 0 || (chainLo & digitMask) <= digit) {
          const chainHi = records[chain + hi];
          if (chainHi * lowRange + chainLo > limitUs) return 0;
          this.#cursorLo = chainLo;
          this.#cursorHi = chainHi;
          return chain;
        }
      }
      if (digit >= 0) {
        const timeLo = (this.#cursorLo & ~digitMask) | digit;
        if (this.#cursorHi * lowRange + timeLo > limitUs) return 0;
        this.#cursorLo = timeLo;
        this.#instant = this.#slots[digit];
        this.#markEmpty(digit);
        return this.#instant;
      }
      if (!this.#openNextSlot(limitUs)) return 0;
    }
  }

  /** Moves the cursor to the next filled slot of the lowest level that has one, and its events down. */
  #openNextSlot(limitUs: number): boolean {
    let level = 1;
    let digit = this.#findFilled(1, (this.#cursorLo >>> digitBits) + 1);
    while (digit < 0) {
      assert(++level < levels, 'events are counted that no slot holds');
      digit = this.#findFilled(level, this.#cursorDigit(level) + 1);
    }
    let timeLo = 0;
    let timeHi = this.#cursorHi;
    if (level === 1) timeLo = digit << digitBits;
    else if (level === 2) timeHi = (timeHi & ~digitMask) | digit;
    else if (level === 3) timeHi = (timeHi & ~lowMask) | (digit << digitBits);
    else timeHi = digit << lowBits;
    if (timeHi * lowRange + timeLo > limitUs) return false;
    this.#cursorLo = timeLo;
    this.#cursorHi = timeHi;
    const slot = level * slotsPerLevel + digit;
    if (level === 1 && this.#hasFew(slot)) this.#chain = this.#takeSorted(slot);
    else if (level === 1) this.#spreadOverInstants(slot);
    else this.#spread(slot);
    return true;
  }

  #hasFew(slot: number): boolean {
    const records = this.#records;
    let record = this.#slots[slot];
    for (let count = 0; count < fewEvents; count++) {
      record = records[record + next];
      if (record === 0) return true;
    }
    return false;
  }

  /** Empties a slot into a chain by (time, scheduling): newest first, each goes before its equals. */
  #takeSorted(slot: number): number {
    const records = this.#records;
    let first = 0;
    let record = this.#slots[slot];
    while (record !== 0) {
      const following = records[record + next];
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
      record = following;
    }
    this.#markEmpty(slot);
    return first;
  }

  /** Empties a level-1 slot into level 0, which is empty: newest first, each goes before its equals. */
  #spreadOverInstants(slot: number): void {
    const records = this.#records;
    const slots = this.#slots;
    let record = slots[slot];
    while (record !== 0) {
      const following = records[record + next];
      const instant = records[record + lo] & digitMask;
      const newer = slots[instant];
      records[record + next] = newer;
      slots[instant] = record;
      if (newer === 0) {
        this.#tails[instant] = record;
        this.#markFilled(instant);
      }
      record = following;
    }
    this.#markEmpty(slot);
  }

  /** Empties a slot into the levels below. */
  #spread(slot: number): void {
    const records = this.#records;
    let record = this.#takeOldestFirst(slot);
    while (record !== 0) {
      const following = records[record + next];
      this.#place(record, records[record + lo], records[record + hi]);
      record = following;
    }
  }

  #place(record: number, timeLo: number, timeHi: number): void {
    const difference = timeHi ^ this.#cursorHi;
    if (difference === 0 && (timeLo ^ this.#cursorLo) < slotsPerLevel) {
      this.#append(record, timeLo & digitMask);
      return;
    }
    let slot: number;
    if (difference === 0) slot = slotsPerLevel + (timeLo >>> digitBits);
    else if (difference < slotsPerLevel) slot = 2 * slotsPerLevel + (timeHi & digitMask);
    else if (difference < lowRange) slot = 3 * slotsPerLevel + ((timeHi >>> digitBits) & digitMask);
    else slot = 4 * slotsPerLevel + (timeHi >>> lowBits);
    const newest = this.#slots[slot];
    this.#records[record + next] = newest;
    this.#slots[slot] = record;
    if (newest === 0) this.#markFilled(slot);
  }

  #append(record: number, instant: number): void {
    this.#records[record + next] = 0;
    if (this.#slots[instant] === 0) {
      this.#slots[instant] = record;
      this.#markFilled(instant);
    } else this.#records[this.#tails[instant] + next] = record;
    this.#tails[instant] = record;
  }

  /** Empties a slot and turns its chain round. */
  #takeOldestFirst(slot: number): number {
    const records = this.#records;
    let record = this.#slots[slot];
    let older = 0;
    while (record !== 0) {
      const following = records[record + next];
      records[record + next] = older;
      older = record;
      record = following;
    }
    this.#markEmpty(slot);
    return older;
  }

  #markFilled(slot: number): void {
    const word = slot >>> 5;
    this.#filled[word] |= 1 << (slot & 31);
    this.#filledWords[word >>> 5] |= 1 << (word & 31);
  }

  #markEmpty(slot: number): void {
    this.#slots[slot] = 0;
    const word = slot >>> 5;
    const rest = this.#filled[word] & ~(1 << (slot & 31));
    this.#filled[word] = rest;
    if (rest === 0) this.#filledWords[word >>> 5] &= ~(1 << (word & 31));
  }

  /** First filled digit of a level at or after `from`; −1 if there is none. */
  #findFilled(level: number, from: number): number {
    if (from >= slotsPerLevel) return -1;
    const firstWord = level * wordsPerLevel;
    let word = from >>> 5;
    let bits = this.#filled[firstWord + word] & (-1 << (from & 31));
    if (bits === 0) {
      word = this.#findFilledWord(level, word + 1);
      if (word < 0) return -1;
      bits = this.#filled[firstWord + word];
    }
    return (word << 5) + lowestBit(bits);
  }

  #findFilledWord(level: number, from: number): number {
    if (from < 32) {
      const bits = this.#filledWords[2 * level] & (-1 << from);
      if (bits !== 0) return lowestBit(bits);
      const upper = this.#filledWords[2 * level + 1];
      return upper === 0 ? -1 : 32 + lowestBit(upper);
    }
    if (from >= 64) return -1;
    const bits = this.#filledWords[2 * level + 1] & (-1 << (from - 32));
    return bits === 0 ? -1 : 32 + lowestBit(bits);
  }

  #cursorDigit(level: number): number {
    if (level === 0) return this.#cursorLo & digitMask;
    if (level === 1) return this.#cursorLo >>> digitBits;
    if (level === 2) return this.#cursorHi & digitMask;
    if (level === 3) return (this.#cursorHi >>> digitBits) & digitMask;
    return this.#cursorHi >>> lowBits;
  }

  #earliestOf(newest: number): number {
    const records = this.#records;
    let earliest = Infinity;
    for (let record = newest; record !== 0; record = records[record + next]) {
      earliest = Math.min(earliest, this.#timeOf(record));
    }
    return earliest;
  }

  #timeOf(record: number): number {
    return this.#records[record + hi] * lowRange + this.#records[record + lo];
  }

  #extend(): number {
    if ((this.#used + 1) * recordInts > this.#records.length) {
      const grown = new Int32Array(this.#records.length * 2);
      grown.set(this.#records);
      this.#records = grown;
    }
    return this.#used++ * recordInts;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
