/** Small scenarios for tests: say what matters; the rest is instant, exact and without faults. */
import type { Distribution } from '../../src/sim/base/distribution.js';
import type {
  ConflictRules,
  Fault,
  Link,
  MultiLeader,
  Region,
  Scenario,
  ScriptedOp,
  Topology,
  Workload,
} from '../../src/sim/scenario.js';

/** A millisecond in microseconds. */
export const ms = 1000;

/** What a test wants of a region; the rest is instant, with a clock that is right. */
export type RegionSketch = Partial<Omit<Region, 'node' | 'clock'>> & {
  readonly name: string;
  readonly node?: Partial<Region['node']>;
  readonly clock?: Partial<Region['clock']>;
};

/** What a test wants of a scenario. */
export interface ScenarioSketch {
  readonly seed?: string;
  /** 1 s unless said. */
  readonly durationUs?: number;
  /** 60 s unless said. */
  readonly settleUs?: number;
  /** `a` and `b` unless said; a name alone is enough. */
  readonly regions?: readonly (string | RegionSketch)[];
  /** A mesh with 10 ms from everywhere to everywhere unless said. */
  readonly topology?: Topology;
  /** Each write is sent at once and alone, stopped by origin tags, taken in as it comes, unless said. */
  readonly replication?: Omit<Partial<MultiLeader>, 'batch'> & {
    readonly batch?: Partial<MultiLeader['batch']>;
  };
  /** Version vectors and last-write-wins unless said. */
  readonly conflicts?: Partial<ConflictRules>;
  /** No clients, an empty script, one key of 100 bytes, unless said. */
  readonly workload?: Partial<Workload>;
  readonly faults?: readonly Fault[];
}

/** A valid scenario. */
export function scenario(sketch: ScenarioSketch = {}): Scenario {
  const regions = (sketch.regions ?? ['a', 'b']).map(completeRegion);
  const { batch, ...replication } = sketch.replication ?? {};
  return {
    name: 'test',
    title: 'A scenario of a test',
    seed: sketch.seed ?? 'test',
    durationUs: sketch.durationUs ?? 1000 * ms,
    settleUs: sketch.settleUs ?? 60_000 * ms,
    regions,
    topology: sketch.topology ?? connect('mesh', regions.length),
    replication: {
      strategy: 'multi-leader',
      loops: 'origin-tag',
      hopLimit: 16,
      metadataBytes: 0,
      order: 'none',
      applyErrors: 'hold',
      ...replication,
      batch: { everyUs: 0, max: 1, prepareUs: 0, ...batch },
    },
    conflicts: {
      timestamps: 'physical',
      detect: 'version-vector',
      resolve: 'lww',
      ...sketch.conflicts,
    },
    workload: {
      keys: { count: 1, choose: { kind: 'uniform' } },
      payloadBytes: 100,
      clients: [],
      script: [],
      ...sketch.workload,
    },
    faults: sketch.faults ?? [],
  };
}

/** What a test wants of each link. */
export type LinkSketch = Partial<Omit<Link, 'from' | 'to'>>;

/** A perfect FIFO link of 10 ms, unless said otherwise. */
export function link(from: number, to: number, sketch: LinkSketch = {}): Link {
  return {
    from,
    to,
    transport: 'fifo',
    latency: constant(10 * ms),
    loss: 0,
    duplicate: 0,
    retransmitUs: 200 * ms,
    ...sketch,
  };
}

/** Always the same duration. */
export function constant(valueUs: number): Distribution {
  return { kind: 'constant', valueUs };
}

/**
 * Connects so many regions with alike links. The hub of a star is region 0; a ring goes upwards.
 * All but a mesh forward, unless said otherwise.
 */
export function connect(
  kind: Exclude<Topology['kind'], 'links'>,
  regions: number,
  sketch: LinkSketch & { readonly forward?: boolean } = {},
): Topology {
  const { forward = kind !== 'mesh', ...each } = sketch;
  const links = listPairs(kind, regions).map(([from, to]) => link(from, to, each));
  return { kind, forward, links };
}

/** A client's write. */
export function write(atUs: number, region: number, key: string, value: string): ScriptedOp {
  return { atUs, region, client: `client of ${region}`, kind: 'write', key, value };
}

/** A client's change of a record that is there. */
export function update(atUs: number, region: number, key: string, value: string): ScriptedOp {
  return { atUs, region, client: `client of ${region}`, kind: 'update', key, value };
}

/** A client's delete. */
export function remove(atUs: number, region: number, key: string): ScriptedOp {
  return { atUs, region, client: `client of ${region}`, kind: 'delete', key, value: null };
}

/** A client's read. */
export function read(atUs: number, region: number, key: string): ScriptedOp {
  return { atUs, region, client: `client of ${region}`, kind: 'read', key, value: null };
}

/** Cuts between regions, both ways. */
export function bothWays(...pairs: readonly (readonly [number, number])[]): [number, number][] {
  return pairs.flatMap(([x, y]): [number, number][] => [
    [x, y],
    [y, x],
  ]);
}

function completeRegion(sketch: string | RegionSketch): Region {
  const { name, followers, clock, node, clientLatencyUs } =
    typeof sketch === 'string' ? { name: sketch } : sketch;
  return {
    name,
    followers: followers ?? { count: 0, latency: constant(ms) },
    clock: { skewUs: 0, driftPpm: 0, ...clock },
    node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1, ...node },
    clientLatencyUs: clientLatencyUs ?? 0,
  };
}

function listPairs(
  kind: Exclude<Topology['kind'], 'links'>,
  regions: number,
): readonly (readonly [number, number])[] {
  const all = Array.from({ length: regions }, (_, i) => i);
  const next = (i: number): [number, number] => [i, (i + 1) % regions];
  switch (kind) {
    case 'mesh':
      return all.flatMap((from) =>
        all.filter((to) => to !== from).map((to) => [from, to] as const),
      );
    case 'star':
      return bothWays(...all.slice(1).map((spoke) => [0, spoke] as const));
    case 'ring':
      return all.map(next);
    case 'two-way-ring':
      return regions === 2 ? bothWays([0, 1]) : bothWays(...all.map(next));
  }
}
