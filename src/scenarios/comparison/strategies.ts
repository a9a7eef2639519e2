/** Strategies of replication with sensible settings, for one workload under each. */
import type { Scenario } from '../../sim/scenario.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { Variant } from './variants.js';
import { toYaml } from './yaml-value.js';

/** A strategy that a scenario of another one can be tried under. */
interface StrategyPreset {
  /** One line for help texts. */
  readonly about: string;
  /** Whether a scenario is of this strategy already: then it stays as its author wrote it. */
  readonly isOf: (replication: Scenario['replication']) => boolean;
  /** `replication`, but for what every strategy understands. */
  readonly replication: (scenario: Scenario) => Readonly<Record<string, unknown>>;
  /** Followers replay a leader's log: without one there is none. */
  readonly hasFollowers: boolean;
}

/** The strategies by name. */
const presets: ReadonlyMap<string, StrategyPreset> = new Map([
  [
    'multi-leader',
    {
      about: 'every region accepts writes and ships its log',
      isOf: ({ strategy }) => strategy === 'multi-leader',
      replication: () => ({ strategy: 'multi-leader' }),
      hasFollowers: true,
    },
  ],
  [
    'leaderless',
    {
      about: 'copies in up to three regions, quorums of reads and writes, hints',
      isOf: ({ strategy }) => strategy === 'leaderless',
      replication: ({ regions }) => ({
        strategy: 'leaderless',
        copies: Math.min(3, regions.length),
        write: 'quorum',
        read: 'quorum',
        hints: {},
      }),
      hasFollowers: false,
    },
  ],
]);

/** A name and one line for each strategy. */
export const strategyWords: readonly (readonly [name: string, about: string])[] = [...presets].map(
  ([name, { about }]) => [name, about],
);

/** A variant a strategy, or why there is none. */
export type StrategiesResult =
  | { readonly ok: true; readonly variants: readonly Variant[] }
  | { readonly ok: false; readonly message: string };

/** What to change about a scenario to see it under each of these strategies. */
export function strategyVariants(
  names: readonly string[],
  scenario: Scenario,
): StrategiesResult {
  const known = [...presets.keys()];
  const variants: Variant[] = [];
  for (const name of names) {
    const preset = presets.get(name);
    if (preset === undefined) {
      const { suggestion } = didYouMean(name, known);
      const question = suggestion === undefined ? '' : `; ${suggestion}`;
      const message = `--strategies: there is no strategy "${name}"`;
      return { ok: false, message: `${message}; expected ${listWords(known)}${question}` };
    }
    if (variants.some((variant) => variant.name === name)) {
      return { ok: false, message: `--strategies: ${name} stands there twice; expected each once` };
    }
    variants.push({ name, changes: preset.isOf(scenario.replication) ? [] : changesOf(name, preset, scenario) });
  }
  return { ok: true, variants };
}

function changesOf(
  name: string,
  preset: StrategyPreset,
  scenario: Scenario,
): Variant['changes'] {
  const metadata = `${String(scenario.replication.metadataBytes)}B`;
  const change = (path: string, value: unknown): Variant['changes'][number] => ({
    path,
    value: toYaml(value),
    origin: { name: `--strategies ${name}: ${path}`, line: 0, column: 0 },
  });
  const withFollowers = preset.hasFollowers
    ? []
    : scenario.regions.filter(({ followers }) => followers.count > 0);
  return [
    change('replication', { ...preset.replication(scenario), metadata }),
    ...withFollowers.map((region) => change(`regions.${region.name}.followers`, 0)),
  ];
}
