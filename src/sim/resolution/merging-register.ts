/**
 * A register whose concurrent versions are merged into one value by a rule.
 *
 * The versions are kept beside the value that they make. The merged value alone forgets what it was made
 * of, and then no rule converges: of a, of w by someone who saw a, and of c by someone who saw neither,
 * one replica would hold merge(merge(a, c), w) and another one merge(w, c).
 *
 * The rule is asked in the order in which versions came, so one that cares for the order diverges.
 */
import { assert } from '../base/assert.js';
import { dotOf, isKnown, joinContexts, type CausalContext } from './crdt/causal-context.js';
import { compareStamped, type Stamped } from './crdt/stamps.js';
import type { ReplicatedType, Span } from './replicated-type.js';

/** A version, or what several have made. */
export interface RegisterVersion extends Stamped {
  /** Null for a delete. */
  readonly value: string | null;
}

/** Makes one value of two concurrent ones. */
export interface RegisterRule {
  readonly name: string;
  /** The value to hold in place of both. */
  merge(local: RegisterVersion, incoming: RegisterVersion): string | null;
}

/** A write's own version. */
interface WrittenVersion extends RegisterVersion {
  readonly dot: Span;
}


/** What is held of a key. */
export interface MergingRegisterState {
  readonly known: CausalContext;
  /** Those that no known write has seen, in the order in which they came here. */
  readonly versions: readonly WrittenVersion[];
  /** What they make; null where there are none. */
  readonly merged: RegisterVersion | null;
}

/**
 * The register of a rule. A value that is also that of some versions reflects the latest of these alone, any
 * other one all versions: so what it reflects does not depend on the order either, where the value does not.
 */
export function mergingRegister(rule: RegisterRule): ReplicatedType<MergingRegisterState> {
  const step = (local: RegisterVersion | null, incoming: RegisterVersion): RegisterVersion =>
    local === null ? holdAlone(incoming) : mergeInto(rule, local, incoming);
  return {
    name: rule.name,
    accepts: ['write', 'delete'],
    initial: { known: [], versions: [], merged: null },
    prepare(state, operation, origin) {
      const { kind } = operation;
      assert(kind === 'write' || kind === 'delete', 'a register is written whole');
      const { stamp, leader, op } = origin;
      const dot = dotOf(origin);
      const value = kind === 'write' ? operation.value : null;
      const version = { stamp, leader, op, value, dot };
      const known = joinContexts(state.known, [dot]);
      return { known, versions: [version], merged: holdAlone(version) };
    },
    merge(x, y) {
      const known = joinContexts(x.known, y.known);
      const kept = x.versions.filter(
        ({ op, dot }) => !isKnown(y.known, dot) || y.versions.some((their) => their.op === op),
      );
      const added = y.versions.filter(({ dot }) => !isKnown(x.known, dot));
      const isSame = kept.length === x.versions.length;
      if (known === x.known && isSame && added.length === 0) return x;
      const begun = isSame ? x.merged : kept.reduce<RegisterVersion | null>(step, null);
      return { known, versions: [...kept, ...added], merged: added.reduce(step, begun) };
    },
    read: ({ merged }) => (merged === null || merged.value === null ? [] : [merged.value]),
    support({ versions, merged }) {
      if (merged === null) return [];
      const equal = versions.filter(({ value }) => value === merged.value);
      const [latest] = [...equal].sort((x, y) => -compareStamped(x, y));
      const dots = (latest === undefined ? versions : [latest]).map(({ dot }) => dot);
      return [{ part: '', writes: dots.sort((x, y) => x.last - y.last) }];
    },
  };
}

/** What two states make as if they were concurrent, as one version that knows of no others. */
export function combineRegisters(
  rule: RegisterRule,
  local: MergingRegisterState,
  incoming: MergingRegisterState,
): MergingRegisterState {
  if (local.merged === null || incoming.merged === null) return local.merged === null ? incoming : local;
  const merged = mergeInto(rule, local.merged, incoming.merged);
  const [version] = compareStamped(merged, local.merged) === 0 ? local.versions : incoming.versions;
  return {
    known: joinContexts(local.known, incoming.known),
    versions: [{ ...version, ...merged }],
    merged,
  };
}

function holdAlone({ value, stamp, leader, op }: RegisterVersion): RegisterVersion {
  return { value, stamp, leader, op };
}

/** A new value has the stamp of the later one. */
function mergeInto(
  rule: RegisterRule,
  local: RegisterVersion,
  incoming: RegisterVersion,
): RegisterVersion {
  const value = rule.merge(local, incoming);
  const [later, earlier] = compareStamped(local, incoming) > 0 ? [local, incoming] : [incoming, local];
  if (value === earlier.value && value !== later.value) return holdAlone(earlier);
  return { ...holdAlone(later), value };
}
