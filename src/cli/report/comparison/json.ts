/** A comparison as one JSON document, with room for several seeds a column. */
import { standingsOf, summaryOf } from '../../../scenarios/index.js';
import type { Column, Mark, MeanInterval, PairedDifference, Row } from '../../../scenarios/index.js';
import { markOf } from './differences.js';
import { fingerprintOf } from './words.js';
import type { ShownComparison } from './words.js';
import { formatVersion, toJsonDocument } from '../json.js';

/** The document that `schema/comparison.schema.json` describes. */
export function renderComparisonJson({ comparison, repeats }: ShownComparison): string {
  const { scenario, columns, rows, baseline } = comparison;
  const isOne = columns[0].runs.length === 1;
  const nameOf = (column: number): string => columns[column].name;
  return toJsonDocument({
    formatVersion,
    scenario,
    fingerprint: fingerprintOf(comparison),
    seeds: columns[0].runs.map(({ seed }) => seed),
    against: nameOf(baseline),
    columns: columns.map(({ name, changes, unlike, runs }, i) => ({
      name,
      changes: changes.map(({ path, value }) => ({ path, value })),
      unlike,
      repeat: repeats[i],
      runs: runs.map(({ seed, fingerprint, figures }) => ({
        seed,
        fingerprint,
        figures: Object.fromEntries(figures),
      })),
    })),
    means: isOne
      ? []
      : columns.map((column) => ({ column: column.name, figures: toJsonMeans(rows, column) })),
    paired: isOne
      ? []
      : columns.flatMap(({ name }, column) => {
          if (column === baseline) return [];
          return [
            { column: name, against: nameOf(baseline), figures: toJsonPairs(rows, column, baseline) },
          ];
        }),
    figures: rows.map(({ figure: { name, unit, better }, best, worst }) => ({
      name,
      unit,
      better,
      best: best.map(nameOf),
      worst: worst.map(nameOf),
    })),
    standings: standingsOf(comparison).map(({ column, gains, costs }) => ({
      column: nameOf(column),
      gains: gains.map(toJsonMark),
      costs: costs.map(toJsonMark),
    })),
  });
}

function toJsonMeans(rows: readonly Row[], column: Column): object {
  return Object.fromEntries(
    rows.map(({ figure }) => [figure.name, toJsonInterval(summaryOf(column, figure))]),
  );
}

function toJsonPairs(rows: readonly Row[], column: number, baseline: number): object {
  return Object.fromEntries(
    rows.map(({ figure, paired }) => {
      const pair = paired[column][baseline];
      return [figure.name, pair === null ? null : toJsonPair(pair, markOf(figure, pair))];
    }),
  );
}

function toJsonPair(pair: PairedDifference, mark: string): object {
  const { pairs, leftOut, more, less, difference, ratio, finding } = pair;
  const says = /^\w+/.exec(mark)?.[0] ?? null;
  return {
    pairs,
    leftOut,
    more,
    less,
    difference: toJsonInterval(difference),
    ratio,
    p: pair.chance,
    pHolm: pair.chanceAmongAll,
    finding,
    says,
  };
}

function toJsonInterval(summary: MeanInterval | null): object | null {
  if (summary === null) return null;
  const { count, mean, interval } = summary;
  return { count, mean, interval: interval === null ? null : [interval.low, interval.high] };
}

function toJsonMark({ figure, value, against }: Mark): object {
  return { figure: figure.name, value, against };
}
