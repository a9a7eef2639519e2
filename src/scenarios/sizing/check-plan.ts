/** The runs that formulas are held against: how far they are scaled down, and what each is to come to. */
import { concurrentPairsPerS, concurrentPairsWithin, pairVarianceWithin } from './collisions.js';
import { dropShare } from './parameters.js';
import type { SizingParameters } from './parameters.js';
import { sizeOf } from './sizing.js';

/** Runs by name: a partition after which writes stop, one during whose drain they go on, and a quiet link. */
export type CheckRunName = 'drain-stopped' | 'drain-going-on' | 'conflicts';

/** A run of generated writes, with or without a partition. */
export interface CheckRun {
  readonly name: CheckRunName;
  /** With rates as they are in the run. */
  readonly parameters: SizingParameters;
  /** How far rates and bandwidths were divided. */
  readonly divisor: number;
  readonly durationUs: number;
  readonly settleUs: number;
  /** Null: the link stays up, and has all the bandwidth that it wants. */
  readonly partition: { readonly atUs: number; readonly untilUs: number } | null;
  /** Writes that the run accepts. */
  readonly writes: number;
  readonly figures: readonly CheckedFigure[];
}

/** A figure that a run is to come to. */
export interface CheckedFigure {
  /** As among the figures of a sizing. */
  readonly name: string;
  /** What is read of the run's report. */
  readonly reads: CheckedReading;
  /** At the scale of the run, in the unit of the report: writes, bytes, milliseconds. */
  readonly expected: number;
  /** How far the run may be off, in the same unit. */
  readonly tolerance: number;
  /** What the run's figure is multiplied by to get that at full scale. */
  readonly scale: number;
}

/** What is read of a report; bytes over links are those of all writes between leaders. */
export type CheckedReading = 'peak-writes' | 'peak-bytes' | 'drain' | 'link-bytes' | 'all-bytes' | 'pairs';

/** Most deliveries of the partitions of a check that is scaled down: each write to each peer. */
export const mostScaledDeliveries = 300_000;

/** The longest run that scenarios may ask for. */
export const mostRunUs = 8760 * 3600e6;

/** About the memory of a run, as measured: the program, each write, its arrival at each peer, and what each leader holds of each key. */
export function memoryBytes({ writes, parameters: { regions, keys } }: CheckRun): number {
  return 110e6 + writes * (34 + 5 * (regions - 1)) + 43 * keys * regions;
}

/** The most memory that a run may take. */
export const mostMemoryBytes = 8 * 1024 ** 3;

/** The divisor by which both partitions take about a second, a power of ten; 1 at full scale. */
export function divisorOf(parameters: SizingParameters, isFull: boolean): number {
  let divisor = 1;
  while (!isFull && deliveriesOf(parameters, divisor) > mostScaledDeliveries && tellsEnough(parameters, 10 * divisor)) divisor *= 10;
  return divisor;
}

function deliveriesOf(parameters: SizingParameters, divisor: number): number {
  const writes = partitionRuns(parameters, divisor).reduce((sum, run) => sum + run.writes, 0);
  return writes * (parameters.regions - 1);
}

/** A backlog of a few writes, or a queue that drops its peer at the next one, tells little. */
function tellsEnough(parameters: SizingParameters, divisor: number): boolean {
  const { backlog, writeBytes } = sizeOf(parameters);
  return Math.min(backlog.bytes, parameters.queueBytes ?? Infinity) >= leastWrites * writeBytes * divisor;
}

const leastWrites = 100;

/** Every run, for parameters at full scale. */
export function planChecks(parameters: SizingParameters, divisor: number): readonly CheckRun[] {
  return [...partitionRuns(parameters, divisor), conflictRun(parameters)];
}

const fewKeys = 1000;

/** Of which keys the writes are changes nothing here, so a small run has few of them. */
function partitionRuns(parameters: SizingParameters, divisor: number): readonly CheckRun[] {
  const keys = Math.min(parameters.keys, fewKeys);
  const small = divisor === 1 ? parameters : { ...dividedBy(parameters, divisor), keys, choose: { kind: 'uniform' } as const };
  const { drain, backlog } = sizeOf(small);
  if (backlog.isDropped) return [droppedRun(small, divisor)];
  return [stoppedRun(small, divisor), ...(drain.goingOnUs === null ? [] : [goingOnRun(small, divisor)])];
}

function dividedBy(parameters: SizingParameters, divisor: number): SizingParameters {
  const { writesPerS, othersPerS, queueBytes } = parameters;
  return {
    ...parameters,
    writesPerS: writesPerS / divisor,
    othersPerS: othersPerS / divisor,
    queueBytes: queueBytes === null ? null : Math.round(queueBytes / divisor),
  };
}

/** Before it is cut a link carries writes for so long that as many come as are acknowledged. */
function leadUsOf({ writesPerS, lagUs }: SizingParameters): number {
  return Math.ceil(Math.max(1e6, 4 * lagUs, 10e6 / writesPerS));
}

/** Of what is exact but for the writes on their way when the link is cut: what rounding may add. */
const slack = 0.001;

function allowed(flying: number, formula: number): number {
  return flying + slack * (flying + formula);
}

function stoppedRun(parameters: SizingParameters, divisor: number): CheckRun {
  const { writesPerS, partitionUs, headroom, lagUs } = parameters;
  const { backlog, drain, writeBytes } = sizeOf(parameters);
  const flying = writesOnTheirWay(parameters);
  const leadUs = leadUsOf(parameters);
  const untilUs = leadUs + partitionUs;
  const held = { reads: 'peak-writes', name: 'backlog-writes', expected: backlog.writes, scale: divisor } as const;
  const figures: readonly CheckedFigure[] = [
    { ...held, tolerance: allowed(flying, backlog.writes) },
    { ...held, name: 'backlog-bytes', reads: 'peak-bytes', expected: backlog.bytes,
      tolerance: allowed(flying * writeBytes, backlog.bytes) },
    {
      name: 'drain-writes-stopped', reads: 'drain', expected: drain.stoppedUs / 1000, scale: 1,
      // An answer comes a round trip later, and what was on its way is sent again.
      tolerance: allowed(2 * lagUs + (flying / (headroom * writesPerS)) * 1e6, drain.stoppedUs) / 1000,
    },
  ];
  return {
    name: 'drain-stopped', parameters, divisor, durationUs: untilUs,
    settleUs: settleUs(drain.stoppedUs, lagUs), partition: { atUs: leadUs, untilUs },
    writes: (writesPerS * untilUs) / 1e6, figures,
  };
}

/** The link stays down no longer than until the queue has dropped its peer for sure. */
function droppedRun(parameters: SizingParameters, divisor: number): CheckRun {
  const { writesPerS, partitionUs, queueBytes, lagUs } = parameters;
  const { backlog, drain, writeBytes } = sizeOf(parameters);
  const leadUs = leadUsOf(parameters);
  const untilUs = leadUs + Math.min(partitionUs, Math.ceil(2 * (backlog.fullAfterUs ?? 0) + 2e6 / writesPerS));
  const dropsAt = dropShare * (queueBytes ?? 0);
  return {
    name: 'drain-stopped', parameters, divisor, durationUs: untilUs,
    settleUs: settleUs(drain.stoppedUs, lagUs), partition: { atUs: leadUs, untilUs },
    writes: (writesPerS * untilUs) / 1e6,
    figures: [
      { name: 'queue-drops-at', reads: 'peak-bytes', expected: dropsAt, tolerance: 2 * writeBytes + slack * dropsAt, scale: divisor },
    ],
  };
}

function goingOnRun(parameters: SizingParameters, divisor: number): CheckRun {
  const { writesPerS, partitionUs, headroom, lagUs } = parameters;
  const drainUs = sizeOf(parameters).drain.goingOnUs ?? 0;
  const leadUs = leadUsOf(parameters);
  const untilUs = leadUs + partitionUs;
  const spare = (headroom - 1) * writesPerS;
  const toleranceMs = allowed(2 * lagUs + (writesOnTheirWay(parameters) / spare) * 1e6, drainUs) / 1000;
  const durationUs = Math.ceil(untilUs + drainUs + 2 * toleranceMs * 1000);
  return {
    name: 'drain-going-on', parameters, divisor, durationUs, settleUs: settleUs(drainUs, lagUs),
    partition: { atUs: leadUs, untilUs }, writes: (writesPerS * durationUs) / 1e6,
    figures: [{ name: 'drain-writes-going-on', reads: 'drain', expected: drainUs / 1000, tolerance: toleranceMs, scale: 1 }],
  };
}

/** Unanswered when the link is cut: those of a round trip, one that is being sent, and one at each end that is only just there. */
function writesOnTheirWay({ writesPerS, lagUs }: SizingParameters): number {
  return (writesPerS * 2 * lagUs) / 1e6 + 3;
}

function settleUs(drainUs: number, lagUs: number): number {
  return Math.ceil(2 * drainUs + 10 * lagUs + 10e6);
}

/** Most writes, deliveries and pairs of the run that counts conflicts. */
const [mostConflictWrites, mostConflictDeliveries, mostPairs] = [200_000, 1_000_000, 500_000];

/** Rates as they are, for as long as the writes allow; divided where even a few lags are too many. */
function conflictRun(parameters: SizingParameters): CheckRun {
  const { lagUs, regions } = parameters;
  const total = sizeOf(parameters).allWritesPerS;
  const leastUs = 10 * lagUs;
  const most = Math.min(mostConflictWrites, mostConflictDeliveries / (regions - 1));
  const pairs = concurrentPairsPerS(parameters) * (leastUs / 1e6);
  const divisor = Math.max(
    1, Math.ceil((total * leastUs) / 1e6 / most), Math.ceil(Math.sqrt(pairs / mostPairs)),
  );
  const small = dividedBy(parameters, divisor);
  const rate = total / divisor;
  const spareUs = Math.min(most / rate, mostPairs / Math.max(concurrentPairsPerS(small), 1e-9)) * 1e6;
  const durationUs = Math.ceil(Math.min(Math.max(leastUs, spareUs), 3600e6));
  const seconds = durationUs / 1e6;
  const { writeBytes } = sizeOf(small);
  const [own, all] = [small.writesPerS * seconds, rate * seconds];
  const expected = concurrentPairsWithin(small, durationUs);
  return {
    name: 'conflicts', parameters: { ...small, queueBytes: null }, divisor, durationUs, settleUs: settleUs(0, lagUs),
    partition: null, writes: all,
    figures: [
      linkFigure('link', 'link-bytes', own, writeBytes, (8 * divisor) / seconds),
      linkFigure('all-links', 'all-bytes', all, writeBytes * (regions - 1), (8 * divisor) / seconds),
      ...(expected === 0 ? [] : [{
        name: 'conflicts', reads: 'pairs' as const, expected, tolerance: deviations * Math.sqrt(pairVarianceWithin(small, durationUs)) + 1,
        scale: concurrentPairsPerS(parameters) / expected,
      }]),
    ],
  };
}

/** How many standard deviations a random number may be off: one run in 16,000 is. */
export const deviations = 4;

function linkFigure(name: string, reads: CheckedReading, writes: number, bytes: number, scale: number): CheckedFigure {
  return { name, reads, expected: writes * bytes, tolerance: (deviations * Math.sqrt(writes) + 1) * bytes, scale };
}
