/** What a world's events mean; the event queue carries numbers. */

/** Kinds of events. See {@link isWork} for those that the run waits for. */
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
  outOfMemory: 10,
  restart: 11,
  applyWaiting: 12,
  redirect: 13,
  clientStep: 14,
  quorumArrive: 15,
  quorumWork: 16,
  endWorkload: 17,
  synchronizeClock: 64,
  watchClock: 65,
  clientTimeout: 66,
  quorumTimer: 67,
  repairArrive: 80,
  repairWork: 81,
  repairExpire: 82,
  repairRound: 83,
  pullRound: 90,
  pullArrive: 91,
  pullWork: 92,
  tellPerson: 180,
  decide: 181,
  restore: 182,
  collect: 210,
  sessionSend: 270,
  sessionReach: 271,
  stateReached: 272,
  stateTimer: 273,
  leaderMessage: 241,
  leaderAlarm: 242,
  leaderApplied: 243,
  leaderShot: 244,
  leaderConnect: 245,
  leaderChecked: 246,
  groupMessage: 280,
  groupAlarm: 281,
  groupApplied: 282,
  groupConnect: 283,
  storageArrive: 290,
  storageTimer: 291,
  redoArrive: 292,
  redoApply: 293,
  heartbeat: 294,
  shipRedo: 295,
} as const;

/** The least kind that is a timer. */
const firstTimer = 64;

/**
 * Whether an event has to come before the run is at rest. Not so what re-arms itself for ever, and messages of
 * anti-entropy, of those who ask and of single leaders: these know by themselves whether anything is owed, and go on
 * for ever.
 */
export function isWork(kind: number): boolean {
  const isOfSessions = kind >= kinds.sessionSend && kind <= kinds.stateReached;
  if (kind < firstTimer || isOfSessions || kind === kinds.redoApply) return true;
  return kind >= kinds.tellPerson && kind <= kinds.restore;
}

/** Whether an event belongs to anti-entropy. */
export function isOfRepair(kind: number): boolean {
  return kind >= kinds.repairArrive && kind <= kinds.repairRound;
}

/** Whether an event is a question or an answer of those who ask for what is news. */
export function isOfPull(kind: number): boolean {
  return kind === kinds.pullArrive || kind === kinds.pullWork;
}
