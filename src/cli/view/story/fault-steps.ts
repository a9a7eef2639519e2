/** Faults and changes of leader that bear on one write: what held it up, and who took over meanwhile. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { fateOf } from '../../../sim/simulate.js';
import { showText } from '../drawing/text-width.js';
import type { Outage, OutageKind } from './outages.js';
import type { RunIndex } from './run-index.js';
import { listWords, spanWords } from './story-words.js';
import type { StoryStep } from './write-story.js';

/** The steps, in no order. */
export function listFaultSteps(index: RunIndex, write: number): readonly StoryStep[] {
  const outages = outagesOf(index, write);
  return [
    ...linkSteps(index, outages),
    ...replicaSteps(index, outages),
    ...turnSteps(index, write),
  ];
}

/** Cuts and stops that a write met on its way, in order of their beginning. */
export function outagesOf(index: RunIndex, write: number): readonly Outage[] {
  const known = index.writes.get(write);
  if (known === undefined) return [];
  const { event } = known;
  const arrivals = arrivalsOf(index, write);
  const isLate = (outage: Outage, untilUs: number) =>
    outage.fromUs < untilUs && outage.untilUs > event.atUs;
  const lastUs = Math.max(event.atUs, ...[...arrivals.values()].map(({ atUs }) => atUs));
  return index.outages.filter((outage) => {
    const far = outage.to ?? outage.replica;
    if (!index.isRegion(far)) return false;
    if (isEndOfCopies(index, write, outage)) return outage.begin > known.place;
    const isHome = outage.replica === event.replica;
    if (outage.to === null && isHome) return isLate(outage, lastUs);
    const arrival = arrivals.get(far);
    if (far === event.replica || !isLate(outage, arrival?.atUs ?? Infinity)) return false;
    return outage.to === null || outage.replica === (arrival?.from ?? event.replica);
  });
}

/** Whether a copy of a lost write went with a disk, or with a replica. */
function isEndOfCopies(index: RunIndex, write: number, { kind }: Outage): boolean {
  const cause = index.lossOf(write)?.cause;
  return (
    (kind === 'wipe' && cause === 'disk') ||
    (kind === 'leave' && (cause === 'disk' || cause === 'failover'))
  );
}

interface Arrival {
  readonly atUs: number;
  readonly from: string;
}

/** When each region first took it in, or turned it down; Infinity for the others. */
function arrivalsOf(index: RunIndex, write: number): ReadonlyMap<string, Arrival> {
  const home = index.writes.get(write)?.event.replica ?? '';
  const arrivals = new Map<string, Arrival>();
  for (const place of index.placesOf(write)) {
    const event = index.told.trace[place];
    const isArrival =
      (event.kind === 'apply' || event.kind === 'apply-error') && event.write === write;
    if (isArrival && !arrivals.has(event.replica))
      arrivals.set(event.replica, { atUs: event.atUs, from: event.from });
  }
  for (const { name } of index.told.scenario.regions) {
    if (name !== home && !arrivals.has(name)) arrivals.set(name, { atUs: Infinity, from: home });
  }
  return arrivals;
}

/** One step for all links of one sender that are cut, or healed, at once. */
function linkSteps(
  { told: { trace } }: RunIndex,
  outages: readonly Outage[],
): readonly StoryStep[] {
  const steps = new Map<
    string,
    { step: StoryStep; readonly far: string[]; readonly isCut: boolean }
  >();
  for (const { to, begin, end } of outages) {
    if (to === null) continue;
    for (const place of end === null ? [begin] : [begin, end]) {
      const event = trace[place];
      if (event.kind !== 'cut' && event.kind !== 'heal') continue;
      const { atUs, from, kind } = event;
      const name = `${kind} ${atUs} ${from}`;
      const known = steps.get(name);
      if (known !== undefined) known.far.push(showText(to));
      else {
        const step: StoryStep = { atUs, replica: from, kind: 'fault', words: '', event: place };
        steps.set(name, { step, far: [showText(to)], isCut: kind === 'cut' });
      }
    }
  }
  return [...steps.values()].map(({ step, far, isCut }) => {
    const links = `${far.length === 1 ? 'link' : 'links'} to ${listWords(far)}`;
    return { ...step, words: isCut ? `${links} cut` : `${links} healed` };
  });
}

function replicaSteps(
  { told: { trace } }: RunIndex,
  outages: readonly Outage[],
): readonly StoryStep[] {
  return outages.flatMap(({ kind, replica, to, begin, end }): readonly StoryStep[] => {
    if (to !== null || kind === 'cut') return [];
    const step = (place: number, words: string): StoryStep => {
      return { atUs: trace[place].atUs, replica, kind: 'fault', words, event: place };
    };
    const started = step(begin, outageWords[kind].begin);
    const hasEnd = end !== null && outageWords[kind].end !== '';
    return hasEnd ? [started, step(end, outageWords[kind].end)] : [started];
  });
}

const outageWords: Readonly<
  Record<Exclude<OutageKind, 'cut'>, { readonly begin: string; readonly end: string }>
> = {
  crash: { begin: 'crashes', end: 'is back' },
  wipe: { begin: 'loses its disk, with all that was on it', end: '' },
  'out-of-memory': { begin: 'runs out of memory', end: '' },
  leave: { begin: 'is removed for good', end: '' },
  pause: { begin: 'pauses, and does nothing', end: 'goes on' },
  offline: { begin: 'goes offline', end: 'is online again' },
};

/** Who led when, as far as a write that was taken back, or that is with nobody else, has to do with it. */
function turnSteps(index: RunIndex, write: number): readonly StoryStep[] {
  const known = index.writes.get(write);
  if (known === undefined || fateOf(index.told.run, write) === 'superseded') return [];
  const { trace } = index.told;
  const places = index.placesOf(write);
  const rewound = places.findLast((place) => trace[place].kind === 'rewind');
  const isLost = fateOf(index.told.run, write) === 'lost';
  const last = rewound ?? (isLost ? trace.length : known.place);
  const own =
    index.turns.findLast(
      (place) => place < known.place && isTurnTo(trace[place], known.event.replica),
    ) ?? known.place;
  return index.turns.flatMap((place): readonly StoryStep[] => {
    const event = trace[place];
    if (event.kind === 'clock-step') {
      const isOwn = event.replica === known.event.replica && place < known.place;
      return isOwn && isLost ? [turnStep(event, place, stepWords(event.byUs))] : [];
    }
    const words = place > own && place <= last ? turnWords(index, event) : null;
    return words === null || !('replica' in event) ? [] : [turnStep(event, place, words)];
  });
}

function isTurnTo(event: TraceEvent, replica: string): boolean {
  return event.kind === 'elect' && event.replica === replica;
}

function turnStep(
  event: TraceEvent & { readonly replica: string },
  place: number,
  words: string,
): StoryStep {
  return { atUs: event.atUs, replica: event.replica, kind: 'fault', words, event: place };
}

function stepWords(byUs: number): string {
  return `its clock steps ${byUs > 0 ? 'forward' : 'back'} by ${spanWords(Math.abs(byUs))}`;
}

function turnWords({ outages }: RunIndex, event: TraceEvent): string | null {
  switch (event.kind) {
    case 'elect':
      return `is elected leader, term ${event.term}`;
    case 'depose': {
      const { atUs, replica } = event;
      const isDown = outages.some((outage) => {
        const isItself = outage.to === null && outage.replica === replica;
        return isItself && outage.fromUs <= atUs && atUs < outage.untilUs;
      });
      return `${isDown ? 'leads' : 'learns that it leads'} no longer (term ${event.term})`;
    }
    case 'diverge':
      return `its log departs from that of ${showText(event.leader)}; it waits for a person`;
    case 'shoot':
      return `has ${showText(event.target)} switched off`;
    case 'writer':
      return writerWords[event.change];
    default:
      return null;
  }
}

const writerWords: Readonly<Record<(TraceEvent & { readonly kind: 'writer' })['change'], string>> =
  {
    appointed: 'is to be the writer: the one before does not answer',
    promoted: 'becomes the writer, with what its own volume has',
    open: 'has taken over what is durable, and takes writes',
    deposed: 'is the writer no longer',
  };
