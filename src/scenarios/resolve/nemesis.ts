/** What a nemesis may draw, in base units. */
import type { NemesisSpec } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** The nemesis of a scenario, if it has one. */
export function resolveNemesis(context: Context): { readonly nemesis?: NemesisSpec } {
  const { nemesis, duration } = context.document;
  if (nemesis === undefined) return {};
  const untilUs = nemesis.until ?? duration;
  const fromUs = nemesis.from;
  if (untilUs <= fromUs) {
    context.problems.push({
      path: [...context.base, 'nemesis', 'from'],
      message: 'the workload is over by then, and "until" says nothing else',
      expected: 'a time before the duration, or "until" after it',
    });
  }
  const { faults, kinds, swarm, longest } = nemesis;
  return { nemesis: { faults, fromUs, untilUs, kinds: [...new Set(kinds)], swarm, longestUs: longest } };
}
