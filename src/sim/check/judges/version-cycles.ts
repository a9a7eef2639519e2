/**
 * Demands that no order of a key's versions can meet together, though each alone could be.
 *
 * Nodes are versions, and for each session and key the newest of its first 1, 2, 3, … versions;
 * edges lead from what must not be newer. Versions on one cycle would have to be the same one.
 */
import { describeOperation } from '../../record/history.js';
import { unplaced, type RegisterColumns } from '../../record/register-columns.js';
import type { Finding } from './judgement.js';
import type { Demand, SessionGuarantee } from './session-demands.js';

/** Operations along a cycle of versions of one key. */
export interface VersionCycle {
  readonly key: number;
  readonly operations: readonly number[];
}

/** One contradiction for each key that has one, as short as can be. */
export function findVersionCycles(columns: RegisterColumns, demands: readonly Demand[]): readonly VersionCycle[] {
  const byKey = new Map<number, Demand[]>();
  for (const demand of demands) {
    const key = columns.key[demand.operation];
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [demand]);
    else known.push(demand);
  }
  return [...byKey].flatMap(([key, own]) => {
    const operations = new VersionGraph(columns, own).findCycle();
    return operations === null ? [] : [{ key, operations }];
  });
}

/** A contradiction in words. */
export function describeVersionCycle(columns: RegisterColumns, cycle: VersionCycle): Finding {
  const operations = [...new Set(cycle.operations)].sort((a, b) => a - b).map(columns.operation);
  const key = columns.keyName(cycle.key);
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

/** Why an edge is there: who saw or wrote the version that it comes from or leads to. */
interface VersionEdge {
  readonly to: number;
  readonly because: number | null;
}

class VersionGraph {
  private readonly edges: VersionEdge[][] = [];
  /** By version; and by beginning of what a session wrote or saw, each guarantee for itself. */
  private readonly nodes = new Map<number, number>();
  private readonly prefixes = new Map<SessionGuarantee, Map<number, number>>();
  private readonly realNodes: number[] = [];

  constructor({ place }: RegisterColumns, demands: readonly Demand[]) {
    for (const demand of demands) this.add(demand);
    // What is known of the final order holds too.
    const placed = [...this.nodes].flatMap(([version, node]) => {
      const at = version < 0 ? -1 : place[version];
      return at === unplaced ? [] : [{ node, at }];
    });
    placed.sort((a, b) => a.at - b.at);
    placed
      .slice(1)
      .forEach(({ node }, i) => this.edges[placed[i].node].push({ to: node, because: null }));
  }

  /** The operations along a shortest cycle through two versions; null where there is none. */
  findCycle(): readonly number[] | null {
    const components = findComponents(this.edges);
    const counts = new Map<number, number>();
    for (const node of this.realNodes) {
      const component = components[node];
      counts.set(component, (counts.get(component) ?? 0) + 1);
    }
    let best: readonly number[] | null = null;
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
  private add(demand: Demand): void {
    const { later, operation } = demand;
    const from = later.from[operation];
    if (later.from[operation + 1] !== from + 1) return;
    const prefix = this.prefixNode(demand);
    this.edges[prefix].push({ to: this.nodeOf(later.versions[from]), because: operation });
  }

  private prefixNode({ guarantee, earlier, last }: Demand): number {
    let nodes = this.prefixes.get(guarantee);
    if (nodes === undefined) this.prefixes.set(guarantee, (nodes = new Map<number, number>()));
    const missing: number[] = [];
    let operation = last;
    for (; operation >= 0 && !nodes.has(operation); operation = earlier.before[operation]) missing.push(operation);
    let node = nodes.get(operation) ?? -1;
    const { from, versions } = earlier.early;
    for (const each of missing.reverse()) {
      const before = node;
      node = this.createNode();
      if (before >= 0) this.edges[before].push({ to: node, because: null });
      if (from[each + 1] === from[each] + 1) {
        this.edges[this.nodeOf(versions[from[each]])].push({ to: node, because: each });
      }
      nodes.set(each, node);
    }
    return node;
  }

  private nodeOf(version: number): number {
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

  private walk(from: number, to: number): readonly number[] {
    const arrivals = new Map<
      number,
      { readonly before: number; readonly because: number | null }
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
    const operations: number[] = [];
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
