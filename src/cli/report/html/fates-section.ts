/** What became of the acknowledged writes: a bar with numbers, and a table. */
import { lossCauses } from '../../../sim/report.js';
import type { FateCounts, Report } from '../../../sim/report.js';
import { countOf, formatCount, trimmed } from '../format.js';
import { lossWords } from '../../view/words/loss-words.js';
import { markup, place } from './markup.js';
import type { Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { renderTable, section } from './table.js';

/** Every acknowledged write has exactly one fate. */
export function renderFates({ result: { report } }: ShownRun): Markup {
  const { acknowledged } = report.writes;
  if (acknowledged === 0) return section('fates', 'Fates', markup`<p>No write was acknowledged.</p>`);
  return section('fates', 'Fates', [
    markup`<p>What became of ${countOf(acknowledged, 'acknowledged write')}, as a judge sees it that knows
true time.</p>`,
    fateBar(report.fates, acknowledged),
    renderTable({
      caption: 'Fates of acknowledged writes',
      columns: [
        { title: 'Fate' },
        { title: 'Writes', isFigure: true },
        { title: 'Share', isFigure: true },
        { title: 'Meaning' },
      ],
      rows: fates.map((fate) => [
        markup`<span class="key fate-${fate}"></span> ${fate}`,
        formatCount(report.fates[fate]),
        shareOf(report.fates[fate], acknowledged),
        meanings[fate],
      ]),
    }),
    causeTable(report),
  ]);
}

const fates = ['visible', 'superseded', 'merged', 'lost', 'pending'] as const;

const meanings: Readonly<Record<keyof FateCounts, string>> = {
  visible: 'every replica that is left shows it',
  superseded: 'a later write that knew of it took its place',
  merged: 'it is part of a merged value',
  lost: 'acknowledged, and gone from some replica without a write that knew of it',
  pending: 'the run ended before that could be told',
};

/** In hundredths of a percent; what is there is never nothing, and what is not all is never all. */
function shareOf(count: number, all: number): string {
  const percent = (100 * count) / all;
  if (count > 0 && percent < 0.01) return '< 0.01 %';
  if (count < all && percent > 99.99) return '> 99.99 %';
  return `${trimmed(percent, 2)} %`;
}

const barWidth = 960;

function fateBar(counts: FateCounts, acknowledged: number): Markup {
  let start = 0;
  const parts = fates.flatMap((fate) => {
    const count = counts[fate];
    if (count === 0) return [];
    // A fate that is there is seen, however rare.
    const width = Math.max(3, (count / acknowledged) * barWidth);
    const x = start;
    start += width;
    return [{ fate, count, x, width }];
  });
  const words = parts.map(({ fate, count }) => `${formatCount(count)} ${fate}`).join(', ');
  const scale = barWidth / start;
  return markup`<svg class="bar" viewBox="0 0 ${barWidth} 44" role="img"
aria-labelledby="fate-bar-title fate-bar-desc">
<title id="fate-bar-title">Fates of acknowledged writes</title><desc id="fate-bar-desc">${words}</desc>
${parts.map(({ fate, count, x, width }) => {
  const label = `${formatCount(count)} ${fate}`;
  const inside = width * scale > label.length * 9 + 8
    ? markup`<text x="${place((x + width / 2) * scale)}" y="28" text-anchor="middle">${label}</text>`
    : null;
  return markup`<g class="fate-${fate}"><title>${label}</title><rect x="${place(x * scale)}" y="4"
width="${place(width * scale)}" height="36"/>${inside}</g>
`;
})}</svg>`;
}

function causeTable({ lostWrites }: Report): Markup | null {
  const { total, everywhere } = lostWrites;
  if (total === 0) return null;
  const ofOne = everywhere > 0 ? 'everywhere' : 'at some replicas';
  const scope = total > 1 ? `${formatCount(everywhere)} of them everywhere` : ofOne;
  return renderTable({
    caption: `Why ${countOf(total, 'write')} ${total === 1 ? 'was' : 'were'} lost, ${scope}`,
    columns: [{ title: 'Cause' }, { title: 'Writes', isFigure: true }, { title: 'Meaning' }],
    rows: lossCauses
      .filter((cause) => lostWrites.byCause[cause] > 0)
      .map((cause) => [cause, formatCount(lostWrites.byCause[cause]), lossWords[cause]]),
  });
}
