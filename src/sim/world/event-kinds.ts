/** What a world's events mean; the event queue carries numbers. */

/** Kinds of events. Those from {@link firstTimer} on are nobody's work: a run at rest may have some left. */
export const kinds = {
  arrive: 0,
  script: 1,
  execute: 2,
  answer: 3,
  wake: 4,
  deliver: 5,
  apply: 6,
  beginFault: 7,
  endFault: 8,
  redirect: 10,
  clientStep: 11,
  synchronizeClock: 64,
  watchClock: 65,
  clientTimeout: 66,
} as const;

/** The least kind that is a timer. */
export const firstTimer = 64;
