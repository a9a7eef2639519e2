/** Watches one key for the inspector: the chosen one, or the latest that events lead to; one look a moment. */
import type { KeyInspection } from '../../../sim/key-inspection.js';
import type { EventLog } from '../../view/live/event-log.js';
import { keyToFollow, nearestKey, noChoice } from '../../view/inspector/key-choice.js';
import type { KeyChoice } from '../../view/inspector/key-choice.js';

/** Who knows what replicas hold. */
export interface KeySource {
  /** Null for a key that there is not. */
  inspect(key: string): KeyInspection | null;
  /** Written keys with a text in their names, the nearest first. */
  findKeys(text: string, most: number): readonly string[];
}

/** When a look is taken. */
export interface KeyMoment {
  readonly log: EventLog;
  readonly events: number;
  readonly nowUs: number;
  readonly isRunning: boolean;
  /** The key of the event that is selected; null for none. */
  readonly selected?: string | null;
}

/** Looks that a key is followed at least while the run goes on, so that it can be read: about a second. */
const leastLooks = 30;
/** Longest name that can be typed, and most matches that are looked for. */
const longestKey = 80;
const mostMatches = 12;

/** What the inspector shows, and what was said about it. */
export class KeyWatch {
  #choice: KeyChoice = noChoice;
  #followed: string | null = null;
  #looks = 0;
  #inspection: KeyInspection | null = null;
  #lookedAt = '';

  /** What the person said. */
  get choice(): KeyChoice {
    return this.#choice;
  }

  /** Writes were left out that the next look goes through: there is news though nothing moves. */
  get isLooking(): boolean {
    return (this.#inspection?.awaited ?? 0) > 0;
  }

  /** Where the key stands; asks once for each moment. Null before the first write. */
  look(source: KeySource, moment: KeyMoment): KeyInspection | null {
    const key = nearestKey(this.#choice) ?? this.#choice.pinned ?? moment.selected ?? this.#follow(moment);
    const at = `${moment.events} ${moment.nowUs} ${key ?? ''}`;
    if (at === this.#lookedAt && !this.isLooking) return this.#inspection;
    this.#lookedAt = at;
    this.#looks += 1;
    this.#inspection = key === null ? null : source.inspect(key);
    return this.#inspection;
  }

  /** A name is going to be typed. */
  choose(): void {
    this.#choice = { ...this.#choice, typed: '', matches: [] };
  }

  /** A character was typed. */
  type(character: string, source: KeySource): void {
    const { typed } = this.#choice;
    if (typed !== null && [...typed].length < longestKey) this.#setTyped(typed + character, source);
  }

  /** The last character is erased. */
  erase(source: KeySource): void {
    this.#setTyped([...(this.#choice.typed ?? '')].slice(0, -1).join(''), source);
  }

  /** The name becomes that of the nearest key. */
  complete(source: KeySource): void {
    const nearest = nearestKey(this.#choice);
    if (nearest !== null) this.#setTyped(nearest, source);
  }

  /** The nearest key is inspected from now on; where nothing was typed, events are followed. */
  pin(): void {
    this.#choice = { ...noChoice, pinned: nearestKey(this.#choice) };
    this.#followed = null;
  }

  /** As it was before something was typed. */
  leave(): void {
    this.#choice = { ...this.#choice, typed: null, matches: [] };
  }

  #setTyped(typed: string, source: KeySource): void {
    const matches = typed === '' ? [] : source.findKeys(typed, mostMatches);
    this.#choice = { ...this.#choice, typed, matches };
  }

  #follow({ log, isRunning, events }: KeyMoment): string | null {
    const mayStay = isRunning && this.#looks < leastLooks && events > 0;
    if (this.#followed !== null && mayStay) return this.#followed;
    const key = keyToFollow(log);
    if (key !== this.#followed) this.#looks = 0;
    this.#followed = key;
    return key;
  }
}
