/** The agenda: what is scheduled, the time it is, and whether any work is left. */
import { EventQueue, type Event } from '../kernel/event-queue.js';

/** Events to come, work and timers that re-arm for ever; and true time. */
export class Agenda {
  nowUs = 0;
  /** Events processed. */
  events = 0;
  /** Time of the last event that was work. */
  lastWorkUs = 0;
  private readonly queue: EventQueue;
  private openWork = 0;

  /** `announce` hears of events a little before their turn. */
  constructor(announce: (kind: number, a: number, b: number) => void) {
    this.queue = new EventQueue(1024, announce);
  }

  /** Work that is scheduled: at rest there is none. */
  get hasWork(): boolean {
    return this.openWork > 0;
  }

  /** True time of the next event, timers included. */
  get nextUs(): number {
    return this.queue.nextTimeUs();
  }

  /** Schedules work. */
  schedule(atUs: number, kind: number, a: number, b = 0, c = 0, d = 0): void {
    this.openWork++;
    this.queue.push(atUs, kind, a, b, c, d);
  }

  /** Schedules what nobody waits for, such as a timer: it comes only while there is work. */
  scheduleTimer(atUs: number, kind: number, a: number, b = 0): void {
    this.queue.push(atUs, kind, a, b, 0, 0);
  }

  /** So many pieces of scheduled work are void: nobody waits for them any more. */
  cancelWork(count: number): void {
    this.openWork -= count;
  }

  /** Takes the next event not later than the limit and moves time to it; false when there is none. */
  popInto(event: Event, limitUs: number): boolean {
    if (!this.queue.popInto(event, limitUs)) return false;
    this.nowUs = event.timeUs;
    this.events++;
    return true;
  }

  /** The event that was taken was waited for, though not as scheduled work. */
  noteActivity(): void {
    this.lastWorkUs = this.nowUs;
  }

  /** The event that was taken is work. */
  noteWork(): void {
    this.openWork--;
    this.lastWorkUs = this.nowUs;
  }
}
