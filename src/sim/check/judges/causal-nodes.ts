/**
 * The nodes of a causal order, in columns: what each session did that anybody can have learnt of, read by read and
 * write by write.
 */
import { trait, type RegisterColumns } from '../../record/register-columns.js';

/** Lists of nodes, one after the other: each from its entry in `from` to the next one's. */
export class NodeLists {
  readonly from: Int32Array;
  readonly nodes: Int32Array;

  constructor(from: Int32Array, nodes: Int32Array) {
    this.from = from;
    this.nodes = nodes;
  }

  countOf(list: number): number {
    return this.from[list + 1] - this.from[list];
  }

  of(list: number): Int32Array {
    return this.nodes.subarray(this.from[list], this.from[list + 1]);
  }
}

/** Nodes and what joins them; see the graph that has them. */
export interface CausalNodes {
  readonly count: number;
  readonly session: Int32Array;
  readonly index: Int32Array;
  readonly key: Int32Array;
  readonly operation: Int32Array;
  readonly isWrite: Uint8Array;
  readonly start: Int32Array;
  readonly sources: NodeLists;
  readonly readers: NodeLists;
  readonly writes: NodeLists;
  readonly writesFrom: Int32Array;
}

/** Makes the nodes. */
export function listCausalNodes(columns: RegisterColumns): CausalNodes {
  const { traits, seenFrom, seen } = columns;
  const { order, start } = arrangeSessions(columns);
  const most = order.length * 2;
  const session = new Int32Array(most);
  const index = new Int32Array(most);
  const key = new Int32Array(most);
  const operation = new Int32Array(most);
  const isWrite = new Uint8Array(most);
  const writer = new Int32Array(columns.count).fill(-1);
  const firstNode = new Int32Array(start.length);
  let count = 0;
  for (let own = 0; own + 1 < start.length; own++) {
    firstNode[own] = count;
    const note = (of: number, writes: 0 | 1): void => {
      session[count] = own;
      index[count] = count - firstNode[own];
      key[count] = columns.key[of];
      operation[count] = of;
      isWrite[count++] = writes;
    };
    for (let i = start[own]; i < start[own + 1]; i++) {
      const of = order[i];
      if ((traits[of] & trait.sees) !== 0) note(of, 0);
      if ((traits[of] & trait.writes) === 0) continue;
      writer[of] = count;
      note(of, 1);
    }
  }
  firstNode[start.length - 1] = count;
  const sourceFrom = new Int32Array(count + 1);
  const sources: number[] = [];
  for (let node = 0; node < count; node++) {
    const end = isWrite[node] === 1 ? 0 : seenFrom[operation[node] + 1];
    for (let i = seenFrom[operation[node]]; i < end; i++) if (seen[i] >= 0) sources.push(writer[seen[i]]);
    sourceFrom[node + 1] = sources.length;
  }
  const sourceLists = new NodeLists(sourceFrom, Int32Array.from(sources));
  return {
    count,
    session,
    index,
    key,
    operation,
    isWrite,
    start: firstNode,
    sources: sourceLists,
    readers: turnAround(sourceLists, count),
    ...listWrites({ count, session, key, isWrite }, columns.keys),
  };
}

/** What each session did, in its order: without writes that nobody answered or saw, and its last ones that nobody saw. */
function arrangeSessions(columns: RegisterColumns): { readonly order: Int32Array; readonly start: Int32Array } {
  const { count, traits, seen } = columns;
  const isSeen = new Uint8Array(count);
  for (const version of seen) if (version >= 0) isSeen[version] = 1;
  const isLook = (of: number): boolean => (traits[of] & (trait.reads | trait.sees)) !== 0;
  const number = new Int32Array(columns.sessions).fill(-1);
  const last = new Int32Array(columns.sessions).fill(-1);
  const byNumber: number[] = [];
  const isKept = new Uint8Array(count);
  for (let of = 0; of < count; of++) {
    if ((traits[of] & trait.isDone) === 0 && isSeen[of] === 0) continue;
    const session = columns.session[of];
    isKept[of] = 1;
    if (number[session] < 0) number[session] = byNumber.push(session) - 1;
    if (isSeen[of] === 1 || isLook(of)) last[session] = of;
  }
  const sizes = new Int32Array(byNumber.length + 1);
  for (let of = 0; of < count; of++) {
    const session = columns.session[of];
    if (of > last[session]) isKept[of] = 0;
    if (isKept[of] === 1) sizes[number[session] + 1]++;
  }
  for (let i = 0; i < byNumber.length; i++) sizes[i + 1] += sizes[i];
  const next = sizes.slice();
  const order = new Int32Array(sizes[byNumber.length]);
  for (let of = 0; of < count; of++) if (isKept[of] === 1) order[next[number[columns.session[of]]]++] = of;
  // Sessions of which nothing is left are none.
  const start = sizes.filter((from, i) => i === 0 || from > sizes[i - 1]);
  return { order, start };
}

function turnAround({ from, nodes }: NodeLists, count: number): NodeLists {
  const turnedFrom = new Int32Array(count + 1);
  for (const node of nodes) turnedFrom[node + 1]++;
  for (let node = 0; node < count; node++) turnedFrom[node + 1] += turnedFrom[node];
  const next = turnedFrom.slice();
  const turned = new Int32Array(nodes.length);
  for (let node = 0; node < count; node++) {
    for (let i = from[node]; i < from[node + 1]; i++) turned[next[nodes[i]]++] = node;
  }
  return new NodeLists(turnedFrom, turned);
}

/** Nodes come by session, so that those of a key and session stay side by side. */
function listWrites(
  { count, session, key, isWrite }: Pick<CausalNodes, 'count' | 'session' | 'key' | 'isWrite'>,
  keys: number,
): Pick<CausalNodes, 'writes' | 'writesFrom'> {
  const next = new Int32Array(keys + 1);
  for (let node = 0; node < count; node++) next[key[node] + 1] += isWrite[node];
  for (let each = 0; each < keys; each++) next[each + 1] += next[each];
  const nodes = new Int32Array(next[keys]);
  for (let node = 0; node < count; node++) if (isWrite[node] === 1) nodes[next[key[node]]++] = node;
  const from = new Int32Array(nodes.length + 1);
  const writesFrom = new Int32Array(keys + 1);
  let lists = 0;
  nodes.forEach((node, i) => {
    const before = i === 0 ? -1 : nodes[i - 1];
    if (i > 0 && key[before] === key[node] && session[before] === session[node]) return;
    from[lists++] = i;
    writesFrom[key[node] + 1]++;
  });
  from[lists] = nodes.length;
  for (let each = 0; each < keys; each++) writesFrom[each + 1] += writesFrom[each];
  return { writes: new NodeLists(from.subarray(0, lists + 1), nodes), writesFrom };
}
