/**
 * What clients have seen: the record that a client's last answered read of a key returned, wherever it read.
 *
 * A write is made from what its client had in hands when it sent, not when it is served.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import { hashString } from '../base/hash.js';
import { nothingSeen, type SeenRecord } from '../replication/context-records.js';
import type { Scenario, WriteContext } from '../scenario.js';
import type { Asker, Request } from '../workload/clients.js';

/** State changes as the fingerprint sees them. */
const marks = { seen: 180, context: 181 } as const;

/** An answer that a client has from a time on. */
interface Answer {
  readonly atUs: number;
  readonly seen: SeenRecord;
}

/** All clients' answers. */
export class ClientContexts {
  /** Most versions that a read returned. */
  mostAtRead = 0;
  private readonly scenario: Scenario;
  private readonly fingerprint: Fingerprint;
  /** Of generated writes, by the name of their client. */
  private readonly contexts: ReadonlyMap<string, WriteContext>;
  /** By client and key, in order of time. */
  private readonly answers = new Map<string, Answer[]>();
  /** By script index. */
  private readonly scripted = new Map<number, SeenRecord>();

  constructor(parts: {
    readonly scenario: Scenario;
    /** Generated clients, and the numbers of their groups. */
    readonly askers: readonly Asker[];
    readonly fingerprint: Fingerprint;
  }) {
    this.scenario = parts.scenario;
    this.fingerprint = parts.fingerprint;
    const { clients } = parts.scenario.workload;
    this.contexts = new Map(parts.askers.map(({ name, stream }) => [name, clients[stream].context ?? 'held']));
  }

  /** What a scripted read returned; undefined where it was not answered. */
  readBy(script: number): SeenRecord | undefined {
    return this.scripted.get(script);
  }

  /** A read was served; its client has the answer at that time. */
  noteRead({ client, key, script }: Request, seen: SeenRecord, atUs: number): void {
    if (script >= 0) this.scripted.set(script, seen);
    this.mostAtRead = Math.max(this.mostAtRead, seen.versions.length);
    const name = nameOf(client, key);
    const answers = this.answers.get(name);
    if (answers === undefined) this.answers.set(name, [{ atUs, seen }]);
    else {
      // Answers from different leaders may overtake each other.
      let place = answers.length;
      while (place > 0 && answers[place - 1].atUs > atUs) place--;
      answers.splice(place, 0, { atUs, seen });
    }
    this.fingerprint.add(marks.seen, hashString(client), key, seen.count);
  }

  /** What a client's write of this kind knows. */
  contextOf({ client, script, session }: Request): WriteContext {
    if (script >= 0) return this.scenario.workload.script[script].context ?? 'held';
    return this.contexts.get(client) ?? this.contexts.get(session?.stream ?? '') ?? 'held';
  }

  /** What the author of a write saw; undefined: all that the replica holds that accepts it. */
  seenBy(request: Request, context: WriteContext): SeenRecord | undefined {
    if (context === 'held') return undefined;
    const seen = context === 'none' ? nothingSeen : this.lastAnswer(request);
    this.fingerprint.add(marks.context, request.key, seen.count, seen.versions[0] ?? -1);
    return seen;
  }

  private lastAnswer({ client, key, sentAtUs }: Request): SeenRecord {
    const answers = this.answers.get(nameOf(client, key)) ?? [];
    let place = answers.length;
    while (place > 0 && answers[place - 1].atUs > sentAtUs) place--;
    return place === 0 ? nothingSeen : answers[place - 1].seen;
  }
}

function nameOf(client: string, key: number): string {
  return `${key} ${client}`;
}
