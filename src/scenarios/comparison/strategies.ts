/** Strategies of replication with sensible settings, for one workload under each. */
import type { Scenario } from '../../sim/scenario.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { Variant } from './variants.js';
import { toYaml } from './yaml-value.js';

/** A strategy that a scenario of another one can be tried under. */
interface StrategyPreset {
  /** Whether a scenario is of this strategy already: then it stays as its author wrote it. */
  readonly isOf: (replication: Scenario['replication']) => boolean;
  /** `replication`, but for what every strategy understands. */
  readonly replication: (scenario: Scenario) => Readonly<Record<string, unknown>>;
  /**
   * Followers replay a leader's log; conflicts are a matter of several leaders; topologies carry what
   * those ship.
   */
  readonly isOfLeaders: boolean;
}

/** The strategies by name. */
const presets: ReadonlyMap<string, StrategyPreset> = new Map([
  [
    'multi-leader',
    {
      isOf: ({ strategy }) => strategy === 'multi-leader',
      replication: () => ({ strategy: 'multi-leader' }),
      isOfLeaders: true,
    },
  ],
  [
    'leaderless',
    {
      isOf: ({ strategy }) => strategy === 'leaderless',
      replication: ({ regions }) => ({
        strategy: 'leaderless',
        copies: Math.min(3, regions.length),
        write: 'quorum',
        read: 'quorum',
        hints: {},
      }),
      isOfLeaders: false,
    },
  ],
  [
    'single-leader',
    {
      isOf: (replication) =>
        replication.strategy === 'single-leader' && replication.protocol === 'log-shipping',
      replication: ({ regions }) => ({
        strategy: 'single-leader',
        // Two are no majority without each other.
        ...(regions.length < 3
          ? { failover: 'none', fencing: 'none' }
          : { failover: 'majority', fencing: 'term' }),
      }),
      isOfLeaders: false,
    },
  ],
  [
    'raft',
    {
      isOf: (replication) => replication.strategy === 'single-leader' && replication.protocol === 'raft',
      replication: () => ({ strategy: 'raft' }),
      isOfLeaders: false,
    },
  ],
  [
    'certification',
    {
      isOf: ({ strategy }) => strategy === 'certification',
      replication: () => ({ strategy: 'certification' }),
      isOfLeaders: false,
    },
  ],
  [
    'shared-storage',
    {
      isOf: ({ strategy }) => strategy === 'shared-storage',
      replication: () => ({ strategy: 'shared-storage' }),
      isOfLeaders: false,
    },
  ],
]);

/** The names of all strategies. */
export const strategyNames: readonly string[] = [...presets.keys()];

/** A variant a strategy, or why there is none. */
export type StrategiesResult =
  | { readonly ok: true; readonly variants: readonly Variant[] }
  | { readonly ok: false; readonly message: string };

/** What to change about a scenario to see it under each of these strategies. */
export function strategyVariants(names: readonly string[], scenario: Scenario): StrategiesResult {
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
    variants.push({
      name,
      changes: preset.isOf(scenario.replication) ? [] : changesOf(name, preset, scenario),
    });
  }
  return { ok: true, variants };
}

function changesOf(name: string, preset: StrategyPreset, scenario: Scenario): Variant['changes'] {
  const metadata = `${String(scenario.replication.metadataBytes)}B`;
  const change = (path: string, value: unknown): Variant['changes'][number] => ({
    path,
    value: toYaml(value),
    origin: { name: `--strategies ${name}: ${path}`, line: 0, column: 0 },
  });
  const replication = change('replication', { ...preset.replication(scenario), metadata });
  if (preset.isOfLeaders) return [replication];
  const withFollowers = scenario.regions.filter(({ followers }) => followers.count > 0);
  const { regions, topology, conflicts } = scenario;
  const isMesh = topology.links.length === regions.length * (regions.length - 1);
  // Quorums choose between versions too; whoever makes one order has nothing to choose.
  const hasOtherRules =
    name !== 'leaderless' && (conflicts.resolve !== 'lww' || conflicts.detect !== 'version-vector');
  return [
    replication,
    ...withFollowers.map((region) => change(`regions.${region.name}.followers`, 0)),
    ...(isMesh ? [] : [change('topology', 'mesh')]),
    ...(hasOtherRules ? [change('conflicts', {})] : []),
  ];
}
