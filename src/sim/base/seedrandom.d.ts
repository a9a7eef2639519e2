/** The one generator we use has no types of its own under its path. */
declare module 'seedrandom/lib/tychei.js' {
  /** A generator seeded by text. */
  export default function tychei(
    seed: string,
    options: { readonly state: true },
  ): {
    /** A copy of its 128 bits, in four numbers that count modulo 2³². */
    readonly state: () => { readonly a: number; readonly b: number; readonly c: number; readonly d: number };
  };
}
