/** What the text report says of certification. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount } from './format.js';

/** One paragraph; empty where writes are not certified. */
export function certificationOf({ certification }: Report): string {
  if (certification === null) return '';
  const { committed, aborted, tooOld, mostBehind, flowPauses, elections, byRegion } = certification;
  const where = byRegion
    .filter((region) => region.aborted > 0)
    .map((region) => `${formatCount(region.aborted)} of ${region.region}`)
    .join(', ');
  const refused =
    aborted === 0
      ? 'none refused'
      : `${formatCount(aborted)} refused, for another write of their key was committed first (${where})`;
  const old = tooOld === 0 ? '' : ` Of these ${formatCount(tooOld)} were executed on too old a state.`;
  const behind = ` At most ${countOf(mostBehind, 'certified write')} waited to be applied in a region.`;
  const flow = flowPauses === 0 ? '' : ` Regions stopped the others ${countOf(flowPauses, 'time')} to catch up.`;
  const led = elections <= 1 ? '' : ` ${countOf(elections, 'election')} of who puts writes in order, the first included.`;
  return `${countOf(committed, 'write')} committed, ${refused}.${old}${behind}${flow}${led}`;
}
