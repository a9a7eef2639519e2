/** A counterexample for people: a drawing, its steps with their values, what broke, and what that means. */
import type { ToldCounterexample } from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';
import { measureWidth } from '../../view/drawing/text-width.js';
import { drawSpaceTime } from '../../view/space-time/space-time.js';
import { textColumns } from '../layout.js';
import type { TextStyle } from '../text.js';
import { aidLines } from './aid-text.js';
import { cutLine, entry, padTo, paragraph } from './card-lines.js';
import { sizeWords, type CounterexampleGroup } from './counterexamples.js';
import { tellFault } from './fault-words.js';
import { propertyRules } from './property-words.js';
import { placeOfCall, versionWords, type ShownCheck } from './shown-check.js';
import type { ShownStep } from './shown-steps.js';
import { sourceLines } from './source-text.js';
import { operationWords, readingWords, stateWords } from './value-words.js';

/** The whole of it. */
export function counterexampleLines(
  group: CounterexampleGroup,
  count: number,
  shown: ShownCheck,
  style: TextStyle,
): readonly string[] {
  const { counterexample, broken, number } = group;
  const { kind } = shown.check;
  const properties = broken.map(({ property }) => property);
  const which = count === 1 ? '' : ` ${number} of ${count}`;
  const title = `Counterexample${which} (${sizeWords(counterexample)}${sourceWords(counterexample)}): ${properties.join(', ')}`;
  const isDrawn = broken.some(({ fault }) => fault.kind !== 'growth' && fault.kind !== 'engine');
  const told = broken.flatMap(({ property, fault }) => {
    const { rows, meaning } = tellFault(fault, { property, kind, shown: group.shown });
    const width = Math.min(36, Math.max(...rows.map(([name]) => measureWidth(name)), 0) + 3);
    return [
      '',
      ...entry(property, propertyRules[property], { indent: 2, width: property.length + 2 }),
      ...paragraph(versionWords(property, shown) ?? '', 4),
      ...rows.flatMap(([name, value]) => entry(name, value, { indent: 6, width })),
      ...paragraph(meaning, 4),
    ];
  });
  return [
    ...paragraph(title).map((line) => style.paint.bold(line)),
    ...(isDrawn ? ['', ...drawingLines(group, kind, style), ...stepLines(group.shown, kind)] : []),
    ...told,
    '',
    ...sourceLines(`${group.call} at`, placeOfCall(group.call, shown.sources)),
    ...aidLines(properties, shown),
  ];
}

function sourceWords({ source }: ToldCounterexample): string {
  switch (source) {
    case 'all-histories':
      return ', none is smaller';
    case 'random-histories':
      return ', found at random and made small';
    case 'engine':
      return ', under random faults';
  }
}

function drawingLines(
  { shown: steps, number }: CounterexampleGroup,
  kind: ShownCheck['check']['kind'],
  { ascii }: TextStyle,
): readonly string[] {
  const names = [...new Set(steps.map(({ step }) => step.replica))].sort();
  const lanes = names.map((name) => {
    const last = steps.findLast(({ step }) => step.replica === name);
    return { name, end: last === undefined ? '' : readingWords(last.step.after, kind) };
  });
  const drawn = drawSpaceTime(
    {
      lanes,
      steps: steps.map(({ number, step, from }) => ({
        lane: names.indexOf(step.replica),
        label: `${number}${step.kind === 'write' ? 'W' : 'M'}`,
        from: from === null ? null : from - 1,
      })),
    },
    { columns: textColumns - 2, ascii },
  );
  if (drawn.length < 2) return [];
  const legend = number === 1 ? [drawingLegend, ''] : [];
  return [...legend, ...drawn.map((line) => `  ${line}`.trimEnd()), ''];
}

const drawingLegend = '   time goes right; W: a client writes, M: a message is merged';

/** Columns of what happens; values stand behind it. */
const mostWhat = 44;

function stepLines(steps: readonly ShownStep[], kind: ShownCheck['check']['kind']): readonly string[] {
  const what = steps.map((shown) => whatHappens(shown, steps));
  const width = Math.min(mostWhat, Math.max(...what.map(measureWidth)) + 2);
  return steps.flatMap(({ number, step }, index) => {
    const head = `  ${String(number).padStart(2)}  ${step.replica}  ${padTo(what[index], width)}`;
    const behind = stateWords(step.after, kind);
    return [
      cutLine(`${head}holds ${readingWords(step.after, kind)}`),
      ...(behind === null ? [] : [cutLine(`         state ${behind}`)]),
    ];
  });
}

function whatHappens({ step, from, concurrent }: ShownStep, steps: readonly ShownStep[]): string {
  if (step.kind === 'merge') {
    const sender = steps.find(({ number }) => number === from)?.step.replica ?? '?';
    return `merges what ${sender} sent at ${from ?? '?'}`;
  }
  const unknown = concurrent.length === 0 ? '' : `, concurrent with ${concurrent.join(' and ')}`;
  const stamp = isOutOfOrder(step.stamp, steps) ? `, stamp ${step.stamp}` : '';
  return `${printable(operationWords(step.operation))}${stamp}${unknown}`;
}

/** Stamps that follow the order of writes say nothing. */
function isOutOfOrder(stamp: number, steps: readonly ShownStep[]): boolean {
  const stamps = steps.flatMap(({ step }) => (step.kind === 'write' ? [step.stamp] : []));
  return stamp > 0 && stamps.some((each, index) => index > 0 && each <= stamps[index - 1]);
}
