/** Everything the live view shows at one moment. */
import type { JudgedExpectation } from '../../../scenarios/index.js';
import type { KeyInspection } from '../../../sim/key-inspection.js';
import type { Observation, PairLag } from '../../../sim/observation.js';
import type { Report, Verdict } from '../../../sim/report.js';
import type { Scenario } from '../../../sim/scenario.js';
import type { KeyChoice } from '../inspector/key-choice.js';
import type { Focus } from './live-focus.js';
import type { LiveRecord } from './live-record.js';
import type { Mark } from './marks.js';
import type { Series } from '../drawing/sparkline.js';

/** A moment of a run and of whoever watches it. */
export interface LiveState {
  readonly scenario: Scenario;
  readonly observation: Observation;
  /** Null while they are too costly to count. */
  readonly losses: LossCounts | null;
  readonly history: History;
  readonly record: LiveRecord;
  /** Known so far, in order; those after the moment shown are to come. */
  readonly marks: readonly Mark[];
  readonly firstSeenUs: FirstSeen;
  /** How long writes took from leader to leader so far; null where that was not looked at. */
  readonly lags: readonly PairLag[] | null;
  /** Where the key that is inspected stands; null before the first write, and while nobody sees it. */
  readonly inspection: KeyInspection | null;
  readonly keyChoice: KeyChoice;
  readonly playback: Playback;
  readonly focus: Focus;
  /** Null until the run has ended. */
  readonly judgement: Judgement | null;
}

/** What would be lost and divergent if the run ended now. */
export interface LossCounts {
  readonly lost: number;
  readonly divergentKeys: number;
}

/** When each was first seen; null as long as it has not been. */
export interface FirstSeen {
  readonly conflict: number | null;
  readonly loss: number | null;
  readonly divergence: number | null;
}

/** How the run moves on. */
export interface Playback {
  /** `seeking`: on its way to another moment. */
  readonly mode: 'running' | 'paused' | 'seeking' | 'judging' | 'finished';
  /** Simulated seconds a second. */
  readonly speed: number;
  /** Whether the run goes to its end as fast as it can. */
  readonly isHurrying: boolean;
}

/** Figures over time, for sparklines; by region in the scenario's order. */
export interface History {
  readonly queues: readonly Series[];
  readonly conflicts: Series;
  readonly lost: Series;
  readonly divergent: Series;
  readonly staleReads: Series;
  /** What each region wrote from the start. */
  readonly written: readonly Series[];
  /** When the samples were taken. */
  readonly atUs: Series;
}

/** A finished run and what became of its expectations. */
export interface Judgement {
  readonly report: Report;
  readonly expectations: readonly JudgedExpectation[];
  readonly verdict: Verdict;
}

/** When everything that is planned has happened: the workload's end or the last fault's. */
export function plannedEndUs(scenario: Scenario): number {
  let endUs = scenario.durationUs;
  for (const fault of scenario.faults) {
    const faultEndUs = 'untilUs' in fault && fault.untilUs !== null ? fault.untilUs : fault.atUs;
    endUs = Math.max(endUs, faultEndUs);
  }
  return endUs;
}
