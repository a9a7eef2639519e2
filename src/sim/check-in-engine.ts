/**
 * A resolver in runs of the whole engine: leaders whose messages come late, twice and out of order, that
 * crash, lose their disks, join late, and whose clocks are wrong. All faults end, and leaders compare what
 * they hold.
 *
 * Whatever is lost on the way is lost to all, so in the end all hold the same, or it is the resolver's doing.
 */
import { hashString } from './base/hash.js';
import { Draws } from './check/resolver/draws.js';
import type { ResolverRealm } from './resolution/resolver-guard.js';
import { isRegister, type ResolverDefinition } from './resolution/user-resolver.js';
import type { ConductFinding, ResolverCheck } from './resolver-check.js';
import type { Fault, Link, Region, Scenario, ScriptedOp, Topology, ValueChange } from './scenario.js';
import { simulate } from './simulate.js';

/** What is asked in these runs, as the engine's clients ask it. */
export type EngineOperation = Pick<ScriptedOp, 'kind' | 'value' | 'change'>;

/** What a run came to. */
export interface EngineRun {
  /** In words, where leaders that have everything hold different values; else null. */
  readonly divergence: string | null;
  readonly findings: readonly ConductFinding[];
}

/** Operations, each as JSON, as the engine's clients ask them; null where they cannot. */
export function engineOperations(
  definition: ResolverDefinition,
  operations: readonly string[],
): readonly EngineOperation[] | null {
  return translate(operations, isRegister(definition));
}

/** Whether the engine's clients can ask what a check asked. */
export function canAskInEngine({ kind, operations }: Pick<ResolverCheck, 'kind' | 'operations'>): boolean {
  try {
    return translate(operations, kind === 'register') !== null;
  } catch {
    // What is no JSON nobody can ask.
    return false;
  }
}

function translate(operations: readonly string[], isOfRegister: boolean): readonly EngineOperation[] | null {
  const asked = operations.flatMap((text) => {
    const operation = readOperation(JSON.parse(text));
    const isTaken = operation !== null && (!isOfRegister || operation.change === undefined);
    return isTaken ? [operation] : [];
  });
  return asked.length > 0 && asked.length === operations.length ? asked : null;
}

/** Carries out the run of a number. */
export function runInEngine(
  resolver: ResolverDefinition,
  resolverRealm: ResolverRealm,
  scenario: Scenario,
): EngineRun {
  const { report } = simulate(scenario, { resolver, resolverRealm });
  const { findings: found = [] } = report;
  const findings = found.map(({ kind, call, input, message }) => ({ kind, call, input, message }));
  if (report.convergence.verdict !== 'violated') return { divergence: null, findings };
  const { divergentKeys } = report.convergence;
  return { divergence: `${scenario.title}: ${divergentKeys} of ${keys} keys differ in the end`, findings };
}

/** The scenario of a run's number. */
export function engineScenario(seed: string, run: number, operations: readonly EngineOperation[]): Scenario {
  const draw = new Draws(hashString(`engine ${seed}`), run);
  const count = 3 + draw.below(2);
  const regions = Array.from({ length: count }, (_, index) => drawRegion(draw, index));
  const topology = drawTopology(draw, count);
  const faults = drawFaults(draw, count);
  return {
    name: `check-${run}`,
    title: describe(count, topology, faults),
    seed: `${seed} ${run}`,
    durationUs,
    settleUs: 60_000_000,
    regions,
    topology,
    replication: {
      strategy: 'multi-leader',
      batch: { everyUs: draw.below(2) * 5_000, max: 16, prepareUs: 0 },
      loops: 'seen-ids',
      hopLimit: 8 * count,
      metadataBytes: 64,
      antiEntropy: { kind: 'merkle', everyUs: 400_000, keysPerLeaf: 1 },
      order: 'none',
      applyErrors: 'hold',
    },
    conflicts: {
      timestamps: draw.below(2) === 0 ? 'physical' : 'lamport',
      detect: 'version-vector',
      resolve: 'own',
    },
    workload: {
      keys: { count: keys, choose: { kind: 'uniform' } },
      payloadBytes: 100,
      clients: [],
      script: drawScript(draw, count, operations, faults),
    },
    faults,
  };
}

const durationUs = 2_000_000;
const keys = 2;
const writes = 60;

function drawScript(
  draw: Draws,
  regions: number,
  operations: readonly EngineOperation[],
  faults: readonly Fault[],
): readonly ScriptedOp[] {
  const times = Array.from({ length: writes }, () => draw.below(durationUs)).sort((x, y) => x - y);
  // Whoever lost its disk takes no more writes: it would give names that it has given before.
  const isRenewed = (region: number, atUs: number): boolean =>
    faults.some((fault) =>
      fault.kind === 'crash' && fault.disk === 'lost' && fault.region === region && atUs >= fault.atUs);
  return times.map((atUs) => {
    const drawn = draw.below(regions);
    const region = isRenewed(drawn, atUs) ? (drawn + 1) % regions : drawn;
    const key = `k${draw.below(keys)}`;
    return { ...operations[draw.below(operations.length)], atUs, region, client: names[region], key };
  });
}

function drawRegion(draw: Draws, index: number): Region {
  const skewUs = draw.below(3) === 0 ? draw.below(400_000) - 200_000 : 0;
  return {
    name: names[index],
    followers: { count: 0, latency: { kind: 'constant', valueUs: 0 } },
    clock: { skewUs, driftPpm: 0 },
    node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 },
    clientLatencyUs: 0,
  };
}

function drawTopology(draw: Draws, regions: number): Topology {
  const kind = (['mesh', 'ring', 'star'] as const)[draw.below(3)];
  const transport = draw.below(2) === 0 ? 'datagram' : 'fifo';
  const duplicate = transport === 'datagram' ? 0.2 : 0;
  const loss = draw.below(2) * 0.05;
  const link = (from: number, to: number): Link => ({
    from,
    to,
    transport,
    latency: { kind: 'uniform', minUs: 1_000, maxUs: 120_000 },
    loss,
    duplicate,
    retransmitUs: 50_000,
  });
  const all = Array.from({ length: regions }, (_, index) => index);
  const links = all.flatMap((x) => all.flatMap((y) => (areLinked(kind, regions, x, y) ? [link(x, y)] : [])));
  return { kind: kind === 'ring' ? 'two-way-ring' : kind, forward: kind !== 'mesh', links };
}

function areLinked(kind: 'mesh' | 'ring' | 'star', regions: number, x: number, y: number): boolean {
  if (x === y) return false;
  if (kind === 'mesh') return true;
  if (kind === 'star') return x === 0 || y === 0;
  return (x + 1) % regions === y || (y + 1) % regions === x;
}

function drawFaults(draw: Draws, regions: number): readonly Fault[] {
  const faults: Fault[] = [];
  const isDrawn = (): boolean => draw.below(2) === 0;
  const span = () => {
    const atUs = draw.below(durationUs / 2);
    return { atUs, untilUs: atUs + 100_000 + draw.below(durationUs / 2) };
  };
  // It joins when the others have written for a while.
  if (isDrawn()) {
    const untilUs = durationUs / 2 + draw.below(durationUs / 2);
    faults.push({ kind: 'offline', atUs: 0, untilUs, region: regions - 1 });
  }
  if (isDrawn()) {
    const [x, y] = draw.shuffle(Array.from({ length: regions }, (_, index) => index));
    faults.push({ kind: 'partition', ...span(), cuts: [[x, y], [y, x]] });
  }
  if (isDrawn()) {
    const disk = draw.below(3) === 0 ? 'lost' : 'kept';
    faults.push({ kind: 'crash', ...span(), region: draw.below(regions), disk });
  }
  if (isDrawn()) {
    const byUs = draw.below(600_000) - 300_000;
    faults.push({ kind: 'clock-step', atUs: draw.below(durationUs), region: draw.below(regions), byUs });
  }
  return faults;
}

function describe(regions: number, { kind, links }: Topology, faults: readonly Fault[]): string {
  const shape = kind === 'two-way-ring' ? 'ring' : kind;
  const [{ transport, loss }] = links;
  const words = [
    ...(transport === 'datagram' ? ['messages that come twice and out of order'] : []),
    ...(loss > 0 ? ['messages that get lost'] : []),
    ...faults.map((fault) => nameFault(fault)),
  ];
  const what = words.length === 0 ? '' : ` with ${words.join(', ')}`;
  return `${regions} leaders in a ${shape}${what}`;
}

function nameFault(fault: Fault): string {
  switch (fault.kind) {
    case 'offline':
      return `${names[fault.region]} joining late`;
    case 'crash':
      return `a crash of ${names[fault.region]}${fault.disk === 'lost' ? ' that loses its disk' : ''}`;
    case 'clock-step':
      return `a clock that jumps at ${names[fault.region]}`;
    default:
      return `a ${fault.kind}`;
  }
}

const names: readonly string[] = ['A', 'B', 'C', 'D'];

/** What the engine's clients can ask: none where it is no operation of theirs. */
function readOperation(operation: unknown): EngineOperation | null {
  if (typeof operation !== 'object' || operation === null) return null;
  const member = (name: string): unknown => Reflect.get(operation, name);
  const textOf = (name: string): string | null => {
    const value = member(name);
    return typeof value === 'string' ? value : null;
  };
  const kind = member('kind');
  if (kind === 'write') {
    const value = textOf('value');
    return value === null ? null : { kind, value };
  }
  if (kind === 'delete') return { kind, value: null };
  const change = readChange(kind, member, textOf);
  // What else the operation says would not reach the resolver.
  const isWhole = change !== null && Object.keys(change).length === Object.keys(operation).length;
  return isWhole ? { kind: change.kind, value: null, change } : null;
}

function readChange(
  kind: unknown,
  member: (name: string) => unknown,
  textOf: (name: string) => string | null,
): ValueChange | null {
  if (kind === 'increment') {
    const by = member('by');
    return typeof by === 'number' && Number.isSafeInteger(by) ? { kind, by } : null;
  }
  if (kind === 'add' || kind === 'remove') {
    const element = textOf('element');
    return element === null ? null : { kind, element };
  }
  const fields = member('fields');
  if (kind !== 'set' || typeof fields !== 'object' || fields === null) return null;
  const entries: [string, string][] = [];
  for (const name of Object.keys(fields)) {
    const value: unknown = Reflect.get(fields, name);
    if (typeof value !== 'string') return null;
    entries.push([name, value]);
  }
  return { kind, fields: Object.fromEntries(entries) };
}
