/** Acknowledgement: how far a leader may tell clients of success, by what its followers have. */
import { assertNever } from '../../base/assert.js';
import type { AcknowledgeRule } from '../../scenario.js';
import type { LeadershipWitness } from './port.js';
import type { Progress } from './progress.js';
import { SyncFollowers } from './sync-followers.js';

/** What a rule is asked about. */
export interface ReignView {
  readonly logEnd: number;
  readonly commitTo: number;
  readonly nowUs: number;
}

/** One leader's rule at work. */
export class Acknowledgement {
  /** Null unless the rule is semi-synchronous. */
  readonly sync: SyncFollowers | null;
  private readonly rule: AcknowledgeRule;
  private readonly others: readonly Progress[];
  private readonly timeoutUs: number;

  constructor(parts: {
    readonly rule: AcknowledgeRule;
    readonly leader: number;
    readonly others: readonly Progress[];
    /** A follower that was not heard from for so long is not connected. */
    readonly timeoutUs: number;
    readonly witness: LeadershipWitness;
    readonly nowUs: number;
  }) {
    const { rule, others } = parts;
    this.rule = rule;
    this.others = others;
    this.timeoutUs = parts.timeoutUs;
    this.sync =
      rule.kind === 'semi-synchronous'
        ? new SyncFollowers({ ...parts, wanted: rule.followers, timeoutUs: rule.timeoutUs })
        : null;
  }

  /** The last position that may be acknowledged; the rule alone never takes it back. */
  reachedTo({ logEnd, commitTo, nowUs }: ReignView): number {
    const { rule } = this;
    switch (rule.kind) {
      case 'asynchronous':
        return logEnd;
      case 'semi-synchronous':
        return this.sync?.reachedTo(logEnd) ?? logEnd;
      case 'synchronous':
        return this.others.reduce((to, { matchTo }) => Math.min(to, matchTo), logEnd);
      case 'majority':
        return commitTo;
      case 'any':
        return this.greatest(rule.of, rule.count);
      case 'first':
        return this.leastOfFirst(rule.of, rule.count, nowUs);
      default:
        return assertNever(rule);
    }
  }

  /** The greatest position that so many of the listed have; 0 while there are not so many. */
  private greatest(of: readonly number[], count: number): number {
    const matches = this.others
      .filter(({ member }) => of.includes(member))
      .map(({ matchTo }) => matchTo)
      .sort((a, b) => b - a);
    return matches.length < count ? 0 : matches[count - 1];
  }

  /** What the first of the listed that are connected all have; 0 while there are not so many. */
  private leastOfFirst(of: readonly number[], count: number, nowUs: number): number {
    const connected = of
      .flatMap((listed) => this.others.filter(({ member }) => member === listed))
      .filter(({ heardAtUs }) => nowUs - heardAtUs < this.timeoutUs)
      .slice(0, count);
    if (connected.length < count) return 0;
    return connected.reduce((to, { matchTo }) => Math.min(to, matchTo), Infinity);
  }
}
