/** From what a scenario says of conflicts to the parts that detect, resolve and merge. */
import type { Fingerprint } from '../base/fingerprint.js';
import { hashString } from '../base/hash.js';
import { isReplicated } from '../base/operation-kind.js';
import { assert } from '../base/assert.js';
import type { Detector, RegisterResolver } from '../resolution/contract.js';
import { detectorNamed } from '../resolution/detectors.js';
import { mergingRegister } from '../resolution/merging-register.js';
import { resolverNamed } from '../resolution/registers.js';
import type { ReplicatedType } from '../resolution/replicated-type.js';
import { replicatedTypeNamed } from '../resolution/replicated-types.js';
import { GuardedResolver, ownRealm } from '../resolution/resolver-guard.js';
import type { ResolverFinding, ResolverRealm } from '../resolution/resolver-guard.js';
import { neverByStamp, ruleOfRegister, stampRuleOf, type WrittenValues } from '../resolution/stamp-rules.js';
import { userRule, userRuleAside } from '../resolution/user-register.js';
import { findShapeProblem, isRegister, type ResolverDefinition } from '../resolution/user-resolver.js';
import { userType } from '../resolution/user-type.js';
import { isOwnResolver, type ConflictRules } from '../scenario.js';

/** State changes as the fingerprint sees them. */
const marks = { merged: 160 } as const;

/** A resolver that a user wrote, and where its code runs. */
export interface OwnResolverOptions {
  /** Takes the place of what the scenario says; it must be given where that says `own` or names a file. */
  readonly resolver?: ResolverDefinition;
  /** Default: where the caller's code runs; a resolver that never returns cannot be stopped there. */
  readonly resolverRealm?: ResolverRealm;
}

/** What a run does about conflicts. */
export interface ConflictHandling {
  /** What reports call it. */
  readonly name: string;
  readonly detector: Detector;
  /** Chooses between two versions; where values are merged, the ledger alone asks it. */
  readonly resolver: RegisterResolver;
  /** Null where one of two versions is chosen. */
  readonly type: ReplicatedType<unknown> | null;
  /** Null where the resolver is none of the user's own. */
  readonly guard: GuardedResolver | null;
}

/** What a user's resolver and the ledger's questions need of the run. */
export interface HandlingPort {
  readonly values: WrittenValues;
  readonly fingerprint: Fingerprint;
  nameOf(leader: number): string;
  nowUs(): number;
  noteFinding(finding: ResolverFinding): void;
}

/** Chooses the parts. A replicated type is its own detector, by version vectors of its own. */
export function chooseHandling(
  { detect, resolve, priority }: ConflictRules,
  { resolver: definition, resolverRealm = ownRealm }: OwnResolverOptions,
  port: HandlingPort,
): ConflictHandling {
  if (definition !== undefined) return handleByOwn(definition, resolverRealm, port);
  assert(!isOwnResolver(resolve), 'a resolver of one’s own is handed over with the scenario');
  if (isReplicated(resolve)) {
    return {
      name: resolve,
      detector: detectorNamed('version-vector'),
      resolver: stampRuleOf(resolve, port.values),
      type: replicatedTypeNamed(resolve),
      guard: null,
    };
  }
  return {
    name: resolve,
    detector: detectorNamed(detect),
    resolver: resolverNamed(resolve, priority),
    type: null,
    guard: null,
  };
}

function handleByOwn(
  definition: ResolverDefinition,
  realm: ResolverRealm,
  port: HandlingPort,
): ConflictHandling {
  const problem = findShapeProblem(definition);
  assert(problem === null, 'a resolver has the shape that its contract says');
  const { fingerprint, values } = port;
  const guard = new GuardedResolver(definition, realm, {
    nowUs: () => port.nowUs(),
    noteResult: (text) => fingerprint.add(marks.merged, 0, 0, hashString(text)),
    noteFinding: (finding) => port.noteFinding(finding),
  });
  const nameOf = (leader: number): string => port.nameOf(leader);
  const common = { name: definition.name, detector: detectorNamed('version-vector'), guard };
  if (isRegister(definition)) {
    const resolver = ruleOfRegister(userRuleAside(guard, nameOf), values);
    return { ...common, resolver, type: mergingRegister(userRule(guard, nameOf)) };
  }
  const type = userType(guard, definition, nameOf);
  return { ...common, resolver: neverByStamp(definition.name), type };
}
