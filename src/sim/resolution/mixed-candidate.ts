/**
 * Two versions of a resolver side by side, as while a new one is rolled out: some replicas run the other one,
 * and all exchange their states.
 *
 * A state carries in its first character which version its holder runs, and that version does what is done to it.
 */
import type { TextCandidate } from './memo-candidate.js';

/** One candidate of two that take the same operations. */
export function mixedCandidate(
  own: TextCandidate,
  other: TextCandidate,
  runsOther: (replica: number) => boolean,
): TextCandidate {
  const versionOf = (state: string): TextCandidate => (state.startsWith(otherMark) ? other : own);
  const keep = (holder: string, state: string): string => holder.slice(0, 1) + state;
  return {
    name: own.name,
    isRegister: own.isRegister,
    operations: own.operations,
    initial: ownMark + own.initial,
    initialOf: (replica) => (runsOther(replica) ? otherMark + other.initial : ownMark + own.initial),
    apply: (state, write) => keep(state, versionOf(state).apply(bare(state), write)),
    merge: (local, incoming) => keep(local, versionOf(local).merge(bare(local), bare(incoming))),
    areEqual: (x, y) => bare(x) === bare(y) || own.areEqual(bare(x), bare(y)),
    read: (state) => versionOf(state).read(bare(state)),
    show: bare,
  };
}

const ownMark = '0';
const otherMark = '1';

function bare(state: string): string {
  return state.slice(1);
}
