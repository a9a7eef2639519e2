/** Another rule for conflicts is rolled out to leaders, and to their followers with them. */
import type { Fingerprint } from '../base/fingerprint.js';
import { hashString } from '../base/hash.js';
import type { RulesInForce } from '../record/rules-in-force.js';
import type { Tracer } from '../record/tracer.js';
import type { Replica } from '../replication/replica.js';
import { resolverNamed } from '../resolution/registers.js';
import type { DeployableRule } from '../scenario.js';
import type { Agenda } from './agenda.js';
import type { Node } from './node.js';

/** State changes as the fingerprint sees them. */
const marks = { deploy: 240 } as const;

/** Carries out roll-outs. What replicas hold stays as it is; what comes in is settled by the new rule. */
export class RollOut {
  private readonly nodes: readonly Node[];
  private readonly replicas: readonly Replica[];
  private readonly rules: RulesInForce;
  private readonly priority: readonly number[];
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  private readonly clock: Agenda;

  constructor(parts: {
    readonly nodes: readonly Node[];
    readonly replicas: readonly Replica[];
    readonly rules: RulesInForce;
    /** For `site-priority`. */
    readonly priority: readonly number[];
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
    readonly clock: Agenda;
  }) {
    this.nodes = parts.nodes;
    this.replicas = parts.replicas;
    this.rules = parts.rules;
    this.priority = parts.priority;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    this.clock = parts.clock;
  }

  /** To the leader of a region, which may be down and then comes back with it. */
  deploy(region: number, name: DeployableRule): void {
    if (this.nodes[region].hasLeft) return;
    const { nowUs } = this.clock;
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.deploy, region, 0, hashString(name));
    this.tracer?.deploy(nowUs, region, name);
    const rule = resolverNamed(name, this.priority);
    this.nodes.forEach((node, replica) => {
      if (node.region !== region) return;
      this.rules.deploy(replica, rule);
      this.replicas[replica].settleBy(rule);
    });
  }
}
