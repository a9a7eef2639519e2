/** Everything the live view shows at one moment. */
import type { JudgedExpectation } from '../../../scenarios/index.js';
import type { Observation } from '../../../sim/observation.js';
import type { Report, Verdict } from '../../../sim/report.js';
import type { Scenario } from '../../../sim/scenario.js';
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

/** What the person looks at. */
export interface Focus {
  readonly mode: 'view' | 'filter' | 'moment';
  /** The log shows events with this text in them. */
  readonly filter: string;
  /** The moment to go to, as far as it has been typed. */
  readonly moment: string;
  /** How many regions of the table are scrolled out at its top. */
  readonly scroll: number;
}

/** Figures over time, for sparklines; by region in the scenario's order. */
export interface History {
  readonly queues: readonly Series[];
  readonly conflicts: Series;
  readonly lost: Series;
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
