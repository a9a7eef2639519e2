/** The panels that offer a choice: losses, changes that would have kept the write, commands. */
import type { Size } from '../drawing/panel.js';
import { breakLines } from '../drawing/paragraph.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showSelected } from '../drawing/selection.js';
import { showText } from '../drawing/text-width.js';
import { formatCount, formatCountOf } from '../words/quantity.js';
import { isLater } from './explain-state.js';
import type { ExplainState, ToldStage, WhatIfLine } from './explain-state.js';

/** The losses of the run, those together that one event explains; the one whose story is told is selected. */
export function drawLosses(state: ExplainState, { items, subject }: ToldStage, size: Size): readonly Row[] {
  const entries = items.map(({ words, writes, atUs }, at): readonly Row[] => {
    const isSelected = at === subject.item;
    const place = isSelected && writes.length > 1 ? ` (this is ${subject.place + 1} of ${formatCount(writes.length)})` : '';
    const later = isLater(state, atUs) ? 'later: ' : '';
    return bulleted(`${later}${words}${place}`, { isSelected, isDim: later !== '', columns: size.columns });
  });
  return showSelected(entries, subject.item, size.rows);
}

/** What would have kept the write, as far as that is known. */
export function drawWhatIf({ focus }: ExplainState, { whatIf, subject }: ToldStage, size: Size): readonly Row[] {
  switch (whatIf.kind) {
    case 'none':
      return said(`w${subject.story.write} was not lost: there is nothing to be kept.`, size);
    case 'unavailable':
      return said('Nothing was tried: the document of this run is not at hand.', size);
    case 'seeking': {
      const { tried, most, found } = whatIf;
      const words = most === 0 ? 'Running it once more to compare ...' : triedWords(tried, most);
      const head = said(words, size);
      const room = Math.max(1, size.rows - head.length);
      return [...head, ...showSelected(changes(found, focus.change, size.columns), focus.change, room)];
    }
    case 'done':
      if (whatIf.found.length === 0) return said('Nothing that was tried would have kept it.', size);
      return showSelected(changes(whatIf.found, focus.change, size.columns), focus.change, size.rows);
  }
}

/** Commands that repeat the run, or this explanation. */
export function drawRepeats({ focus }: ExplainState, { repeats }: ToldStage, size: Size): readonly Row[] {
  const entries = repeats.map(({ command, about }, at): readonly Row[] => [
    [
      span(at === focus.repeat ? '>' : ' ', 'strong'),
      span(showText(command), at === focus.repeat ? 'strong' : 'plain'),
      span(`   # ${about}`, 'dim'),
    ],
  ]);
  return showSelected(entries, focus.repeat, size.rows);
}

function triedWords(tried: number, most: number): string {
  return `Looking: ${formatCount(tried)} of at most ${formatCountOf(most, 'run')} with one thing changed ...`;
}

function changes(found: readonly WhatIfLine[], selected: number, columns: number): readonly (readonly Row[])[] {
  return found.map(({ words, lostWrites, command }, at): readonly Row[] => {
    const isSelected = at === selected;
    const losses = lostWrites === 0 ? 'nothing is lost then' : `${formatCountOf(lostWrites, 'write')} lost in all`;
    const lines = bulleted(`kept if ${words} (${losses})`, { isSelected, isDim: false, columns });
    return isSelected ? [...lines, [span(`   ${showText(command)}`, 'dim')]] : lines;
  });
}

function bulleted(
  words: string,
  { isSelected, isDim, columns }: { readonly isSelected: boolean; readonly isDim: boolean; readonly columns: number },
): readonly Row[] {
  const tone = isSelected ? 'strong' : isDim ? 'dim' : 'plain';
  return breakLines(words, columns - 4).map((line, index): Row => [
    span(index === 0 && isSelected ? '> ' : '  ', 'strong'),
    span(index === 0 ? line : ` ${line}`, tone),
  ]);
}

function said(words: string, { columns }: Size): readonly Row[] {
  return breakLines(words, columns - 2).map((line): Row => [span(` ${line}`, 'dim')]);
}
