/**
 * Images of everything that can be reached from one object: what each object on the way held, at one moment.
 *
 * The objects stay the ones they are. Restoring an image writes what they held back into them, so that
 * closures and whoever else holds one of them see it as it was. What came up since is let go, what was let
 * go since is in the image.
 *
 * Functions are not looked into: what they close over has to be reachable some other way, or never change.
 */
import { remember, type Memento } from './memento.js';

/** What everything in reach held at one moment. */
export interface HeapImage {
  /** About how many bytes it takes that the image before it does not take. */
  readonly ownBytes: number;
  /** All objects in reach. */
  readonly targets: readonly Target[];
  /** What they held, in the same order. */
  readonly mementos: readonly Memento[];
  /** What weak maps knew of them. */
  readonly weakEntries: ReadonlyMap<WeakMap<object, unknown>, ReadonlyMap<object, unknown>>;
}

/** An object that images are about. */
export interface Target {
  readonly object: object;
  /** Of the latest image, taken or restored: the next one shares with it. */
  memento: Memento | null;
  /** The number of the last walk that came by. */
  walk: number;
}

/** Takes images of one object and all that it leads to. */
export class HeapImages {
  private readonly root: object;
  private readonly outside: ReadonlySet<object>;
  /** What the last walk found. */
  private readonly targets = new Map<object, Target>();
  private walks = 0;

  /** @param outside what is not looked at: it never changes, or is somebody else's */
  constructor(root: object, outside: ReadonlySet<object>) {
    this.root = root;
    this.outside = outside;
  }

  /** An image of this moment. */
  take(): HeapImage {
    const walk = new Walk(this.targets, this.outside, ++this.walks);
    walk.from(this.root);
    for (const { object, walk: found } of this.targets.values()) {
      if (found !== this.walks) this.targets.delete(object);
    }
    return walk.image();
  }

  /** Makes everything hold again what it held then. */
  restore({ targets, mementos, weakEntries }: HeapImage): void {
    for (let i = 0; i < mementos.length; i++) {
      const target = targets[i];
      mementos[i].restore();
      target.memento = mementos[i];
      // A later walk may not have found it any more.
      if (this.targets.get(target.object) !== target) this.targets.set(target.object, target);
    }
    for (const [weakMap, entries] of weakEntries) {
      for (const { object } of targets) if (!entries.has(object)) weakMap.delete(object);
      for (const [key, value] of entries) weakMap.set(key, value);
    }
  }
}

/** One walk over everything in reach. */
class Walk {
  private readonly known: Map<object, Target>;
  private readonly outside: ReadonlySet<object>;
  private readonly walk: number;
  private readonly targets: Target[] = [];
  private readonly mementos: Memento[] = [];
  private readonly weakEntries = new Map<WeakMap<object, unknown>, Map<object, unknown>>();
  private ownBytes = 0;

  constructor(known: Map<object, Target>, outside: ReadonlySet<object>, walk: number) {
    this.known = known;
    this.outside = outside;
    this.walk = walk;
  }

  from(root: object): void {
    this.visit(root);
    do this.remember();
    while (this.visitWeakEntries());
  }

  image(): HeapImage {
    const { ownBytes, targets, mementos, weakEntries } = this;
    return { ownBytes, targets, mementos, weakEntries };
  }

  private readonly visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    let target = this.known.get(value);
    if (target === undefined) {
      if (this.outside.has(value)) return;
      target = { object: value, memento: null, walk: 0 };
      this.known.set(value, target);
    }
    if (target.walk === this.walk) return;
    target.walk = this.walk;
    this.targets.push(target);
  };

  /** What was found and not yet looked at, and what that leads to. */
  private remember(): void {
    const { targets, mementos } = this;
    while (mementos.length < targets.length) {
      const target = targets[mementos.length];
      const { object, memento: before } = target;
      if (object instanceof WeakMap && !this.weakEntries.has(object)) this.weakEntries.set(object, new Map());
      const memento = remember(object, before, this.visit);
      if (memento !== before) this.ownBytes += memento.ownBytes;
      target.memento = memento;
      mementos.push(memento);
    }
  }

  /** What weak maps know of what was found so far; true when there is more to walk now. */
  private visitWeakEntries(): boolean {
    for (const [weakMap, entries] of this.weakEntries) {
      for (let i = 0; i < this.mementos.length; i++) {
        const { object } = this.targets[i];
        if (entries.has(object) || !weakMap.has(object)) continue;
        const value = weakMap.get(object);
        entries.set(object, value);
        this.visit(value);
      }
    }
    return this.mementos.length < this.targets.length;
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
