/**
 * Turns of sessions: one request of each is open at a time, the next one leaves when it was answered.
 *
 * A request that has to wait is sent later than it was drawn for, and its latency counts from then. The next
 * one leaves a microsecond after the answer, for what happens at one instant has no order.
 */
import { Slots } from '../base/slots.js';
import type { Request } from './clients.js';
import type { Session } from './sessions.js';

/** What turns need of the world. */
export interface SessionTurnsPort {
  /** It is a session's turn then. */
  sendAt(atUs: number, session: number): void;
  /** A request will be at its replica's region then. */
  reachAt(atUs: number, slot: number): void;
  /** How long requests from a region are on their way. */
  wayUs(region: number): number;
}

interface Turn {
  /** When the last request was answered; Infinity while one is open. */
  freeAtUs: number;
  isScheduled: boolean;
  readonly waiting: Request[];
}

/** The turns of all sessions. */
export class SessionTurns {
  /** Requests that waited at their client for an earlier one. */
  waited = 0;
  private readonly port: SessionTurnsPort;
  private readonly turns = new Map<number, Turn>();
  private readonly travelling = new Slots<Request>();

  constructor(port: SessionTurnsPort) {
    this.port = port;
  }

  /** A session has something to ask. */
  begin(request: Request, session: Session, nowUs: number): void {
    let turn = this.turns.get(session.number);
    if (turn === undefined) {
      turn = { freeAtUs: -1, isScheduled: false, waiting: [] };
      this.turns.set(session.number, turn);
    }
    if (turn.freeAtUs < nowUs && turn.waiting.length === 0) {
      this.send(request, turn, nowUs);
      return;
    }
    this.waited++;
    turn.waiting.push(request);
    this.arrange(turn, session.number);
  }

  /** A session may send what waits. */
  sendNext(session: number, nowUs: number): void {
    const turn = this.turns.get(session);
    const request = turn?.waiting.shift();
    if (turn === undefined || request === undefined) return;
    turn.isScheduled = false;
    this.send(request, turn, nowUs);
  }

  /** The request that is there now. */
  reach(slot: number): Request {
    return this.travelling.take(slot);
  }

  /** A session has, or will have, its answer then; or nobody will answer. */
  end(session: Session, atUs: number): void {
    const turn = this.turns.get(session.number);
    if (turn === undefined) return;
    turn.freeAtUs = atUs;
    this.arrange(turn, session.number);
  }

  private send(request: Request, turn: Turn, nowUs: number): void {
    turn.freeAtUs = Infinity;
    const slot = this.travelling.keep({ ...request, sentAtUs: nowUs });
    this.port.reachAt(nowUs + this.port.wayUs(request.home), slot);
  }

  private arrange(turn: Turn, session: number): void {
    if (turn.isScheduled || turn.waiting.length === 0 || turn.freeAtUs === Infinity) return;
    turn.isScheduled = true;
    this.port.sendAt(turn.freeAtUs + 1, session);
  }
}
