/**
 * Acceptance: what a request becomes at the leader that executes it.
 *
 * A write becomes an op with a value; or it is refused, for what the leader holds.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { hashString } from '../base/hash.js';
import { listValues } from '../check/convergence.js';
import { isCountedChange, type ChangeJournal } from '../record/change-journal.js';
import type { RequestLog } from '../record/request-log.js';
import type { RequestTimes } from '../record/request-times.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Replica } from '../replication/replica.js';
import type { WriteRequest } from '../replication/replica-set.js';
import type { UniqueSlots } from '../replication/unique-slots.js';
import type { Operation } from '../resolution/replicated-type.js';
import type { Scenario, ValueChange } from '../scenario.js';
import { OpKind, type OpLog } from '../storage/op-log.js';
import type { Clients, Request } from '../workload/clients.js';
import { writeRefusals } from '../workload/coordinator-port.js';
import { changeValue, describeChange, isConditionMet } from './application.js';
import type { ClientContexts } from './client-contexts.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { PreparedWrite } from './prepared-write.js';
import type { Quorums } from './quorums.js';
import type { Reconciliation } from './reconciliation.js';
import type { Rows } from './rows.js';
import type { SharedStorage } from './shared-storage.js';
import type { LeaderRefusal, SingleLeadership } from './single-leadership.js';

/** State changes as the fingerprint sees them. */
const marks = { value: 109 } as const;

/** What accepting writes needs. */
export interface AcceptanceParts {
  readonly scenario: Scenario;
  readonly clients: Clients;
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly multiLeader: MultiLeader;
  /** Null where leaders answer by themselves. */
  readonly quorums: Quorums | null;
  /** Null where every region leads. */
  readonly leadership: SingleLeadership | null;
  /** Null where leaders keep, and ship, what they accept. */
  readonly sharedStorage: SharedStorage | null;
  readonly stamps: LeaderStamps;
  /** Null in runs that are too large for it. */
  readonly requestTimes: RequestTimes | null;
  /** Null where nobody asks for a history. */
  readonly requestLog: RequestLog | null;
  readonly changes: ChangeJournal;
  /** Null where nobody creates rows. */
  readonly rows: Rows | null;
  /** Null where values need not be unique. */
  readonly uniqueSlots: () => UniqueSlots | null;
  /** Null where every write knows what is held where it is accepted. */
  readonly contexts: ClientContexts | null;
  /** Null likewise. */
  readonly reconciliation: Reconciliation | null;
  readonly fingerprint: Fingerprint;
}

/** Turns requests into ops, and knows what each of them wrote. */
export class Acceptance {
  private readonly parts: AcceptanceParts;
  /** What ops wrote that did not write their own name. */
  private readonly values = new Map<number, string>();
  /** Identities of requests, by the writes of their later tries; null where nobody asked. */
  private readonly requests = new Map<number, number | null>();

  constructor(parts: AcceptanceParts) {
    this.parts = parts;
  }

  /**
   * A leader accepts what a request writes, durably: the id of the write, or one of {@link writeRefusals}.
   * Without a stamp it gets one. `unit` is what stands for the request in the log.
   */
  accept(
    request: Request,
    stamp: number | null,
    nowUs: number,
    unit: object = request.attempt?.of ?? request,
  ): number {
    const { replicas, ops, multiLeader, quorums, requestTimes, stamps, changes, rows, requestLog } = this.parts;
    const { region } = request;
    const refusal = this.parts.leadership?.refusalOf(request) ?? null;
    if (refusal !== null) return leaderRefusals[refusal];
    const isCreate = rows !== null && request.kind === 'create';
    const key = isCreate ? rows.nextKey(region, -1 - request.key, nowUs) : request.key;
    if (request.kind === 'update' && !this.hasRecord(region, key)) return writeRefusals.noRecord;
    // Where others decided about it, they have looked.
    if (quorums === null && this.isUnmet(request, key)) return writeRefusals.unmet;
    if (this.mustRefuse(request, key)) return writeRefusals.taken;
    if (isCreate) {
      if (replicas[region].hasRecord(key)) return writeRefusals.duplicateKey;
      rows.noteCreate(ops.count, key, request.script >= 0);
    }
    requestTimes?.ask(ops.count, request.sentAtUs);
    const change = this.changeOf(request, key);
    const restored = this.parts.reconciliation?.restorationOf(request)?.value ?? null;
    const value =
      change === null ? (this.scriptedValue(request.script) ?? restored) : this.writeOut(change, region, key);
    // The op's id is the next one; the value has to be there before anybody looks.
    if (value !== null) this.noteValue(region, value);
    requestLog?.accept(unit, ops.count);
    this.noteRequest(request);
    if (change !== null && isCountedChange(change.kind)) changes.note(ops.count, change.kind);
    const write = {
      key,
      kind: change === null ? opKindOf(request) : OpKind.write,
      identity: request.identity,
      stamp: stamp ?? stamps.next(region, nowUs),
      client: request.client,
      sentAtUs: request.sentAtUs,
      ...(isCreate ? { isCreate } : {}),
    };
    if (this.parts.contexts !== null) return this.acceptWithContext(this.parts.contexts, request, write, nowUs);
    if (this.parts.leadership !== null) return this.parts.leadership.accept(region, write, nowUs);
    if (quorums !== null || this.parts.sharedStorage !== null) return multiLeader.replicaSet.accept(region, write, nowUs);
    if (replicas[region].replicated === null) return multiLeader.accept(region, write, nowUs);
    const takesChange = change !== null && replicas[region].replicated.accepts(change.kind);
    const operation = takesChange ? change : this.operationOf(ops.count, request);
    return multiLeader.accept(region, { ...write, operation }, nowUs);
  }

  /** What a request writes that is executed now and takes effect later; null where there is no record to change. */
  prepare(request: Request, nowUs: number): PreparedWrite | null {
    const { region, key } = request;
    const { records } = this.parts.replicas[region];
    if (request.kind === 'update' && !this.parts.replicas[region].hasRecord(key)) return null;
    const change = this.changeOf(request, key);
    const offset = records.knownOffset(key);
    return {
      request,
      kind: change === null ? opKindOf(request) : OpKind.write,
      stamp: this.parts.stamps.next(region, nowUs),
      value: change === null ? this.scriptedValue(request.script) : this.writeOut(change, region, key),
      change,
      known: records.known.slice(offset, offset + records.authors),
      knownCount: records.knownCount(key),
      parents: records.versions(key),
    };
  }

  /** The next op is one that was prepared. */
  announce({ request, value, change }: PreparedWrite): void {
    const { ops, requestTimes, requestLog, changes } = this.parts;
    requestTimes?.ask(ops.count, request.sentAtUs);
    if (value !== null) this.noteValue(request.region, value);
    requestLog?.accept(request.attempt?.of ?? request, ops.count);
    this.noteRequest(request);
    if (change !== null && isCountedChange(change.kind)) changes.note(ops.count, change.kind);
  }

  /** What an op wrote, as people read it; null for a delete. */
  valueOf(op: number): string | null {
    if (this.parts.ops.isDelete(op)) return null;
    return this.values.get(op) ?? `w${op}`;
  }

  /** The identity of the request that an op was made for, whichever try it was; null where siblings called for it. */
  requestOf(op: number): number | null {
    const noted = this.requests.get(op);
    return noted === undefined ? this.parts.ops.identityOf(op) : noted;
  }

  /** Whether the condition of a request is met where these versions are held. */
  isMet({ script }: Request, versions: readonly number[]): boolean {
    const condition = script < 0 ? undefined : this.parts.scenario.workload.script[script].condition;
    return condition === undefined || isConditionMet(condition, listValues(versions, (op) => this.valueOf(op)));
  }

  /** The next op may come from a later try, which has an identity of its own; or from nobody's request. */
  private noteRequest({ attempt, restores }: Request): void {
    if (restores !== undefined) this.requests.set(this.parts.ops.count, null);
    else if (attempt !== null && attempt.of.attempts > 1) this.requests.set(this.parts.ops.count, attempt.of.request.identity | 0);
  }

  private isUnmet(request: Request, key: number): boolean {
    if (request.script < 0) return false;
    return !this.isMet(request, this.versionsAt(request.region, key));
  }

  private acceptWithContext(
    contexts: ClientContexts,
    request: Request,
    write: WriteRequest,
    nowUs: number,
  ): number {
    const { multiLeader } = this.parts;
    const restoration = this.parts.reconciliation?.restorationOf(request) ?? null;
    if (restoration !== null) {
      this.parts.reconciliation?.noteAccepted(restoration);
      const { seen } = restoration;
      return multiLeader.accept(request.region, { ...write, context: 'read', seen }, nowUs);
    }
    const context = contexts.contextOf(request);
    const seen = contexts.seenBy(request, context);
    if (seen === undefined) return multiLeader.accept(request.region, { ...write, context }, nowUs);
    return multiLeader.accept(request.region, { ...write, context, seen }, nowUs);
  }

  /** Whether another row of the leader has the value already that a request would give to this one. */
  private mustRefuse(request: Request, key: number): boolean {
    const slots = this.parts.uniqueSlots();
    if (slots === null || request.kind === 'delete') return false;
    const { region, script } = request;
    const change = this.changeOf(request, key);
    const value =
      change === null ? this.scriptedValue(script) : changeValue(this.readAt(region, key), change);
    if (value === null || !slots.isTaken(region, key, value)) return false;
    slots.refused++;
    return true;
  }

  private changeOf(request: Request, key: number): ValueChange | null {
    return this.parts.clients.changeOf(request, () => this.readAt(request.region, key).at(-1) ?? '');
  }

  private scriptedValue(script: number): string | null {
    return script < 0 ? null : this.parts.scenario.workload.script[script].value;
  }

  /** What the next op writes; it becomes part of the fingerprint, for ids do not tell. */
  private noteValue(region: number, value: string): void {
    const { ops, fingerprint } = this.parts;
    this.values.set(ops.count, value);
    fingerprint.add(marks.value, region, ops.count, hashString(value));
  }

  /** What a change writes, in words where values are merged. */
  private writeOut(change: ValueChange, region: number, key: number): string {
    const { replicas } = this.parts;
    const isMerged = replicas[region].replicated?.accepts(change.kind) === true;
    return isMerged ? describeChange(change) : changeValue(this.readAt(region, key), change);
  }

  /** What a leader shows of a key. */
  private readAt(region: number, key: number): readonly string[] {
    const { replicated } = this.parts.replicas[region];
    return replicated?.read(key) ?? listValues(this.versionsAt(region, key), (op) => this.valueOf(op));
  }

  /** What an author at a leader builds on: where logs are applied later, the end of its log. */
  private versionsAt(region: number, key: number): readonly number[] {
    const { leadership, replicas } = this.parts;
    if (leadership === null) return replicas[region].records.versions(key);
    const latest = leadership.latestTaken(region, key);
    return latest === null ? [] : [latest];
  }

  private hasRecord(region: number, key: number): boolean {
    const { leadership, replicas, ops } = this.parts;
    if (leadership === null) return replicas[region].hasRecord(key);
    return this.versionsAt(region, key).some((op) => !ops.isDelete(op));
  }

  private operationOf(op: number, { kind }: Request): Operation {
    if (kind === 'delete') return { kind };
    assert(kind !== 'update' && kind !== 'read', 'a merged value is written whole or changed');
    return { kind: kind === 'merge' ? kind : 'write', value: this.values.get(op) ?? `w${op}` };
  }
}

const leaderRefusals: Readonly<Record<LeaderRefusal, number>> = {
  'not-leader': writeRefusals.notLeader,
  'no-lease': writeRefusals.noLease,
};

/** What a request makes of its record. */
function opKindOf({ kind }: Request): OpKind {
  if (kind === 'merge' || kind === 'create') return OpKind.write;
  assert(kind === 'write' || kind === 'update' || kind === 'delete', 'no kind of write');
  return OpKind[kind];
}
