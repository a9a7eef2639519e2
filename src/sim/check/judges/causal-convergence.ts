/**
 * The bad pattern of causal convergence: no order of all writes of each key agrees with what was
 * read.
 *
 * Where a read returns one write though another one of that key comes before it, everybody must put
 * the other one first. A cycle of such edges and the causal order is CyclicCF.
 */
import { describeOperation } from '../../record/history.js';
import { lineOf, operationsOf, shortestCycle } from './causal-evidence.js';
import type { CausalGraph, ExtraEdge } from './causal-graph.js';
import type { Finding } from './judgement.js';

interface ConflictEdge extends ExtraEdge {
  /** Who saw the later one. */
  readonly read: number;
}

/** A smallest cycle, as far as was looked; null where all can agree. */
export function findConflictCycle(graph: CausalGraph): Finding | null {
  const edges = listConflictEdges(graph);
  const cyclic = listCyclic(graph, edges);
  if (cyclic.length === 0) return null;
  const cycle = shortestCycle(graph, cyclic, edges);
  const used = cycle.flatMap(({ because }) => (because < 0 ? [] : [edges[because]]));
  const shown = used.flatMap(({ from, read }) => [
    ...(graph.findPath(from, read) ?? []),
    { node: read },
  ]);
  const words = used.map(({ from, to, read }) => {
    const [first, second, reader] = [from, to, read].map((node) => graph.operationOf(node));
    return (
      `${describeOperation(reader)} (${lineOf(reader)}), what ${lineOf(second)} ` +
      `wrote, knowing of ${lineOf(first)} (${describeOperation(first)}), so that one comes first`
    );
  });
  return {
    what: `no order of writes that everybody could agree on: ${words.join('; and ')}`,
    pattern: 'CyclicCF',
    key: null,
    operations: operationsOf(graph, [...cycle, ...shown]),
  };
}

/** For each read and session, the last write before it is enough: the others come before that. */
function listConflictEdges(graph: CausalGraph): readonly ConflictEdge[] {
  const edges: ConflictEdge[] = [];
  const { count, key, sources, writesFrom } = graph;
  for (let read = 0; read < count; read++) {
    if (graph.countSeen(read) !== 1 || sources.countOf(read) === 0) continue;
    const source = sources.nodes[sources.from[read]];
    for (let list = writesFrom[key[read]]; list < writesFrom[key[read] + 1]; list++) {
      const from = graph.lastWrite(list, graph.pastOf(read, graph.writerOf(list)));
      if (from >= 0 && from !== source && !graph.isBefore(from, source))
        edges.push({ from, to: source, read });
    }
  }
  return edges;
}

/** What is left when everything that nothing comes before has been taken away, over and over. */
function listCyclic(graph: CausalGraph, edges: readonly ConflictEdge[]): readonly number[] {
  const outgoing = Array.from({ length: graph.count }, (): number[] => []);
  const missing = graph.countPredecessors();
  for (const { from, to } of edges) {
    outgoing[from].push(to);
    missing[to]++;
  }
  const ready: number[] = [];
  missing.forEach((count, node) => {
    if (count === 0) ready.push(node);
  });
  const settle = (node: number): void => {
    if (--missing[node] === 0) ready.push(node);
  };
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const next = graph.nextOf(node);
    if (next >= 0) settle(next);
    graph.readers.of(node).forEach(settle);
    outgoing[node].forEach(settle);
  }
  return [...missing.keys()].filter((node) => missing[node] > 0);
}
