/** The nemesis: carries out the faults of a scenario at their times. */
import { assertNever } from '../base/assert.js';
import type { DeployableRule, Fault, LastingImpairment } from '../scenario.js';

/** What a fault can do to the world. */
export interface NemesisPort {
  /** Cuts the directed link between two regions; does nothing where there is none. */
  cut(from: number, to: number): void;
  heal(from: number, to: number): void;
  crash(region: number): void;
  restart(region: number): void;
  /** Wipes the disk of a leader that has crashed; the numbered fault's. */
  loseDisk(region: number, fault: number): void;
  /** Crashes a leader and its followers. */
  beginOutage(region: number): void;
  endOutage(region: number): void;
  /** Stops a leader until then. */
  pause(region: number, untilUs: number): void;
  /** Ends a pause, unless another one lasts longer. */
  resume(region: number): void;
  /** Cuts every link between a region and others. */
  goOffline(region: number): void;
  goOnline(region: number): void;
  /** Storage nodes of the first volume crash, by number; a lost disk takes what they kept. */
  crashStorage(nodes: readonly number[], disk: 'kept' | 'lost'): void;
  restartStorage(nodes: readonly number[]): void;
  /** Removes a region for good; the numbered fault's bridges come up. */
  leave(region: number, fault: number): void;
  stepClock(region: number, byUs: number): void;
  /** From now on a leader settles conflicts by this rule. */
  deploy(region: number, rule: DeployableRule): void;
  /** Multiplies the service times of a leader. */
  slow(region: number, factor: number): void;
  /** Ends what {@link slow} began with the same factor. */
  quicken(region: number, factor: number): void;
  /** Makes the directed link between two regions worse; does nothing where there is none. */
  impair(from: number, to: number, impairment: LastingImpairment): void;
  /** Ends what {@link impair} began with the same object. */
  relieve(from: number, to: number, impairment: LastingImpairment): void;
}

/** Begins and ends faults. */
export class Nemesis {
  private readonly faults: readonly Fault[];
  private readonly port: NemesisPort;

  constructor(faults: readonly Fault[], port: NemesisPort) {
    this.faults = faults;
    this.port = port;
  }

  begin(index: number): void {
    const fault = this.faults[index];
    switch (fault.kind) {
      case 'partition':
        for (const [from, to] of fault.cuts) this.port.cut(from, to);
        return;
      case 'crash':
        this.port.crash(fault.region);
        if (fault.disk === 'lost') this.port.loseDisk(fault.region, index);
        return;
      case 'outage':
        this.port.beginOutage(fault.region);
        return;
      case 'pause':
        this.port.pause(fault.region, fault.untilUs);
        return;
      case 'offline':
        this.port.goOffline(fault.region);
        return;
      case 'storage':
        this.port.crashStorage(fault.nodes, fault.disk);
        return;
      case 'leave':
        this.port.leave(fault.region, index);
        return;
      case 'clock-step':
        this.port.stepClock(fault.region, fault.byUs);
        return;
      case 'deploy':
        for (const region of fault.regions) this.port.deploy(region, fault.rule);
        return;
      case 'slow':
        this.port.slow(fault.region, fault.factor);
        return;
      case 'latency-spike':
      case 'loss':
      case 'bandwidth':
        for (const [from, to] of fault.links) this.port.impair(from, to, fault);
        return;
      default:
        assertNever(fault);
    }
  }

  end(index: number): void {
    const fault = this.faults[index];
    switch (fault.kind) {
      case 'partition':
        for (const [from, to] of fault.cuts) this.port.heal(from, to);
        return;
      case 'crash':
        this.port.restart(fault.region);
        return;
      case 'outage':
        this.port.endOutage(fault.region);
        return;
      case 'pause':
        this.port.resume(fault.region);
        return;
      case 'offline':
        this.port.goOnline(fault.region);
        return;
      case 'storage':
        this.port.restartStorage(fault.nodes);
        return;
      case 'leave':
      case 'clock-step':
      case 'deploy':
        return;
      case 'slow':
        this.port.quicken(fault.region, fault.factor);
        return;
      case 'latency-spike':
      case 'loss':
      case 'bandwidth':
        for (const [from, to] of fault.links) this.port.relieve(from, to, fault);
        return;
      default:
        assertNever(fault);
    }
  }
}

/** The faults that lose a disk; each makes one more author of writes, see op-log.ts. */
export function listDiskLosses(
  faults: readonly Fault[],
): readonly { readonly fault: number; readonly region: number }[] {
  return faults.flatMap((one, fault) =>
    one.kind === 'crash' && one.disk === 'lost' ? [{ fault, region: one.region }] : [],
  );
}

/** When a fault ends by itself; null if it does not. */
export function endOfFault(fault: Fault): number | null {
  return 'untilUs' in fault ? fault.untilUs : null;
}
