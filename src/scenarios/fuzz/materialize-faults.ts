/** Faults that a nemesis drew, as faults that a document says. */
import type { ReportedFault } from '../../sim/report.js';
import { readDocument } from '../document.js';
import { isMapping } from '../schema/field.js';
import { durationText } from './quantity-text.js';
import type { TestCase } from './test-case.js';
import { listAt, without } from './test-case.js';

/** The case with what its nemesis drew in a run, and no nemesis; itself where it has none. */
export function materializeFaults({ base, changes }: TestCase, faults: readonly ReportedFault[]): TestCase {
  if (base['nemesis'] === undefined) return { base, changes };
  const own = listAt(base, 'faults').length + changes.filter(({ kind }) => kind === 'fault').length;
  // Drawn faults come after those that the document says.
  const drawn = faults.slice(own).flatMap((fault) => {
    const until = fault.untilMs === null ? '' : `until: ${durationText(Math.round(fault.untilMs * 1000))}, `;
    const at = durationText(Math.round(fault.atMs * 1000));
    const read = readDocument(`{ at: ${at}, ${until}${fault.kind}: ${fault.where} }`);
    return read.ok && isMapping(read.document.value) ? [read.document.value] : [];
  });
  const explicit = drawn.map((fault) => ({ kind: 'fault' as const, fault }));
  return { base: without(base, 'nemesis'), changes: [...changes, ...explicit] };
}
