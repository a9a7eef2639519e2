/** What runs came to beside the formulas, for people. */
import type { FigureCheck } from '../../../scenarios/sizing/check.js';
import { checkScenarioName } from '../../../scenarios/sizing/check-document.js';
import { deviations } from '../../../scenarios/sizing/check-plan.js';
import type { CheckRun } from '../../../scenarios/sizing/check-plan.js';
import { formatCount } from '../format.js';
import { table, textColumns, wrap } from '../layout.js';
import type { FigureUnit } from './figures.js';
import { decimalBandwidth, numberWords, secondsWords, sizeWords } from './quantities.js';

/** A check that was carried out. */
export interface ShownCheck {
  /** How far rates and bandwidths of partitions were divided. */
  readonly divisor: number;
  readonly seed: string;
  readonly runs: readonly CheckRun[];
  readonly checks: readonly FigureCheck[];
}

/** Lines below a sizing, in signs as `spell` spells them. */
export function checkLines({ divisor, seed, runs, checks }: ShownCheck, spell: (text: string) => string): readonly string[] {
  const rows = checks.map((one) => [
    verdictOf(one), labelOf(one.name), words(one.name, one.formula),
    one.found === null ? '-' : words(one.name, one.found), differenceWords(differenceOf(one)), `±${shareWords(one.tolerance / one.formula)}`,
  ]);
  const names = runs.map(({ name }) => checkScenarioName(name)).join(', ');
  return [
    '',
    `Checked by ${formatCount(runs.length)} runs ${divisor === 1 ? 'at full scale' : 'scaled down'}, seed ${seed}`,
    ...table([['  Verdict', 'Figure', 'Formula', 'Run', 'Differs by', 'Allowed'], ...rows.map(([verdict = '', ...rest]) => [`  ${verdict}`, ...rest].map(spell))]),
    ...wrap(scaleWords(divisor, runs), textColumns - 2).map((line) => `  ${line}`),
    ...wrap(
      `Allowed are the writes that a round trip holds and 0.1 %; of what is random, ${String(deviations)} standard deviations. ` +
        `Scenarios: ${names} (--write keeps them).`,
      textColumns - 2,
    ).map((line) => `  ${line}`),
    ...(checks.some((one) => verdictOf(one) === 'too few')
      ? wrap('Too few: so little is expected that a run of none would be within what is allowed.', textColumns - 2)
        .map((line) => `  ${line}`)
      : []),
  ];
}

/** Where chance may take all of it, a run of none agrees as well as any other: that is no agreement. */
export function verdictOf({ isWithin, tolerance, formula }: FigureCheck): 'DIFFERS' | 'too few' | 'agrees' {
  if (!isWithin) return 'DIFFERS';
  return tolerance >= formula ? 'too few' : 'agrees';
}

function scaleWords(divisor: number, runs: readonly CheckRun[]): string {
  const conflicts = runs.find(({ name }) => name === 'conflicts');
  const seconds = secondsWords(conflicts?.durationUs ?? 0);
  const by = formatCount(divisor);
  const partition = divisor === 1 ? '' :
    `In the partitions rates and bandwidths are divided by ${by}: writes, bytes and bandwidth are linear in them and are ` +
    'multiplied back here; times do not depend on them, and nothing there on keys, of which there are fewer. ';
  const others = (conflicts?.divisor ?? 1) === 1 ? 'every leader writes at its full rate' :
    `rates are divided by ${formatCount(conflicts?.divisor ?? 1)}, and pairs by the square of it`;
  return `${partition}For bandwidth and conflicts ${others} for ${seconds} over links that stay up.`;
}

/** The run over the formula, less 1; null where there is none. */
export function differenceOf({ found, formula }: FigureCheck): number | null {
  return found === null || formula === 0 ? null : found / formula - 1;
}

/** The unit of a checked figure. */
export function checkedUnit(name: string): FigureUnit {
  return units[name]?.unit ?? 'bytes';
}

const units: Readonly<Record<string, { readonly label: string; readonly unit: FigureUnit }>> = {
  'backlog-writes': { label: 'backlog, writes', unit: 'writes' },
  'backlog-bytes': { label: 'backlog, bytes', unit: 'bytes' },
  'queue-drops-at': { label: 'queue when it drops', unit: 'bytes' },
  'drain-writes-stopped': { label: 'drain, stopped', unit: 'milliseconds' },
  'drain-writes-going-on': { label: 'drain, going on', unit: 'milliseconds' },
  link: { label: 'one link', unit: 'bits-per-second' },
  'all-links': { label: 'all links', unit: 'bits-per-second' },
  conflicts: { label: 'concurrent pairs', unit: 'per-second' },
};

function labelOf(name: string): string {
  return units[name]?.label ?? name;
}

function words(name: string, value: number): string {
  switch (checkedUnit(name)) {
    case 'writes':
      return numberWords(value, 0);
    case 'bytes':
      return sizeWords(value).replace(/ \(.*/, '');
    case 'milliseconds':
      return secondsWords(value * 1000);
    case 'bits-per-second':
      return decimalBandwidth(value);
    case 'per-second':
      return `${numberWords(Number(value.toPrecision(4)))}/s`;
  }
}

function differenceWords(difference: number | null): string {
  if (difference === null) return '-';
  return `${difference < 0 ? '−' : '+'}${shareWords(Math.abs(difference))}`;
}

function shareWords(share: number): string {
  return `${numberWords(share * 100, 2)} %`;
}
