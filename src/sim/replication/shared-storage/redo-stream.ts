/**
 * The redo stream: a driver tells other instances what has become durable, so that what they keep in memory is up to
 * date. Only what is durable is sent, for nobody may show anything else; that is when Aurora's writer tells its replicas
 * how far they may show what it had sent them already.
 *
 * A record counts by its position: what comes twice, or from an old driver, is known already, and whoever lacks what
 * comes before asks for that. When two ends are connected anew the driver announces itself, and is told where to go on.
 */
import { assertNever } from '../../base/assert.js';

/** A message between instances. */
export type RedoMessage =
  /** I send what is durable from now on: how far are you? */
  | { readonly kind: 'announce' }
  /** I have all up to there. Cold: my memory was lost, and what I show is read from the volume anew. */
  | { readonly kind: 'resume'; readonly position: number; readonly isCold: boolean }
  | { readonly kind: 'redo'; readonly first: number; readonly records: readonly number[]; readonly isCold: boolean };

/** What the stream asks of the world. */
export interface RedoPort {
  /** Carries a message; false: there is no connection, or one end is down. */
  send(from: number, to: number, message: RedoMessage): boolean;
  /** How far an instance has come, what it has received and not shown yet included. */
  positionOf(instance: number): number;
  /** An instance has lost its memory since it last said how far it is. */
  isCold(instance: number): boolean;
  /** An instance receives records that follow what it has. */
  receive(instance: number, records: readonly number[], isCold: boolean): void;
}

/** What is sent: a driver's log, as far as it is durable. */
export interface DurableLog {
  readonly durable: number;
  records(after: number, upTo: number): readonly number[];
}

/** The streams of all drivers to all others. */
export class RedoStream {
  private readonly port: RedoPort;
  /** By driver and reader: up to where it was sent; absent: the reader has not said how far it is. */
  private readonly sentTo = new Map<string, number>();

  constructor(port: RedoPort) {
    this.port = port;
  }

  /** A driver begins to send to an instance, or they are connected anew. */
  announce(driver: number, reader: number): void {
    this.sentTo.delete(keyOf(driver, reader));
    this.port.send(driver, reader, { kind: 'announce' });
  }

  /** An instance asks a driver to go on where it stands. */
  resume(reader: number, driver: number): void {
    const { port } = this;
    port.send(reader, driver, { kind: 'resume', position: port.positionOf(reader), isCold: port.isCold(reader) });
  }

  /** Sends an instance what it lacks of a log. */
  push(driver: number, reader: number, log: DurableLog, isCold = false): void {
    const key = keyOf(driver, reader);
    const sent = this.sentTo.get(key);
    if (sent === undefined || sent >= log.durable) return;
    const records = log.records(sent, log.durable);
    if (this.port.send(driver, reader, { kind: 'redo', first: sent + 1, records, isCold })) {
      this.sentTo.set(key, log.durable);
    } else this.sentTo.delete(key);
  }

  /** A message has come; `log`: what its receiver drives, null where it drives nothing. */
  arrive(from: number, to: number, message: RedoMessage, log: DurableLog | null): void {
    switch (message.kind) {
      case 'announce':
        this.resume(to, from);
        return;
      case 'resume':
        if (log === null) return;
        this.sentTo.set(keyOf(to, from), message.position);
        this.push(to, from, log, message.isCold);
        return;
      case 'redo': {
        const known = this.port.positionOf(to) + 1 - message.first;
        if (known < 0) this.resume(to, from);
        else if (known < message.records.length) this.port.receive(to, message.records.slice(known), message.isCold);
        return;
      }
      default:
        assertNever(message);
    }
  }
}

function keyOf(driver: number, reader: number): string {
  return `${driver} ${reader}`;
}
