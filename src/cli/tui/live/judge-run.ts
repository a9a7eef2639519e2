/** What a finished run comes to. */
import { judgeExpectations, overallVerdict } from '../../../scenarios/expectations.js';
import type { LoadedScenario } from '../../../scenarios/index.js';
import type { Report } from '../../../sim/report.js';
import type { Judgement } from '../../view/live/live-state.js';

/** Holds a finished run against what its scenario expects. */
export function judgeRun({ expectations }: LoadedScenario): (report: Report) => Judgement {
  return (report) => {
    const judged = judgeExpectations(expectations, report);
    return { report, expectations: judged, verdict: overallVerdict(judged) };
  };
}
