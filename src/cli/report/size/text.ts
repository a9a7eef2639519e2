/** A sizing for people: what was given, then each figure with its formula and the numbers put in. */
import type { SizingParameters } from '../../../scenarios/sizing/parameters.js';
import { checkLines } from './check-text.js';
import type { ShownCheck } from './check-text.js';
import { formatCount } from '../format.js';
import { labelled, textColumns, wrap } from '../layout.js';
import { figuresOf } from './figures.js';
import type { SizingFigure } from './figures.js';
import { exactBytes, numberWords, rateWords, secondsWords, sizeWords } from './quantities.js';

/** A scenario that parameters were taken from, and the flags of those that it does not say. */
export interface SizeSource {
  readonly name: string;
  readonly assumed: readonly string[];
}

/** How signs are spelt, before lines are broken: a spelling may be longer than the sign. */
export type Spelling = (text: string) => string;

/** Text that ends in a line break; `check` is what runs came to. */
export function renderSizeText(
  parameters: SizingParameters, source: SizeSource | null, check: ShownCheck | null, spell: Spelling,
): string {
  const groups = figuresOf(parameters).flatMap(({ title, figures }) =>
    ['', title, ...figures.flatMap((figure) => figureLines(figure, spell))]);
  return [...givenLines(parameters, source), ...groups, ...(check === null ? [] : checkLines(check, spell)), ''].join('\n');
}

const labelColumns = 20;

function givenLines(parameters: SizingParameters, source: SizeSource | null): readonly string[] {
  const { writesPerS, othersPerS, payloadBytes, metadataBytes, regions, replicas, headroom } = parameters;
  const { partitionUs, queueBytes, keys, choose, lagUs } = parameters;
  const rows: readonly (readonly [string, string])[] = [
    ['writes', `${rateWords(writesPerS)} accepted by one leader; ${rateWords(othersPerS)} by each other one (--writes, --others)`],
    ['payload', `${exactBytes(payloadBytes)}, and ${exactBytes(metadataBytes)} of metadata (--payload, --metadata)`],
    ['regions', `${formatCount(regions)}: ${formatCount(regions - 1)} ${regions === 2 ? 'peer' : 'peers'} of each leader, ` +
      `${formatCount(replicas)} ${replicas === 1 ? 'copy' : 'copies'} in each (--regions or --peers, --replicas)`],
    ['headroom', `a link carries ${numberWords(headroom, 3)} times the writes (--headroom)`],
    ['partition', `${secondsWords(partitionUs)} (--partition)`],
    ...(queueBytes === null ? [] : [['queue', `${sizeWords(queueBytes)} for each peer (--queue)`] as const]),
    ['keys', `${formatCount(keys)}, ${choiceWords(choose)} (--keys, --choose)`],
    ['lag', `${secondsWords(lagUs)} to another leader (--lag)`],
  ];
  const title = source === null ? 'Given' : `Given, as far as ${source.name} says it`;
  const assumed = source === null || source.assumed.length === 0 ? [] : wrap(
    `It does not say ${joined(source.assumed)}: what stands here is the published example's.`, textColumns - 2,
  ).map((line) => `  ${line}`);
  return [title, ...rows.flatMap(([label, text]) => labelled(`  ${label}`, text, labelColumns)), ...assumed];
}

function figureLines({ label, shown, formula, worked, note }: SizingFigure, spell: Spelling): readonly string[] {
  return [
    ...labelled(`  ${label}`, shown, labelColumns),
    ...indented(spell(formula), '= '),
    ...indented(spell(worked), '= '),
    ...(note === undefined ? [] : indented(spell(note), '')),
  ];
}

function indented(text: string, mark: string): readonly string[] {
  const indent = ' '.repeat(labelColumns);
  return wrap(text, textColumns - labelColumns - mark.length)
    .map((line, index) => `${indent}${index === 0 ? mark : ' '.repeat(mark.length)}${line}`);
}

function joined(flags: readonly string[]): string {
  return flags.length < 2 ? flags.join('') : `${flags.slice(0, -1).join(', ')} and ${flags.at(-1) ?? ''}`;
}

function choiceWords(choose: SizingParameters['choose']): string {
  if (choose.kind === 'zipf') return `key k as often as 1 ÷ k^${numberWords(choose.exponent, 3)}`;
  if (choose.kind === 'hot') return `${formatCount(choose.keys)} of them in ${numberWords(choose.share * 100)} % of the writes`;
  return 'each as often';
}
