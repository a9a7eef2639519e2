/** From what a test hands to `expect` to the answers about it: each resolver is checked once. */
import { findMisspelling, findUnknownOption } from '../cli/resolver-spelling.js';
import { checkResolver } from '../sim/check-resolver.js';
import type { ResolverCheck } from '../sim/resolver-check.js';
import { requireResolver } from '../sim/simulate.js';
import { unknownOrigin, type CheckOrigin } from './describe-check.js';
import { defaultMatchOptions, type MatchOptions } from './match-options.js';
import { checkModule, loadModule, originOf } from './resolver-modules.js';

/** The answers, and what is known of where they come from. */
export interface CheckedResolver {
  readonly check: ResolverCheck;
  readonly origin: CheckOrigin;
}

/** Checks what a test is about; rejects with a TypeError where that is no resolver, and tells why. */
export async function checkOnce(
  received: unknown,
  options: MatchOptions,
  testPath: string | undefined,
): Promise<CheckedResolver> {
  requireOptions(options);
  const wanted = { ...defaultMatchOptions, ...options };
  if (typeof received === 'string' || received instanceof URL) {
    if (options.against !== undefined) throw new TypeError(otherOfFile);
    const module = await loadModule(received, testPath);
    const { digest, bundle } = module;
    return recall(modules, `${digest} ${bundle.name}`, options, async () => {
      const check = await checkModule(module, wanted);
      return { check, origin: await originOf(module, check, wanted) };
    });
  }
  requireResolver(received);
  const misspelling = findMisspelling(received);
  if (misspelling !== null) {
    throw new TypeError(`not what was meant: ${misspelling.message}; expected ${misspelling.expected}`);
  }
  return recall(resolvers, received, options, () => {
    return Promise.resolve({ check: checkResolver(received, wanted), origin: unknownOrigin });
  });
}

/** Functions of the test's process cannot be called in that of the module. */
const otherOfFile =
  'against: a file is checked in a process of its own, where this version is not; ' +
  'expected two resolvers that the test imports, or: quarrel check FILE --against OTHER';

/** An option that nobody knows would do nothing. */
function requireOptions(options: MatchOptions): void {
  const problem = findUnknownOption(options, Object.keys(optionNames));
  if (problem !== null) throw new TypeError(problem);
}

const optionNames: Readonly<Record<keyof MatchOptions, true>> = {
  replicas: true,
  writes: true,
  runs: true,
  engineRuns: true,
  against: true,
  againstRealm: true,
  seed: true,
  operations: true,
};

interface Answered {
  readonly options: MatchOptions;
  readonly checked: CheckedResolver;
}

interface Memory<Subject> {
  get(subject: Subject): readonly Answered[] | undefined;
  set(subject: Subject, answered: readonly Answered[]): unknown;
}

const resolvers: Memory<object> = new WeakMap();
/** By the digest of their code, and what they are called. */
const modules: Memory<string> = new Map();

async function recall<Subject>(
  memory: Memory<Subject>,
  subject: Subject,
  options: MatchOptions,
  work: () => Promise<CheckedResolver>,
): Promise<CheckedResolver> {
  const answered = memory.get(subject)?.find((each) => areSame(each.options, options));
  if (answered !== undefined) return answered.checked;
  const checked = await work();
  memory.set(subject, [...(memory.get(subject) ?? []), { options, checked }]);
  return checked;
}

function areSame(x: MatchOptions, y: MatchOptions): boolean {
  const names = new Set([...Object.keys(x), ...Object.keys(y)]);
  return [...names].every((name) => Object.is(Reflect.get(x, name), Reflect.get(y, name)));
}
