/** Feedback on a design from its run: what it loses and when, whom it keeps waiting, what is worth saying of it. */
import type { LossCause, Report } from '../../sim/report.js';
import { lossCauses } from '../../sim/report.js';
import { isTrue } from '../lessons/expression.js';
import type { FilledProse } from '../lessons/prose.js';
import { fillProse } from '../lessons/prose.js';
import type { Design } from './design.js';
import { meets } from './design.js';
import { duringFaults, isServed } from './during-faults.js';
import type { Chosen, Interview, Occasion } from './interview.js';
import type { DesignRun } from './run-design.js';
import { lookUpDesign } from './run-design.js';

/** What there is to say of a design. Times in microseconds of true time. */
export interface Feedback {
  /** By cause, the most first; none where nothing was lost. */
  readonly losses: readonly Loss[];
  /** The run in equal parts. */
  readonly timeline: readonly Span[];
  /** Of the timeline, up to three in which the most went wrong, in order of time. */
  readonly worst: readonly Span[];
  /** In order of regions. */
  readonly regions: readonly RegionFeedback[];
  /** The region whose users wait the longest for their writes; null where all wait about the same. */
  readonly farthest: RegionFeedback | null;
  /** Faults of the run. */
  readonly faults: Report['faults'];
  readonly conflicts: Report['conflicts'];
  readonly converged: boolean;
  /** Reads that returned what had been overtaken before they were asked; null where nobody counts them. */
  readonly staleReads: number | null;
  readonly remarks: readonly { readonly isPraise: boolean; readonly text: FilledProse }[];
  readonly followUps: readonly { readonly name: string; readonly ask: FilledProse; readonly answer: FilledProse }[];
}

/** Acknowledged writes that were lost from one cause. */
export interface Loss {
  readonly cause: LossCause;
  readonly writes: number;
  /** Of these, gone from every replica. */
  readonly everywhere: number;
  /** The first of them. */
  readonly first: { readonly key: string; readonly replica: string; readonly acceptedAtUs: number };
}

/** A part of the run. */
export interface Span {
  readonly fromUs: number;
  readonly untilUs: number;
  /** Acknowledged in this time and lost. */
  readonly lost: number;
  /** Asked in this time and not served. */
  readonly unserved: number;
}

/** What the clients of one region had. */
export interface RegionFeedback {
  readonly region: string;
  /** Null where nothing was written. */
  readonly writeP50Ms: number | null;
  readonly writeP99Ms: number | null;
  /** Share of writes that were answered with success; null where nothing was asked. */
  readonly availability: number | null;
  /** The same of all requests that were sent during a fault; null where there was none. */
  readonly duringFaults: number | null;
}

/** Parts of a timeline. */
export const timelineParts = 20;

/** Judges a design by its run, beside the run of the model answer. */
export function judgeDesign(interview: Interview, design: Design, run: DesignRun, model: DesignRun): Feedback {
  const { report } = run;
  const lookUp = lookUpDesign(interview.given, run, model);
  const isOccasion = ({ chosen, when }: Occasion, of: readonly Chosen[]): boolean =>
    meets(of, chosen) && (when === null || isTrue(when, lookUp) === true);
  // What could not be had is not remarked upon, but asked about all the same.
  const wanted = [...design.chosen, ...design.leftOut.map(({ chosen }) => chosen)];
  const timeline = timelineOf(run);
  const regions = regionsOf(run);
  return {
    losses: lossesOf(run),
    timeline,
    worst: worstOf(timeline),
    regions,
    farthest: farthestOf(regions),
    faults: report.faults,
    conflicts: report.conflicts,
    converged: report.convergence.converged,
    staleReads: report.clients.staleReads,
    remarks: interview.remarks.filter((one) => isOccasion(one, design.chosen))
      .map(({ isPraise, text }) => ({ isPraise, text: fillProse(text, lookUp) })),
    followUps: interview.followUps.filter((one) => isOccasion(one, wanted)).map(({ name, ask, answer }) =>
      ({ name, ask: fillProse(ask, lookUp), answer: fillProse(answer, lookUp) })),
  };
}

function lossesOf({ lostWrites }: DesignRun): readonly Loss[] {
  const losses = lossCauses.flatMap((cause): readonly Loss[] => {
    const lost = lostWrites.filter((write) => write.cause === cause);
    const first = lost.reduce((a, b) => (a === undefined || b.acceptedAtUs < a.acceptedAtUs ? b : a), lost[0]);
    if (first === undefined) return [];
    const { key, replica, acceptedAtUs } = first;
    const everywhere = lost.filter((write) => write.everywhere).length;
    return [{ cause, writes: lost.length, everywhere, first: { key, replica, acceptedAtUs } }];
  });
  return losses.sort((a, b) => b.writes - a.writes);
}

function timelineOf({ scenario, lostWrites, history }: DesignRun): readonly Span[] {
  const partUs = scenario.durationUs / timelineParts;
  const partAt = (us: number): number => Math.min(timelineParts - 1, Math.floor(us / partUs));
  const lost = new Map<number, number>();
  const unserved = new Map<number, number>();
  const count = (counts: Map<number, number>, us: number): void => {
    counts.set(partAt(us), (counts.get(partAt(us)) ?? 0) + 1);
  };
  for (const write of lostWrites) count(lost, write.acceptedAtUs);
  for (const operation of history?.history.operations ?? []) {
    if (!isServed(operation)) count(unserved, operation.invokedAtUs ?? 0);
  }
  return Array.from({ length: timelineParts }, (_, part) => ({
    fromUs: Math.round(part * partUs),
    untilUs: Math.round((part + 1) * partUs),
    lost: lost.get(part) ?? 0,
    unserved: unserved.get(part) ?? 0,
  }));
}

function worstOf(timeline: readonly Span[]): readonly Span[] {
  const bad = timeline.filter(({ lost, unserved }) => lost + unserved > 0);
  return bad.toSorted((a, b) => b.lost + b.unserved - a.lost - a.unserved).slice(0, 3)
    .sort((a, b) => a.fromUs - b.fromUs);
}

function regionsOf(run: DesignRun): readonly RegionFeedback[] {
  const during = duringFaults(run);
  return run.report.clients.byRegion.map(({ region, write }, index) => ({
    region,
    writeP50Ms: write.p50Ms,
    writeP99Ms: write.p99Ms,
    availability: write.availability,
    duringFaults: during[index]?.requests ?? null,
  }));
}

/** Twice as long as the nearest is far. */
function farthestOf(regions: readonly RegionFeedback[]): RegionFeedback | null {
  const timed = regions.filter(({ writeP50Ms }) => writeP50Ms !== null)
    .sort((a, b) => (b.writeP50Ms ?? 0) - (a.writeP50Ms ?? 0));
  const [first, last] = [timed[0], timed.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (first.writeP50Ms ?? 0) >= 2 * (last.writeP50Ms ?? 0) ? first : null;
}
