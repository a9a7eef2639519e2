/** A judged run: what every kind of report is made from. */
import type { JudgedExpectation } from '../../scenarios/index.js';
import type { LostWrite } from '../../sim/record/trace.js';
import type { Report, Verdict } from '../../sim/report.js';
import type { Scenario } from '../../sim/scenario.js';
import type { Disorder } from '../../sim/simulate.js';

/** A line of a document. */
export interface StatedPlace {
  readonly file: string;
  readonly line: number;
}

/** One run, its expectations, and how to repeat it. */
export interface RunResult {
  readonly scenario: Scenario;
  readonly report: Report;
  readonly lostWrites: readonly LostWrite[];
  /** Why the run is not linearizable; null where it is, absent where nobody looked. */
  readonly disorder?: Disorder | null;
  /** Systems that behave like this. */
  readonly systems: readonly string[];
  /** Where that is published; empty where the document does not say. */
  readonly source: string;
  readonly expectations: readonly JudgedExpectation[];
  /** Where a document of one’s own states each expectation; null where it does not. Absent: nobody knows. */
  readonly places?: readonly (StatedPlace | null)[];
  readonly verdict: Verdict;
  /** Opaque token that stands for this exact run. */
  readonly replay: string;
  /** The command line that replays the token, with what it needs beside; absent: nothing. */
  readonly replayCommand?: string;
  /** The command line that repeats this exact run. */
  readonly repeat: string;
}

/** The command line that replays a run by its token. */
export function replayCommandOf({ replay, replayCommand = `quarrel replay ${replay}` }: RunResult): string {
  return replayCommand;
}
