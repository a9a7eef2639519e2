/** What a region is called on the map. */
import { assertNever } from '../../../sim/base/assert.js';
import type { RegionObservation } from '../../../sim/observation.js';
import { formatShortCount } from '../words/quantity.js';
import type { Tone } from '../drawing/row.js';
import { cutMiddle, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The name of a region, its state when it is not up, its queue. */
export function labelFor(region: RegionObservation, columns: number, theme: Theme): string {
  const end = stateWords(region);
  return `${cutMiddle(showText(region.name), columns - end.length, theme.ellipsis)}${end}`;
}

/** The tone of a region's name. */
export function toneOf(region: RegionObservation): Tone {
  return region.state === 'up' ? 'strong' : 'bad';
}

function stateWords(region: RegionObservation): string {
  switch (region.state) {
    case 'up':
      return ` q${formatShortCount(region.backlogWrites)}`;
    case 'paused':
      return ` PAUSE q${formatShortCount(region.backlogWrites)}`;
    case 'down':
      return ` DOWN q${formatShortCount(region.backlogWrites)}`;
    case 'left':
      return ' LEFT';
    default:
      return assertNever(region.state);
  }
}
