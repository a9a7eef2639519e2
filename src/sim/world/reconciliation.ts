/**
 * Reconciliation: who has read siblings writes what is to take their place, knowing what was read.
 *
 * A client does so when it has the answer; a person some time after being told that a leader holds
 * differing siblings, and only if it still does. Both send ordinary writes.
 */
import { hashString, mix32, unitFromIdentity } from '../base/hash.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { Slots } from '../base/slots.js';
import type { Tracer } from '../record/tracer.js';
import type { SeenRecord } from '../replication/context-records.js';
import type { Replica } from '../replication/replica.js';
import { doDiffer, mergeSiblings, type Choice, type Sibling } from '../resolution/sibling-merges.js';
import type { Scenario } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Request } from '../workload/clients.js';

/** State changes as the fingerprint sees them. */
const marks = { told: 182, looked: 183 } as const;
/** Keeps identities of what is written back apart from those of reads. */
const identityWord = 0x53494253;

/** What takes the place of siblings. */
export interface Restoration {
  /** Null for a delete. */
  readonly value: string | null;
  /** What its author had read. */
  readonly seen: SeenRecord;
  readonly by: 'client' | 'person';
}

/** What reconciliation needs of the world. */
export interface ReconciliationParts {
  readonly scenario: Scenario;
  /** Leaders first. */
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Keeps a region's draws of delays apart from others. */
  readonly seed: number;
  isUp(region: number): boolean;
  /** What an op wrote; null for a delete. */
  valueOf(op: number): string | null;
  /** Calls {@link Reconciliation.tell} at that time. */
  tellAt(atUs: number, region: number, key: number): void;
  /** Calls {@link Reconciliation.decide} at that time. */
  decideAt(atUs: number, region: number, key: number): void;
  /** Calls {@link Reconciliation.take} at that time, to be received. */
  receiveAt(atUs: number, slot: number): void;
  /** A person looked at what a leader holds. */
  looked(versions: readonly number[]): void;
}

/** Siblings of a run on their way to become one. */
export class Reconciliation {
  /** What has happened so far. */
  readonly counts = { mergedAtRead: 0, told: 0, decided: 0 };
  private readonly parts: ReconciliationParts;
  private readonly restorations: Restoration[] = [];
  private readonly requests = new Slots<Request>();
  /** By region and key: somebody was told and has not decided yet. */
  private readonly pending = new Set<string>();

  constructor(parts: ReconciliationParts) {
    this.parts = parts;
    const { regions, conflicts } = parts.scenario;
    if (conflicts.person === undefined) return;
    for (const region of regions.keys()) {
      const { contexts } = parts.replicas[region];
      if (contexts !== null) contexts.whenSiblings = (key, atUs) => this.parts.tellAt(atUs, region, key);
    }
  }

  /** A client has the answer to its read. */
  noteRead(request: Request, seen: SeenRecord, atUs: number): void {
    const { atRead } = this.parts.scenario.conflicts;
    if (atRead === undefined || seen.versions.length < 2) return;
    const value = mergeSiblings(this.listSiblings(seen), { kind: atRead.merge });
    const { key, client, home } = request;
    const identity = mix32(request.identity ^ identityWord);
    this.send({ key, client, region: home, identity, atUs }, { value, seen, by: 'client' });
  }

  /** A leader holds siblings; whoever is there is told, unless that has happened already. */
  tell(region: number, key: number, nowUs: number): void {
    const { scenario, replicas, fingerprint, tracer, seed } = this.parts;
    const { person } = scenario.conflicts;
    const { contexts } = replicas[region];
    const name = nameOf(region, key);
    if (person === undefined || contexts === null || this.pending.has(name)) return;
    const seen = contexts.records.look(key);
    if (!doDiffer(this.listSiblings(seen))) return;
    this.pending.add(name);
    const turn = this.counts.told++;
    const share = 2 * unitFromIdentity(seed, region, key, turn) - 1;
    const untilUs = nowUs + Math.round(person.afterUs + share * person.spreadUs);
    fingerprint.add(marks.told, region, key, seen.versions.length);
    tracer?.tell(nowUs, region, key, seen.versions, untilUs);
    this.parts.decideAt(untilUs, region, key);
  }

  /** A person at a leader has thought about it long enough. */
  decide(region: number, key: number, nowUs: number): void {
    const { scenario, replicas, fingerprint, tracer } = this.parts;
    this.pending.delete(nameOf(region, key));
    const { person } = scenario.conflicts;
    const { contexts } = replicas[region];
    if (person === undefined || contexts === null || !this.parts.isUp(region)) return;
    const seen = contexts.records.look(key);
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.looked, region, key, seen.versions.length);
    const client = `person at ${scenario.regions[region].name}`;
    const look = { client, sentAtUs: nowUs, answeredAtUs: nowUs };
    tracer?.read(nowUs, region, key, seen.versions, look);
    this.parts.looked(seen.versions);
    const siblings = this.listSiblings(seen);
    if (siblings.length === 0 || !doDiffer(siblings)) return;
    const { chooses } = person;
    const choice: Choice = chooses === 'own' ? { kind: chooses, leader: region } : { kind: chooses };
    const value = mergeSiblings(siblings, choice);
    const identity = mix32(hashString(`${client} ${key}`) + nowUs);
    this.send({ key, client, region, identity, atUs: nowUs }, { value, seen, by: 'person' });
  }

  /** People who were told and have not decided yet. */
  get undecided(): number {
    return this.pending.size;
  }

  /** The request that reaches its leader now. */
  take(slot: number): Request {
    return this.requests.take(slot);
  }

  /** What a request puts in the place of siblings; null for one that does no such thing. */
  restorationOf({ restores }: Request): Restoration | null {
    return restores === undefined ? null : this.restorations[restores];
  }

  /** A write that takes the place of siblings was accepted. */
  noteAccepted({ by }: Restoration): void {
    if (by === 'client') this.counts.mergedAtRead++;
    else this.counts.decided++;
  }

  private send(
    to: {
      readonly key: number;
      readonly client: string;
      readonly region: number;
      readonly identity: number;
      readonly atUs: number;
    },
    restoration: Restoration,
  ): void {
    const { key, client, region, identity, atUs } = to;
    const request: Request = {
      identity,
      kind: restoration.value === null ? 'delete' : 'write',
      region,
      home: region,
      detourUs: 0,
      key,
      client,
      sentAtUs: atUs,
      script: -1,
      attempt: null,
      restores: this.restorations.push(restoration) - 1,
    };
    const { clientLatencyUs } = this.parts.scenario.regions[region];
    this.parts.receiveAt(atUs + clientLatencyUs, this.requests.keep(request));
  }

  private listSiblings({ versions }: SeenRecord): readonly Sibling[] {
    const { ops } = this.parts;
    return versions.map((version) => ({
      value: this.parts.valueOf(version),
      stamp: ops.stampOf(version),
      leader: ops.leaderOf(version),
    }));
  }
}

function nameOf(region: number, key: number): string {
  return `${region} ${key}`;
}
