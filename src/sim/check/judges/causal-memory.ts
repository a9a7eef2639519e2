/**
 * The bad patterns of causal memory: what one session saw fits into no order, even of its own.
 *
 * For each session, the order of what lies behind its last operation: the causal order, and
 * wherever one of its own reads returns one write with another one of that key before it, the other
 * one first; with all that follows from it. A cycle is CyclicHB; a write before a read of the
 * initial value WriteHBInitRead. The order of an earlier operation of the session is part of that
 * of its last.
 */
import { describeOperation } from '../../record/history.js';
import { origin } from '../../record/register-columns.js';
import { lineOf, operationsOf } from './causal-evidence.js';
import { joinRows } from './causal-graph.js';
import type { CausalGraph, ExtraEdge, PathStep } from './causal-graph.js';
import type { Finding, JudgeOptions, Verdicts } from './judgement.js';

/** Judges every session; each is shown with one finding. */
export function checkCausalMemory(
  graph: CausalGraph,
  { states }: JudgeOptions,
  verdicts: Verdicts,
): void {
  let joins = 0;
  for (let session = 0; session < graph.sessions; session++) {
    const order = new SessionOrder(graph, session, states - joins);
    const finding = order.saturate();
    joins += order.joins;
    if (finding !== null) verdicts.violate(finding);
    else if (order.isExhausted) {
      verdicts.doubt(`more than ${states} steps would have to be taken`);
      break;
    }
  }
  verdicts.figures['steps'] = joins;
}

/** One write has to come before another, because of what a read returned. */
interface Edge extends ExtraEdge {
  readonly read: number;
}

/** What has to come before what, as one session sees it. */
class SessionOrder {
  joins = 0;
  isExhausted = false;
  private readonly graph: CausalGraph;
  private readonly session: number;
  private readonly mostJoins: number;
  private readonly width: number;
  /** As in the graph; only nodes behind the session's last one are kept up to date. */
  private readonly past: Int32Array;
  private readonly edges: Edge[] = [];
  private readonly outgoing = new Map<number, number[]>();
  /** Own reads whose past has grown. */
  private readonly due: number[] = [];
  private readonly isDue: Uint8Array;

  constructor(graph: CausalGraph, session: number, mostJoins: number) {
    this.graph = graph;
    this.session = session;
    this.mostJoins = mostJoins;
    this.width = graph.sessions;
    this.past = graph.copyPast();
    this.isDue = new Uint8Array(graph.count);
  }

  /** Draws every conclusion; returns the first contradiction. */
  saturate(): Finding | null {
    const { graph, session } = this;
    for (let node = graph.start[session]; node < graph.start[session + 1]; node++)
      this.noteDue(node);
    for (let i = 0; i < this.due.length; i++) {
      const read = this.due[i];
      this.isDue[read] = 0;
      const finding = this.conclude(read);
      if (finding !== null) return finding;
      if (this.joins > this.mostJoins) {
        this.isExhausted = true;
        return null;
      }
    }
    return null;
  }

  private conclude(read: number): Finding | null {
    const { graph } = this;
    const { sources, writesFrom } = graph;
    const key = graph.key[read];
    const source = sources.of(read).at(0);
    for (let list = writesFrom[key]; list < writesFrom[key + 1]; list++) {
      const write = graph.lastWrite(list, this.past[read * this.width + graph.writerOf(list)]);
      if (write < 0 || write === source) continue;
      if (graph.seenAt(read, 0) === origin.initial) return this.describeInitial(write, read);
      if (source === undefined || this.isBefore(write, source)) continue;
      this.edges.push({ from: write, to: source, read });
      if (this.isBefore(source, write)) return this.describeCycle();
      this.addEdge(write, source);
      // What follows from the new edge may have grown this very read's past.
    }
    return null;
  }

  private isBefore(a: number, b: number): boolean {
    const { session, index } = this.graph;
    return index[a] < this.past[b * this.width + session[a]];
  }

  private addEdge(from: number, to: number): void {
    const known = this.outgoing.get(from);
    if (known === undefined) this.outgoing.set(from, [to]);
    else known.push(to);
    this.raise(to, from);
  }

  /** Raises a node by another one, and all that follows. */
  private raise(first: number, by: number): void {
    const { graph, past, width, outgoing } = this;
    this.joins++;
    if (!joinRows(past, first * width, by * width, width)) return;
    const waiting = [first];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      this.noteDue(node);
      const next = graph.nextOf(node);
      const followers = [
        ...(next < 0 ? [] : [next]),
        ...graph.readers.of(node),
        ...(outgoing.get(node) ?? []),
      ];
      for (const follower of followers) {
        if (!this.isBehind(follower)) continue;
        this.joins++;
        if (joinRows(past, follower * width, node * width, width)) waiting.push(follower);
      }
    }
  }

  /** Whether a node lies behind the session's last one. */
  private isBehind(node: number): boolean {
    const { graph, session } = this;
    return graph.index[node] < graph.pastOf(graph.start[session + 1] - 1, graph.session[node]);
  }

  private noteDue(node: number): void {
    const { graph } = this;
    if (graph.session[node] !== this.session || graph.countSeen(node) !== 1 || this.isDue[node] === 1) return;
    this.isDue[node] = 1;
    this.due.push(node);
  }

  private describeInitial(write: number, read: number): Finding {
    const [reader, writer] = [read, write].map((node) => this.graph.operationOf(node));
    return {
      what:
        `${describeOperation(reader)} (${lineOf(reader)}), the initial value, ` +
        `although it has to come after ${lineOf(writer)} (${describeOperation(writer)}) ` +
        `by all that process ${reader.process} saw`,
      pattern: 'WriteHBInitRead',
      key: reader.key,
      operations: operationsOf(this.graph, this.explain(write, read, this.edges.length)),
    };
  }

  /** The last edge closes a cycle. */
  private describeCycle(): Finding {
    const last = this.edges.length - 1;
    const { from, to, read } = this.edges[last];
    const [first, second, reader] = [from, to, read].map((node) => this.graph.operationOf(node));
    const shown = [...this.explain(from, read, last), ...this.explain(to, from, last)];
    return {
      what:
        `${describeOperation(reader)} (${lineOf(reader)}), what ${lineOf(second)} wrote, ` +
        `after ${lineOf(first)} (${describeOperation(first)}), which by all that ` +
        `process ${reader.process} saw overwrote it`,
      pattern: 'CyclicHB',
      key: reader.key,
      operations: operationsOf(this.graph, shown),
    };
  }

  /** The nodes that show why one comes before another, by the first so many edges. */
  private explain(from: number, to: number, edges: number): readonly PathStep[] {
    const shown: PathStep[] = [];
    const explained = new Set<number>();
    const waiting = [{ from, to, edges }];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const path = this.graph.findPath(one.from, one.to, this.edges.slice(0, one.edges)) ?? [];
      shown.push(...path);
      for (const { because } of path) {
        if (because < 0 || explained.has(because)) continue;
        explained.add(because);
        const edge = this.edges[because];
        waiting.push({ from: edge.from, to: edge.read, edges: because });
      }
    }
    return shown;
  }
}
