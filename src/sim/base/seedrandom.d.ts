/** The one generator we use has no types of its own under its path. */
declare module 'seedrandom/lib/tychei.js' {
  /** A generator seeded by text; without a seed all are the same one. */
  export default function tychei(seed: string): {
    /** The next 32 bits, as an int32. */
    readonly int32: () => number;
  };
}
