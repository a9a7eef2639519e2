/** What a sweep runs: a checked scenario for each point, or words about what is wrong. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../scenarios/index.js';
import { maxAxes, readAxis } from '../../scenarios/sweep/axis.js';
import type { SweepAxis } from '../../scenarios/sweep/axis.js';
import { defaultMetrics, readMetrics } from '../../scenarios/sweep/metric-names.js';
import { changesAt, countPoints, maxPoints, maxRuns, placesOf } from '../../scenarios/sweep/sweep-plan.js';
import type { SweepPlan } from '../../scenarios/sweep/sweep-plan.js';
import type { Paint } from '../color.js';
import { loadResolver } from '../load-resolver.js';
import type { LoadedResolver } from '../load-resolver.js';
import { loadScenario } from '../load-scenario.js';
import type { RunSubject } from '../many-runs/run-messages.js';
import type { ResolverBundle } from '../open-resolver.js';
import { printable } from '../printable.js';
import { formatCount } from '../report/format.js';
import { overridesOf } from '../run-request.js';
import type { SweepWords } from './sweep-request.js';

/** A sweep that can run. */
export interface PlannedSweep {
  readonly plan: SweepPlan;
  /** One a point. */
  readonly subjects: readonly RunSubject[];
  /** Sixteen hexadecimal digits over all scenarios, and the code of their own resolvers. */
  readonly digest: string;
}

/** A plan, or an error ready to print. */
export type PlanResult =
  | { readonly ok: true; readonly planned: PlannedSweep }
  | { readonly ok: false; readonly message: string };

/** Reads and checks all that is to be run. */
export async function planSweep(words: SweepWords, paint: Paint): Promise<PlanResult> {
  const read = readWords(words);
  if (!read.ok) return read;
  const { axes, metrics } = read;
  const { target, scenario } = words;
  const overrides = overridesOf(words);
  const base = loadScenario({ target, scenario, overrides }, paint);
  if (!base.ok) return base;
  const { name, title, seed } = base.loaded.scenario;
  const subjects: RunSubject[] = [];
  const resolvers = new Resolvers(paint);
  for (let point = 0; point < countPoints(axes); point++) {
    const found = loadScenario({ target, scenario, overrides: [...overrides, ...changesAt(axes, point)] }, paint);
    if (!found.ok) return refuse(headed(axes, point, found.message));
    const { loaded, source } = found;
    const own = loaded.resolverFile === undefined ? null : await resolvers.load({ ...loaded.resolverFile, source });
    if (own?.ok === false) return refuse(headed(axes, point, own.message));
    subjects.push({ scenario: loaded.scenario, bundle: own === null ? null : bareBundle(own.module.bundle) });
  }
  const plan = { scenario: name, title, axes, metrics, firstSeed: seed, seedCount: words.seeds };
  return { ok: true, planned: { plan, subjects, digest: digestOf(subjects) } };
}

/** What the words say before any file is read. */
export type ReadWords =
  | { readonly ok: true; readonly axes: readonly SweepAxis[]; readonly metrics: SweepPlan['metrics'] }
  | { readonly ok: false; readonly message: string };

/** Reads axes and metrics, and says no to what would be too much. */
export function readWords({ varied, metrics, seeds }: Pick<SweepWords, 'varied' | 'metrics' | 'seeds'>): ReadWords {
  const axes: SweepAxis[] = [];
  for (const text of varied) {
    const read = readAxis(text);
    if (!read.ok) return refuse(printable(read.message));
    const { path } = read.axis;
    if (path === 'seed') return refuse('--vary seed: every point runs under the same seeds; say how many with --seeds');
    if (axes.some((axis) => axis.path === path)) {
      return refuse(`--vary ${printable(path)} stands there twice; name all its values in one`);
    }
    axes.push(read.axis);
  }
  if (axes.length > maxAxes) {
    return refuse(`--vary stands there ${axes.length} times; expected at most ${maxAxes}: more are no picture any more`);
  }
  const points = countPoints(axes);
  if (points > maxPoints) {
    return refuse(`--vary: these are ${formatCount(points)} points; expected at most ${formatCount(maxPoints)}`);
  }
  if (points * seeds > maxRuns) {
    const runs = formatCount(points * seeds);
    const most = formatCount(Math.floor(maxRuns / points));
    return refuse(`${formatCount(points)} points under ${formatCount(seeds)} seeds are ${runs} runs; expected --seeds ${most} or fewer`);
  }
  const found = readMetrics(metrics.length === 0 ? defaultMetrics : metrics);
  return found.ok ? { ok: true, axes, metrics: found.metrics } : refuse(printable(found.message));
}

/** Each file is read once, whoever names it. */
class Resolvers {
  readonly #paint: Paint;
  readonly #known = new Map<string, Promise<LoadedResolver>>();

  constructor(paint: Paint) {
    this.#paint = paint;
  }

  load(request: Parameters<typeof loadResolver>[0]): Promise<LoadedResolver> {
    const key = JSON.stringify([request.path, request.line === 0 ? '' : request.source.name]);
    const known = this.#known.get(key) ?? loadResolver(request, this.#paint);
    this.#known.set(key, known);
    return known;
  }
}

/** What a thread needs of it. */
function bareBundle({ code, name }: ResolverBundle): ResolverBundle {
  return { code, name };
}

function digestOf(subjects: readonly RunSubject[]): string {
  const hash = createHash('sha256');
  for (const { scenario, bundle } of subjects) hash.update(canonicalJson({ scenario, code: bundle?.code ?? null }));
  return hash.digest('hex').slice(0, 16);
}

/** At which point it went wrong, where there are several and the message does not say it by itself. */
function headed(axes: readonly SweepAxis[], point: number, message: string): string {
  if (axes.length === 0 || !message.endsWith('\n')) return message;
  const at = placesOf(axes, point).map((place, i) => `${axes[i].path}=${axes[i].values[place].yaml}`);
  return `At ${printable(at.join(', '))}:\n${message}`;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
