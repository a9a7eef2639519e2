/** From the events of a run to spans, a trace a write: who did what with it, from when until when, because of whom. */
import { createHash } from 'node:crypto';
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { TraceSubject } from './export.js';
import { attributesOf, nanoseconds, spanKinds, statusError } from './otlp-document.js';
import type { OtlpAttribute, OtlpEvent, OtlpLink, OtlpSpan, OtlpStatus } from './otlp-document.js';

/** A span and where it belongs. */
export interface SpanAtReplica {
  readonly replica: string;
  readonly write: number;
  readonly span: OtlpSpan;
}

/** Listens to a run. */
export class WriteSpans {
  readonly #identity: string;
  readonly #traces = new Map<number, WriteTrace>();
  /** Batches on their way to a replica, and the last that came there, by link and write. */
  readonly #shipped = new Map<string, OpenSpan[]>();
  readonly #arrived = new Map<string, OpenSpan>();
  /** What happened to a write at a replica before it took it in. */
  readonly #notes = new Map<string, OtlpEvent[]>();

  constructor({ scenario, seed }: Pick<TraceSubject, 'scenario' | 'seed'>) {
    this.#identity = `${scenario}\u0000${seed}`;
  }

  /** Trace by trace, the root first. */
  get spans(): Iterable<SpanAtReplica> {
    return [...this.#traces.values()].flatMap(({ write, traceId, spans }) => {
      return spans.map((open) => ({ replica: open.replica, write, span: closed(open, traceId) }));
    });
  }

  hear(event: TraceEvent): void {
    switch (event.kind) {
      case 'accept':
        return this.#accept(event);
      case 'acknowledge':
        return this.#acknowledge(event);
      case 'send':
        for (const write of event.writes) this.#send(event, write);
        return;
      case 'receive':
        for (const write of event.writes) this.#receive(event, write);
        return;
      case 'drop':
        for (const write of event.writes) this.#drop(event, write);
        return;
      case 'apply':
        return this.#apply(event);
      case 'hold-back':
        return this.#note(event, { from: event.from, 'quarrel.waits_for': event.waitsFor });
      case 'release':
        return this.#note(event, {});
      case 'apply-error':
        return this.#note(event, { from: event.from, action: event.action });
      case 'rewind':
        return this.#tell(event.write, event, { replica: event.replica, cause: event.cause });
      case 'collide':
        return this.#tell(event.write, event, { replica: event.replica, 'quarrel.rival': event.rival, rule: event.rule });
      case 'learn':
        for (const write of event.writes) this.#tell(write, event, { replica: event.replica, from: event.from });
        return;
      default:
        return;
    }
  }

  #accept(event: EventOf<'accept'>): void {
    const { write, replica, key, value, client, stamp, sentAtUs, atUs } = event;
    const trace: WriteTrace = { write, traceId: this.#traceId(write), spans: [] };
    this.#traces.set(write, trace);
    const attributes = attributesOf({
      'quarrel.write': write,
      'quarrel.key': key,
      'quarrel.value': value,
      'quarrel.client': client,
    });
    const request = this.#open(trace, { name: `write ${key}`, kind: spanKinds.client, replica, startUs: sentAtUs });
    request.endUs = atUs;
    request.attributes.push(...attributes, ...attributesOf({ 'quarrel.acknowledged': false }));
    const serve = this.#open(trace, { name: `serve ${key}`, kind: spanKinds.server, replica, startUs: atUs, parent: request });
    serve.attributes.push(...attributesOf({ 'quarrel.stamp': stamp }));
    serve.links.push(...this.#linksTo(event.conflictsWith ?? []));
  }

  #acknowledge({ write, atUs, answeredAtUs }: EventOf<'acknowledge'>): void {
    const [request, serve] = this.#traces.get(write)?.spans ?? [];
    if (request === undefined || serve === undefined) return;
    request.endUs = Math.max(request.startUs, answeredAtUs);
    request.attributes.splice(-1, 1, ...attributesOf({ 'quarrel.acknowledged': true }));
    serve.endUs = atUs;
  }

  #send({ from, to, atUs, departsAtUs, bytes, writes }: EventOf<'send'>, write: number): void {
    const trace = this.#traces.get(write);
    if (trace === undefined) return;
    const parent = trace.spans.findLast(({ replica, kind }) => replica === from && kind !== spanKinds.producer);
    const span = this.#open(trace, { name: `ship to ${to}`, kind: spanKinds.producer, replica: from, startUs: atUs, parent });
    span.endUs = Math.max(atUs, departsAtUs);
    span.attributes.push(...attributesOf({ 'quarrel.to': to, 'quarrel.batch.writes': writes.length, 'quarrel.batch.bytes': bytes }));
    const place = linkKey(from, to, write);
    this.#shipped.set(place, [...(this.#shipped.get(place) ?? []), span]);
  }

  #receive({ from, to, atUs }: EventOf<'receive'>, write: number): void {
    const place = linkKey(from, to, write);
    const span = this.#shipped.get(place)?.shift();
    if (span === undefined) return;
    span.endUs = atUs;
    this.#arrived.set(place, span);
  }

  #drop(event: EventOf<'drop'>, write: number): void {
    const { from, to, reason, atUs } = event;
    const span = this.#shipped.get(linkKey(from, to, write))?.pop();
    this.#tell(write, event, { from, to, reason });
    if (span === undefined) return;
    span.endUs = Math.max(span.startUs, atUs);
    span.status = { message: `dropped: ${reason}`, code: statusError };
  }

  #apply(event: EventOf<'apply'>): void {
    const { write, replica, from, atUs, key, outcome, conflictsWith } = event;
    const trace = this.#traces.get(write);
    if (trace === undefined) return;
    const ship = this.#arrived.get(linkKey(from, replica, write));
    const startUs = Math.min(ship?.endUs ?? atUs, atUs);
    const parent = ship ?? trace.spans[1];
    const span = this.#open(trace, { name: `apply ${key}`, kind: spanKinds.consumer, replica, startUs, parent });
    span.endUs = atUs;
    span.attributes.push(...attributesOf({ 'quarrel.from': from, 'quarrel.outcome': outcome }));
    const place = `${replica} ${write}`;
    span.events.push(...(this.#notes.get(place) ?? []));
    this.#notes.delete(place);
    if (conflictsWith.length > 0) {
      span.events.push(eventAt(atUs, 'conflict', { 'quarrel.with': conflictsWith.join(' ') }));
      span.links.push(...this.#linksTo(conflictsWith));
    }
    if (outcome === 'discarded') span.events.push(eventAt(atUs, 'discard', {}));
  }

  /** For the span that is still to come at that replica. */
  #note(event: TraceEvent & { readonly write: number; readonly replica: string }, values: Values): void {
    const place = `${event.replica} ${event.write}`;
    this.#notes.set(place, [...(this.#notes.get(place) ?? []), eventAt(event.atUs, event.kind, values)]);
  }

  /** For the root. */
  #tell(write: number, { atUs, kind }: TraceEvent, values: Values): void {
    this.#traces.get(write)?.spans[0]?.events.push(eventAt(atUs, kind, values));
  }

  #open(trace: WriteTrace, { name, kind, replica, startUs, parent }: Beginning): OpenSpan {
    const spanId = spanIdOf(trace.traceId, trace.spans.length);
    const parentSpanId = parent?.spanId ?? null;
    const span: OpenSpan = {
      spanId, parentSpanId, name, kind, replica, startUs,
      endUs: startUs, attributes: [], events: [], links: [], status: {},
    };
    trace.spans.push(span);
    return span;
  }

  #linksTo(writes: readonly number[]): readonly OtlpLink[] {
    return writes.map((write) => {
      const traceId = this.#traceId(write);
      return { traceId, spanId: spanIdOf(traceId, 0), attributes: attributesOf({ 'quarrel.write': write }) };
    });
  }

  #traceId(write: number): string {
    const known = this.#traces.get(write)?.traceId;
    return known ?? createHash('sha256').update(`${this.#identity}\u0000${write}`).digest('hex').slice(0, 32);
  }

}

type EventOf<Kind extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: Kind }>;

type Values = Readonly<Record<string, string | number>>;

interface WriteTrace {
  readonly write: number;
  readonly traceId: string;
  /** The client's request, then the replica that served it, then the rest in order of their beginning. */
  readonly spans: OpenSpan[];
}

interface Beginning extends Pick<OpenSpan, 'name' | 'kind' | 'replica' | 'startUs'> {
  readonly parent?: OpenSpan | undefined;
}

interface OpenSpan {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: number;
  readonly replica: string;
  readonly startUs: number;
  endUs: number;
  readonly attributes: OtlpAttribute[];
  readonly events: OtlpEvent[];
  readonly links: OtlpLink[];
  status: OtlpStatus;
}

function closed(open: OpenSpan, traceId: string): OtlpSpan {
  const { spanId, parentSpanId, name, kind, startUs, endUs, attributes, events, links, status } = open;
  return {
    traceId,
    spanId,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    name,
    kind,
    startTimeUnixNano: nanoseconds(startUs),
    endTimeUnixNano: nanoseconds(endUs),
    attributes,
    events,
    links,
    status,
  };
}

function eventAt(atUs: number, name: string, values: Values): OtlpEvent {
  const named = Object.entries(values).map(([key, value]) => [key.includes('.') ? key : `quarrel.${key}`, value] as const);
  return { timeUnixNano: nanoseconds(atUs), name, attributes: attributesOf(Object.fromEntries(named)) };
}

/** Unique among all traces as far as their ids are: most of the trace's own, then the place of the span in it. */
function spanIdOf(traceId: string, place: number): string {
  return traceId.slice(0, 11) + (place + 1).toString(16).padStart(5, '0');
}

function linkKey(from: string, to: string, write: number): string {
  return `${from} ${to} ${write}`;
}
