/** What a world's events mean; the event queue carries numbers. */

/** Kinds of events. All but `synchronizeClock` are work that has to be done before the run is at rest. */
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
  synchronizeClock: 9,
  applyWaiting: 10,
} as const;
