/** What a comparison runs: a checked scenario for each column, or words about what is wrong. */
import {
  combine, didYouMean, joinNames, readVaried, strategyVariants,
} from '../scenarios/index.js';
import type { LoadedScenario, Variant, Varied } from '../scenarios/index.js';
import { maxVariants } from '../scenarios/schema/compare.js';
import { listWords } from '../scenarios/suggestion.js';
import type { Paint } from './color.js';
import type { CompareRequest } from './compare-request.js';
import { loadResolver } from './load-resolver.js';
import type { ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import type { LoadRequest } from './load-scenario.js';
import { printable } from './printable.js';
import { overridesOf, repeatCommand } from './run-request.js';

/** One column before it ran. */
export interface PlannedColumn extends Variant {
  readonly loaded: LoadedScenario;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
  /** The command that runs it alone. */
  readonly repeat: string;
}

/** What is to be run. */
export interface ComparisonPlan {
  readonly columns: readonly PlannedColumn[];
  /** The column that the others are held against. */
  readonly baseline: number;
  /** The first seed of the series. */
  readonly seed: string;
}

/** Columns in order, or an error ready to print. */
export type PlanResult =
  | ({ readonly ok: true } & ComparisonPlan)
  | { readonly ok: false; readonly message: string };

/** Reads and checks all that is to be run, under one series of seeds. */
export async function planComparison(request: CompareRequest, paint: Paint): Promise<PlanResult> {
  const { target, scenario, others } = request;
  const overrides = overridesOf(request);
  const base = loadScenario({ target, scenario, overrides }, paint);
  if (!base.ok) return base;
  const { seed } = base.loaded.scenario;
  const chosen = chooseVariants(request, base.loaded);
  if (!chosen.ok) return chosen;

  const seeded = overridesOf({ overrides: request.overrides, seed });
  const wanted = [
    ...chosen.variants.map((variant) => ({ ...variant, target, scenario })),
    ...others.map((other) => ({ name: nameOf(other), changes: [], target: other, scenario: null })),
  ];
  if (wanted.length > maxVariants) {
    return refuse(`that makes ${wanted.length} columns; expected at most ${maxVariants}`);
  }
  if (wanted.length * request.seeds > mostRuns) {
    const most = Math.floor(mostRuns / wanted.length);
    const found = `${wanted.length} columns under ${request.seeds} seeds are too many runs`;
    return refuse(`${found}; expected --seeds of at most ${most}`);
  }
  const twice = wanted.find(({ name }, i) => wanted.findIndex((one) => one.name === name) < i);
  if (twice !== undefined) {
    return refuse(`"${printable(twice.name)}" would stand there twice; expected each once`);
  }
  const columns: PlannedColumn[] = [];
  const refusals: string[] = [];
  for (const { name, changes, ...of } of wanted) {
    const planned = await plan({ ...of, overrides: [...seeded, ...changes] }, paint);
    if (!planned.ok) {
      refusals.push(headed(name, wanted.length, planned.message));
      continue;
    }
    const repeat = repeatCommand({ ...of, overrides: [...request.overrides, ...changes] }, seed);
    columns.push({ name, changes, loaded: planned.loaded, resolver: planned.resolver, repeat });
  }
  if (refusals.length > 0) return refuse(refusals.join('\n'));
  const ownSeed = columns.find(({ loaded }) => loaded.scenario.seed !== seed);
  if (request.seeds > 1 && ownSeed !== undefined) {
    return refuse(
      `"${printable(ownSeed.name)}" has a seed of its own, and --seeds runs every column under the same ` +
        'ones; expected no seed among what varies, and --seed for the first of the series',
    );
  }
  const baseline = baselineOf(request, columns.map(({ name }) => name));
  return typeof baseline === 'string' ? refuse(baseline) : { ok: true, columns, baseline, seed };
}

/** All figures of so many runs are kept at once. */
const mostRuns = 50_000;

type VariantsResult =
  | { readonly ok: true; readonly variants: readonly Variant[] }
  | { readonly ok: false; readonly message: string };

/**
 * Flags have the first word: strategies, each with every combination of varied values. Without any,
 * the scenario as it is written, and what it lists itself.
 */
function chooseVariants(request: CompareRequest, base: LoadedScenario): VariantsResult {
  const varied: Varied[] = [];
  for (const text of request.varied) {
    const read = readVaried(text);
    if (!read.ok) return refuse(printable(read.message));
    if (varied.some(({ path }) => path === read.varied.path)) {
      return refuse(`--vary ${printable(read.varied.path)} stands there twice; name all its values in one`);
    }
    varied.push(read.varied);
  }
  const combinations = combine(varied);
  const asWritten = { name: base.scenario.name, changes: [] };
  if (request.strategies.length > 0) {
    const strategies = strategyVariants(request.strategies, base.scenario);
    if (!strategies.ok) return strategies;
    return { ok: true, variants: strategies.variants.flatMap((one) => combinations.map((other) => join(one, other))) };
  }
  if (varied.length > 0) return { ok: true, variants: combinations };
  if (request.others.length > 0) return { ok: true, variants: [asWritten] };
  if (base.variants.length > 0) return { ok: true, variants: [asWritten, ...base.variants] };
  return refuse(
    `there is nothing to compare ${printable(base.scenario.name)} with; expected --vary, ` +
      '--strategies or --with, or variants under compare: in the scenario (see: quarrel compare --help)',
  );
}

function join(one: Variant, other: Variant): Variant {
  return { name: joinNames(one.name, other.name), changes: [...one.changes, ...other.changes] };
}

type PlannedScenario =
  | { readonly ok: true; readonly loaded: LoadedScenario; readonly resolver: ResolverModule | null }
  | { readonly ok: false; readonly message: string };

async function plan(request: LoadRequest, paint: Paint): Promise<PlannedScenario> {
  const found = loadScenario(request, paint);
  if (!found.ok) return found;
  const { loaded, source } = found;
  const { resolverFile } = loaded;
  const own = resolverFile === undefined ? null : await loadResolver({ ...resolverFile, source }, paint);
  if (own?.ok === false) return own;
  return { ok: true, loaded, resolver: own?.module ?? null };
}

/** The place of the column that `--against` names, or words about why there is none. */
function baselineOf({ against, seeds }: CompareRequest, names: readonly string[]): number | string {
  if (against === null) return 0;
  const option = `--against ${printable(against)}`;
  if (seeds === 1) return `${option}: one seed makes no pairs; expected --seeds 2 or more beside it`;
  // A value that YAML would take for something else stands in quotes in its column's name.
  const at = names.findIndex((name) => name === against || name === JSON.stringify(against));
  if (at >= 0) return at;
  const { suggestion } = didYouMean(against, names);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  return `${option}: there is no such column; expected ${listWords(names.map(printable))}${question}`;
}

/** Which column it is about, where that is not plain. */
function headed(name: string, columns: number, message: string): string {
  return columns === 1 || !message.endsWith('\n') ? message : `In ${printable(name)}:\n${message}`;
}

/** What a table calls another scenario. */
function nameOf(target: string): string {
  return target.slice(target.lastIndexOf('#') + 1);
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
