/** Why a rule kept one write and not another: the two things that it compared, held against the truth. */
import type { Scenario } from '../../../sim/scenario.js';
import { isOwnResolver } from '../../../sim/scenario.js';
import { describeStamp } from '../words/stamp-words.js';
import { showText } from '../drawing/text-width.js';
import type { AcceptEvent, RunIndex } from './run-index.js';
import { spanWords } from './story-words.js';

/** Of two writes, the one that stayed and the one that did not. */
export interface Choice {
  readonly kept: number;
  readonly discarded: number;
}

/** `lww compares 12.410 s > 12.223 s; in true time w2 was written 33 ms later`. */
export function choiceWords(index: RunIndex, choice: Choice): string {
  const kept = index.writes.get(choice.kept)?.event;
  const discarded = index.writes.get(choice.discarded)?.event;
  const rule = ruleName(index.told.scenario);
  if (kept === undefined || discarded === undefined || hasRollOut(index.told.scenario)) return `${rule} decides`;
  switch (index.told.scenario.conflicts.resolve) {
    case 'lww':
      return kept.stamp < discarded.stamp
        ? `${rule} decides`
        : `${rule} compares ${stampsOf(kept, discarded, '>')}${truthWords(kept, discarded)}`;
    case 'fww':
      return kept.stamp > discarded.stamp
        ? `${rule} decides`
        : `${rule} compares ${stampsOf(kept, discarded, '<')}${truthWords(discarded, kept)}`;
    case 'arrival':
      return 'what arrives replaces what is there';
    case 'site-priority':
      return `site-priority ranks ${showText(kept.replica)} over ${showText(discarded.replica)}`;
    case 'or-set':
      return 'an add stays unless whoever removes it has seen it';
    case 'cart-union':
      return 'what one cart has and the other has not is put in, as if nobody had removed it';
    case 'two-phase-set':
      return 'what was removed once never comes back';
    case 'lww-element-set':
      return 'the later stamp counts for each element, and of equal ones the add';
    case 'lww-element-set-remove-bias':
      return 'the later stamp counts for each element, and of equal ones the remove';
    case 'field-wise':
      return 'the later stamp counts for each field';
    default:
      return `${rule} decides`;
  }
}

/** The rule for conflicts, as people call it. */
export function ruleName(scenario: Scenario): string {
  const { conflicts } = scenario;
  if (hasRollOut(scenario)) return 'the rule in force there';
  return isOwnResolver(conflicts.resolve) ? 'the resolver' : conflicts.resolve;
}

/** Rules take turns, and differ from replica to replica for a while. */
function hasRollOut({ faults }: Scenario): boolean {
  return faults.some(({ kind }) => kind === 'deploy');
}

/** A write's stamp: `1.300 s`, with as many decimals as asked for; `count 3`, `1.300 s+2`. */
export function stampWords(event: AcceptEvent, decimals = 3): string {
  if (event.stampParts !== undefined) return describeStamp(event.stampParts);
  return `${(event.stamp / 1_000_000).toFixed(decimals)} s`;
}

/** How far a stamp is from the moment in which it was drawn; null where stamps are no times. */
export function stampErrorUs({ stamp, stampParts, atUs }: AcceptEvent): number | null {
  switch (stampParts?.kind) {
    case undefined:
      return stamp - atUs;
    case 'lamport':
      return null;
    case 'hybrid':
      return stampParts.lUs - atUs;
    case 'truetime':
      return stampParts.latestUs - atUs;
  }
}

/** Both stamps with the sign between them, as exact as tells them apart; equal ones go by leader. */
function stampsOf(kept: AcceptEvent, discarded: AcceptEvent, sign: '>' | '<'): string {
  if (kept.stamp === discarded.stamp) {
    const order = sign === '>' ? 'later' : 'earlier';
    return `equal stamps (${stampWords(kept)}), and ${showText(kept.replica)} is the ${order} region`;
  }
  const isClose = Math.abs(kept.stamp - discarded.stamp) < 2000;
  const [own, other] = [kept, discarded].map((event) => stampWords(event, isClose ? 6 : 3));
  return `${own} ${sign} ${other}`;
}

/** Said only where true time has another order than the stamps: `later` has the later stamp. */
function truthWords(later: AcceptEvent, earlier: AcceptEvent): string {
  if (later.stampParts?.kind === 'lamport' || later.atUs >= earlier.atUs) return '';
  const span = spanWords(earlier.atUs - later.atUs);
  return `; in true time w${earlier.write} was written ${span} later`;
}
