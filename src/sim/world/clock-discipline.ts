/**
 * What keeps clocks right, and what watches whether they are: NTP polls, and the monitor that takes a
 * leader out of the write pool while its clock is measured to be too far off.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { RandomStreams } from '../base/random.js';
import type { Tracer } from '../record/tracer.js';
import type { Region } from '../scenario.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { Node } from './node.js';
import type { WritePool } from './write-pool.js';

/** State changes as the fingerprint sees them. */
const marks = { synchronize: 107, leavePool: 136, joinPool: 137 } as const;

/** Polls time servers and measures offsets, each in its own rhythm. */
export class ClockDiscipline {
  private readonly regions: readonly Region[];
  private readonly nodes: readonly Node[];
  private readonly streams: RandomStreams;
  private readonly agenda: Agenda;
  private readonly pool: WritePool;
  private readonly stamps: LeaderStamps;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;

  constructor(parts: {
    readonly regions: readonly Region[];
    readonly nodes: readonly Node[];
    readonly streams: RandomStreams;
    readonly agenda: Agenda;
    readonly pool: WritePool;
    readonly stamps: LeaderStamps;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
  }) {
    this.regions = parts.regions;
    this.nodes = parts.nodes;
    this.streams = parts.streams;
    this.agenda = parts.agenda;
    this.pool = parts.pool;
    this.stamps = parts.stamps;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
  }

  /** Sets the first timers. */
  begin(): void {
    this.regions.forEach(({ clock: { ntp, monitor } }, region) => {
      if (ntp !== undefined) this.agenda.scheduleTimer(ntp.everyUs, kinds.synchronizeClock, region);
      if (monitor !== undefined) this.agenda.scheduleTimer(monitor.everyUs, kinds.watchClock, region);
    });
  }

  /** A poll: the clock is set, with a new error within the bound. */
  synchronize(region: number): void {
    const { ntp } = this.regions[region].clock;
    if (ntp === undefined) return;
    const { nowUs } = this.agenda;
    const errorUs = this.draw(`ntp ${this.nodes[region].name}`, ntp.boundUs);
    this.nodes[region].clock.synchronize(nowUs, errorUs);
    this.stamps.poll(region, nowUs);
    this.fingerprint.add(marks.synchronize, region, errorUs, 0);
    this.agenda.scheduleTimer(nowUs + ntp.everyUs, kinds.synchronizeClock, region);
  }

  /** A measurement; a leader that is down is measured when it is up again. */
  watch(region: number): void {
    const { monitor } = this.regions[region].clock;
    if (monitor === undefined) return;
    const { nowUs } = this.agenda;
    const node = this.nodes[region];
    const errorUs = this.draw(`clock monitor ${node.name}`, monitor.errorUs);
    if (node.isUp) this.judge(region, node.clock.skewUs(nowUs) + errorUs, monitor.thresholdUs);
    this.agenda.scheduleTimer(nowUs + monitor.everyUs, kinds.watchClock, region);
  }

  /** Half the threshold for the way back, so that a clock at the threshold does not come and go. */
  private judge(region: number, offsetUs: number, thresholdUs: number): void {
    const isIn = this.pool.has(region);
    const off = Math.abs(offsetUs);
    if (isIn ? off <= thresholdUs : off >= thresholdUs / 2) return;
    const { nowUs } = this.agenda;
    this.pool.set(region, !isIn);
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(isIn ? marks.leavePool : marks.joinPool, region, offsetUs, 0);
    this.tracer?.pool(nowUs, region, isIn ? 'left' : 'joined', offsetUs);
  }

  private draw(stream: string, boundUs: number): number {
    const u = this.streams.stream(stream).nextUnit();
    return Math.round((2 * u - 1) * boundUs);
  }
}
