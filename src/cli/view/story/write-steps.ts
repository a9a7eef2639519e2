/** All that happened to one write, step by step, in order of time. */
import { assertNever } from '../../../sim/base/assert.js';
import type { TraceEvent } from '../../../sim/record/trace.js';
import { fateOf } from '../../../sim/simulate.js';
import { showText } from '../drawing/text-width.js';
import { acceptWords, clockWords } from './accept-words.js';
import { findWinner, isOfSamePart } from './change-parts.js';
import { choiceWords, ruleName } from './choice-words.js';
import { listFaultSteps } from './fault-steps.js';
import { listFollowerSteps } from './follower-steps.js';
import { dropWords, errorWords, rewindWords } from './loss-step-words.js';
import { listReadSteps } from './read-steps.js';
import type { AcceptEvent, RunIndex } from './run-index.js';
import {
  clientName,
  clientOf,
  deedWords,
  listWords,
  spanWords,
  writeName,
  writeNames,
} from './story-words.js';
import type { StoryStep, StoryStepKind } from './write-story.js';

/** A step that is not yet bound to its place. */
interface ToldStep {
  readonly kind: StoryStepKind;
  readonly words: string;
}

/** Its steps; of followers, which repeat their leader's, only when they have it, unless clients read there. */
export function listSteps(index: RunIndex, write: number): readonly StoryStep[] {
  const places = index.placesOf(write);
  const own = new Teller(index, write, places).tell();
  const rivals = own.rivals.map((rival) => rivalStep(index, write, rival));
  const steps = [
    ...own.steps, ...rivals, ...listReadSteps(index, write), ...listFollowerSteps(index, write), ...listFaultSteps(index, write),
  ];
  return steps.sort((a, b) => a.event - b.event);
}

/** Rivals whose own beginnings are told. */
const mostRivals = 3;

class Teller {
  private readonly index: RunIndex;
  private readonly write: number;
  private readonly key: string;
  private readonly places: readonly number[];
  private readonly steps: StoryStep[] = [];
  private readonly rivals = new Set<number>();
  /** Where it was taken in or turned down: its arrival there needs no line of its own. */
  private readonly settledAt = new Set<string>();
  private readonly shipped = new Set<number>();
  private readonly isLost: boolean;
  /** Whether it was said why one of the two stays: once is enough. */
  private readonly explained = new Set<string>();

  constructor(index: RunIndex, write: number, places: readonly number[]) {
    this.index = index;
    this.write = write;
    this.key = index.writes.get(write)?.event.key ?? '';
    this.places = places;
    this.isLost = fateOf(index.told.run, write) === 'lost';
    for (const place of places) {
      const event = this.eventAt(place);
      const isOwn = 'write' in event && event.write === write && 'replica' in event;
      if (isOwn && event.kind !== 'accept') this.settledAt.add(event.replica);
    }
  }

  tell(): { readonly steps: readonly StoryStep[]; readonly rivals: readonly number[] } {
    for (const place of this.places) {
      const event = this.eventAt(place);
      const replica = placeNameOf(event);
      if (event.kind === 'read' || (!this.index.isTold(replica, this.key) && event.kind !== 'drop')) continue;
      for (const told of this.stepsOf(event, place))
        this.steps.push({ atUs: event.atUs, replica, ...told, event: place });
    }
    const isKnown = (rival: number) => this.index.writes.has(rival) && rival !== this.write;
    return { steps: this.steps, rivals: [...this.rivals].filter(isKnown).slice(0, mostRivals) };
  }

  private stepsOf(event: TraceEvent, place: number): readonly ToldStep[] {
    switch (event.kind) {
      case 'accept':
        return event.write === this.write ? this.ofOwnAccept(event) : this.ofLaterAccept(event);
      case 'acknowledge':
        return one('acknowledge', this.acknowledgeWords(event));
      case 'send':
        return this.ofSend(event, place);
      case 'receive':
        return this.settledAt.has(event.to)
          ? []
          : one('receive', `it arrives from ${showText(event.from)}`);
      case 'apply':
        return event.write === this.write ? this.ofOwnApply(event) : this.ofOtherApply(event);
      case 'hold-back':
        return one('hold-back', `holds it back until ${writeName(this.index, event.waitsFor)} is there`);
      case 'release':
        return one('hold-back', 'what it waited for is there');
      case 'apply-error':
        return one('discard', errorWords(event));
      case 'drop':
        return one('drop', dropWords(event));
      case 'rewind':
        return one('discard', rewindWords(event));
      case 'collide': {
        const isNewcomer = event.write === this.write;
        const other = isNewcomer ? event.rival : event.write;
        const otherKey = showText(isNewcomer ? event.rivalKey : event.key);
        this.rivals.add(other);
        // What is to be taken back is lost by this.
        const kind = this.isLost ? 'discard' : 'conflict';
        return one(
          kind,
          `it has the value of ${writeName(this.index, other)} of ${otherKey}: only one may have it`,
        );
      }
      case 'tombstone':
        return this.ofTombstone(event);
      default:
        return [];
    }
  }

  private ofOwnAccept(event: AcceptEvent): readonly ToldStep[] {
    const accepted = one('accept', acceptWords(this.index, event));
    if (event.holds.includes(this.write)) {
      const beside = event.conflictsWith ?? [];
      return beside.length === 0
        ? accepted
        : [
            ...accepted,
            ...one(
              'conflict',
              `put beside ${writeNames(this.index, beside)}, which its author had not seen`,
            ),
          ];
    }
    const winner = findWinner(this.index, this.write, {
      ...event,
      conflictsWith: event.conflictsWith ?? [],
    });
    return winner === null
      ? accepted
      : [
          ...accepted,
          ...one(
            'discard',
            `discards it at once for ${this.named(winner)}${this.choice(winner, this.write)}`,
          ),
        ];
  }

  private ofLaterAccept(event: AcceptEvent): readonly ToldStep[] {
    const who = clientName(event);
    const name = this.named(event.write);
    if (event.holds.includes(this.write)) {
      return one('conflict', `${who} writes ${name} without having seen it: both are kept`);
    }
    return this.index.descends(event.write, this.write)
      ? one('supersede', `${who} has seen it and writes ${name} in its place`)
      : one('discard', `${who} writes ${name} over it without having seen it`);
  }

  private ofOwnApply(event: Apply): readonly ToldStep[] {
    const from = showText(event.from);
    switch (event.outcome) {
      case 'known':
        return [];
      case 'stored':
        return event.holds.includes(this.write)
          ? this.ofStored(event, from)
          : this.ofDiscarded(event, from);
      case 'discarded':
        return this.ofDiscarded(event, from);
      default:
        return assertNever(event.outcome);
    }
  }

  private ofStored(event: Apply, from: string): readonly ToldStep[] {
    const after = from === event.replica ? '' : ` from ${from}, ${this.ageWords(event.atUs)} old`;
    const rivals = event.held.filter((each) => event.conflictsWith.includes(each));
    const displaced = event.held.filter((each) => !event.holds.includes(each));
    const beaten = rivals.filter((each) => displaced.includes(each));
    if (beaten.length > 0) {
      const [first] = beaten;
      const others = `in place of ${this.named(...beaten)}, ${this.relationTo(beaten)}`;
      const words = `takes it in${after}, ${others}${this.choice(this.write, first)}`;
      return one('apply', words);
    }
    if (rivals.length > 0) {
      const beside = `beside ${this.named(...rivals)}, ${this.relationTo(rivals)}`;
      return this.ofMeeting(rivals, `takes it in${after} ${beside}`);
    }
    const before = displaced.length === 0 ? '' : `, in place of ${writeNames(this.index, displaced)}`;
    return one('apply', `takes it in${after}${before}`);
  }

  private ofDiscarded(event: Apply, from: string): readonly ToldStep[] {
    const winner = findWinner(this.index, this.write, event);
    if (winner === null) return one('discard', `discards it, which came from ${from}`);
    if (this.index.descends(winner, this.write)) {
      return one(
        'supersede',
        `it comes from ${from}; ${this.named(winner)}, built on it, is there already`,
      );
    }
    const relation = event.conflictsWith.includes(winner) ? `, ${this.relationTo([winner])}` : '';
    const rival = `${this.named(winner)}${relation}${this.choice(winner, this.write)}`;
    const words = `it comes from ${from} and is discarded for ${rival}`;
    return one('discard', words);
  }

  private ofOtherApply(event: Apply): readonly ToldStep[] {
    const { write: other, outcome } = event;
    const from = showText(event.from);
    if (!event.held.includes(this.write) || outcome === 'known') return [];
    if (event.holds.includes(this.write)) {
      if (!event.conflictsWith.includes(other) && !event.conflictsWith.includes(this.write)) return [];
      return event.holds.includes(other)
        ? this.ofMeeting([other], `${this.named(other)} comes from ${from}, ${this.relationTo([other])}`)
        : one(
            'conflict',
            `it stays; ${this.named(other)} from ${from} is discarded${this.choice(this.write, other)}`,
          );
    }
    if (this.index.descends(other, this.write)) {
      return one('supersede', `${this.named(other)}, built on it, comes from ${from} and takes its place`);
    }
    const relation = event.conflictsWith.includes(this.write) ? `, ${this.relationTo([other])}` : '';
    const winner =
      findWinner(this.index, this.write, { holds: event.holds, conflictsWith: [other] }) ?? other;
    if (winner !== other) {
      const back = `${this.named(winner)} in its place${this.choice(winner, this.write)}`;
      return one('discard', `with ${this.named(other)}, from ${from}, comes ${back}`);
    }
    const rival = `${this.named(other)}, from ${from}${relation}`;
    const words = `${rival}, takes its place${this.choice(other, this.write)}`;
    return one('discard', words);
  }

  /** What the detector said of the write and these; it may be wrong, as where a row changed hands in turn. */
  private relationTo(others: readonly number[]): string {
    const { index, write } = this;
    const isTrue = others.every((each) => !index.descends(each, write) && !index.descends(write, each));
    return isTrue ? 'concurrent' : 'wrongly believed concurrent';
  }

  /** Values that merge keep both writes; where one of them was lost, the other prevailed in some part. */
  private ofMeeting(rivals: readonly number[], words: string): readonly ToldStep[] {
    for (const rival of rivals) this.rivals.add(rival);
    const { scenario } = this.index.told;
    const isContradicted = rivals.some((rival) => isOfSamePart(this.index, this.write, rival));
    if (!this.isLost || !isContradicted) return one('conflict', `${words}: both stay`);
    return one(
      'discard',
      `${words}: where they contradict each other, ${ruleName(scenario)} keeps the other`,
    );
  }

  private ofSend(event: Send, place: number): readonly ToldStep[] {
    if (this.shipped.has(place) || !this.index.isTold(event.to, this.key)) return [];
    const others: string[] = [];
    for (const at of this.places) {
      const other = this.eventAt(at);
      if (other.kind !== 'send' || other.from !== event.from || other.atUs !== event.atUs) continue;
      this.shipped.add(at);
      if (this.index.isTold(other.to, this.key)) others.push(showText(other.to));
    }
    const waited = event.departsAtUs - event.atUs;
    const wait = waited < 1000 ? '' : `; it leaves ${spanWords(waited)} later, when the link has room`;
    return one('ship', `sends it to ${listWords(others)}${wait}`);
  }

  private ofTombstone(event: TraceEvent & { readonly kind: 'tombstone' }): readonly ToldStep[] {
    if (event.change === 'collect') return one('drop', 'forgets the delete: its tombstone is collected');
    return event.write === this.write
      ? one(
          'apply',
          `what it wrote is back: the delete ${writeName(this.index, event.by)} is forgotten here`,
        )
      : one(
          'discard',
          `${this.named(event.write)}, which it had deleted, is back: nobody here remembers the delete`,
        );
  }

  private acknowledgeWords({ atUs, answeredAtUs }: TraceEvent & { readonly kind: 'acknowledge' }): string {
    const waited = answeredAtUs - atUs;
    const way = waited < 5000 ? '' : `, who hears it ${spanWords(waited)} later`;
    return `says yes to ${clientOf(this.index, this.write).replace(/^a client$/, 'its client')}${way}`;
  }

  /** Names other writes, and remembers them as rivals. */
  private named(...writes: readonly number[]): string {
    for (const write of writes) if (!this.index.descends(write, this.write)) this.rivals.add(write);
    return writeNames(this.index, writes);
  }

  /** Why the one stayed; empty once it was said. */
  private choice(kept: number, discarded: number): string {
    const pair = `${kept} ${discarded}`;
    if (this.explained.has(pair)) return '';
    this.explained.add(pair);
    return `: ${choiceWords(this.index, { kept, discarded })}`;
  }

  private ageWords(atUs: number): string {
    return spanWords(atUs - (this.index.writes.get(this.write)?.event.atUs ?? atUs));
  }

  private eventAt(place: number): TraceEvent {
    return this.index.told.trace[place];
  }
}

type Apply = TraceEvent & { readonly kind: 'apply' };
type Send = TraceEvent & { readonly kind: 'send' };

function one(kind: StoryStepKind, words: string): readonly ToldStep[] {
  return [{ kind, words }];
}

function rivalStep(index: RunIndex, write: number, rival: number): StoryStep {
  const known = index.writes.get(rival);
  const { atUs, replica } = known?.event ?? { atUs: 0, replica: '' };
  const knows = index.descends(rival, write) || index.descends(write, rival);
  const unseen = knows ? '' : `, not having seen w${write}`;
  const stamped = known === undefined ? '' : clockWords(index, known.event);
  const words = `${clientOf(index, rival)} ${deedWords(index, rival)} (w${rival})${unseen}${stamped}`;
  return { atUs, replica, kind: 'rival', words, event: known?.place ?? 0 };
}

function placeNameOf(event: TraceEvent): string {
  if ('replica' in event) return event.replica;
  if (event.kind === 'receive') return event.to;
  return 'from' in event ? event.from : '';
}
