/**
 * The nodes of a causal order, in columns: what each session did that anybody can have learnt of, read by
 * read and write by write.
 *
 *   session, index     int32   of each node: its session, and its place there
 *   key                int32   of each node
 *   operation          int32   of each node: what it is, or half of it
 *   isWrite            uint8   of each node
 *   start              int32   the node at which each session begins, and the end
 *   sources, readers   lists   of a read: the writes that it saw; of a write: the reads that saw it
 *   writes             lists   the writes of one session to one key, in order; those of a key side by side
 *   writesFrom         int32   of each key: the first of its lists in `writes`, and the end
 *
 * The nodes of a session stand side by side, in its order. A cas is two nodes, a read and then a write.
 * Reads whose value several may have written have no source, which leaves out what they would tell.
 */
import type { HistoryOperation } from '../../record/history.js';
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

/** Nodes, what joins them, and the way from one to another. */
export class CausalNodes {
  readonly columns: RegisterColumns;
  readonly count: number;
  readonly sessions: number;
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

  constructor(columns: RegisterColumns) {
    const arranged = arrangeSessions(columns);
    const most = arranged.order.length * 2;
    this.columns = columns;
    this.sessions = arranged.start.length - 1;
    this.session = new Int32Array(most);
    this.index = new Int32Array(most);
    this.key = new Int32Array(most);
    this.operation = new Int32Array(most);
    this.isWrite = new Uint8Array(most);
    this.start = new Int32Array(arranged.start.length);
    const nodeOfWrite = this.placeNodes(arranged);
    this.count = this.start[this.sessions];
    this.sources = this.listSources(nodeOfWrite);
    this.readers = turnAround(this.sources, this.count);
    this.writes = this.listWrites();
    this.writesFrom = this.countLists();
  }

  /** What people are told of a node. */
  operationOf(node: number): HistoryOperation {
    return this.columns.operation(this.operation[node]);
  }

  /** How many versions a node saw; none of a write. */
  countSeen(node: number): number {
    if (this.isWrite[node] === 1) return 0;
    const { seenFrom } = this.columns;
    const operation = this.operation[node];
    return seenFrom[operation + 1] - seenFrom[operation];
  }

  /** One of the versions that a read saw: the operation that wrote it, or an origin. */
  seenAt(node: number, i: number): number {
    const { seenFrom, seen } = this.columns;
    return seen[seenFrom[this.operation[node]] + i];
  }

  /** The next node of its session; −1 at its end. */
  nextOf(node: number): number {
    return node + 1 < this.start[this.session[node] + 1] ? node + 1 : -1;
  }

  /** The session of a list of writes. */
  writerOf(list: number): number {
    return this.session[this.writes.nodes[this.writes.from[list]]];
  }

  /** The last of a list of writes among the first `count` nodes of its session; −1 when there is none. */
  lastWrite(list: number, count: number): number {
    const { from, nodes } = this.writes;
    let low = from[list];
    let high = from[list + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.index[nodes[middle]] < count) low = middle + 1;
      else high = middle;
    }
    return low === from[list] ? -1 : nodes[low - 1];
  }

  /** Fills the columns of each node; returns, of each operation that writes, its node. */
  private placeNodes({ order, start }: ArrangedSessions): Int32Array {
    const { columns, session, index, key, operation, isWrite } = this;
    const { traits } = columns;
    const nodeOfWrite = new Int32Array(columns.count).fill(-1);
    let count = 0;
    for (let own = 0; own < this.sessions; own++) {
      const first = count;
      const note = (of: number, writes: 0 | 1): void => {
        session[count] = own;
        index[count] = count - first;
        key[count] = columns.key[of];
        operation[count] = of;
        isWrite[count++] = writes;
      };
      for (let i = start[own]; i < start[own + 1]; i++) {
        const of = order[i];
        if ((traits[of] & trait.sees) !== 0) note(of, 0);
        if ((traits[of] & trait.writes) === 0) continue;
        nodeOfWrite[of] = count;
        note(of, 1);
      }
      this.start[own + 1] = count;
    }
    return nodeOfWrite;
  }

  private listSources(nodeOfWrite: Int32Array): NodeLists {
    const { count, operation, isWrite } = this;
    const { seenFrom, seen } = this.columns;
    const from = new Int32Array(count + 1);
    const sources: number[] = [];
    for (let node = 0; node < count; node++) {
      const end = isWrite[node] === 1 ? 0 : seenFrom[operation[node] + 1];
      for (let i = seenFrom[operation[node]]; i < end; i++) {
        if (seen[i] >= 0) sources.push(nodeOfWrite[seen[i]]);
      }
      from[node + 1] = sources.length;
    }
    return new NodeLists(from, Int32Array.from(sources));
  }

  /** Nodes come by session, so that those of a key and session stay side by side. */
  private listWrites(): NodeLists {
    const { count, session, key, isWrite } = this;
    const { keys } = this.columns;
    const next = new Int32Array(keys + 1);
    for (let node = 0; node < count; node++) next[key[node] + 1] += isWrite[node];
    for (let each = 0; each < keys; each++) next[each + 1] += next[each];
    const nodes = new Int32Array(next[keys]);
    for (let node = 0; node < count; node++) if (isWrite[node] === 1) nodes[next[key[node]]++] = node;
    const from = new Int32Array(nodes.length + 1);
    let lists = 0;
    nodes.forEach((node, i) => {
      const before = i === 0 ? -1 : nodes[i - 1];
      if (i > 0 && key[before] === key[node] && session[before] === session[node]) return;
      from[lists++] = i;
    });
    from[lists] = nodes.length;
    return new NodeLists(from.subarray(0, lists + 1), nodes);
  }

  /** Of each key, how many lists the keys before it have. */
  private countLists(): Int32Array {
    const { from, nodes } = this.writes;
    const { keys } = this.columns;
    const before = new Int32Array(keys + 1);
    for (let list = 0; list + 1 < from.length; list++) before[this.key[nodes[from[list]]] + 1]++;
    for (let each = 0; each < keys; each++) before[each + 1] += before[each];
    return before;
  }
}

/** Operations by session: those of each from its entry in `start` to the next one's in `order`. */
interface ArrangedSessions {
  readonly order: Int32Array;
  readonly start: Int32Array;
}

/**
 * What each session did, in its order: without writes that nobody answered or saw, and its last ones that
 * nobody saw.
 */
function arrangeSessions(columns: RegisterColumns): ArrangedSessions {
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
