/** Conditional writes where homes agree on them: requests while they are decided, and what becomes of them. */
import { assert } from '../base/assert.js';
import type { TransactionPort } from '../replication/leaderless/leaderless.js';
import type { Paxos, PaxosRules } from '../replication/leaderless/paxos/paxos.js';
import type { Proposal } from '../replication/leaderless/paxos/ballot.js';
import type { Workload } from '../scenario.js';
import type { Request } from '../workload/clients.js';
import type { Ending, Executor } from '../workload/coordinator-port.js';
import type { Acceptance } from './acceptance.js';
import type { LeaderStamps } from './leader-stamps.js';

/** What it needs of the coordinator of requests. */
export interface DecidedRequests {
  carriedOut(slot: number, op: number): void;
  conclude(slot: number, ending: Ending, nowUs: number): void;
}

/** What it meets before the first request. */
export interface ConditionalsCompany {
  readonly paxos: Paxos;
  readonly acceptance: Acceptance;
  readonly requests: DecidedRequests;
}

/** Requests that others decide about. */
export class Conditionals implements Executor {
  /** What Paxos asks of the world. */
  readonly port: TransactionPort;
  private readonly workload: Workload;
  /** By the number of their proposal. */
  private readonly proposed = new Map<number, Request>();
  private company: ConditionalsCompany | null = null;

  constructor(parts: {
    readonly workload: Workload;
    readonly stamps: LeaderStamps;
    readonly nowUs: () => number;
    readonly seed: number;
    /** In place of those of Paxos. */
    readonly rules: Partial<PaxosRules>;
  }) {
    const { workload, stamps, nowUs, seed, rules } = parts;
    this.workload = workload;
    this.port = {
      seed,
      rules,
      stamp: (node, atUs) => stamps.next(node, atUs),
      isMet: (proposal, versions) => this.known.acceptance.isMet(this.requestOf(proposal), versions),
      // Whoever commits a write first takes it in, for the client that asked another node.
      carryOut: (proposal, node, stamp, atUs) => {
        const request = this.requestOf(proposal);
        return this.known.acceptance.accept({ ...request, region: node }, stamp, atUs, request);
      },
      carriedOut: (slot, op) => {
        this.known.requests.carriedOut(slot, op);
      },
      turnDown: (slot, verdict) => {
        this.known.requests.conclude(slot, { refusal: verdict }, nowUs());
      },
    };
  }

  /** The nodes begin their work. */
  begin(company: ConditionalsCompany): void {
    this.company = company;
  }

  takes({ script }: Request): boolean {
    return script >= 0 && this.workload.script[script].condition !== undefined;
  }

  carryOut(slot: number, request: Request, nowUs: number): void {
    const { key, region, identity } = request;
    const { paxos } = this.known;
    this.proposed.set(paxos.upcoming, request);
    paxos.begin(key, region, { slot, identity, isRead: false }, nowUs);
  }

  /** A read that is to see what was agreed on. */
  read(slot: number, { key, region, identity }: Pick<Request, 'key' | 'region' | 'identity'>, nowUs: number): void {
    this.known.paxos.begin(key, region, { slot, identity, isRead: true }, nowUs);
  }

  private requestOf({ id }: Proposal): Request {
    const request = this.proposed.get(id);
    assert(request !== undefined, 'what is proposed was asked for');
    return request;
  }

  private get known(): ConditionalsCompany {
    assert(this.company !== null, 'nobody asks before the beginning');
    return this.company;
  }
}
