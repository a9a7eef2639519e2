/** Sets as plain data, for resolvers of tests. */

/** Elements of either, in order, each once. */
export function unite<Element>(x: readonly Element[], y: readonly Element[]): readonly Element[] {
  return [...new Set([...x, ...y])].sort((a, b) => (a < b ? -1 : 1));
}

/** Elements of the one that the other does not have. */
export function without<Element>(x: readonly Element[], y: readonly Element[]): readonly Element[] {
  return x.filter((element) => !y.includes(element));
}

/** By key, the larger number of either. */
export function keepLarger(x: Readonly<Record<string, number>>, y: Readonly<Record<string, number>>) {
  const keys = Object.keys({ ...x, ...y });
  return Object.fromEntries(keys.map((key) => [key, Math.max(x[key] ?? 0, y[key] ?? 0)]));
}

/** The sum of all numbers. */
export function sum(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((total, each) => total + each, 0);
}
