/** Who read a write, and who looked for it before it was there. */
import type { RunIndex } from './run-index.js';
import type { TraceEvent } from '../../../sim/record/trace.js';
import { showText } from '../drawing/text-width.js';
import { clientName, listWords, spanWords, valueWords, writeName } from './story-words.js';
import type { StoryStep } from './write-story.js';

/** Reads that are told one by one, of those that returned the write and of those that found nothing. */
const mostReads = 3;

/** Reads that returned it, and reads of its key that found nothing though it had been written. */
export function listReadSteps(index: RunIndex, write: number): readonly StoryStep[] {
  const known = index.writes.get(write);
  const found = readsAt(index, index.placesOf(write)).filter(({ event }) => event.returned.includes(write));
  const missed = known === undefined ? [] : readsAt(index, index.emptyReadsOf(known.event.key)).filter(({ place }) => place > known.place);
  return [
    ...stepsOf(missed, ({ event }) => `${clientName(event)} reads ${showText(event.key)} and finds nothing`, {
      once: 'another read finds nothing',
      often: (count) => `${count} more reads find nothing`,
    }),
    ...stepsOf(found, ({ event }) => foundWords(index, event), {
      once: 'it is read once more',
      often: (count) => `it is read ${count} more times`,
    }),
  ];
}

type ReadEvent = TraceEvent & { readonly kind: 'read' };

interface PlacedRead {
  readonly event: ReadEvent;
  readonly place: number;
}

function readsAt({ told: { trace } }: RunIndex, places: readonly number[]): readonly PlacedRead[] {
  return places.flatMap((place) => {
    const event = trace[place];
    return event.kind === 'read' ? [{ event, place }] : [];
  });
}

function foundWords(index: RunIndex, event: ReadEvent): string {
  const what = event.values?.map(valueWords) ?? event.returned.map((write) => writeName(index, write));
  const isAlone = event.returned.length === 1 && event.values === undefined;
  return `${clientName(event)} reads ${isAlone ? 'it' : listWords(what)}`;
}

/** The first ones each, the rest in one line. */
function stepsOf(
  reads: readonly PlacedRead[],
  wordsOf: (read: PlacedRead) => string,
  { once, often }: { readonly once: string; readonly often: (count: number) => string },
): readonly StoryStep[] {
  const first = reads.slice(0, mostReads).map((read) => stepAt(read, wordsOf(read)));
  const [next, ...more] = reads.slice(mostReads);
  if (next === undefined) return first;
  const last = more[more.length - 1] ?? next;
  const span = spanWords(last.event.atUs - next.event.atUs);
  return [...first, stepAt(next, more.length === 0 ? once : `${often(more.length + 1)}, the last ${span} later`)];
}

function stepAt({ event: { atUs, replica }, place }: PlacedRead, words: string): StoryStep {
  return { atUs, replica, kind: 'read', words, event: place };
}
