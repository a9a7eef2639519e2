/**
 * Whether two versions of a resolver agree while one takes the other one's place: replica B runs the other
 * one, all exchange their states, and must come to the same in every history of few writes.
 */
import type { FoundViolation } from './check/resolver/check-plan.js';
import { chooseOperations } from './check/resolver/choose-operations.js';
import { clockChoices } from './check/resolver/exhaustive.js';
import { findFault } from './check/resolver/find-fault.js';
import { judgeHistories } from './check/resolver/judge-histories.js';
import { makePlain } from './check/resolver/shrink-history.js';
import { tell } from './check/resolver/tell.js';
import { MemoCandidate } from './resolution/memo-candidate.js';
import type { MergingRegisterState } from './resolution/merging-register.js';
import { mixedCandidate } from './resolution/mixed-candidate.js';
import { GuardedResolver, type ResolverRealm } from './resolution/resolver-guard.js';
import { userCandidate } from './resolution/user-candidate.js';
import type { ResolverDefinition } from './resolution/user-resolver.js';
import type { SmallHistory, ToldCounterexample } from './resolver-check.js';

/** A version of a resolver, and where its code runs. */
export interface ResolverVersionRun {
  readonly definition: ResolverDefinition;
  readonly realm: ResolverRealm;
}

/** What is asked of two versions. */
export interface AgreementQuestion {
  readonly own: ResolverVersionRun;
  readonly other: ResolverVersionRun;
  /** Operations that both take, each as JSON. */
  readonly operations: readonly string[];
  readonly replicas: number;
}

/** The first history of exactly so many writes in which they differ, or a call of either that fails; or null. */
export function findDisagreement(question: AgreementQuestion, writes: number): FoundViolation | null {
  const mixed = mix(question);
  const { replicas } = question;
  const operations = chooseOperations(mixed.candidate.operations, { replicas, writes: writes + 1, calls: 0 });
  for (const clock of clockChoices) {
    const { counterexamples } = judgeHistories(mixed.candidate, {
      replicas, writes, clock, operations, part: 0, parts: 1, areToldApart: true,
      open: new Set(['convergent']), standings: mostStandings,
    });
    const [found] = counterexamples;
    if (found === undefined) continue;
    const smallest = makePlain(found.history, (smaller) => tellMixed(mixed, smaller) !== null);
    const counterexample = tellMixed(mixed, smallest);
    return { property: 'agreement', counterexample, findings: mixed.listFindings() };
  }
  const findings = mixed.listFindings();
  return findings.length === 0 ? null : { property: 'agreement', counterexample: null, findings };
}

/** How two versions disagree in a history; null where they agree. */
export function judgeAgreement(question: AgreementQuestion, history: SmallHistory): ToldCounterexample | null {
  return tellMixed(mix(question), history);
}

/** Whether two versions can be compared at all: both registers, or both types. */
export function areComparable(own: ResolverDefinition, other: ResolverDefinition): boolean {
  return 'resolve' in own === 'resolve' in other;
}

const mostStandings = 2_000_000;

type Mixed = ReturnType<typeof mix>;

function tellMixed({ candidate }: Mixed, history: SmallHistory): ToldCounterexample | null {
  const fault = findFault(candidate, 'convergent', history);
  return fault === null ? null : tell(candidate, { property: 'agreement', history, fault }, 'all-histories');
}

function mix({ own, other, operations }: AgreementQuestion) {
  const guards = [own, other].map(({ definition, realm }) => {
    const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
    return new GuardedResolver(definition, realm, port);
  });
  // Either reads what the other one wrote.
  const states = new Map<string, MergingRegisterState>();
  const [mine, theirs] = guards.map((guard) => userCandidate(guard, operations, states));
  return {
    candidate: new MemoCandidate(mixedCandidate(mine, theirs, (replica) => replica === 1)),
    listFindings: () =>
      guards
        .flatMap(({ findings }) => findings)
        .map(({ kind, call, input, message }) => ({ kind, call, input, message })),
  };
}
