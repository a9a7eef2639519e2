/**
 * A set of rows of integers, for searches that must not look at the same configuration twice.
 *
 *   rows    int32   `width` a configuration, in order of arrival
 *   table   int32   open addressing: number of a row + 1, or 0
 *
 * Rows are compared whole: a hash that deceived would turn into a false verdict.
 */
import { grownInt32 } from '../../base/columns.js';

/** Configurations of one width. */
export class ConfigurationSet {
  private readonly width: number;
  private rows: Int32Array<ArrayBuffer>;
  private table = new Int32Array(firstTable);
  private count = 0;

  constructor(width: number) {
    this.width = width;
    this.rows = new Int32Array(width * 64);
  }

  get size(): number {
    return this.count;
  }

  /** Adds a row of `width` integers; false when it was there. */
  add(row: Int32Array): boolean {
    if ((this.count + 1) * 2 > this.table.length) this.grow();
    const { table, rows, width } = this;
    const mask = table.length - 1;
    let slot = hashRow(row, 0, width) & mask;
    for (let found = table[slot]; found !== 0; found = table[slot]) {
      if (isSameRow(rows, (found - 1) * width, row, width)) return false;
      slot = (slot + 1) & mask;
    }
    this.rows = grownInt32(rows, (this.count + 1) * width);
    this.rows.set(row, this.count * width);
    table[slot] = ++this.count;
    return true;
  }

  private grow(): void {
    const { rows, width } = this;
    const table = new Int32Array(this.table.length * 2);
    const mask = table.length - 1;
    for (let i = 0; i < this.count; i++) {
      let slot = hashRow(rows, i * width, width) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = i + 1;
    }
    this.table = table;
  }
}

const firstTable = 256;

function hashRow(rows: Int32Array, start: number, width: number): number {
  let hash = 0;
  for (let i = 0; i < width; i++) {
    hash = Math.imul(hash ^ rows[start + i], 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

function isSameRow(rows: Int32Array, start: number, row: Int32Array, width: number): boolean {
  for (let i = 0; i < width; i++) if (rows[start + i] !== row[i]) return false;
  return true;
}
