/**
 * Demands that no order of a key's versions can meet together, though each alone could be.
 *
 * Nodes are versions, and for each session and key the newest of its first 1, 2, 3, … versions;
 * edges lead from what must not be newer. Versions on one cycle would have to be the same one.
 */
import { describeOperation } from '../../record/history.js';
import type { HistoryOperation } from '../../record/history.js';
import type { Finding } from './judgement.js';
import type { Demand, EarlierVersions } from './session-demands.js';
import type { SessionLog, Version } from './session-log.js';

/** One contradiction for each key that has one, as short as can be. */
export function findVersionCycles(log: SessionLog, demands: readonly Demand[]): readonly Finding[] {
  const byKey = new Map<string, Demand[]>();
  for (const demand of demands) {
    const { key } = demand.operation;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [demand]);
    else known.push(demand);
  }
  return [...byKey].flatMap(([key, own]) => {
    const cycle = new VersionGraph(log, own).findCycle();
    return cycle === null ? [] : [describeCycle(key, cycle)];
  });
}

/** Why an edge is there: who saw or wrote the version that it comes from or leads to. */
interface VersionEdge {
  readonly to: number;
  readonly because: HistoryOperation | null;
}

class VersionGraph {
  private readonly edges: VersionEdge[][] = [];
  private readonly nodes = new Map<Version, number>();
  private readonly prefixes = new Map<EarlierVersions, number[]>();
  private readonly realNodes: number[] = [];

  constructor(log: SessionLog, demands: readonly Demand[]) {
    for (const demand of demands) this.add(demand);
    // What is known of the final order holds too.
    const placed = [...this.nodes].flatMap(([version, node]) => {
      const place = log.positionOf(version);
      return place === undefined ? [] : [{ node, place }];
    });
    placed.sort((a, b) => a.place - b.place);
    placed
      .slice(1)
      .forEach(({ node }, i) => this.edges[placed[i].node].push({ to: node, because: null }));
  }

  /** The operations along a shortest cycle through two versions; null where there is none. */
  findCycle(): readonly HistoryOperation[] | null {
    const components = findComponents(this.edges);
    const counts = new Map<number, number>();
    for (const node of this.realNodes) {
      const component = components[node];
      counts.set(component, (counts.get(component) ?? 0) + 1);
    }
    let best: readonly HistoryOperation[] | null = null;
    let tried = 0;
    for (const node of this.realNodes) {
      if ((counts.get(components[node]) ?? 0) < 2 || tried++ >= mostCyclesTried) continue;
      for (const other of this.realNodes) {
        if (other === node || components[other] !== components[node]) continue;
        const there = this.walk(node, other);
        const back = this.walk(other, node);
        const cycle = [...there, ...back];
        if (best === null || cycle.length < best.length) best = cycle;
        break;
      }
    }
    return best;
  }

  /**
   * Only one version on either side makes an edge: of several, it is open which one has to be
   * newer.
   */
  private add({ earlier, count, later, operation }: Demand): void {
    if (later.length !== 1) return;
    const prefix = this.prefixNode(earlier, count);
    this.edges[prefix].push({ to: this.nodeOf(later[0]), because: operation });
  }

  private prefixNode(earlier: EarlierVersions, count: number): number {
    let nodes = this.prefixes.get(earlier);
    if (nodes === undefined) this.prefixes.set(earlier, (nodes = []));
    while (nodes.length < count) {
      const i = nodes.length;
      const node = this.createNode();
      if (i > 0) this.edges[nodes[i - 1]].push({ to: node, because: null });
      const versions = earlier.versions[i];
      if (versions.length === 1) {
        this.edges[this.nodeOf(versions[0])].push({ to: node, because: earlier.operations[i] });
      }
      nodes.push(node);
    }
    return nodes[count - 1];
  }

  private nodeOf(version: Version): number {
    const known = this.nodes.get(version);
    if (known !== undefined) return known;
    const node = this.createNode();
    this.nodes.set(version, node);
    this.realNodes.push(node);
    return node;
  }

  private createNode(): number {
    return this.edges.push([]) - 1;
  }

  private walk(from: number, to: number): readonly HistoryOperation[] {
    const arrivals = new Map<
      number,
      { readonly before: number; readonly because: HistoryOperation | null }
    >();
    const queue = [from];
    for (const node of queue) {
      if (arrivals.has(to)) break;
      for (const { to: next, because } of this.edges[node]) {
        if (next === from || arrivals.has(next)) continue;
        arrivals.set(next, { before: node, because });
        queue.push(next);
      }
    }
    const operations: HistoryOperation[] = [];
    for (
      let arrival = arrivals.get(to);
      arrival !== undefined;
      arrival = arrivals.get(arrival.before)
    ) {
      if (arrival.because !== null) operations.push(arrival.because);
    }
    return operations.reverse();
  }
}

const mostCyclesTried = 20;

function describeCycle(key: string, cycle: readonly HistoryOperation[]): Finding {
  const operations = [...new Set(cycle)].sort((a, b) => a.invokedAt - b.invokedAt);
  const words = operations.map(
    (operation) => `${describeOperation(operation)} (line ${operation.invokedAt})`,
  );
  return {
    what: `whatever the order of the versions of ${key}, these go back in it: ${words.join('; ')}`,
    pattern: 'NoVersionOrder',
    key,
    operations,
  };
}

/** Tarjan's strongly connected components without recursion; the component of each node. */
function findComponents(edges: readonly (readonly VersionEdge[])[]): Int32Array {
  const component = new Int32Array(edges.length).fill(-1);
  const found = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const cursor = new Int32Array(edges.length);
  const stack: number[] = [];
  let time = 0;
  edges.forEach((_, root) => {
    if (found[root] >= 0) return;
    const path = [root];
    while (path.length > 0) {
      const node = path[path.length - 1];
      if (cursor[node] === 0) {
        found[node] = low[node] = time++;
        stack.push(node);
      }
      if (cursor[node] < edges[node].length) {
        const { to } = edges[node][cursor[node]++];
        if (found[to] < 0) path.push(to);
        else if (component[to] < 0) low[node] = Math.min(low[node], found[to]);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent], low[node]);
      if (low[node] !== found[node]) continue;
      for (let member = -1; member !== node;) {
        member = stack.pop() ?? node;
        component[member] = node;
      }
    }
  });
  return component;
}
