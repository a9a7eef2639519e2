/** Which rule each replica settles conflicts by. A roll-out changes it while a run goes on, replica by replica. */
import type { RegisterResolver } from '../resolution/contract.js';

/** The rules of all replicas, and how many meetings each rule has decided. */
export class RulesInForce {
  /** In the order in which the rules came into force. */
  private readonly tallies: RuleTally[];
  private readonly ofReplica: RuleTally[];

  constructor(rule: RegisterResolver, replicas: number) {
    const tally: RuleTally = { rule, resolved: 0 };
    this.tallies = [tally];
    this.ofReplica = Array.from({ length: replicas }, () => tally);
  }

  /** The rule that a replica goes by now. */
  ruleOf(replica: number): RegisterResolver {
    return this.ofReplica[replica].rule;
  }

  /** From now on a replica goes by this rule. */
  deploy(replica: number, rule: RegisterResolver): void {
    let tally = this.tallies.find((one) => one.rule.name === rule.name);
    if (tally === undefined) {
      tally = { rule, resolved: 0 };
      this.tallies.push(tally);
    }
    this.ofReplica[replica] = tally;
  }

  /** The rule of a replica has decided about two versions. */
  noteResolved(replica: number): void {
    this.ofReplica[replica].resolved++;
  }

  /** Meetings by the rule that decided them, the first one under the name that reports give it. */
  resolvedBy(first: string): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.tallies.map(({ rule, resolved }, order) => [order === 0 ? first : rule.name, resolved] as const),
    );
  }
}

interface RuleTally {
  readonly rule: RegisterResolver;
  resolved: number;
}
