/**
 * Clients that do not wait for ever: they time out, try again, and hold back where trying is no use.
 *
 * Each client group has one circuit breaker and one bulkhead. An attempt ends when its reply reaches the
 * client or the client stops waiting, whichever is first; a reply after that is not heard. A leader that
 * dies says nothing: without a timeout its clients wait until their answer is overdue. A request ends with
 * its first success or its last attempt.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { mix32, unitFromIdentity } from '../base/hash.js';
import { Slots } from '../base/slots.js';
import type { AttemptCounts, ClientMetrics } from '../record/client-metrics.js';
import type { RequestLog } from '../record/request-log.js';
import type { StaleReads } from '../record/stale-reads.js';
import type { Tracer } from '../record/tracer.js';
import type { Resilience } from '../scenario.js';
import { isNobodyThere, type Attempt, type PatientRequest, type Reply } from './attempt.js';
import { waitBeforeRetry } from './backoff.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { Request } from './clients.js';
import type { AttemptListener } from './coordinator-port.js';

/** State changes as the fingerprint sees them. */
const marks = { send: 130, timeout: 131, fail: 132, done: 133, end: 134, breaker: 135 } as const;

/** What happens next to a request or attempt; an event carries it as a number. */
const steps = {
  /** An attempt reaches its leader. */
  reach: 0,
  /** A reply reaches the client. */
  hear: 1,
  /** The wait before the next attempt is over. */
  retry: 2,
} as const;

/** What these clients need of the world. Slots name attempts and requests. */
export interface PatientClientsPort {
  stepAt(atUs: number, slot: number, step: number): void;
  /** Goes off without being waited for. */
  timeoutAt(atUs: number, slot: number): void;
  /** A request reaches its leader. */
  arrive(request: Request, nowUs: number): void;
  /** The write's client has its answer. */
  acknowledge(op: number, answeredUs: number): void;
  /** A client knows now what came of its request, or has given up. */
  ended(request: Request, nowUs: number): void;
}

/** One group of such clients. */
export interface PatientGroup {
  readonly resilience: Resilience;
  /** One-way delay to the leader at home. */
  readonly latencyUs: number;
}

interface GroupState extends PatientGroup {
  readonly breaker: CircuitBreaker | null;
  /** Attempts on their way. */
  inFlight: number;
}

/** All requests of such clients. */
export class PatientClients implements AttemptListener {
  private readonly groups: readonly (GroupState | null)[];
  private readonly metrics: readonly ClientMetrics[];
  private readonly counts: AttemptCounts;
  private readonly port: PatientClientsPort;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  private readonly log: RequestLog | null;
  private readonly staleReads: StaleReads | null;
  private readonly jitterSeed: number;
  private readonly travelling = new Slots<Request>();
  private readonly attempts = new Slots<Attempt>();
  private readonly waiting = new Slots<PatientRequest>();
  private readonly ongoing = new Set<PatientRequest>();

  constructor(parts: {
    /** By number of the client stream; null for those that try once and wait for ever. */
    readonly groups: readonly (PatientGroup | null)[];
    /** One a region. */
    readonly metrics: readonly ClientMetrics[];
    readonly counts: AttemptCounts;
    readonly port: PatientClientsPort;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
    readonly log: RequestLog | null;
    readonly staleReads: StaleReads | null;
    readonly jitterSeed: number;
  }) {
    this.groups = parts.groups.map((group) => group && createState(group));
    this.metrics = parts.metrics;
    this.counts = parts.counts;
    this.port = parts.port;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    this.log = parts.log;
    this.staleReads = parts.staleReads;
    this.jitterSeed = parts.jitterSeed;
  }

  /** A client has something to ask. */
  begin(request: Request, group: number, nowUs: number): void {
    const hasKey = request.kind !== 'read' && this.stateOf(group).resilience.idempotencyKeys;
    const patient: PatientRequest = {
      request,
      group,
      attempts: 0,
      isInDoubt: false,
      hasFoundNobody: false,
      carriedOutBy: hasKey ? new Map() : null,
      open: null,
    };
    this.counts.patient++;
    this.ongoing.add(patient);
    this.tryOnce(patient, nowUs);
  }

  /** The next step of what waits in a slot. */
  step(slot: number, step: number, nowUs: number): void {
    if (step === steps.reach) {
      this.port.arrive(this.travelling.take(slot), nowUs);
    } else if (step === steps.retry) {
      this.tryOnce(this.waiting.take(slot), nowUs);
    } else {
      const attempt = this.attempts.take(slot);
      if (attempt.of.open === attempt) this.hear(attempt, nowUs);
    }
  }

  /** A client has waited long enough for an attempt, if it still does. */
  timeOut(slot: number, nowUs: number): void {
    const attempt = this.attempts.take(slot);
    const { of } = attempt;
    if (of.open !== attempt) return;
    this.note(marks.timeout, of, of.attempts, nowUs);
    this.tracer?.attempt('timeout', nowUs, of.request, of.attempts);
    this.counts.timedOut++;
    of.isInDoubt = true;
    this.close(attempt, true, nowUs);
    this.fail(of, nowUs);
  }

  replyAt(atUs: number, attempt: Attempt, reply: Reply, op: number, leader: number): void {
    if (attempt.of.open !== attempt) return;
    attempt.reply = reply;
    attempt.op = op;
    attempt.repliedBy = leader;
    this.port.stepAt(atUs, this.attempts.keep(attempt), steps.hear);
  }

  /** Every request that has not ended ends as if nothing more were heard. */
  giveUp(nowUs: number): void {
    for (const patient of this.ongoing) {
      if (patient.open !== null) patient.isInDoubt = true;
      patient.open = null;
      this.end(patient, nowUs);
    }
  }

  private tryOnce(patient: PatientRequest, nowUs: number): void {
    const state = this.stateOf(patient.group);
    const { breaker, resilience } = state;
    const { request } = patient;
    patient.attempts++;
    if (breaker !== null && !breaker.isPassable(nowUs)) {
      this.counts.shortCircuited++;
      this.tracer?.refuse(nowUs, request.region, request.kind, request.key, 'short-circuited');
      this.fail(patient, nowUs);
      return;
    }
    if (resilience.bulkhead !== null && state.inFlight >= resilience.bulkhead) {
      this.counts.bulkheadFull++;
      this.tracer?.refuse(nowUs, request.region, request.kind, request.key, 'bulkhead-full');
      this.fail(patient, nowUs);
      return;
    }
    const attempt = this.open(patient, state, nowUs);
    if (resilience.timeoutUs === null) return;
    this.port.timeoutAt(nowUs + resilience.timeoutUs, this.attempts.keep(attempt));
  }

  private open(patient: PatientRequest, state: GroupState, nowUs: number): Attempt {
    const { attempts: number, request } = patient;
    const isProbe = state.breaker?.depart() ?? false;
    if (isProbe) this.noteBreaker(patient, 'half-open', nowUs);
    // The first attempt is the request itself, so that others' patience does not change its network.
    const own = request.identity;
    const identity = number === 1 ? own : mix32(own + Math.imul(number, 0x9e3779b1));
    const attempt: Attempt = { of: patient, isProbe, reply: 'done', op: -1, repliedBy: -1, stale: null };
    patient.open = attempt;
    const slot = this.travelling.keep({ ...request, identity, attempt });
    this.port.stepAt(nowUs + state.latencyUs, slot, steps.reach);
    state.inFlight++;
    this.counts.sent++;
    if (number > 1) this.counts.retried++;
    this.note(marks.send, patient, number, nowUs);
    this.tracer?.attempt('attempt', nowUs, request, number);
    return attempt;
  }

  private hear(attempt: Attempt, nowUs: number): void {
    const { of, reply } = attempt;
    this.close(attempt, reply !== 'done', nowUs);
    if (reply === 'done') {
      this.succeed(attempt, nowUs);
      return;
    }
    this.note(marks.fail, of, of.attempts, nowUs);
    if (reply === 'crashed' || reply === 'too-few-answers') of.isInDoubt = true;
    if (isNobodyThere(reply)) of.hasFoundNobody = true;
    this.fail(of, nowUs);
  }

  private succeed({ of, op, repliedBy, stale }: Attempt, nowUs: number): void {
    const { request } = of;
    const metrics = this.metrics[request.home];
    const latencyUs = nowUs - request.sentAtUs;
    this.ongoing.delete(of);
    this.note(marks.done, of, op, nowUs);
    this.log?.succeed(of, request, { op, leader: repliedBy, atUs: nowUs });
    this.port.ended(request, nowUs);
    if (request.kind === 'read') {
      metrics.readsAnswered++;
      this.staleReads?.note(stale);
      metrics.readLatency.record(latencyUs);
      return;
    }
    metrics.acknowledged++;
    metrics.writeLatency.record(latencyUs);
    this.port.acknowledge(op, nowUs);
    this.tracer?.acknowledge(nowUs, repliedBy, op, nowUs);
  }

  /** An attempt failed: another one follows, or the request ends. */
  private fail(patient: PatientRequest, nowUs: number): void {
    const { resilience } = this.stateOf(patient.group);
    const { attempts, request } = patient;
    if (attempts > resilience.retries) {
      this.end(patient, nowUs);
      return;
    }
    const unit = unitFromIdentity(this.jitterSeed, request.identity, attempts, 0);
    const waitUs = waitBeforeRetry(resilience.backoff, attempts, unit);
    this.port.stepAt(nowUs + waitUs, this.waiting.keep(patient), steps.retry);
  }

  private end(patient: PatientRequest, nowUs: number): void {
    const metrics = this.metrics[patient.request.home];
    this.ongoing.delete(patient);
    this.note(marks.end, patient, patient.attempts, nowUs);
    this.log?.fail(patient, patient.request, patient.isInDoubt, nowUs);
    this.port.ended(patient.request, nowUs);
    if (patient.request.kind === 'read') metrics.readsFailed++;
    else if (patient.isInDoubt) metrics.indeterminate++;
    else if (patient.hasFoundNobody) metrics.unavailable++;
    else metrics.rejected++;
  }

  private close(attempt: Attempt, isFailure: boolean, nowUs: number): void {
    const state = this.stateOf(attempt.of.group);
    const { breaker } = state;
    attempt.of.open = null;
    state.inFlight--;
    if (breaker === null) return;
    const before = breaker.state;
    breaker.note(isFailure, attempt.isProbe, nowUs);
    if (breaker.state !== before) this.noteBreaker(attempt.of, breaker.state, nowUs);
  }

  private noteBreaker(patient: PatientRequest, state: CircuitBreaker['state'], nowUs: number): void {
    this.note(marks.breaker, patient, patient.attempts, nowUs);
    this.tracer?.breaker(nowUs, patient.request, state);
  }

  private stateOf(group: number): GroupState {
    const state = this.groups[group];
    assert(state !== null, 'these clients try once');
    return state;
  }

  private note(mark: number, { request }: PatientRequest, b: number, nowUs: number): void {
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(mark, request.home, request.identity, b);
  }
}

function createState(group: PatientGroup): GroupState {
  const { breaker } = group.resilience;
  return { ...group, breaker: breaker && new CircuitBreaker(breaker), inFlight: 0 };
}
