/** A sizing for programs. */
import { checkScenarioName } from '../../../scenarios/sizing/check-document.js';
import type { ShownCheck } from './check-text.js';
import { checkedUnit, differenceOf, verdictOf } from './check-text.js';
import { formatVersion, toJsonDocument } from '../json.js';
import { figuresOf } from './figures.js';
import type { GivenParameters } from './text.js';

/** The document that `schema/size.schema.json` describes. */
export function renderSizeJson({ parameters, sources }: GivenParameters, source: string | null, check: ShownCheck | null): string {
  const { partitionUs, lagUs, ...others } = parameters;
  const given = { ...others, partitionMs: partitionUs / 1000, lagMs: lagUs / 1000 };
  const { partitionUs: partitionMs, lagUs: lagMs, ...rest } = sources;
  const figures = figuresOf(parameters).flatMap((group) => group.figures);
  return toJsonDocument({
    formatVersion,
    scenario: source,
    given,
    sources: { ...rest, partitionMs, lagMs },
    figures: figures.map(({ name, value, unit, shown, formula, worked, note = null }) =>
      ({ name, value, unit, shown, formula, worked, note })),
    ...(check === null ? {} : { check: checkJson(check) }),
  });
}

function checkJson({ divisor, seed, checks }: ShownCheck): object {
  return {
    divisor,
    seed,
    verdict: checks.every(({ isWithin }) => isWithin) ? 'holds' : 'violated',
    figures: checks.map((one) => ({
      name: one.name,
      scenario: checkScenarioName(one.run),
      unit: checkedUnit(one.name),
      formula: one.formula,
      run: one.found,
      difference: differenceOf(one),
      tolerance: one.tolerance,
      isWithin: one.isWithin,
      verdict: verdictOf(one).toLowerCase().replace(' ', '-'),
    })),
  };
}
