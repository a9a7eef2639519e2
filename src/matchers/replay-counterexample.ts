/** A counterexample that was found once, as a test: it fails while the resolver goes wrong there. */
import { readToken } from '../scenarios/replay/replay-token.js';
import type { CheckToken } from '../scenarios/replay/check-token.js';
import { assertNever } from '../sim/base/assert.js';
import { ResolverChecker } from '../sim/check-resolver.js';
import type { ResolverCheck } from '../sim/resolver-check.js';
import { requireResolver, type ResolverDefinition, type ResolverRealm } from '../sim/simulate.js';
import { checkOnce } from './checked-resolver.js';
import { describeCheck, describeViolation, unknownOrigin } from './describe-check.js';
import type { Checkable } from './match-options.js';
import { loadModule } from './resolver-modules.js';

/**
 * Repeats what a token of `quarrel check` stands for with a resolver as it is now; rejects with the same
 * words when it still goes wrong, and with a TypeError when the token cannot be read or is none of a check.
 */
export async function replayToken(token: string, resolver: Checkable, testPath?: string): Promise<void> {
  const read = readToken(token);
  switch (read.kind) {
    case 'check':
      return read.token.kind === 'history'
        ? replayHistory(read.token, await open(resolver, testPath))
        : askAgain(read.token, resolver, testPath);
    case 'run':
      throw new TypeError(`${token} stands for a run of ${read.scenario}: repeat it with quarrel replay`);
    case 'unreadable':
      throw new TypeError(`${token} cannot be repeated: ${read.reason}`);
    default:
      return assertNever(read);
  }
}

type HistoryToken = Extract<CheckToken, { readonly kind: 'history' }>;
type QuestionToken = Extract<CheckToken, { readonly kind: 'question' }>;

interface Opened {
  readonly definition: ResolverDefinition;
  /** None for what runs in the test's own process. */
  readonly realm?: ResolverRealm;
}

async function open(resolver: unknown, testPath: string | undefined): Promise<Opened> {
  if (typeof resolver === 'string' || resolver instanceof URL) {
    const module = await loadModule(resolver, testPath);
    const opened = module.open();
    return { definition: opened.resolver, realm: opened.resolverRealm };
  }
  requireResolver(resolver);
  return { definition: resolver };
}

function replayHistory(token: HistoryToken, { definition, realm }: Opened): void {
  const { property, history, operations, source } = token;
  const asked = withOperations(definition, operations.map(({ text }): unknown => JSON.parse(text)));
  const place = new Map(operations.map(({ index }, at) => [index, at]));
  const writes = history.writes.map((write) => ({ ...write, operation: place.get(write.operation) ?? 0 }));
  const checker = new ResolverChecker(asked, { runs: 0, ...(realm === undefined ? {} : { realm }) });
  const counterexample = checker.judge(property, { ...history, writes }, source);
  if (counterexample === null) return;
  const violation = { property, verdict: 'violated', counterexample, findings: [] } as const;
  const { resolver, kind, seed } = checker.plan;
  const check: ResolverCheck = {
    resolver,
    kind,
    seed,
    operations: checker.plan.operations,
    bounds: { replicas: history.replicas, writes: 0 },
    coverage: { histories: 1, concurrentPairs: 0, randomHistories: 0, engineRuns: 0 },
    properties: [violation],
    growth: [],
    verdict: 'violated',
  };
  const told = describeViolation(violation, check, unknownOrigin);
  throw new Error(`${resolver} STILL FAILS: ${property}\n\n${told}`);
}

/** The same resolver, asked these; what it is asked today may be something else. */
function withOperations(definition: ResolverDefinition, operations: readonly unknown[]): ResolverDefinition {
  return new Proxy(definition, {
    get(target, name) {
      if (name === 'operations') return operations;
      const member: unknown = Reflect.get(target, name);
      // Bound, since an instance of a class may have private members, which a proxy has not.
      return typeof member === 'function' ? bindTo(member, target) : member;
    },
  });
}

function bindTo(member: CallableFunction, target: object): unknown {
  return (...given: readonly unknown[]): unknown => Reflect.apply(member, target, given);
}

async function askAgain(
  token: QuestionToken,
  resolver: Checkable,
  testPath: string | undefined,
): Promise<void> {
  const { property, replicas, writes, runs, seed } = token;
  const { check, origin } = await checkOnce(resolver, { replicas, writes, runs, seed }, testPath);
  const answer = check.properties.find((each) => each.property === property);
  if (answer === undefined || answer.verdict === 'holds') return;
  const narrowed = { ...check, properties: [answer], verdict: answer.verdict };
  throw new Error(`${check.resolver} STILL FAILS: ${property}\n\n${describeCheck(narrowed, origin)}`);
}
