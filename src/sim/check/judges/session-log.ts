/**
 * What each session did, and on which key: operations arranged by session, and by key and session.
 *
 *   order         int32   operations by session, each session in its order
 *   sessionFrom   int32   one more entry: where a session begins in `order`
 *   index         int32   place of an operation in its session
 *   arranged      int32   operations by key, then session, then order
 *   chainFrom     int32   one more entry: where a chain, what one session did on one key, begins in `arranged`
 *   keyFrom       int32   one more entry: the first chain of a key
 *   isTraced      uint8   it is known of every version that an operation saw which one that is
 *
 * Where the final order of a key's versions is not given, only this much is certain: the initial
 * value is older than all of them. Everything else that a judgement would need is left to its
 * doubts.
 */
import { origin, trait, type RegisterColumns } from '../../record/register-columns.js';

/** All sessions of a history. */
export class SessionLog {
  readonly columns: RegisterColumns;
  readonly order: Int32Array;
  readonly index: Int32Array;
  readonly arranged: Int32Array;
  readonly chainFrom: Int32Array;
  readonly keyFrom: Int32Array;
  readonly isTraced: Uint8Array;
  private readonly sessionFrom: Int32Array;

  constructor(columns: RegisterColumns) {
    const { count, sessions, keys, session, key } = columns;
    this.columns = columns;
    this.sessionFrom = new Int32Array(sessions + 1);
    this.order = arrange(session, sessions, null, this.sessionFrom);
    this.index = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const operation = this.order[i];
      this.index[operation] = i - this.sessionFrom[session[operation]];
    }
    this.arranged = arrange(key, keys, this.order, new Int32Array(keys + 1));
    this.keyFrom = new Int32Array(keys + 1);
    this.chainFrom = this.cutChains();
    this.isTraced = traceSeen(columns);
  }

  /** Why it cannot be told of some reads what they saw, one sentence each. */
  listUntraceable(): readonly string[] {
    const { count, traits, seenFrom, seen, key, keyName } = this.columns;
    const reasons: string[] = [];
    for (let i = 0; i < count; i++) {
      if (this.isTraced[i] === 1 || (traits[i] & trait.sees) === 0) continue;
      const first = seen.subarray(seenFrom[i], seenFrom[i + 1]).find((version) => version < origin.initial);
      const why = first === origin.nobody ? 'nobody wrote' : 'several may have written';
      reasons.push(`key ${keyName(key[i])}: a value was read that ${why}`);
    }
    return reasons;
  }

  private cutChains(): Int32Array {
    const { count, keys, session, key } = this.columns;
    const { arranged, keyFrom } = this;
    const from = new Int32Array(count + 1);
    let chains = 0;
    for (let i = 0; i < count; i++) {
      const operation = arranged[i];
      const before = i === 0 ? -1 : arranged[i - 1];
      if (i > 0 && session[before] === session[operation] && key[before] === key[operation]) continue;
      if (i === 0 || key[before] !== key[operation]) keyFrom[key[operation]] = chains;
      from[chains++] = i;
    }
    from[chains] = count;
    keyFrom[keys] = chains;
    return from.subarray(0, chains + 1);
  }
}

/** Sorts what is in `order`, or everything, by a column of small numbers; `from` takes where each number begins. */
function arrange(by: Int32Array, numbers: number, order: Int32Array | null, from: Int32Array): Int32Array {
  const arranged = new Int32Array(by.length);
  for (let i = 0; i < by.length; i++) from[by[i] + 1]++;
  for (let number = 0; number < numbers; number++) from[number + 1] += from[number];
  const next = from.slice();
  for (let i = 0; i < by.length; i++) {
    const row = order === null ? i : order[i];
    arranged[next[by[row]]++] = row;
  }
  return arranged;
}

function traceSeen({ count, traits, seenFrom, seen }: RegisterColumns): Uint8Array {
  const isTraced = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let isKnown = (traits[i] & trait.sees) !== 0;
    for (let at = seenFrom[i]; at < seenFrom[i + 1]; at++) if (seen[at] < origin.initial) isKnown = false;
    isTraced[i] = isKnown ? 1 : 0;
  }
  return isTraced;
}
