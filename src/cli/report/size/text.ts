/** A sizing for people: what was given, then each figure with its formula and the numbers put in. */
import type { ParameterSources, SizingParameters } from '../../../scenarios/sizing/parameters.js';
import { checkLines } from './check-text.js';
import type { ShownCheck } from './check-text.js';
import { formatCount } from '../format.js';
import { labelled, textColumns, wrap } from '../layout.js';
import { figuresOf } from './figures.js';
import type { SizingFigure } from './figures.js';
import { exactBytes, numberWords, rateWords, secondsWords, sizeWords } from './quantities.js';

/** The parameters, and where each is from. */
export interface GivenParameters {
  readonly parameters: SizingParameters;
  readonly sources: ParameterSources;
}

/** How signs are spelt, before lines are broken: a spelling may be longer than the sign. */
export type Spelling = (text: string) => string;

/** Text that ends in a line break; `scenario` is what parameters were taken from, `check` what runs came to. */
export function renderSizeText(
  given: GivenParameters, scenario: string | null, check: ShownCheck | null, spell: Spelling,
): string {
  const { parameters } = given;
  const groups = figuresOf(parameters).flatMap(({ title, figures }) =>
    ['', title, ...figures.flatMap((figure) => figureLines(figure, spell))]);
  const head = [...givenLines(parameters, scenario), ...assumedLines(given.sources, scenario)];
  return [...head, ...groups, ...(check === null ? [] : checkLines(check, spell)), ''].join('\n');
}

const labelColumns = 20;

function givenLines(parameters: SizingParameters, scenario: string | null): readonly string[] {
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
  const title = scenario === null ? 'Given' : `Given, as far as ${scenario} says it`;
  return [title, ...rows.flatMap(([label, text]) => labelled(`  ${label}`, text, labelColumns))];
}

/** What stands for the published example's values: what each other leader accepts, and a queue, follow from the rest. */
function assumedLines(sources: ParameterSources, scenario: string | null): readonly string[] {
  const flags = exampleFlags.flatMap(([name, flag]) => (sources[name] === 'assumed' ? [flag] : []));
  if (flags.length === 0) return [];
  const isAll = Object.values(sources).every((source) => source === 'assumed');
  const unsaid = scenario === null ? `Without ${joined(flags)}, ` : `It does not say ${joined(flags)}: `;
  const words = isAll ? 'Without options, this is the published example.' : `${unsaid}what stands here is the published example's.`;
  return wrap(words, textColumns - 2).map((line) => `  ${line}`);
}

const exampleFlags: readonly (readonly [keyof ParameterSources, string])[] = [
  ['writesPerS', '--writes'], ['payloadBytes', '--payload'], ['metadataBytes', '--metadata'], ['regions', '--regions'],
  ['replicas', '--replicas'], ['headroom', '--headroom'], ['partitionUs', '--partition'], ['keys', '--keys'],
  ['choose', '--choose'], ['lagUs', '--lag'],
];

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
