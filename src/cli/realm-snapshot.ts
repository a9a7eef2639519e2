/**
 * What a realm's built-in objects and functions are like at a moment, to tell later whether somebody changed them.
 *
 * They are found by going from the global object along properties and prototypes, so that everything code can
 * reach by name is among them.
 */

/** Something that is not as it was. */
export interface RealmChange {
  /** The object whose property it is, as code would call it; `globalThis` for global names. */
  readonly of: string;
  /** The property, as code would call it: `Array.prototype.last`. */
  readonly name: string;
}

/** The objects of a realm as they were. */
export class RealmSnapshot {
  private readonly globals: object;
  private readonly known = new Map<object, Known>();

  constructor(globals: object) {
    this.globals = globals;
    this.note(globals, 'globalThis');
    // A Map goes on to what is added to it meanwhile.
    for (const known of this.known.values()) this.noteNeighbours(known);
  }

  /** The first thing that is not as it was; null where all is. New global names may be granted. */
  findChange({ mayAddGlobals = false } = {}): RealmChange | null {
    for (const [object, known] of this.known) {
      const change = findChange(object, known, mayAddGlobals && object === this.globals);
      if (change !== null) return change;
    }
    return null;
  }

  /** Looks at one object alone, which takes microseconds; null where there is none of this name. */
  watch(of: string): (() => RealmChange | null) | null {
    for (const [object, known] of this.known) {
      if (known.name === of) return () => findChange(object, known, false);
    }
    return null;
  }

  private note(value: unknown, name: string): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (this.known.has(value)) return;
    const members = new Map<string | symbol, PropertyDescriptor>();
    for (const key of Reflect.ownKeys(value)) {
      const member = Reflect.getOwnPropertyDescriptor(value, key);
      if (member !== undefined) members.set(key, member);
    }
    this.known.set(value, { name, members, prototype: Reflect.getPrototypeOf(value) });
  }

  private noteNeighbours({ name, members, prototype }: Known): void {
    for (const [key, member] of members) {
      const own = nameMember(name, key);
      for (const part of [member.value, Reflect.get(member, 'get'), Reflect.get(member, 'set')]) this.note(part, own);
    }
    this.note(prototype, `Object.getPrototypeOf(${name})`);
  }
}

/** An object as it was. */
interface Known {
  readonly name: string;
  readonly members: ReadonlyMap<string | symbol, PropertyDescriptor>;
  readonly prototype: object | null;
}

function findChange(object: object, { name, members, prototype }: Known, mayAdd: boolean): RealmChange | null {
  const keys = Reflect.ownKeys(object);
  for (const key of keys) {
    const was = members.get(key);
    if (was === undefined ? mayAdd : isSame(was, Reflect.getOwnPropertyDescriptor(object, key))) continue;
    return { of: name, name: nameMember(name, key) };
  }
  for (const key of keys.length < members.size || mayAdd ? members.keys() : []) {
    if (!keys.includes(key)) return { of: name, name: nameMember(name, key) };
  }
  if (Reflect.getPrototypeOf(object) === prototype) return null;
  return { of: name, name: `Object.getPrototypeOf(${name})` };
}

function isSame(was: PropertyDescriptor, now: PropertyDescriptor | undefined): boolean {
  return now !== undefined && Object.is(was.value, now.value) && was.get === now.get && was.set === now.set;
}

function nameMember(of: string, key: string | symbol): string {
  if (typeof key === 'symbol') return `${of}[${key.description ?? 'a symbol'}]`;
  return of === 'globalThis' ? key : `${of}.${key}`;
}
