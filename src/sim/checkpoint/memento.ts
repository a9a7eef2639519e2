/**
 * What one object held at one moment, and how to make it hold that again: in place, so that whoever has a
 * reference to the object keeps it.
 *
 * Only what differs is written. An object that is as it was is not touched, and stays as fast as it was.
 */
import { assert } from '../base/assert.js';
import { Pages } from './pages.js';

/** What one object held. */
export interface Memento {
  /** About how many bytes it takes that no other memento of its object takes. */
  readonly ownBytes: number;
  restore(): void;
}

/** Told of everything that an object leads to. */
export type Visitor = (value: unknown) => void;

/** The memento of an object as it is now: the one that is given, where nothing has changed since. */
export function remember(target: object, before: Memento | null, visit: Visitor): Memento {
  if (Array.isArray(target)) return rememberList(target, before, visit);
  if (ArrayBuffer.isView(target)) {
    // The view itself never changes; views may share what they look at.
    visit(target.buffer);
    return unchanging;
  }
  if (target instanceof ArrayBuffer) return rememberBuffer(target, before);
  if (target instanceof Map) return rememberMap(target, before, visit);
  if (target instanceof Set) return rememberSet(target, before, visit);
  return rememberFields(target, before, visit);
}

/** Of what never changes. */
export const unchanging: Memento = { ownBytes: 0, restore: () => undefined };

const bytesOfMemento = 48;

/** The fields of an object of a class, or of a plain one. Fields are never deleted: as many are the same ones. */
class FieldsMemento implements Memento {
  readonly ownBytes: number;
  readonly values: readonly unknown[];
  readonly names: readonly string[];
  private readonly target: object;

  constructor(target: object, names: readonly string[], values: readonly unknown[]) {
    this.target = target;
    this.names = names;
    this.values = values;
    this.ownBytes = bytesOfMemento + 8 * values.length;
  }

  restore(): void {
    const { target, names, values } = this;
    const now: readonly unknown[] = Object.values(target);
    for (let i = 0; i < values.length; i++) if (!Object.is(now[i], values[i])) write(target, names[i], values[i]);
    if (now.length === values.length) return;
    for (const name of Object.keys(target).slice(values.length)) assert(Reflect.deleteProperty(target, name), 'a field stays');
  }
}

function rememberFields(target: object, before: Memento | null, visit: Visitor): Memento {
  const values: readonly unknown[] = Object.values(target);
  for (let i = 0; i < values.length; i++) visit(values[i]);
  const known = before instanceof FieldsMemento ? before : null;
  if (known !== null && areSame(known.values, values)) return known;
  const names = known?.names.length === values.length ? known.names : Object.keys(target);
  return new FieldsMemento(target, names, values);
}

class ListMemento implements Memento {
  readonly ownBytes: number;
  readonly items: readonly unknown[];
  private readonly target: unknown[];

  constructor(target: unknown[]) {
    this.target = target;
    this.items = target.slice();
    this.ownBytes = bytesOfMemento + 8 * target.length;
  }

  restore(): void {
    const { target, items } = this;
    if (target.length > items.length) target.length = items.length;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (Object.is(target[i], item) && (item !== undefined || i in target === i in items)) continue;
      if (item !== undefined || i in items) target[i] = item;
      else assert(Reflect.deleteProperty(target, i), 'an item stays');
    }
    target.length = items.length;
  }
}

function rememberList(target: unknown[], before: Memento | null, visit: Visitor): Memento {
  for (let i = 0; i < target.length; i++) visit(target[i]);
  return before instanceof ListMemento && areSame(before.items, target) ? before : new ListMemento(target);
}

class MapMemento implements Memento {
  readonly ownBytes: number;
  private readonly target: Map<unknown, unknown>;
  private readonly keys: readonly unknown[];
  private readonly values: readonly unknown[];

  constructor(target: Map<unknown, unknown>) {
    this.target = target;
    this.keys = [...target.keys()];
    this.values = [...target.values()];
    this.ownBytes = bytesOfMemento + 16 * target.size;
  }

  isCurrent(): boolean {
    return this.target.size === this.keys.length && this.countSame() === this.keys.length;
  }

  restore(): void {
    const { target, keys, values } = this;
    const same = this.countSame();
    // The order of entries is part of what they are: those behind the first difference come anew.
    dropBeyond(target, same);
    for (let i = same; i < keys.length; i++) target.set(keys[i], values[i]);
  }

  /** How many entries, from the first on, are as they were. */
  private countSame(): number {
    const { keys, values } = this;
    let i = 0;
    for (const [key, value] of this.target) {
      if (i === keys.length || !Object.is(key, keys[i]) || !Object.is(value, values[i])) break;
      i++;
    }
    return i;
  }
}

function rememberMap(target: Map<unknown, unknown>, before: Memento | null, visit: Visitor): Memento {
  target.forEach((value, key) => {
    visit(key);
    visit(value);
  });
  return before instanceof MapMemento && before.isCurrent() ? before : new MapMemento(target);
}

class SetMemento implements Memento {
  readonly ownBytes: number;
  private readonly target: Set<unknown>;
  private readonly items: readonly unknown[];

  constructor(target: Set<unknown>) {
    this.target = target;
    this.items = [...target];
    this.ownBytes = bytesOfMemento + 8 * target.size;
  }

  isCurrent(): boolean {
    return this.target.size === this.items.length && this.countSame() === this.items.length;
  }

  restore(): void {
    const { target, items } = this;
    const same = this.countSame();
    dropBeyond(target, same);
    for (let i = same; i < items.length; i++) target.add(items[i]);
  }

  private countSame(): number {
    const { items } = this;
    let i = 0;
    for (const item of this.target) {
      if (i === items.length || !Object.is(item, items[i])) break;
      i++;
    }
    return i;
  }
}

function rememberSet(target: Set<unknown>, before: Memento | null, visit: Visitor): Memento {
  target.forEach(visit);
  return before instanceof SetMemento && before.isCurrent() ? before : new SetMemento(target);
}

class BufferMemento implements Memento {
  readonly ownBytes: number;
  readonly pages: Pages;

  constructor(pages: Pages) {
    this.pages = pages;
    this.ownBytes = bytesOfMemento + this.pages.ownBytes;
  }

  restore(): void {
    this.pages.restore();
  }
}

function rememberBuffer(target: ArrayBuffer, before: Memento | null): Memento {
  const known = before instanceof BufferMemento ? before : null;
  const pages = new Pages(target, known?.pages ?? null);
  return known !== null && pages.isAsBefore ? known : new BufferMemento(pages);
}

/** Removes all but the first entries. */
function dropBeyond(target: Map<unknown, unknown> | Set<unknown>, count: number): void {
  if (count === target.size) return;
  if (count === 0) {
    target.clear();
    return;
  }
  let i = 0;
  for (const key of target.keys()) if (i++ >= count) target.delete(key);
}

/** Item by item, and hole by hole. */
function areSame(saved: readonly unknown[], now: readonly unknown[]): boolean {
  if (saved.length !== now.length) return false;
  for (let i = 0; i < saved.length; i++) {
    const item = saved[i];
    if (!Object.is(item, now[i]) || (item === undefined && i in saved !== i in now)) return false;
  }
  return true;
}

function write(target: object, name: string, value: unknown): void {
  assert(Reflect.set(target, name, value), 'a field that had changed cannot be written');
}
