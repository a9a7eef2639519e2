/** A check for people: what was proved, what was refuted and by what, and what that means. */
import { assertNever } from '../../../sim/base/assert.js';
import { canAskInEngine } from '../../../sim/check-resolver.js';
import type { CheckedAnswer, ResolverCheck } from '../../../sim/resolver-check.js';
import type { Paint } from '../../color.js';
import { printable } from '../../printable.js';
import { countOf, formatCount } from '../format.js';
import type { TextStyle } from '../text.js';
import { paintVerdict } from '../verdict.js';
import { cutLine, paragraph, padTo } from './card-lines.js';
import { counterexampleLines } from './counterexample-text.js';
import { groupCounterexamples, sizeWords, type CounterexampleGroup } from './counterexamples.js';
import { findingLines } from './finding-text.js';
import { grantedWords, propertyWords } from './property-words.js';
import { violationsOf, type ShownCheck } from './shown-check.js';
import { renderTestFile } from './test-text.js';
import { operationWords } from './value-words.js';

/** How a card may look. */
export interface CheckStyle extends TextStyle {
  /** With a test for each counterexample. */
  readonly showsTests: boolean;
}

/** The whole card, no wider than 80 columns. */
export function renderCheckText(shown: ShownCheck, style: CheckStyle): string {
  const violations = violationsOf(shown.check);
  const groups = groupCounterexamples(violations);
  const sections = [
    headingLines(shown, style.paint),
    propertyLines(shown.check, groups, style.paint),
    boundsLines(shown.check),
    ...violations.filter(({ findings }) => findings.length > 0).map((each) => findingLines(each, shown, style)),
    ...groups.map((group) => counterexampleLines(group, groups.length, shown, style)),
    ...(style.showsTests && violations.length > 0 ? [testLines(shown, style.paint)] : []),
  ];
  const text = sections.map((lines) => lines.join('\n')).join('\n\n');
  return `${style.ascii ? toAscii(text) : text}\n`;
}

/** The verdict in one sentence, which begins with a word. */
export function checkSentence({ check, file }: ShownCheck): string {
  const { properties, verdict } = check;
  const count = (each: CheckedAnswer['verdict']): number => properties.filter((one) => one.verdict === each).length;
  const what = `${printable(check.resolver)} (${printable(file)})`;
  const all = formatCount(properties.length);
  const only = properties.length === 1 ? properties[0].property : null;
  switch (verdict) {
    case 'holds':
      return `HOLDS  ${what}: ${provedWords(properties)}`;
    case 'violated': {
      const which = only ?? `${formatCount(count('violated'))} of ${all} properties`;
      return `REFUTED  ${what}: ${which} ${count('violated') === 1 ? 'does' : 'do'} not hold`;
    }
    case 'unknown':
      return `UNKNOWN  ${what}: ${only ?? `${formatCount(count('unknown'))} of ${all} properties`} cannot be told`;
    default:
      return assertNever(verdict);
  }
}

function provedWords(properties: readonly CheckedAnswer[]): string {
  const unasked = properties.filter((answer) => answer.verdict === 'holds' && answer.granted?.isAll === true).length;
  const all = formatCount(properties.length);
  if (properties.length === 1) return unasked === 0 ? `${properties[0].property} is proved within bounds` : 'nothing was asked';
  if (unasked === 0) return `all ${all} properties are proved within bounds`;
  return `${formatCount(properties.length - unasked)} of ${all} properties are proved within bounds, and of the rest nothing was asked`;
}

/** How much was looked at, as sentences. */
export function boundsSentences(check: ResolverCheck): readonly string[] {
  const { coverage, seed, operations } = check;
  const { histories, concurrentPairs, randomHistories, engineRuns } = coverage;
  const asked = operations.map(operationWords).join(', ');
  return [
    boundsSentence(check),
    `Looked at: ${formatCount(histories)} of them, with ${countOf(concurrentPairs, 'concurrent pair')} of writes${beyond(randomHistories, engineRuns, seed)}${withoutEngine(check)}.`,
    `Operations: ${asked === '' ? 'none' : asked}.`,
  ];
}

function boundsSentence({ bounds, operations, properties }: ResolverCheck): string {
  const { writes, replicas, duplicates } = bounds;
  if (writes === 0) return 'Bounds: none; no size of histories was looked at whole.';
  const hasDiverged = properties.some(({ property, verdict }) => property === 'convergent' && verdict === 'violated');
  const few = bounds.operations.flatMap((count, index) =>
    count < operations.length ? [`those of ${countOf(index + 1, 'write')} with ${count} of the ${operations.length} operations`] : [],
  );
  return [
    `Bounds: all histories of up to ${countOf(writes, 'write')} at ${countOf(replicas, 'replica')}`,
    `in every order of delivery${hasDiverged ? ' until replicas were seen to diverge' : ''}`,
    ...(duplicates === 0 ? [] : [`${countOf(duplicates, 'message')} to each replica coming twice`]),
    ...few,
  ].join(', ') + '.';
}

function beyond(random: number, runs: number, seed: string): string {
  const parts = [
    ...(random === 0 ? [] : [`${formatCount(random)} longer ones at random (seed ${printable(seed)})`]),
    ...(runs === 0 ? [] : [`${countOf(runs, 'run')} of the engine under faults`]),
  ];
  return parts.length === 0 ? '' : `; beyond that ${parts.join(' and ')}`;
}

/** Where replicas were seen to diverge the engine has nothing to add. */
function withoutEngine({ coverage, operations, properties, ...check }: ResolverCheck): string {
  const hasDiverged = properties.some(({ property, verdict }) => property === 'convergent' && verdict === 'violated');
  if (coverage.engineRuns > 0 || operations.length === 0 || hasDiverged) return '';
  if (canAskInEngine({ ...check, operations })) return '';
  return '; not run in the engine: its clients cannot ask these operations';
}

function headingLines(shown: ShownCheck, paint: Paint): readonly string[] {
  const { verdict } = shown.check;
  return paragraph(checkSentence(shown)).map((line) => paintVerdict(line, verdict, paint));
}

const nameColumns = 26;
const verdictColumns = 22;

function propertyLines(
  { properties }: ResolverCheck,
  groups: readonly CounterexampleGroup[],
  paint: Paint,
): readonly string[] {
  const lines = properties.map((answer) => {
    const head = padTo(`  ${answer.property}`, nameColumns);
    const word = padTo(verdictWord(answer), verdictColumns);
    const line = cutLine(`${head}${word}${besideOf(answer, groups)}`);
    return `${head}${paintVerdict(word, answer.verdict, paint)}${line.slice(head.length + word.length)}`.trimEnd();
  });
  const reasons = new Set(properties.flatMap((answer) => (answer.verdict === 'unknown' ? [answer.reason] : [])));
  const told = [...reasons].map((reason) => {
    const whose = properties.filter((answer) => answer.verdict === 'unknown' && answer.reason === reason);
    const isAll = whose.length === properties.filter(({ verdict }) => verdict === 'unknown').length;
    return `Unknown${isAll ? '' : ` (${whose.map(({ property }) => property).join(', ')})`}: ${printable(reason)}.`;
  });
  const granted = properties.flatMap((answer) =>
    answer.verdict === 'holds' && answer.granted !== undefined ? [`${answer.property}: ${grantedWords(answer.granted)}.`] : [],
  );
  const notes = [...told, ...granted];
  return [...lines, ...(notes.length === 0 ? [] : ['']), ...notes.flatMap((sentence) => paragraph(sentence))];
}

function verdictWord(answer: CheckedAnswer): string {
  switch (answer.verdict) {
    case 'holds':
      return answer.granted?.isAll === true ? 'not asked' : 'proved within bounds';
    case 'violated':
      return 'REFUTED';
    case 'unknown':
      return 'unknown';
    default:
      return assertNever(answer);
  }
}

function besideOf(answer: CheckedAnswer, groups: readonly CounterexampleGroup[]): string {
  if (answer.verdict === 'holds' && answer.granted?.isAll === true) return 'nothing was asked, see below';
  if (answer.verdict === 'holds' && answer.granted !== undefined) return 'beside what may be lost';
  if (answer.verdict !== 'violated') return propertyWords[answer.property];
  const group = groups.find(({ broken }) => broken.some(({ property }) => property === answer.property));
  if (group === undefined) return 'see below';
  return `counterexample ${group.number}, ${sizeWords(group.counterexample)}`;
}

/** Code is not cut: it is there to be copied. */
function testLines(shown: ShownCheck, paint: Paint): readonly string[] {
  return [paint.bold('A test, to stand beside the resolver'), '', ...renderTestFile(shown).trimEnd().split('\n').map(printable)];
}

function boundsLines(check: ResolverCheck): readonly string[] {
  return boundsSentences(check).flatMap((sentence) => paragraph(sentence));
}

/** Marks take no column, so nothing may stand for them. */
function toAscii(text: string): string {
  return text.replaceAll('…', '~').replace(/[\p{Mn}\p{Me}]/gu, '').replace(/[^\x00-\x7f]/gu, '?');
}
