/** A comparison as one JSON document, with room for several seeds a column. */
import { standingsOf } from '../../scenarios/index.js';
import type { Mark } from '../../scenarios/index.js';
import type { ShownComparison } from './comparison-words.js';
import { formatVersion, toJsonDocument } from './json.js';

/** The document that `schema/comparison.schema.json` describes. */
export function renderComparisonJson({ comparison, repeats }: ShownComparison): string {
  const { scenario, columns, rows } = comparison;
  const nameOf = (column: number): string => columns[column].name;
  return toJsonDocument({
    formatVersion,
    scenario,
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

function toJsonMark({ figure, value, against }: Mark): object {
  return { figure: figure.name, value, against };
}
