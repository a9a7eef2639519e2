/**
 * Checks a resolver that a user wrote: all small histories within bounds, and random ones beyond them.
 *
 * A property is proved within bounds, violated with the smallest counterexample, or unknown: what was never
 * put to the test is not right for that.
 */
import { assertNever } from './base/assert.js';
import { hashString } from './base/hash.js';
import type { FindingKind } from './base/resolver-fault.js';
import { measureGrowth, type GrowthPoint } from './check/resolver/growth.js';
import { judgeHistories, type SearchResult } from './check/resolver/judge-histories.js';
import { judgeRandomHistories } from './check/resolver/judge-random.js';
import { properties, type Counterexample, type Coverage, type PropertyName } from './check/resolver/property.js';
import { deriveOperations } from './resolution/derive-operations.js';
import { directCandidate } from './resolution/direct-candidate.js';
import { MemoCandidate } from './resolution/memo-candidate.js';
import { GuardedResolver, ownRealm, type ResolverFinding, type ResolverRealm } from './resolution/resolver-guard.js';
import { candidateReplicas, userCandidate } from './resolution/user-candidate.js';
import { isRegister, type ResolverDefinition } from './resolution/user-resolver.js';

/** How far to look. */
export interface CheckOptions {
  /** Where the resolver's code runs. Default: here, where nothing that never ends can be stopped. */
  readonly realm?: ResolverRealm;
  /** Replicas of the histories, with one that may only listen: 2 to 4. Default: 3. */
  readonly replicas?: number;
  /** All histories of up to so many writes: 1 to 5. Default: 4. */
  readonly writes?: number;
  /** Most of these histories to look at. Default: 1,000,000. */
  readonly histories?: number;
  /** Random histories of six writes. Default: 20,000. */
  readonly runs?: number;
  /** Of the random histories. Default: `42`. */
  readonly seed?: string;
}

/** What is asked of a resolver's functions, whatever they compute. */
export const conducts = ['total', 'terminates', 'deterministic', 'pure', 'closed'] as const;

/** What is asked of a resolver's functions. */
export type ConductName = (typeof conducts)[number];

/** The answer to one question. */
export type ResolverVerdict =
  | { readonly property: PropertyName | ConductName; readonly verdict: 'holds' }
  | { readonly property: PropertyName; readonly verdict: 'violated'; readonly counterexample: Counterexample }
  | { readonly property: ConductName; readonly verdict: 'violated'; readonly findings: readonly ResolverFinding[] }
  | { readonly property: PropertyName | ConductName; readonly verdict: 'unknown'; readonly reason: string };

/** What a check came to. */
export interface ResolverCheck {
  readonly resolver: string;
  readonly isRegister: boolean;
  /** What clients asked, as JSON. */
  readonly operations: readonly string[];
  readonly verdicts: readonly ResolverVerdict[];
  /** All histories of up to `completed` writes were looked at. */
  readonly bounds: { readonly replicas: number; readonly writes: number; readonly completed: number };
  readonly coverage: Coverage;
  /** Random histories beyond the bounds. */
  readonly runs: number;
  readonly growth: readonly GrowthPoint[];
  /** For words about counterexamples. */
  readonly show: CheckedStates;
}

/** States and readings of counterexamples, in words. */
export interface CheckedStates {
  state(state: number): string;
  reading(state: number): string;
}

/** Checks a resolver; the same resolver and options give the same answer everywhere. */
export function checkResolver(definition: ResolverDefinition, options: CheckOptions = {}): ResolverCheck {
  const { realm = ownRealm, replicas = 3, writes = 4, histories = 1_000_000, runs = 20_000, seed = '42' } = options;
  const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
  const guard = new GuardedResolver(definition, realm, port);
  const operations = deriveOperations(guard);
  const candidate = new MemoCandidate(userCandidate(guard, operations));
  const isAsked = operations.length > 0;
  const search = judgeHistories(candidate, { replicas, writes: isAsked ? writes : 0, histories });
  const growth = isAsked ? measureGrowth(candidate) : null;
  const counterexamples = new Map(search.counterexamples.map((each) => [each.property, each]));
  const grown = growth?.counterexample ?? null;
  if (grown !== null) counterexamples.set('bounded-growth', grown);
  const isWorthTrying = isAsked && guard.findings.length === 0 && !counterexamples.has('convergent');
  if (isWorthTrying) {
    const trial = directCandidate(definition, operations.map((text) => realm.parse(text)), candidateReplicas);
    const shape = { replicas, writes: randomWrites, operations: operations.length };
    const range = { seed: hashString(seed), from: 0, to: runs };
    const found = judgeRandomHistories({ trial, candidate, shape, ...range });
    if (found !== null) counterexamples.set(found.property, found);
  }
  return {
    resolver: definition.name,
    isRegister: candidate.isRegister,
    operations,
    verdicts: [
      ...conducts.map((conduct) => judgeConduct(conduct, guard.findings, isAsked)),
      ...askedOf(definition).map((property): ResolverVerdict => {
        const counterexample = counterexamples.get(property);
        if (counterexample !== undefined) return { property, verdict: 'violated', counterexample };
        const reason = doubt({ isAsked, findings: guard.findings, search });
        return reason === null ? { property, verdict: 'holds' } : { property, verdict: 'unknown', reason };
      }),
    ],
    bounds: { replicas, writes, completed: search.completed },
    coverage: search.coverage,
    runs: isWorthTrying ? runs : 0,
    growth: growth?.points ?? [],
    show: { state: (state) => candidate.show(state), reading: (state) => candidate.showReading(candidate.readingOf(state)) },
  };
}

const randomWrites = 6;

/** What the definition says nothing of is not asked. */
function askedOf(definition: ResolverDefinition): readonly PropertyName[] {
  return properties.filter((property) => {
    if (property === 'valid') return definition.valid !== undefined;
    if (property === 'monotone') return !isRegister(definition) && definition.includes !== undefined;
    return true;
  });
}

function judgeConduct(
  property: ConductName,
  found: readonly ResolverFinding[],
  isAsked: boolean,
): ResolverVerdict {
  const findings = found.filter(({ kind }) => conductOf(kind) === property);
  if (findings.length > 0) return { property, verdict: 'violated', findings };
  return isAsked ? { property, verdict: 'holds' } : { property, verdict: 'unknown', reason: nothingToAsk };
}

function conductOf(kind: FindingKind): ConductName {
  switch (kind) {
    case 'threw':
      return 'total';
    case 'never-returned':
      return 'terminates';
    case 'changed-arguments':
      return 'pure';
    case 'unusable-result':
      return 'closed';
    case 'not-repeatable':
    case 'read-clock':
    case 'used-chance':
    case 'read-locale':
      return 'deterministic';
    default:
      return assertNever(kind);
  }
}

/** Why no counterexample does not mean that there is none; null where it does, within bounds. */
function doubt(seen: {
  readonly isAsked: boolean;
  readonly findings: readonly ResolverFinding[];
  readonly search: SearchResult;
}): string | null {
  if (!seen.isAsked) return nothingToAsk;
  if (seen.findings.length > 0) return 'calls failed, and what failed was left out';
  if (seen.search.coverage.concurrentPairs === 0) return 'no two writes were concurrent';
  return seen.search.completed < 2 ? 'too few histories were looked at' : null;
}

const nothingToAsk = 'it takes none of the operations that are tried: say which with operations: [ … ]';
