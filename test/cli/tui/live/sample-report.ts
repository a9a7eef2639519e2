/** Reports for tests that look at a few figures only. */
import type { Report } from '../../../../src/sim/report.js';
import { sampleReport } from '../../report/sample-result.js';

/** A report with these figures, and any others. */
export function makeReport(figures: {
  readonly lost: number;
  readonly divergentKeys: number;
  readonly fingerprint: string;
}): Report {
  return {
    ...sampleReport,
    fingerprint: figures.fingerprint,
    lostWrites: { ...sampleReport.lostWrites, total: figures.lost },
    convergence: { ...sampleReport.convergence, divergentKeys: figures.divergentKeys },
  };
}
