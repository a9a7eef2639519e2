/** Rows that are created: each leader gives them ids, and keeps them in an index of its own. */
import type { Fingerprint } from '../base/fingerprint.js';
import type { RandomStreams } from '../base/random.js';
import { RowLineages } from '../record/row-lineages.js';
import type { IndexReport, RowReport } from '../report.js';
import type { Scenario } from '../scenario.js';
import { BTree } from '../storage/b-tree.js';
import type { RowIndex } from '../storage/indexed-records.js';
import type { OpLog } from '../storage/op-log.js';
import type { Clients } from '../workload/clients.js';
import { indexShapeOf } from '../workload/index-shape.js';
import { bytesOfRowId, createRowIds, type RowIds } from '../workload/row-ids.js';
import { type RowNumbers, schemeOf } from '../workload/row-numbers.js';
import type { Node } from './node.js';

/** State changes as the fingerprint sees them. */
const marks = { upperId: 200, lowerId: 201 } as const;

/** What rows need of the world. */
export interface RowParts {
  readonly scenario: Scenario;
  readonly numbers: RowNumbers;
  readonly nodes: readonly Node[];
  readonly streams: RandomStreams;
  readonly ops: OpLog;
  readonly fingerprint: Fingerprint;
}

/** The tables of a run at all leaders. */
export class Rows {
  readonly lineages: RowLineages;
  /** Keys of the rows that the script created. */
  readonly scripted = new Set<number>();
  private readonly parts: RowParts;
  private readonly leaders: readonly TablesOfLeader[];
  private created = 0;
  private collisions = 0;
  /** Numbers that some row has. */
  private readonly taken = new Set<number>();

  /** Null where nobody creates rows. */
  static of(parts: Omit<RowParts, 'numbers'> & { readonly clients: Clients }): Rows | null {
    const { scenario, clients, nodes, streams, ops, fingerprint } = parts;
    const numbers = clients.keys.rows;
    return numbers === null ? null : new Rows({ scenario, numbers, nodes, streams, ops, fingerprint });
  }

  constructor(parts: RowParts) {
    const { ops } = parts;
    this.parts = parts;
    this.lineages = new RowLineages((op, other) => ops.knewOf(op, other));
    this.leaders = parts.scenario.regions.map((_, region) => new TablesOfLeader(parts, region));
  }

  /** What a leader's records tell of rows. */
  indexOf(region: number): RowIndex {
    return this.leaders[region];
  }

  /** The key of a new row at a leader, now. */
  nextKey(region: number, table: number, nowUs: number): number {
    const { nodes, numbers, fingerprint } = this.parts;
    const { clock, incarnation } = nodes[region];
    const id = this.leaders[region].nextId(table, clock.read(nowUs), incarnation);
    const [a, b, c, d] = [96n, 64n, 32n, 0n].map((shift) => Number(BigInt.asIntN(32, id >> shift)));
    fingerprint.add(marks.upperId, region, a, b);
    fingerprint.add(marks.lowerId, region, c, d);
    return numbers.numberOf(table, id);
  }

  /** A leader accepts a row under this key as the write of that id; `isScripted`: the script asked for it. */
  noteCreate(op: number, key: number, isScripted: boolean): void {
    this.created++;
    if (isScripted) this.scripted.add(key);
    if (this.taken.has(key)) this.collisions++;
    this.taken.add(key);
    this.lineages.noteCreate(op);
  }

  /** What there is to say of rows and indexes. */
  report(): RowReport {
    const { scenario } = this.parts;
    const scheme = schemeOf(scenario);
    const byLeader = scenario.regions.map(({ name }, region) => ({
      leader: name,
      ...this.leaders[region].report(),
    }));
    const { created, collisions } = this;
    return { ids: scheme.kind, idBytes: bytesOfRowId(scheme), created, collisions, index: summarize(byLeader) };
  }
}

/** One leader's ids and indexes, table by table. */
class TablesOfLeader implements RowIndex {
  private readonly parts: RowParts;
  private readonly region: number;
  private readonly tables: number;
  private sources: readonly RowIds[];
  private trees: readonly BTree[];
  private incarnation = 0;

  constructor(parts: RowParts, region: number) {
    this.parts = parts;
    this.region = region;
    this.tables = parts.numbers.tables.length;
    this.sources = this.openSources();
    this.trees = this.openTrees();
  }

  nextId(table: number, readingUs: number, incarnation: number): bigint {
    // The last millisecond and sequence of a snowflake are in memory; counters stand in the table.
    if (incarnation !== this.incarnation && schemeOf(this.parts.scenario).kind === 'snowflake') {
      this.sources = this.openSources();
    }
    this.incarnation = incarnation;
    return this.sources[table].next(readingUs);
  }

  take(key: number): void {
    const row = this.parts.numbers.rowOf(key);
    if (row === undefined || !this.trees[row.table].insert(row.id)) return;
    this.sources[row.table].observe(row.id);
  }

  clear(): void {
    this.sources = this.openSources();
    this.trees = this.openTrees();
  }

  report(): Omit<IndexReport['byLeader'][number], 'leader'> {
    const entries = this.sum(({ entries: each }) => each);
    const pages = this.sum((tree) => tree.pages);
    const splits = this.sum((tree) => tree.splits);
    const { capacity } = indexShapeOf(schemeOf(this.parts.scenario));
    const touched = this.trees.flatMap((tree) => tree.pagesTouchedPerWindow ?? []);
    return {
      entries,
      pages,
      splits,
      fill: entries === 0 ? null : entries / (pages * capacity),
      pagesPer1000: touched.length === 0 ? null : mean(touched),
    };
  }

  private sum(read: (tree: BTree) => number): number {
    const used = this.trees.filter(({ entries }) => entries > 0);
    return used.reduce((total, tree) => total + read(tree), 0);
  }

  private openSources(): readonly RowIds[] {
    const { scenario, streams } = this.parts;
    const { name } = scenario.regions[this.region];
    const scheme = schemeOf(scenario);
    // One stream for all: whoever begins anew must not draw the same again.
    const leader = { index: this.region, stream: streams.stream(`row ids ${name}`) };
    return Array.from({ length: this.tables }, () => createRowIds(scheme, leader));
  }

  private openTrees(): readonly BTree[] {
    const shape = indexShapeOf(schemeOf(this.parts.scenario));
    return Array.from({ length: this.tables }, () => new BTree(shape));
  }
}

function summarize(byLeader: IndexReport['byLeader']): IndexReport {
  const fills = byLeader.flatMap(({ fill }) => fill ?? []);
  const touched = byLeader.flatMap(({ pagesPer1000 }) => pagesPer1000 ?? []);
  return {
    pages: byLeader.reduce((sum, { pages }) => sum + pages, 0),
    splits: byLeader.reduce((sum, { splits }) => sum + splits, 0),
    fill: fills.length === 0 ? null : mean(fills),
    pagesPer1000: touched.length === 0 ? null : mean(touched),
    byLeader,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
