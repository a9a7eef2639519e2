/** The figures of certification, for expectations. */
import type { Report } from '../sim/report.js';
import type { Metric } from './metrics.js';

type Figure = Exclude<keyof NonNullable<Report['certification']>, 'byRegion'>;

const meanings: readonly (readonly [figure: Figure, name: string, meaning: string])[] = [
  ['committed', 'certification.committed', 'Writes that the order let commit.'],
  ['aborted', 'certification.aborts', 'Writes that were refused: another one of their key was committed first.'],
  ['abortRate', 'certification.abort-rate', 'Share of the certified writes that were refused.'],
  ['tooOld', 'certification.too-old', 'Writes that were refused for having been executed on too old a state.'],
  ['mostBehind', 'certification.most-behind', 'Most entries of the order that a region had certified and not applied.'],
  ['mostRemembered', 'certification.most-remembered', 'Most keys that a region’s certification remembered.'],
  ['flowPauses', 'certification.flow-pauses', 'Times that a region stopped the others, because it had too much to apply.'],
  ['elections', 'certification.elections', 'Times that a region began to put writes in order, the first included.'],
];

/** One a figure; null where writes are not certified. */
export const certificationMetrics: readonly Metric[] = meanings.map(([figure, name, meaning]) => ({
  name,
  unit: figure === 'abortRate' ? 'share' : 'count',
  meaning,
  read: (report) => report.certification?.[figure] ?? null,
}));
