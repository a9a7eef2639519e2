/**
 * Images of everything that can be reached from one object: what each object on the way held, at one moment.
 *
 * The objects stay the ones they are. Restoring an image writes what they held back into them, so that
 * closures and whoever else holds one of them see it as it was. What came up since is let go, what was let
 * go since is in the image.
 *
 * Functions are not looked into: what they close over has to be reachable some other way, or never change.
 */
import { remember, unchanging, type Memento } from './memento.js';

/** What everything in reach held at one moment. */
export interface HeapImage {
  /** About how many bytes it takes that the image before it does not take. */
  readonly ownBytes: number;
  /** By object; all that are in reach. */
  readonly mementos: ReadonlyMap<object, Memento>;
  /** What weak maps knew of objects in reach. */
  readonly weakEntries: ReadonlyMap<WeakMap<object, unknown>, ReadonlyMap<object, unknown>>;
}

/** Takes images of one object and all that it leads to. */
export class HeapImages {
  private readonly root: object;
  private readonly outside: ReadonlySet<object>;
  /** The image that the next one shares most with. */
  private latest: HeapImage | null = null;

  /** @param outside what is not looked at: it never changes, or is somebody else's */
  constructor(root: object, outside: ReadonlySet<object>) {
    this.root = root;
    this.outside = outside;
  }

  /** An image of this moment. */
  take(): HeapImage {
    const walk = new Walk(this.outside, this.latest);
    walk.from(this.root);
    this.latest = walk.image();
    return this.latest;
  }

  /** Makes everything hold again what it held then. */
  restore(image: HeapImage): void {
    for (const memento of image.mementos.values()) memento.restore();
    for (const [weakMap, entries] of image.weakEntries) {
      for (const key of image.mementos.keys()) if (!entries.has(key)) weakMap.delete(key);
      for (const [key, value] of entries) weakMap.set(key, value);
    }
    this.latest = image;
  }
}

/** One walk over everything in reach. */
class Walk {
  private readonly outside: ReadonlySet<object>;
  private readonly before: HeapImage | null;
  private readonly mementos = new Map<object, Memento>();
  private readonly weakEntries = new Map<WeakMap<object, unknown>, Map<object, unknown>>();
  private readonly due: object[] = [];
  private ownBytes = 0;

  constructor(outside: ReadonlySet<object>, before: HeapImage | null) {
    this.outside = outside;
    this.before = before;
  }

  from(root: object): void {
    this.visit(root);
    do this.drain();
    while (this.visitWeakEntries());
  }

  image(): HeapImage {
    const { ownBytes, mementos, weakEntries } = this;
    return { ownBytes, mementos, weakEntries };
  }

  private readonly visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || this.mementos.has(value) || this.outside.has(value)) return;
    this.mementos.set(value, unchanging);
    this.due.push(value);
  };

  private drain(): void {
    for (let target = this.due.pop(); target !== undefined; target = this.due.pop()) {
      if (target instanceof WeakMap) {
        if (!this.weakEntries.has(target)) this.weakEntries.set(target, new Map());
        continue;
      }
      const before = this.before?.mementos.get(target) ?? null;
      const memento = remember(target, before, this.visit);
      this.mementos.set(target, memento);
      if (memento !== before) this.ownBytes += memento.ownBytes;
    }
  }

  /** What weak maps know of what was found so far; true when there is more to walk now. */
  private visitWeakEntries(): boolean {
    for (const [weakMap, entries] of this.weakEntries) {
      for (const key of this.mementos.keys()) {
        if (entries.has(key) || !weakMap.has(key)) continue;
        const value = weakMap.get(key);
        entries.set(key, value);
        this.visit(value);
      }
    }
    return this.due.length > 0;
  }
}

/** All objects that some values lead to, themselves included; of others only these objects themselves. */
export function listReachable(values: readonly unknown[], alone: readonly unknown[] = []): ReadonlySet<object> {
  const found = new Set<object>();
  const due: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.has(value)) return;
    found.add(value);
    due.push(value);
  };
  values.forEach(visit);
  for (let target = due.pop(); target !== undefined; target = due.pop()) Object.values(target).forEach(visit);
  for (const value of alone) if (typeof value === 'object' && value !== null) found.add(value);
  return found;
}
