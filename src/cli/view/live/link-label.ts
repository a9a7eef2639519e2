/** What stands beside a line of the map, and what is said of a chosen link. */
import { assertNever } from '../../../sim/base/assert.js';
import type { LinkObservation } from '../../../sim/observation.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import { formatShare, formatShortCount, formatShortDuration, formatShortMoment } from '../words/quantity.js';
import { outageOfPair } from './link-pairs.js';
import type { LinkPair } from './link-pairs.js';
import type { LiveState } from './live-state.js';

/** The lines of a label: the first is the one that matters. */
export function linesFor(state: LiveState, pair: LinkPair): readonly string[] {
  const waiting = pair.waitingWrites === 0 ? [] : [`held ${formatShortCount(pair.waitingWrites)}`];
  const loss = pair.loss === 0 ? [] : [`loss ${formatShare(pair.loss)}`];
  switch (pair.state) {
    case 'up':
      return [formatShortDuration(pair.latencyUs), ...loss, ...flowOf(pair)];
    case 'one-way':
      return [`X one way${sinceOf(state, pair).replace(' PARTED', '')}`, ...healOf(state, pair), ...waiting];
    case 'cut':
      return [`X${sinceOf(state, pair)}`, ...healOf(state, pair), ...waiting];
    default:
      return assertNever(pair.state);
  }
}

/** Everything about a pair, each direction in a row. */
export function describePair(state: LiveState, pair: LinkPair): readonly Row[] {
  return [pair.there, pair.back].flatMap((link) => (link === undefined ? [] : [describeLink(state, link)]));
}

/** Writes on their way from the first end, and to it. */
function flowOf({ there, back }: LinkPair): readonly string[] {
  const [out, home] = [there?.inFlightWrites ?? 0, back?.inFlightWrites ?? 0];
  return out + home === 0 ? [] : [`out ${formatShortCount(out)} in ${formatShortCount(home)}`];
}

function sinceOf(state: LiveState, pair: LinkPair): string {
  const outage = outageOfPair(state, pair);
  if (outage === null) return '';
  const word = outage.why === 'parted' ? ' PARTED' : '';
  return `${word} since ${formatShortMoment(outage.sinceUs)}`;
}

function healOf(state: LiveState, pair: LinkPair): readonly string[] {
  const outage = outageOfPair(state, pair);
  if (outage === null) return [];
  return [outage.untilUs === null ? 'never heals' : `heals ${formatShortMoment(outage.untilUs)}`];
}

function describeLink({ lags }: LiveState, link: LinkObservation): Row {
  const { from, to, latencyUs, loss, inFlightWrites, waitingWrites, lagUs } = link;
  const lag = lags?.find((each) => each.from === from && each.to === to);
  const p99 = lag?.p99Us ?? null;
  const words = [
    ` ${showText(from)} -> ${showText(to)}`,
    link.state === 'cut' ? 'CUT' : formatShortDuration(latencyUs),
    `in flight ${formatShortCount(inFlightWrites)}`,
    `held ${formatShortCount(waitingWrites)}`,
    `lag ${formatShortDuration(lagUs)}${p99 === null ? '' : ` (p99 ${formatShortDuration(p99)})`}`,
    ...(loss === 0 ? [] : [`loss ${formatShare(loss)}`]),
  ];
  return [span(words.join('  '), link.state === 'cut' ? 'bad' : 'strong')];
}
