/** The same writes, delivered in other orders: where a law breaks, some of them come to different values. */
import type { SmallHistory } from '../../sim/resolver-check.js';

/** Other histories with the same writes, at most so many: first with every message after all writes. */
export function listOtherOrders(history: SmallHistory, most: number): readonly SmallHistory[] {
  const found: SmallHistory[] = [];
  for (const base of [apart(history), history]) {
    for (const ends of listChoices(base.ends.map(listPermutations), most)) {
      if (found.length >= most) return found;
      found.push({ ...base, ends });
    }
  }
  return found;
}

/** Each replica writes once and hears of nobody before that, and one more listens, as far as there are any. */
function apart({ replicas, writes }: SmallHistory): SmallHistory {
  const count = Math.min(Math.max(replicas, writes.length + 1), mostReplicas);
  const order = writes.map((_, write) => write);
  const writers = writes.length < mostReplicas ? order : writes.map(({ replica }) => replica);
  return {
    replicas: count,
    writes: writes.map((write, index) => ({ ...write, replica: writers[index], takes: [] })),
    ends: Array.from({ length: count }, (_, own) => order.filter((write) => writers[write] !== own)),
  };
}

const mostReplicas = 4;

function listPermutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length < 2 || items.length > mostPermuted) return [items];
  return items.flatMap((item, index) =>
    listPermutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

const mostPermuted = 4;

/** One of each, in all ways, as far as they are needed. */
function listChoices<T>(options: readonly (readonly T[])[], most: number): readonly (readonly T[])[] {
  return options.reduceRight<readonly (readonly T[])[]>(
    (rest, own) => own.flatMap((item) => rest.map((others) => [item, ...others])).slice(0, most),
    [[]],
  );
}
