/**
 * A trace as a log for ShiViz, which draws it as a space-time diagram.
 *
 * The first line is the regular expression that ShiViz is to read the log with, the second one the delimiter between
 * runs: its file chooser takes both from there. So logs of several seeds may be put one behind another and compared. Then
 * each event has two lines: time, replica and vector clock; what happened. A replica's own entry counts its events
 * from 1 without a gap, and what a replica did because of another carries that one's clock.
 *
 * @see https://bestchai.bitbucket.io/shiviz/ "Log format"
 * @see F. Mattern, "Virtual time and global states of distributed systems" (1989)
 */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { printable } from '../../printable.js';
import { CausalOrder } from '../../view/space-time/causal-trace.js';
import { describeEvent } from '../../view/words/event-line.js';
import { formatCount } from '../format.js';
import { mostKeptEvents, tooManyEvents } from './export.js';
import type { TraceExport, TraceSubject, WriteText } from './export.js';

/** How ShiViz is to read an event. */
const shivizEventPattern = String.raw`(?<date>[\d.]+ s) (?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

/** How ShiViz is to tell runs apart. */
const shivizRunPattern = '=== (?<trace>.*) ===';

/** Writes while it listens. */
export function exportShiviz(write: WriteText, { scenario, seed }: TraceSubject): TraceExport {
  const clocks = new VectorClocks();
  write(`${shivizEventPattern}\n${shivizRunPattern}\n=== ${scenario}, seed ${printable(seed)} ===\n`);
  return {
    hear: (event) => {
      const stamp = clocks.stamp(event);
      if (stamp === null) return;
      const moment = (event.atUs / 1_000_000).toFixed(6);
      const words = printable(describeEvent(event).words);
      write(`${moment} s ${stamp.replica} ${JSON.stringify(stamp.clock)}\n${words}\n`);
    },
    end: () => (clocks.isFull ? tooManyEvents('shiviz', formatCount(mostKeptEvents)) : null),
  };
}

/** The vector clock of each event that has a place at a replica. */
class VectorClocks {
  readonly #order = new CausalOrder();
  /** By replica: how many events of each replica it follows from, itself included. */
  readonly #clocks: number[][] = [];
  /** Clocks of what others follow from, by place in the order. */
  readonly #sources = new Map<number, readonly number[]>();
  #count = 0;

  get isFull(): boolean {
    return this.#count > mostKeptEvents;
  }

  stamp(event: TraceEvent): { readonly replica: string; readonly clock: Readonly<Record<string, number>> } | null {
    if (this.isFull) return null;
    const placed = this.#order.hear(event);
    if (placed === null) return null;
    const place = this.#count;
    this.#count += 1;
    const { replica, source } = placed;
    const clock = (this.#clocks[replica] ??= []);
    const heard = source === null ? [] : (this.#sources.get(source) ?? []);
    for (const [other, count] of heard.entries()) clock[other] = Math.max(clock[other] ?? 0, count ?? 0);
    clock[replica] = (clock[replica] ?? 0) + 1;
    if (event.kind === 'accept' || event.kind === 'send') this.#sources.set(place, [...clock]);
    return { replica: this.#nameOf(replica), clock: this.#named(clock) };
  }

  #nameOf(replica: number): string {
    return this.#order.trace.replicas[replica] ?? '';
  }

  #named(clock: readonly (number | undefined)[]): Readonly<Record<string, number>> {
    const entries = clock.flatMap((count, replica) => {
      return count === undefined || count === 0 ? [] : [[this.#nameOf(replica), count] as const];
    });
    return Object.fromEntries(entries);
  }
}
