/**
 * Key numbers of rows: records are dense by number, ids are not. The same id of two leaders is the same
 * key: that is the collision.
 */
import { assert } from '../base/assert.js';
import { medianUs } from '../base/sampler.js';
import type { ClientGroup, RowIdScheme, Scenario } from '../scenario.js';
import { formatRowId, parseRowId } from './row-ids.js';

/** The table that generated creates are about. */
const generatedTable = 'rows';

/** Which number each row has. */
export class RowNumbers {
  /** Names of the tables: {@link generatedTable}, then those of the script. */
  readonly tables: readonly string[];
  /** Numbers that are set apart for rows that nothing names. */
  readonly room: number;
  private readonly scheme: RowIdScheme;
  /** By table. */
  private readonly numbers: readonly Map<bigint, number>[];
  /** By number. */
  private readonly ids = new Map<number, bigint>();
  /** By number; without those of the first table, which may be very many. */
  private readonly furtherTables = new Map<number, number>();
  private following: number;
  private readonly end: number;

  /** `names`: numbers of the keys that the script names, some as `table/id`; `firstKey`: the first that is free. */
  constructor(scenario: Scenario, names: ReadonlyMap<string, number>, firstKey: number) {
    const created = scenario.workload.script.filter(({ kind }) => kind === 'create');
    this.tables = [...new Set([generatedTable, ...created.map(({ key }) => key)])];
    this.room = mostCreates(scenario);
    this.scheme = schemeOf(scenario);
    this.numbers = this.tables.map(() => new Map());
    this.following = firstKey;
    this.end = firstKey + this.room;
    for (const [name, key] of names) this.readName(name, key);
  }

  /** The number of the row with that id, a new one where there was none. */
  numberOf(table: number, id: bigint): number {
    const known = this.numbers[table].get(id);
    if (known !== undefined) return known;
    const key = this.following++;
    assert(key < this.end, 'more rows than there is room for');
    this.add(table, id, key);
    return key;
  }

  /** The row of a number; undefined for a key that is none. */
  rowOf(key: number): { readonly table: number; readonly id: bigint } | undefined {
    const id = this.ids.get(key);
    return id === undefined ? undefined : { table: this.furtherTables.get(key) ?? 0, id };
  }

  /** The number of a row by its name; undefined for a row that there is not. */
  find(name: string): number | undefined {
    const row = this.parse(name);
    return row === null ? undefined : this.numbers[row.table].get(row.id);
  }

  /** As people read it: `orders/1`; undefined for a key that is no row. */
  nameOf(key: number): string | undefined {
    const row = this.rowOf(key);
    return row === undefined ? undefined : this.nameOfRow(row.table, row.id);
  }

  private readName(name: string, key: number): void {
    const row = this.parse(name);
    if (row !== null) this.add(row.table, row.id, key);
  }

  private parse(name: string): { readonly table: number; readonly id: bigint } | null {
    const cut = name.lastIndexOf('/');
    const table = this.tables.indexOf(name.slice(0, Math.max(0, cut)));
    const id = parseRowId(this.scheme, name.slice(cut + 1));
    return table < 0 || id === null ? null : { table, id };
  }

  private add(table: number, id: bigint, key: number): void {
    this.numbers[table].set(id, key);
    this.ids.set(key, id);
    if (table > 0) this.furtherTables.set(key, table);
  }

  private nameOfRow(table: number, id: bigint): string {
    return `${this.tables[table]}/${formatRowId(this.scheme, id)}`;
  }
}

/** How a scenario names new rows. */
export function schemeOf({ workload }: Scenario): RowIdScheme {
  return workload.ids ?? { kind: 'auto-increment' };
}

/** Whether anybody creates rows. */
export function hasCreates({ workload }: Scenario): boolean {
  const isCreating = workload.clients.some(({ mix }) => (mix.create ?? 0) > 0);
  return isCreating || workload.script.some(({ kind }) => kind === 'create');
}

/** More rows than will ever be created: of Poisson arrivals, ten standard deviations and forty above the mean. */
function mostCreates(scenario: Scenario): number {
  const { workload } = scenario;
  const generated = workload.clients.reduce((sum, group) => sum + mostOf(group, scenario), 0);
  return generated + workload.script.filter(({ kind }) => kind === 'create').length;
}

function mostOf(group: ClientGroup, scenario: Scenario): number {
  const { mix, resilience } = group;
  const { perS, forUs } = mostAsked(group, scenario);
  const mean = (perS * (mix.create ?? 0) * forUs) / 1e6;
  if (mean === 0) return 0;
  // Each attempt may create a row of its own.
  return Math.ceil(mean + 10 * Math.sqrt(mean) + 40) * (1 + (resilience?.retries ?? 0));
}

/** At which rate, and for how long, a group asks at the most on average. */
function mostAsked(group: ClientGroup, { durationUs, regions }: Scenario): { readonly perS: number; readonly forUs: number } {
  const { arrivals, ratePerS } = group;
  if (typeof arrivals === 'string') return { perS: ratePerS, forUs: durationUs };
  // The last period may be cut off after its burst.
  if (arrivals.kind === 'bursts') return { perS: ratePerS, forUs: Math.ceil(durationUs / arrivals.everyUs) * arrivals.everyUs };
  const { clients, think } = arrivals;
  const near = group.roam === undefined ? [regions[group.region]] : regions;
  const wayUs = 2 * Math.min(...near.map(({ clientLatencyUs }) => clientLatencyUs));
  // Half of the thinking times are no shorter than their median.
  const thinkUs = think.kind === 'constant' ? think.valueUs : medianUs(think) / 2;
  const roundUs = Math.max(1, thinkUs + Math.min(wayUs, group.resilience?.timeoutUs ?? Infinity));
  return { perS: (clients * 1e6) / roundUs, forUs: durationUs + roundUs };
}
