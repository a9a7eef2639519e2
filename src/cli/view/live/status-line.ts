/** The first row: what runs, how, and how far it is. The sentence at the end: what came of it. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Verdict } from '../../../sim/report.js';
import { plannedEndUs } from './live-state.js';
import type { Judgement, LiveState } from './live-state.js';
import {
  formatCount,
  formatCountOf,
  formatMoment,
  formatShortMoment,
  formatSpeed,
} from '../words/quantity.js';
import { span, spreadRow } from '../drawing/row.js';
import type { Row, Span, Tone } from '../drawing/row.js';
import { nameStrategy } from '../words/strategy-words.js';
import { cutText, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The status in exactly one row. */
export function drawStatus(state: LiveState, columns: number, theme: Theme): Row {
  const isWide = columns >= 110;
  const { scenario, observation, playback } = state;
  const name = cutText(showText(scenario.name), Math.floor(columns / 3), theme.ellipsis);
  const strategy = nameStrategy(scenario);
  const resolver = isWide ? strategy : strategy.replace(/^resolver /, '');
  const size = `${formatCountOf(scenario.regions.length, 'region')}, ${formatCountOf(
    scenario.topology.links.length,
    'link',
  )}`;
  const facts = [resolver, ...(isWide ? [size] : []), `seed ${showText(scenario.seed)}`];
  const end = isWide ? ` / ${formatShortMoment(plannedEndUs(scenario))}` : '';
  const moment = `t=${formatMoment(observation.nowUs)}s${end}`;
  return spreadRow(
    [span(` ${name}`, 'title'), span(` | ${facts.join(' | ')}`)],
    [
      span('  '),
      modeSpan(state),
      span(`  ${moment}  ${formatSpeed(playback.speed)}  ev ${formatCount(observation.events)} `),
    ],
    columns,
    theme.ellipsis,
  );
}

/** The outcome in one sentence, its verdict first. */
export function describeJudgement(judgement: Judgement): Span {
  const { expectations, verdict } = judgement;
  const word = wordFor(verdict);
  const failing = expectations.filter((expectation) => expectation.verdict === verdict);
  const [first] = failing;
  if (expectations.length === 0) {
    return span(`${word}: the scenario states no expectation`, toneFor(verdict));
  }
  if (verdict === 'holds' || first === undefined) {
    return span(`${word}: ${describeAll(expectations.length)}`, toneFor(verdict));
  }
  const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
  return span(
    `${word}: ${showText(first.name)} expected ${showText(first.expected)},` +
      ` found ${showText(first.actual)}${more}`,
    toneFor(verdict),
  );
}

/** A verdict as the first word of a sentence. */
export function wordFor(verdict: Verdict): string {
  switch (verdict) {
    case 'holds':
      return 'HOLDS';
    case 'violated':
      return 'VIOLATED';
    case 'unknown':
      return 'UNKNOWN';
    default:
      return assertNever(verdict);
  }
}

function describeAll(expectations: number): string {
  return expectations === 1
    ? 'the one expectation holds'
    : `all ${expectations} expectations hold`;
}

function toneFor(verdict: Verdict): Tone {
  switch (verdict) {
    case 'holds':
      return 'good';
    case 'violated':
      return 'bad';
    case 'unknown':
      return 'warn';
    default:
      return assertNever(verdict);
  }
}

function modeSpan({ playback }: LiveState): Span {
  switch (playback.mode) {
    case 'running':
      return span(playback.isHurrying ? '>> RUNNING' : '> RUNNING', 'good');
    case 'paused':
      return span('|| PAUSED', 'warn');
    case 'seeking':
      return span('>> SEARCHING', 'accent');
    case 'judging':
      return span('JUDGING', 'accent');
    case 'finished':
      return span('FINISHED', 'strong');
    default:
      return assertNever(playback.mode);
  }
}
