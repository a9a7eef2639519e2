/** A series of figures as one row of bars. */
import type { Theme } from './theme.js';

/** The newest figures, oldest first; never more than {@link seriesLength}. */
export type Series = readonly number[];

/** How many figures a series keeps. */
export const seriesLength = 64;

/**
 * Bars up to the right edge; a bar is the largest of the figures it stands for, and the tallest bar
 * the largest of all. Zero is the lowest bar.
 */
export function drawSparkline(series: Series, columns: number, theme: Theme): string {
  if (columns <= 0) return '';
  const perBar = Math.max(1, Math.ceil(series.length / columns));
  const bars: number[] = [];
  for (let end = series.length; end > 0; end -= perBar) {
    bars.unshift(Math.max(...series.slice(Math.max(0, end - perBar), end)));
  }
  const largest = Math.max(1, ...bars);
  const drawn = bars.map((figure) => drawBar(figure, largest, theme)).join('');
  return ' '.repeat(columns - bars.length) + drawn;
}

function drawBar(figure: number, largest: number, theme: Theme): string {
  const top = theme.spark.length - 1;
  return theme.spark[Math.ceil((Math.max(0, figure) / largest) * top)] ?? '';
}
