/** Evidence against causal consistency: chains of operations, in words. */
import { assert } from '../../base/assert.js';
import { describeOperation } from '../../record/history.js';
import type { HistoryOperation } from '../../record/history.js';
import type { CausalGraph, PathStep } from './causal-graph.js';
import type { Finding } from './judgement.js';

/** Where an operation was asked for. */
export function lineOf({ invokedAt }: HistoryOperation): string {
  return `line ${invokedAt}`;
}

/** The operations of some steps, each once, in order of invocation. */
export function operationsOf(
  graph: CausalGraph,
  steps: readonly { readonly node: number }[],
): readonly HistoryOperation[] {
  const operations = new Set(steps.map(({ node }) => graph.operationOf(node)));
  return [...operations].sort((a, b) => a.invokedAt - b.invokedAt);
}

/**
 * How a path gets from its first operation to its last; empty where it does so within one process.
 */
export function describeStep(graph: CausalGraph, path: readonly PathStep[]): string {
  const reads = path.slice(1, -1).filter(({ node }) => graph.isWrite[node] === 0);
  if (reads.length === 0) return '';
  const words = reads.map(({ node }) => {
    const operation = graph.operationOf(node);
    return `${describeOperation(operation)} (${lineOf(operation)})`;
  });
  return `, by way of: ${words.join('; ')}`;
}

/** CyclicCO: operations that each depend on the one before, all the way round. */
export function describeCausalCycle(graph: CausalGraph): Finding {
  const cycle = shortestCycle(graph, graph.cyclic);
  const operations = operationsOf(graph, cycle);
  const words = cycle.slice(0, -1).map(({ node }) => {
    const operation = graph.operationOf(node);
    return `${describeOperation(operation)} (${lineOf(operation)})`;
  });
  return {
    what: `each of these depends on the one before, and the first on the last: ${words.join('; ')}`,
    pattern: 'CyclicCO',
    key: null,
    operations,
  };
}

/** The shortest way round through any of the first few of these nodes that lie on a cycle. */
export function shortestCycle(
  graph: CausalGraph,
  nodes: readonly number[],
  extra: Parameters<CausalGraph['findPath']>[2] = [],
): readonly PathStep[] {
  let best: readonly PathStep[] | null = null;
  let found = 0;
  for (const node of nodes) {
    const cycle = graph.findPath(node, node, extra);
    if (cycle === null) continue;
    if (best === null || cycle.length < best.length) best = cycle;
    if (++found >= mostCyclesTried) break;
  }
  assert(best !== null, 'there is no cycle to show');
  return best;
}

const mostCyclesTried = 10;
