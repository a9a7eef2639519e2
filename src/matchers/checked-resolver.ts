/** From what a test hands to `expect` to the answers about it: each resolver is checked once, whoever asks. */
import { checkResolver, type CheckOptions } from '../sim/check-resolver.js';
import type { ResolverCheck } from '../sim/resolver-check.js';
import { requireResolver, type ResolverDefinition } from '../sim/simulate.js';
import { checkModule, loadModule } from './resolver-modules.js';

/**
 * How far a test looks. Defaults: all histories of up to 3 writes, and 2,000 random ones, which takes about
 * a second; `quarrel check` looks further.
 */
export type MatchOptions = Omit<CheckOptions, 'realm'>;

/**
 * What can be checked.
 *
 * A resolver is called in the test's own process: what never ends hangs the test, and what asks the clock or
 * chance is found only where its answers differ. A path (from the test's own file, as imports are) or a file
 * URL names a module, which runs in a realm of its own, where calls that do not end are stopped and clock,
 * chance and language are trapped.
 */
export type Checkable = ResolverDefinition | string | URL;

/** Checks what a test is about; rejects with a TypeError where that is no resolver, and tells why. */
export async function checkOnce(
  received: unknown,
  options: MatchOptions,
  testPath: string | undefined,
): Promise<ResolverCheck> {
  if (typeof received === 'string' || received instanceof URL) {
    const module = await loadModule(received, testPath);
    return recall(modules, module.digest, options, () => checkModule(module, { ...quick, ...options }));
  }
  requireResolver(received);
  return recall(resolvers, received, options, () => checkResolver(received, { ...quick, ...options }));
}

const quick = { writes: 3, runs: 2000 };

interface Answered {
  readonly options: MatchOptions;
  readonly check: ResolverCheck;
}

interface Memory<Subject> {
  get(subject: Subject): readonly Answered[] | undefined;
  set(subject: Subject, answered: readonly Answered[]): unknown;
}

const resolvers: Memory<ResolverDefinition> = new WeakMap();
/** By the digest of their code. */
const modules: Memory<string> = new Map();

function recall<Subject>(
  memory: Memory<Subject>,
  subject: Subject,
  options: MatchOptions,
  work: () => ResolverCheck,
): ResolverCheck {
  const known = memory.get(subject) ?? [];
  const answered = known.find((each) => areSame(each.options, options));
  if (answered !== undefined) return answered.check;
  const check = work();
  memory.set(subject, [...known, { options, check }]);
  return check;
}

function areSame(x: MatchOptions, y: MatchOptions): boolean {
  const names = new Set([...Object.keys(x), ...Object.keys(y)]);
  return [...names].every((name) => Object.is(Reflect.get(x, name), Reflect.get(y, name)));
}
