/** Reconciles versions that several replicas returned for a key, as a replica would that holds them all. */
import { Decision, type Detector, type RegisterResolver, type Versions } from '../../resolution/contract.js';

/** By which rules. */
export interface ReconcileRules {
  readonly detector: Detector;
  readonly resolver: RegisterResolver;
  readonly versions: Versions;
}

/** What is left of some versions. Their order does not matter where the rule is an order. */
export function reconcile(candidates: readonly number[], rules: ReconcileRules): readonly number[] {
  const ascending = [...new Set(candidates)].sort((x, y) => x - y);
  return ascending.reduce<readonly number[]>((kept, candidate) => admit(kept, candidate, rules), []);
}

function admit(
  kept: readonly number[],
  candidate: number,
  { detector, resolver, versions }: ReconcileRules,
): readonly number[] {
  const decisions = kept.map((held) => ({
    held,
    decision: resolver.decide(candidate, held, detector.relate(candidate, held, versions), versions),
  }));
  if (decisions.some(({ decision }) => decision === Decision.keepHeld)) return kept;
  const beside = decisions.filter(({ decision }) => decision === Decision.keepBoth);
  return [...beside.map(({ held }) => held), candidate];
}
