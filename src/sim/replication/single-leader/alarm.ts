/**
 * Alarms: deadlines that move often, on timers that are set seldom.
 *
 * A deadline that moves further away leaves its timer alone; when that goes off too early, it is set anew. A timer
 * that goes off late, since its member stood still, counts as well.
 */

/** What members wake up for. */
export const alarmKinds = ['election', 'poll', 'heartbeat', 'batch', 'flush', 'sync', 'copy'] as const;

/** One of {@link alarmKinds}. */
export type AlarmKind = (typeof alarmKinds)[number];

/** Sets a timer that calls `goOff` at that time. */
export type SetTimer = (kind: AlarmKind, atUs: number) => void;

interface Alarm {
  deadlineUs: number;
  /** When the earliest timer goes off. */
  timerUs: number;
}

/** The alarms of one member. */
export class Alarms {
  private readonly alarms = new Map<AlarmKind, Alarm>();
  private readonly setTimer: SetTimer;

  constructor(setTimer: SetTimer) {
    this.setTimer = setTimer;
  }

  /** Moves a deadline. */
  set(kind: AlarmKind, atUs: number): void {
    const alarm = this.alarmOf(kind);
    alarm.deadlineUs = atUs;
    if (atUs >= alarm.timerUs) return;
    alarm.timerUs = atUs;
    this.setTimer(kind, atUs);
  }

  /** As `set`, where no deadline stands. */
  setUnlessSet(kind: AlarmKind, atUs: number): void {
    if (this.alarmOf(kind).deadlineUs === Infinity) this.set(kind, atUs);
  }

  isSet(kind: AlarmKind): boolean {
    return this.alarmOf(kind).deadlineUs < Infinity;
  }

  clear(kind: AlarmKind): void {
    this.alarmOf(kind).deadlineUs = Infinity;
  }

  /** Forgets all deadlines and timers: the member has crashed. */
  clearAll(): void {
    this.alarms.clear();
  }

  /** A timer went off; true when a deadline has come, which stands no longer. */
  goOff(kind: AlarmKind, nowUs: number): boolean {
    const alarm = this.alarmOf(kind);
    if (nowUs >= alarm.timerUs) alarm.timerUs = Infinity;
    if (nowUs >= alarm.deadlineUs) {
      alarm.deadlineUs = Infinity;
      return true;
    }
    if (alarm.deadlineUs < alarm.timerUs) this.set(kind, alarm.deadlineUs);
    return false;
  }

  private alarmOf(kind: AlarmKind): Alarm {
    let alarm = this.alarms.get(kind);
    if (alarm === undefined) {
      alarm = { deadlineUs: Infinity, timerUs: Infinity };
      this.alarms.set(kind, alarm);
    }
    return alarm;
  }
}
