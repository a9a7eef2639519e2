/** A stream of our own in the place of a terminal's. */

/**
 * An object of the type of `terminal` in which every property is that of `stream`. It spares the
 * dozens of socket methods of a terminal that nobody calls here.
 */
export function maskStream<Terminal extends object>(terminal: Terminal, stream: object): Terminal {
  return new Proxy(terminal, {
    get(_terminal, name) {
      const value: unknown = Reflect.get(stream, name);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => Reflect.apply(value, stream, args);
    },
    has(_terminal, name) {
      return Reflect.has(stream, name);
    },
  });
}
