/**
 * The request log: what each client asked for and was told, to be made into a history.
 *
 * A request counts from its first sending to its last answer, however often it was tried. Each try
 * may have written something of its own: what the client was not told of is a write without an
 * answer.
 */
import { GrowingList } from '../base/growing-list.js';
import type { OperationKind } from '../scenario.js';

/** Most requests that are logged. */
export const mostLoggedRequests = 2_000_000;

/** What a log needs to know of a request. */
export interface RequestLike {
  readonly kind: OperationKind;
  readonly key: number;
  readonly client: string;
  readonly sentAtUs: number;
  /** Index in the script; −1 or absent for a generated request. */
  readonly script?: number;
}

/** How a request ended. */
export interface LoggedRequest extends RequestLike {
  /** In order of endings. */
  readonly outcome: 'ok' | 'fail' | 'info';
  /** When its client had the answer, or gave up. */
  readonly endedAtUs: number;
  /** Who answered; null where nobody did. */
  readonly leader: number | null;
  /** The write that was answered; null for none. */
  readonly op: number | null;
  /** Every write that it led to; more may come after its client gave up. */
  readonly accepted: readonly number[];
  /** What a read returned, as ids. */
  readonly versions: readonly number[];
  /** It was refused because its condition is not met. */
  readonly isUnmet?: true;
}

/** What is known of a request that has not ended, or may still be carried out. */
interface OpenRequest {
  readonly accepted: number[];
  versions: readonly number[];
  /** Where it is logged as ended; −1 while it is not. */
  loggedAt: number;
}

/** Requests by what stands for them: anything that is the same object from first to last. */
export class RequestLog {
  private readonly logged = new GrowingList<LoggedRequest>();
  /** What was accepted for requests that had ended, by where they are logged. */
  private readonly late = new Map<number, number[]>();
  private readonly open = new WeakMap<object, OpenRequest>();

  /** In order of endings. */
  get ended(): readonly LoggedRequest[] {
    const ended = this.logged.items.slice();
    for (const [at, accepted] of this.late) ended[at] = { ...ended[at], accepted: [...ended[at].accepted, ...accepted] };
    return ended;
  }

  /** There were more requests than are logged. */
  get isFull(): boolean {
    return this.logged.length >= mostLoggedRequests;
  }

  /** A leader accepted a write for this request. */
  accept(unit: object, op: number): void {
    const { accepted, loggedAt } = this.openFor(unit);
    const late = loggedAt < 0 ? accepted : (this.late.get(loggedAt) ?? []);
    late.push(op);
    if (loggedAt >= 0) this.late.set(loggedAt, late);
  }

  /** A leader served a read; a later try replaces what an earlier one returned. */
  serve(unit: object, versions: readonly number[]): void {
    this.openFor(unit).versions = versions.slice();
  }

  /** A request was answered with success. */
  succeed(
    unit: object,
    request: RequestLike,
    answer: { readonly op: number; readonly leader: number; readonly atUs: number },
  ): void {
    const op = answer.op < 0 ? null : answer.op;
    this.end(unit, request, { outcome: 'ok', op, leader: answer.leader, endedAtUs: answer.atUs });
  }

  /** A request ended otherwise; in doubt where it may have been, or may yet be, carried out. */
  fail(unit: object, request: RequestLike, isInDoubt: boolean, atUs: number, isUnmet = false): void {
    const outcome = isInDoubt ? 'info' : 'fail';
    const ending = { outcome, op: null, leader: null, endedAtUs: atUs } as const;
    this.end(unit, request, isUnmet ? { ...ending, isUnmet } : ending);
  }

  private openFor(unit: object): OpenRequest {
    let open = this.open.get(unit);
    if (open === undefined) this.open.set(unit, (open = { accepted: [], versions: [], loggedAt: -1 }));
    return open;
  }

  private end(
    unit: object,
    { kind, key, client, sentAtUs, script = -1 }: RequestLike,
    ending: Pick<LoggedRequest, 'outcome' | 'op' | 'leader' | 'endedAtUs' | 'isUnmet'>,
  ): void {
    if (this.isFull) return;
    const open = this.openFor(unit);
    const { accepted, versions } = open;
    open.loggedAt = this.logged.length;
    const { outcome, op, leader, endedAtUs, isUnmet } = ending;
    const logged = { kind, key, client, sentAtUs, outcome, op, leader, endedAtUs, accepted, versions };
    const isPlain = script < 0 && isUnmet === undefined;
    // Most requests have neither, and there are many.
    this.logged.push(
      isPlain ? logged : { ...logged, ...(script < 0 ? {} : { script }), ...(isUnmet === undefined ? {} : { isUnmet }) },
    );
  }
}
