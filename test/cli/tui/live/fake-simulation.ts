/** A simulation that is simple enough to know by heart: one write every 100 ms, shipped at once. */
import type { KeyInspection } from '../../../../src/sim/key-inspection.js';
import type { Losses, Observation, PairLag, RegionObservation } from '../../../../src/sim/observation.js';
import type { TraceEvent, TraceSink } from '../../../../src/sim/record/trace.js';
import type { Fault, Link, Region, Scenario } from '../../../../src/sim/scenario.js';
import type { Checkpoint, Run } from '../../../../src/sim/simulate.js';
import type { PlayableSimulation } from '../../../../src/cli/tui/live/player.js';
import { makeInspection, makeReplica, makeWrite } from '../../view/inspector/sample-inspection.js';
import { makeReport } from './sample-report.js';

const everyUs = 100_000;

/** A scenario for the regions, with a partition of the last one from 9.1 s to 21 s. */
export function makeScenario(changes: {
  readonly regions?: readonly string[];
  readonly durationUs?: number;
  readonly faults?: readonly Fault[];
}): Scenario {
  const names = changes.regions ?? ['us-east', 'eu-west', 'ap-se'];
  const links = linksOfMesh(names.length);
  return {
    name: 'split-brain',
    title: 'Regions lose sight of each other',
    seed: '8841',
    durationUs: changes.durationUs ?? 30_000_000,
    settleUs: 60_000_000,
    regions: names.map(makeRegion),
    topology: { kind: 'mesh', forward: false, links },
    replication: {
      strategy: 'multi-leader',
      batch: { everyUs: 0, max: 500, prepareUs: 0 },
      loops: 'origin-tag',
      hopLimit: 16,
      metadataBytes: 512,
      order: 'none',
      applyErrors: 'hold',
    },
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' },
    workload: {
      keys: { count: 10, choose: { kind: 'uniform' } },
      payloadBytes: 1024,
      clients: [],
      script: [],
    },
    faults: changes.faults ?? [partitionOfLast(names.length)],
  };
}

/** Both directions between the last region and every other one. */
export function partitionOfLast(regions: number): Fault {
  const last = regions - 1;
  const others = Array.from({ length: last }, (_, index) => index);
  return {
    kind: 'partition',
    atUs: 9_100_000,
    untilUs: 21_000_000,
    cuts: others.flatMap((other) => [[last, other] as const, [other, last] as const]),
  };
}

/**
 * Plays a scenario: event n happens at n times 100 ms, a write by each region in turn. While the
 * last region is cut off, every tenth event is a conflict that loses a write.
 */
export class FakeSimulation implements PlayableSimulation {
  readonly #scenario: Scenario;
  readonly #trace: TraceSink;
  #events = 0;
  #conflicts = 0;
  #lossesAsked = 0;
  readonly #conflictsAt = new Map<Checkpoint, number>();
  #looks = 0;

  constructor(scenario: Scenario, trace: TraceSink) {
    this.#scenario = scenario;
    this.#trace = trace;
  }

  /** How often the losses were counted. */
  get lossesAsked(): number {
    return this.#lossesAsked;
  }

  /** How often a key was looked at. */
  get looks(): number {
    return this.#looks;
  }

  get nowUs(): number {
    return this.#events * everyUs;
  }

  get nextUs(): number {
    const next = this.nowUs + everyUs;
    return next > this.#scenario.durationUs ? Infinity : next;
  }

  step(): boolean {
    if (this.nextUs === Infinity) return false;
    this.#events += 1;
    this.#tellFaults();
    this.#trace(this.#nextEvent());
    return true;
  }

  observe(atUs = this.nowUs): Observation {
    const { regions, topology } = this.#scenario;
    return {
      nowUs: Math.max(this.nowUs, Math.min(atUs, this.nextUs)),
      events: this.#events,
      phase: this.nextUs === Infinity ? 'finished' : 'workload',
      regions: regions.map((region, index) => this.#observeRegion(region.name, index)),
      links: topology.links.map(({ from, to }) => ({
        from: regions[from]?.name ?? '',
        to: regions[to]?.name ?? '',
        state: this.#isCut(from, to) ? 'cut' : 'up',
        latencyUs: 38_000,
        loss: 0,
        inFlightWrites: 0,
        waitingWrites: 0,
        backlogWrites: 0,
        lagUs: 0,
      })),
      written: this.#events,
      applied: this.#events * 2,
      conflicts: this.#conflicts,
      staleReads: null,
      firstStaleReadUs: null,
    };
  }

  losses(): Losses {
    this.#lossesAsked += 1;
    return { lost: this.#conflicts, pending: 0, divergentKeys: 0 };
  }

  lags(): readonly PairLag[] {
    const names = this.#scenario.regions.map(({ name }) => name);
    const [p50Us, p99Us] = this.#events === 0 ? [null, null] : [38_000, 121_000];
    const shape = Array.from({ length: 35 }, (_, step) => (step === 10 ? this.#events : 0));
    return names.flatMap((from) =>
      names.filter((to) => to !== from).map((to) => ({ from, to, count: this.#events, p50Us, p99Us, shape })),
    );
  }

  checkpoint(): Checkpoint {
    const checkpoint = { nowUs: this.nowUs, events: this.#events, bytes: 1000 };
    this.#conflictsAt.set(checkpoint, this.#conflicts);
    return checkpoint;
  }

  restore(checkpoint: Checkpoint): void {
    const conflicts = this.#conflictsAt.get(checkpoint);
    if (conflicts === undefined) throw new Error('a checkpoint of another simulation');
    this.#events = checkpoint.events;
    this.#conflicts = conflicts;
  }

  /** Every region holds the last write of a key; of ten keys, one each. */
  inspect(key: string, atUs = this.nowUs): KeyInspection | null {
    this.#looks += 1;
    const last = this.#lastWriteOf(key);
    if (last === null) return null;
    const version = makeWrite(last, { value: `v${last}`, acceptedAtUs: last * everyUs });
    const replicas = this.#scenario.regions.map(({ name }) => makeReplica(name, { held: { kind: 'value', version } }));
    return makeInspection({ key, nowUs: atUs, replicas, newest: version, isDivergent: false, missing: [] });
  }

  findKeys(text: string, most: number): readonly string[] {
    const keys = Array.from({ length: Math.min(10, this.#events + 1) }, (_, number) => `cart:${number}`);
    return keys.filter((key) => key.includes(text) && this.#lastWriteOf(key) !== null).slice(0, most);
  }

  finish(): Run {
    while (this.step());
    const report = makeReport({
      lost: this.#conflicts,
      divergentKeys: 0,
      fingerprint: '9f3c0a1b2c3d4e5f',
    });
    return { report, lostWrites: [], writeFates: new Uint8Array() };
  }

  #lastWriteOf(key: string): number | null {
    const number = Number(/^cart:(\d)$/.exec(key)?.[1] ?? Infinity);
    const last = this.#events - ((this.#events - number) % 10);
    return number <= this.#events && last > 0 ? last : null;
  }

  #nextEvent(): TraceEvent {
    const { regions } = this.#scenario;
    const write = this.#events;
    const replica = regions[write % regions.length]?.name ?? '';
    const from = regions[(write + 1) % regions.length]?.name ?? '';
    const key = `cart:${write % 10}`;
    if (this.#isParted() && write % 10 === 0) {
      this.#conflicts += 1;
      return {
        kind: 'apply',
        atUs: this.nowUs,
        replica,
        write,
        key,
        from,
        outcome: 'discarded',
        held: [write - 1],
        holds: [write - 1],
        conflictsWith: [write - 1],
      };
    }
    return {
      kind: 'accept',
      atUs: this.nowUs,
      replica,
      write,
      key,
      value: `v${write}`,
      client: 'alice',
      stamp: this.nowUs,
      holds: [write],
      sentAtUs: this.nowUs,
    };
  }

  #tellFaults(): void {
    for (const fault of this.#scenario.faults) {
      if (fault.kind !== 'partition') continue;
      if (fault.atUs === this.nowUs) this.#tellCuts('cut', fault.cuts);
      if (fault.untilUs === this.nowUs) this.#tellCuts('heal', fault.cuts);
    }
  }

  #tellCuts(kind: 'cut' | 'heal', cuts: readonly (readonly [number, number])[]): void {
    const { regions } = this.#scenario;
    for (const [from, to] of cuts) {
      const names = { from: regions[from]?.name ?? '', to: regions[to]?.name ?? '' };
      this.#trace({ kind, atUs: this.nowUs, ...names });
    }
  }

  #isParted(): boolean {
    return this.#scenario.faults.some(
      (fault) => fault.kind === 'partition' && this.#isDuring(fault.atUs, fault.untilUs),
    );
  }

  #isCut(from: number, to: number): boolean {
    return this.#scenario.faults.some(
      (fault) =>
        fault.kind === 'partition' &&
        this.#isDuring(fault.atUs, fault.untilUs) &&
        fault.cuts.some((cut) => cut[0] === from && cut[1] === to),
    );
  }

  #isDuring(atUs: number, untilUs: number | null): boolean {
    return this.nowUs >= atUs && (untilUs === null || this.nowUs < untilUs);
  }

  #observeRegion(name: string, index: number): RegionObservation {
    const isLast = index === this.#scenario.regions.length - 1;
    const sinceCut = Math.max(0, Math.round((this.nowUs - 9_100_000) / everyUs));
    const backlogWrites = isLast && this.#isParted() ? sinceCut : 0;
    return {
      name,
      state: 'up',
      skewUs: isLast ? -210_000 : 3000,
      written: this.#events,
      applied: this.#events * 2,
      backlogWrites,
      lagUs: backlogWrites * everyUs,
    };
  }
}

function makeRegion(name: string): Region {
  return {
    name,
    followers: { count: 0, latency: { kind: 'constant', valueUs: 500 } },
    clock: { skewUs: 0, driftPpm: 0 },
    node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 },
    clientLatencyUs: 500,
  };
}

function linksOfMesh(regions: number): readonly Link[] {
  const indices = Array.from({ length: regions }, (_, index) => index);
  return indices.flatMap((from) =>
    indices
      .filter((to) => to !== from)
      .map((to) => ({
        from,
        to,
        transport: 'fifo',
        latency: { kind: 'constant', valueUs: 38_000 },
        loss: 0,
        duplicate: 0,
        retransmitUs: 200_000,
      })),
  );
}
