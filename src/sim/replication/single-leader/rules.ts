/** What a scenario's settings mean to a member: one protocol, of which log shipping and Raft are settings. */
import type { AcknowledgeLevel, AcknowledgeRule, Failover, Fencing, Rejoin, SingleLeader } from '../../scenario.js';
import type { MemberLog } from './member-log.js';

/** An end of a log, by which logs are compared. */
export interface LogEnd {
  readonly lastTerm: number;
  readonly last: number;
}

/** The settings of all members. */
export interface ProtocolRules {
  readonly acknowledge: AcknowledgeRule;
  readonly level: AcknowledgeLevel;
  readonly flushUs: number;
  readonly batchUs: number;
  readonly maxBatch: number;
  readonly heartbeatUs: number;
  readonly timeoutUs: number;
  /** Timeouts are drawn from `timeoutUs` to so much more of it. */
  readonly timeoutSpread: number;
  readonly failover: Failover;
  readonly fencing: Fencing;
  readonly rejoin: Rejoin;
  readonly preVote: boolean;
  readonly checkQuorum: boolean;
  /** Members apply what is committed; else what they have flushed, as PostgreSQL's replay does. */
  readonly appliesCommitted: boolean;
  /** A leader tells all at once what is committed, and not only with what it sends next. */
  readonly tellsCommits: boolean;
  /** A candidate waits for all answers, and leaves it to whoever is more up to date. */
  readonly seeksBest: boolean;
  /** Whether a candidate's log is good enough for a voter. */
  readonly isUpToDate: (candidate: LogEnd, voter: LogEnd) => boolean;
  /** Whether an entry may be committed because a majority has it. */
  readonly mayCount: (log: MemberLog, position: number, term: number) => boolean;
}

/** MongoDB's electionTimeoutOffsetLimitFraction: timeouts differ by so much, so that few campaign at once. */
const spreadOfShipping = 0.15;

/** What all settings have in common: what makes elections and commits safe. */
const safeRules = {
  isUpToDate: (candidate: LogEnd, voter: LogEnd): boolean => compareEnds(candidate, voter) >= 0,
  // Raft, section 5.4.2: of older terms a majority proves nothing, until it has one of this term above.
  mayCount: (log: MemberLog, position: number, term: number): boolean => log.termAt(position) === term,
};

/** The rules of a scenario. */
export function rulesOf(spec: SingleLeader): ProtocolRules {
  const common = {
    ...safeRules,
    flushUs: spec.flushUs,
    batchUs: spec.shipping.everyUs,
    maxBatch: spec.shipping.max,
    tellsCommits: false,
    heartbeatUs: spec.detection.heartbeatUs,
    timeoutUs: spec.detection.timeoutUs,
  };
  if (spec.protocol === 'log-shipping') {
    const { acknowledge, level, failover, fencing, rejoin } = spec;
    return {
      ...common,
      acknowledge,
      level,
      failover,
      fencing,
      rejoin,
      timeoutSpread: spreadOfShipping,
      preVote: true,
      checkQuorum: false,
      appliesCommitted: false,
      seeksBest: true,
    };
  }
  return {
    ...common,
    acknowledge: { kind: 'majority' },
    level: 'flushed',
    failover: { kind: 'majority', approvalUs: 0 },
    fencing: { kind: 'term' },
    rejoin: { kind: 'rewind' },
    timeoutSpread: 1,
    preVote: spec.preVote,
    checkQuorum: spec.checkQuorum,
    appliesCommitted: true,
    seeksBest: false,
  };
}

/** Which of two logs is more up to date: above 0 for the first, below for the second. */
export function compareEnds(a: LogEnd, b: LogEnd): number {
  return a.lastTerm === b.lastTerm ? a.last - b.last : a.lastTerm - b.lastTerm;
}
