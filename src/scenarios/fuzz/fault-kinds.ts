/** The kinds of faults that are drawn, and what random schedules are made of besides. */

/** What a schedule may be made of. */
export const fuzzGroups = ['faults', 'clocks', 'workload'] as const;

/** One of {@link fuzzGroups}. */
export type FuzzGroup = (typeof fuzzGroups)[number];

/** Kinds that end, and from which a system is to recover; a clock's step is one of the group `clocks`. */
export const recoverableKinds = [
  'partition', 'offline', 'crash', 'outage', 'storage', 'pause', 'slow', 'latency-spike', 'loss',
  'bandwidth', 'clock-step',
] as const;

/** Kinds that take something away for good: a disk with what was only on it, a region. */
const lastingKinds = ['disk-loss', 'leave'] as const;

/** Every kind there is. */
export const fuzzKinds = [...recoverableKinds, ...lastingKinds] as const;

/** One of {@link fuzzKinds}. */
export type FuzzKind = (typeof fuzzKinds)[number];

/** The group that a kind belongs to. */
export function groupOf(kind: FuzzKind): FuzzGroup {
  return kind === 'clock-step' ? 'clocks' : 'faults';
}
