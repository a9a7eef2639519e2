/**
 * Short words for writing traces by hand: a scenario of a few leaders, and the events that matter
 * to a judge.
 */
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { ConflictRules, Scenario } from '../../src/sim/scenario.js';

/** A scenario that only names its regions and its rules; nothing in it ever runs. */
export function sketchScenario(
  regions: readonly string[],
  rules: Partial<ConflictRules> = {},
): Scenario {
  return {
    name: 'hand-written',
    title: 'A trace written by hand',
    seed: '1',
    durationUs: 1000,
    settleUs: 1000,
    regions: regions.map((name) => ({
      name,
      followers: { count: 0, latency: { kind: 'constant', valueUs: 0 } },
      clock: { skewUs: 0, driftPpm: 0 },
      node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 },
      clientLatencyUs: 0,
    })),
    topology: { kind: 'mesh', forward: false, links: [] },
    replication: {
      strategy: 'multi-leader',
      batch: { everyUs: 0, max: 1, prepareUs: 0 },
      loops: 'none',
      hopLimit: 16,
      metadataBytes: 0,
      order: 'none',
      applyErrors: 'hold',
    },
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww', ...rules },
    workload: {
      keys: { count: 1, choose: { kind: 'uniform' } },
      payloadBytes: 1,
      clients: [],
      script: [],
    },
    faults: [],
  };
}

/**
 * Records a trace about one key by hand; keeps what every replica holds, so that only outcomes are
 * told.
 */
export class HandWrittenTrace {
  readonly events: TraceEvent[] = [];
  readonly #holding = new Map<string, readonly number[]>();
  readonly #key: string;
  #nowUs = 0;

  constructor(key = 'x') {
    this.#key = key;
  }

  /** A client's write, acknowledged at once. The stamp is true time plus `skewUs`. */
  accept(
    replica: string,
    write: number,
    options: { holds?: readonly number[]; value?: string | null; skewUs?: number } = {},
  ): this {
    this.acceptUnanswered(replica, write, options);
    const atUs = this.#nowUs;
    this.events.push({ kind: 'acknowledge', atUs, replica, write, answeredAtUs: atUs });
    return this;
  }

  /** A client's write that was accepted and never answered. */
  acceptUnanswered(
    replica: string,
    write: number,
    options: { holds?: readonly number[]; value?: string | null; skewUs?: number } = {},
  ): this {
    const { holds = [write], value = `v${write}`, skewUs = 0 } = options;
    const atUs = this.#tick();
    this.#holding.set(replica, holds);
    this.events.push({
      kind: 'accept',
      atUs,
      replica,
      write,
      key: this.#key,
      value,
      client: 'someone',
      stamp: atUs + skewUs,
      holds,
      sentAtUs: atUs,
    });
    return this;
  }

  /** A copy arrives; the outcome follows from what is held before and after. */
  apply(
    replica: string,
    write: number,
    holds: readonly number[],
    options: { detects?: readonly number[]; isKnown?: boolean } = {},
  ): this {
    const held = this.#holding.get(replica) ?? [];
    this.#holding.set(replica, holds);
    this.events.push({
      kind: 'apply',
      atUs: this.#tick(),
      replica,
      write,
      key: this.#key,
      from: 'elsewhere',
      outcome: outcomeOf(write, holds, options.isKnown ?? false),
      held,
      holds,
      conflictsWith: options.detects ?? [],
    });
    return this;
  }

  /** A copy on its way to a replica is lost or refused. */
  drop(
    replica: string,
    write: number,
    reason: 'datagram-lost' | 'came-home' | 'already-seen',
  ): this {
    const atUs = this.#tick();
    this.events.push({
      kind: 'drop',
      atUs,
      from: 'elsewhere',
      to: replica,
      writes: [write],
      reason,
    });
    return this;
  }

  /** A region is removed for good. */
  leave(replica: string): this {
    this.events.push({ kind: 'leave', atUs: this.#tick(), replica });
    return this;
  }

  #tick(): number {
    this.#nowUs += 10;
    return this.#nowUs;
  }
}

function outcomeOf(
  write: number,
  holds: readonly number[],
  isKnown: boolean,
): 'stored' | 'discarded' | 'known' {
  if (isKnown) return 'known';
  return holds.includes(write) ? 'stored' : 'discarded';
}
