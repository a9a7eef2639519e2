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
    const [first, second, reader] = [from, to, read].map((node) => graph.nodes[node].operation);
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
  graph.nodes.forEach(({ isWrite, origins, sources, key }, read) => {
    const [source] = sources;
    if (isWrite || origins.length !== 1 || source === undefined) return;
    for (const session of graph.writes[key].keys()) {
      const from = graph.lastWrite(key, session, graph.pastOf(read, session));
      if (from >= 0 && from !== source && !graph.isBefore(from, source))
        edges.push({ from, to: source, read });
    }
  });
  return edges;
}

/** What is left when everything that nothing comes before has been taken away, over and over. */
function listCyclic(graph: CausalGraph, edges: readonly ConflictEdge[]): readonly number[] {
  const outgoing = graph.nodes.map((): number[] => []);
  const missing = Int32Array.from(
    graph.nodes,
    ({ index, sources }) => (index > 0 ? 1 : 0) + sources.length,
  );
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
    const { session, index } = graph.nodes[node];
    const next = graph.at(session, index + 1);
    if (next < graph.start[session + 1]) settle(next);
    graph.readers[node].forEach(settle);
    outgoing[node].forEach(settle);
  }
  return graph.nodes.flatMap((_, node) => (missing[node] > 0 ? [node] : []));
}
