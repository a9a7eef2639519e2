/** The repair carrier: what anti-entropy asks of the world, by links, nodes and the agenda. */
import type { AntiEntropyPort } from '../replication/anti-entropy.js';
import { kinds } from './event-kinds.js';
import { StepCarrier, type StepCarrierParts } from './step-carrier.js';

/** Carries comparisons of records between pairs. */
export class RepairCarrier extends StepCarrier implements AntiEntropyPort {
  constructor(parts: StepCarrierParts) {
    super(parts, { arrive: kinds.repairArrive, work: kinds.repairWork, round: kinds.repairRound });
  }

  send(link: number, bytes: number, identity: number, to: { readonly pair: number; readonly step: number }): boolean {
    return this.carry(link, { bytes, identity }, to.pair, to.step);
  }

  arriveAt(atUs: number, pair: number, step: number): void {
    this.comeAt(atUs, pair, step);
  }

  serve(leader: number, records: number, pair: number, step: number): void {
    this.workOn(leader, records, pair, step);
  }

  expireAt(atUs: number, pair: number, step: number): void {
    this.agenda.scheduleTimer(atUs, kinds.repairExpire, pair, step);
  }
}
