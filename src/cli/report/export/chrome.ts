/**
 * A trace as Chrome's trace viewer and ui.perfetto.dev open it.
 *
 * Of each replica: requests from their sending to their answer, batches as they leave and as they are taken in with an
 * arrow between, what is in flight, cuts and crashes as long as they last, conflicts, losses and all other events as
 * marks, and backlog, lag and clock skew as curves.
 */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { printable } from '../../printable.js';
import type { Sample } from '../../recording/sampled-simulation.js';
import { replicaOf } from '../../view/space-time/causal-trace.js';
import { describeEvent } from '../../view/words/event-line.js';
import { ChromeBatches } from './chrome-batches.js';
import { ChromeTracks } from './chrome-tracks.js';
import type { EndedRun, TraceExport, TraceSubject, WriteText } from './export.js';
import { hasQueues } from './metrics-csv.js';

/** Writes while it listens; the curves come last. */
export function exportChrome(write: WriteText, { scenario, seed, replicas }: TraceSubject): TraceExport {
  write('{"displayTimeUnit":"ms","traceEvents":[\n');
  const tracks = new ChromeTracks(write);
  for (const replica of replicas) tracks.introduce(replica);
  const shown = new ShownRun(tracks);
  return {
    hear: (event) => shown.hear(event),
    end: (ended) => {
      const { fingerprint, simulatedMs } = ended.run.report;
      shown.end(Math.round(simulatedMs * 1000));
      showLosses(tracks, ended);
      for (const sample of ended.samples) showCurves(tracks, sample);
      write(`\n],"otherData":${JSON.stringify({ scenario, seed, fingerprint })}}\n`);
      return null;
    },
  };
}

type Accept = TraceEvent & { readonly kind: 'accept' };

/** What lasts, kept until it is over. */
class ShownRun {
  readonly #tracks: ChromeTracks;
  readonly #batches: ChromeBatches;
  /** Writes whose clients have no answer yet. */
  readonly #requests = new Map<number, Accept>();
  /** Since when a replica or link is not as it should be, by place and word. */
  readonly #troubles = new Map<string, Trouble>();

  constructor(tracks: ChromeTracks) {
    this.#tracks = tracks;
    this.#batches = new ChromeBatches(tracks);
  }

  hear(event: TraceEvent): void {
    switch (event.kind) {
      case 'accept':
        this.#requests.set(event.write, event);
        return;
      case 'acknowledge':
        return this.#answer(event.write, event.answeredAtUs);
      case 'read':
        return this.#read(event);
      case 'send':
        return this.#batches.send(event);
      case 'receive':
        return this.#batches.receive(event);
      case 'apply':
        this.#batches.settle({ from: event.from, to: event.replica, write: event.write, atUs: event.atUs });
        if (event.conflictsWith.length > 0) this.#conflict(event);
        return;
      case 'attempt':
        return;
      case 'hold-back':
      case 'apply-error':
        this.#batches.settle({ from: event.from, to: event.replica, write: event.write, atUs: event.atUs });
        return this.#remark(event);
      case 'drop':
        this.#batches.drop(event);
        return this.#remark(event);
      case 'cut':
        return this.#begin({ replica: event.from, name: `cut to ${event.to}`, startUs: event.atUs });
      case 'heal':
        return this.#finish(event.from, `cut to ${event.to}`, event.atUs);
      case 'crash':
      case 'out-of-memory':
        return this.#begin({ replica: event.replica, name: 'down', startUs: event.atUs });
      case 'restart':
        return this.#finish(event.replica, 'down', event.atUs);
      case 'pause':
        return this.#begin({ replica: event.replica, name: 'paused', startUs: event.atUs });
      case 'resume':
        return this.#finish(event.replica, 'paused', event.atUs);
      case 'offline':
        return this.#begin({ replica: event.replica, name: 'offline', startUs: event.atUs });
      case 'online':
        return this.#finish(event.replica, 'offline', event.atUs);
      default:
        return this.#remark(event);
    }
  }

  /** Nothing goes on after the run. */
  end(atUs: number): void {
    for (const write of [...this.#requests.keys()]) this.#answer(write, null);
    for (const { replica, name } of [...this.#troubles.values()]) this.#finish(replica, name, atUs);
    this.#batches.end(atUs);
  }

  /** Without an answer, as far as anybody saw it. */
  #answer(write: number, answeredAtUs: number | null): void {
    const accept = this.#requests.get(write);
    if (accept === undefined) return;
    this.#requests.delete(write);
    const { replica, key, value, client, stamp, sentAtUs, atUs } = accept;
    const endUs = Math.max(sentAtUs, answeredAtUs ?? atUs);
    this.#tracks.spanInLane(replica, 'requests', { startUs: sentAtUs, endUs }, {
      name: `write ${key}`,
      category: 'request',
      args: { write, value, client, stamp, acceptedAtUs: atUs, acknowledged: answeredAtUs !== null },
    });
  }

  #read(event: TraceEvent & { readonly kind: 'read' }): void {
    const { replica, key, client, returned, values, sentAtUs, atUs, answeredAtUs = atUs } = event;
    const args = { client, returned, ...(values === undefined ? {} : { values }) };
    const span = { startUs: sentAtUs, endUs: Math.max(sentAtUs, answeredAtUs) };
    this.#tracks.spanInLane(replica, 'requests', span, { name: `read ${key}`, category: 'request', args });
  }

  #conflict(event: TraceEvent & { readonly kind: 'apply' }): void {
    const { replica, atUs, key, write, conflictsWith, outcome, holds } = event;
    const args = { write, with: conflictsWith, outcome, holds };
    this.#tracks.instant(replica, 'conflicts', atUs, { name: `conflict ${key}`, category: 'conflict', args });
  }

  #remark(event: TraceEvent): void {
    const place = replicaOf(event) ?? ('from' in event ? event.from : 'resolver');
    const args = { words: printable(describeEvent(event).words) };
    this.#tracks.instant(place, 'events', event.atUs, { name: event.kind, category: 'event', args });
  }

  #begin(trouble: Trouble): void {
    const key = `${trouble.replica} ${trouble.name}`;
    if (!this.#troubles.has(key)) this.#troubles.set(key, trouble);
  }

  #finish(replica: string, name: string, endUs: number): void {
    const key = `${replica} ${name}`;
    const trouble = this.#troubles.get(key);
    if (trouble === undefined) return;
    this.#troubles.delete(key);
    this.#tracks.asyncSpan(replica, { startUs: trouble.startUs, endUs }, { name, category: 'fault' });
  }
}

interface Trouble {
  readonly replica: string;
  readonly name: string;
  readonly startUs: number;
}

/** Where and when the lost write was accepted: only the end tells that it was lost. */
function showLosses(tracks: ChromeTracks, { run }: EndedRun): void {
  for (const { write, key, replica, acceptedAtUs, cause, everywhere } of run.lostWrites) {
    const args = { write, cause, everywhere };
    tracks.instant(replica, 'lost writes', acceptedAtUs, { name: `lost ${key}`, category: 'loss', args });
  }
}

function showCurves(tracks: ChromeTracks, { atUs, seen }: Sample): void {
  for (const { name, skewUs, backlogWrites, lagUs } of seen.regions) {
    tracks.counter(name, atUs, 'clock skew', { ms: Math.round(skewUs) / 1000 });
    if (!hasQueues(seen)) continue;
    tracks.counter(name, atUs, 'backlog', { writes: backlogWrites });
    tracks.counter(name, atUs, 'lag', { ms: Math.round(lagUs) / 1000 });
  }
  for (const { from, to, backlogWrites } of seen.links) {
    tracks.counter(from, atUs, `backlog to ${to}`, { writes: backlogWrites });
  }
}
