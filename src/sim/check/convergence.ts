/** Whether the survivors hold the same values. */

/** What is compared. */
export interface Copies {
  readonly keys: number;
  readonly survivors: readonly number[];
  /** Whether a replica is to keep a copy of a key; absent: every replica is. */
  readonly keeps?: (replica: number, key: number) => boolean;
  /** The one version that a replica holds of a key; −1 for none, −2 for several. */
  single(replica: number, key: number): number;
  holds(replica: number, key: number): readonly number[];
  /** What a version stands for; null for a delete, which is absence. */
  valueOf(op: number): string | null;
  /** What a reader sees of a value that is merged; null where versions are chosen between. */
  merged?(replica: number, key: number): readonly string[] | null;
}

/** On how many keys some survivor holds other values than the first. */
export function countDivergentKeys(copies: Copies): number {
  let divergent = 0;
  for (let key = 0; key < copies.keys; key++) if (isDivergent(copies, key)) divergent++;
  return divergent;
}

/** The values of some versions, sorted; a deleted one has none. */
export function listValues(versions: readonly number[], valueOf: (op: number) => string | null): string[] {
  return versions.flatMap((op) => valueOf(op) ?? []).sort();
}

function isDivergent(copies: Copies, key: number): boolean {
  const keepers =
    copies.keeps === undefined
      ? copies.survivors
      : copies.survivors.filter((replica) => copies.keeps?.(replica, key));
  const [first, ...others] = keepers;
  if (first === undefined) return false;
  const merged = copies.merged?.(first, key) ?? null;
  if (merged !== null) {
    return others.some((replica) => !isSameList(copies.merged?.(replica, key) ?? [], merged));
  }
  const version = copies.single(first, key);
  if (version !== -2 && others.every((replica) => copies.single(replica, key) === version)) return false;
  const expected = copies.holds(first, key);
  return others.some((replica) => {
    const held = copies.holds(replica, key);
    return !isSameList(held, expected) && !hasSameValues(copies, held, expected);
  });
}

function hasSameValues(copies: Copies, x: readonly number[], y: readonly number[]): boolean {
  const valueOf = (op: number): string | null => copies.valueOf(op);
  return isSameList(listValues(x, valueOf), listValues(y, valueOf));
}

function isSameList<T>(x: readonly T[], y: readonly T[]): boolean {
  return x.length === y.length && x.every((item, i) => item === y[i]);
}
