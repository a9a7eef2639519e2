/** What kept writes from going on: cuts of links, and times in which a replica was not there. */
import type { TraceEvent } from '../../../sim/record/trace.js';

/** A link or a replica that was out for a while. */
export interface Outage {
  readonly kind: OutageKind;
  /** The replica; of a link, the one that sends. */
  readonly replica: string;
  /** The far end of a link; null for a replica. */
  readonly to: string | null;
  readonly fromUs: number;
  /** Infinity where it lasts to the end. */
  readonly untilUs: number;
  /** Places of its beginning and its end in the trace; null where it does not end. */
  readonly begin: number;
  readonly end: number | null;
}

/** What was out, and how. */
export type OutageKind = 'cut' | 'crash' | 'wipe' | 'out-of-memory' | 'leave' | 'pause' | 'offline';

/** Every outage of a run, in order of its beginning. */
export function listOutages(trace: readonly TraceEvent[]): readonly Outage[] {
  const outages: Outage[] = [];
  const open = new Map<string, number[]>();
  trace.forEach((event, place) => {
    const begun = beginningOf(event);
    if (begun !== null) {
      const waiting = open.get(begun.name) ?? [];
      open.set(begun.name, [...waiting, outages.length]);
      outages.push({
        ...begun.outage,
        fromUs: event.atUs,
        untilUs: Infinity,
        begin: place,
        end: null,
      });
    }
    const ended = endingOf(event);
    for (const at of ended === null ? [] : (open.get(ended) ?? [])) {
      outages[at] = { ...outages[at], untilUs: event.atUs, end: place };
    }
    if (ended !== null) open.delete(ended);
  });
  return outages;
}

interface Beginning {
  /** What its end will be known by. */
  readonly name: string;
  readonly outage: Pick<Outage, 'kind' | 'replica' | 'to'>;
}

function beginningOf(event: TraceEvent): Beginning | null {
  switch (event.kind) {
    case 'cut':
      return { name: linkName(event), outage: { kind: 'cut', replica: event.from, to: event.to } };
    case 'crash':
    case 'wipe':
    case 'out-of-memory':
    case 'leave':
      return {
        name: `down ${event.replica}`,
        outage: { kind: event.kind, replica: event.replica, to: null },
      };
    case 'pause':
    case 'offline':
      return {
        name: `${event.kind} ${event.replica}`,
        outage: { kind: event.kind, replica: event.replica, to: null },
      };
    default:
      return null;
  }
}

function endingOf(event: TraceEvent): string | null {
  switch (event.kind) {
    case 'heal':
      return linkName(event);
    case 'restart':
      return `down ${event.replica}`;
    case 'resume':
      return `pause ${event.replica}`;
    case 'online':
      return `offline ${event.replica}`;
    default:
      return null;
  }
}

function linkName({ from, to }: { readonly from: string; readonly to: string }): string {
  return `link ${from}\u0000${to}`;
}
