/** The pairs of regions that a choice of links names, by index. */
import type { Path } from '../issue.js';
import type { GroupsDocument, LinkChoice } from '../schema/link-choice.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
import type { Pair } from './network.js';
import { pairsOf } from './network.js';

/** The pairs that the fields of a fault choose; `path` is the fault's. */
export function chosenPairs(
  context: Context,
  choice: LinkChoice | undefined,
  path: Path,
): readonly Pair[] {
  if (choice?.between !== undefined) {
    return pairsBetween(context, choice.between, [...path, 'between']);
  }
  return unique((choice?.links ?? []).flatMap((text) => pairsOf(context, text)));
}

/** Every pair between groups both ways, or in one direction. */
export function pairsBetween(
  context: Context,
  groups: GroupsDocument,
  path: Path,
): readonly Pair[] {
  if ('from' in groups) {
    const from = groups.from.map((name) => regionIndex(context, name));
    const to = groups.to.map((name) => regionIndex(context, name));
    return unique(from.flatMap((a) => to.filter((b) => b !== a).map((b): Pair => [a, b])));
  }
  reportTwiceNamed(context, groups, path);
  const indices = groups.map((group) => group.map((name) => regionIndex(context, name)));
  return unique(
    indices.flatMap((group, at) =>
      indices.flatMap((other, where) =>
        where === at ? [] : group.flatMap((a) => other.map((b): Pair => [a, b])),
      ),
    ),
  );
}

function unique(pairs: readonly Pair[]): readonly Pair[] {
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}

function reportTwiceNamed(
  context: Context,
  groups: readonly (readonly string[])[],
  path: Path,
): void {
  const seen = new Set<string>();
  groups.forEach((group, at) => {
    group.forEach((name, place) => {
      if (seen.has(name)) {
        context.problems.push({
          path: [...path, at, place],
          message: `"${name}" stands in this ${String(path.at(-1))} twice`,
          expected: 'each region in one group at most',
        });
      }
      seen.add(name);
    });
  });
}
