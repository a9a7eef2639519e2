/** Looks again at what a check's token stands for: does the resolver still fail there, and how. */
import { printable } from './printable.js';
import type { CheckToken, TokenOperation, TokenViolation } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { ResolverChecker, ResultFold } from '../sim/check-resolver.js';
import type { CheckedAnswer, CheckedProperty, ResolverCheck } from '../sim/resolver-check.js';
import { checkInWorker } from './check/check-in-worker.js';
import type { OpenResolver, ResolverModule } from './load-resolver.js';

/** What came of looking again. */
export interface CheckReplay {
  /** With the answers to what the token asks, and to nothing else. */
  readonly check: ResolverCheck;
  /** All violations of the check of which it was one: who tells them counts them. */
  readonly place: { readonly number: number; readonly count: number } | null;
}

/** Looks again; null when it was stopped before the end. */
export async function replayCheck(
  token: CheckToken,
  module: ResolverModule,
  signal: AbortSignal,
): Promise<CheckReplay | null> {
  switch (token.kind) {
    case 'histories':
      return replayHistories(token, module.open());
    case 'question':
      return replayQuestion(token, module, signal);
    default:
      return assertNever(token);
  }
}

/** A token of histories. */
export type Histories = Extract<CheckToken, { readonly kind: 'histories' }>;
type Question = Extract<CheckToken, { readonly kind: 'question' }>;

/** The properties that a token is about. */
export function propertiesOf(token: CheckToken): readonly CheckedProperty[] {
  return token.kind === 'question' ? [token.property] : token.violations.map(({ property }) => property);
}

/** Looks again at histories. */
export function replayHistories(
  { violations, operations, place }: Histories,
  { resolver, resolverRealm: realm }: OpenResolver,
): CheckReplay {
  const [{ history: { replicas } }] = violations;
  const derived = new ResolverChecker(resolver, { realm, replicas });
  const isKnown = operations.every(({ index, text }) => derived.plan.operations[index] === text);
  const texts = operations.map(({ text }) => text);
  const checker = isKnown ? derived : new ResolverChecker(resolver, { realm, replicas, operations: texts });
  const asked = isKnown ? violations : violations.map((violation) => renumber(violation, operations));
  const properties = asked.map(({ property, history, source }): CheckedAnswer => {
    const counterexample = checker.judge(property, history, source);
    if (counterexample !== null) return { property, verdict: 'violated', counterexample, findings: [] };
    const [finding] = checker.findings;
    // What fails is left out, so that nothing that it would have come to can be wrong.
    if (finding === undefined) return { property, verdict: 'holds' };
    return { property, verdict: 'unknown', reason: `${finding.call} fails in it: ${printable(finding.message)}` };
  });
  return { check: answerWith(new ResultFold(checker.plan).finish(), properties), place };
}

/** Where the resolver takes other operations now, those of the token are asked all the same. */
function renumber(violation: TokenViolation, operations: readonly TokenOperation[]): TokenViolation {
  const writes = violation.history.writes.map((write) => {
    return { ...write, operation: operations.findIndex(({ index }) => index === write.operation) };
  });
  return { ...violation, history: { ...violation.history, writes } };
}

async function replayQuestion(token: Question, module: ResolverModule, signal: AbortSignal): Promise<CheckReplay | null> {
  const { property, replicas, writes, runs, seed } = token;
  const { check, ended } = await checkInWorker(module, { settings: { replicas, writes, runs, seed }, signal });
  if (ended !== 'whole') return null;
  const answer = check.properties.find((each) => each.property === property);
  const unasked = { property, verdict: 'unknown', reason: 'this resolver is not asked that' } as const;
  return { check: answerWith(check, [answer ?? unasked]), place: null };
}

function answerWith(check: ResolverCheck, properties: readonly CheckedAnswer[]): ResolverCheck {
  const has = (verdict: CheckedAnswer['verdict']): boolean => properties.some((answer) => answer.verdict === verdict);
  return { ...check, properties, verdict: has('violated') ? 'violated' : has('unknown') ? 'unknown' : 'holds' };
}
