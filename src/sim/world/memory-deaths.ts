/** Nodes that die because their outbound queues outgrow their memory, and come back after a while. */
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { OutboxLimit } from '../scenario.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { FaultEffects } from './fault-effects.js';
import type { Node } from './node.js';

/** State changes as the fingerprint sees them. */
const marks = { outOfMemory: 121 } as const;

/** A node that died, and when. */
export interface MemoryDeath {
  readonly region: number;
  readonly atUs: number;
}

/** Carries out deaths and restarts. */
export class MemoryDeaths {
  /** In order of time. */
  readonly deaths: MemoryDeath[] = [];
  private readonly restartAfterUs: number | null;
  private readonly nodes: readonly Node[];
  private readonly effects: FaultEffects;
  private readonly agenda: Agenda;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;

  constructor(parts: {
    readonly limit: OutboxLimit | null;
    readonly nodes: readonly Node[];
    readonly effects: FaultEffects;
    readonly agenda: Agenda;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
  }) {
    this.restartAfterUs = parts.limit?.kind === 'crash' ? parts.limit.restartAfterUs : null;
    this.nodes = parts.nodes;
    this.effects = parts.effects;
    this.agenda = parts.agenda;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
  }

  /** A leader has run out of memory: it dies, unless something else took it down just now. */
  die(region: number): void {
    if (!this.nodes[region].isUp) return;
    const { nowUs } = this.agenda;
    this.deaths.push({ region, atUs: nowUs });
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.outOfMemory, region, this.deaths.length, 0);
    this.tracer?.node('out-of-memory', nowUs, region);
    this.effects.crash(region);
    if (this.restartAfterUs !== null) {
      this.agenda.schedule(nowUs + this.restartAfterUs, kinds.restart, region);
    }
  }

  /** A leader that died comes back. */
  restart(region: number): void {
    this.effects.restart(region);
  }
}
