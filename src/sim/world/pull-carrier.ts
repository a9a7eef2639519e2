/** The pull carrier: what pulling asks of the world, by links, nodes and the agenda. */
import type { PullMessage, PullPort } from '../replication/pulling.js';
import { kinds } from './event-kinds.js';
import { StepCarrier, type StepCarrierParts } from './step-carrier.js';

/** Carries questions and answers. */
export class PullCarrier extends StepCarrier implements PullPort {
  constructor(parts: StepCarrierParts) {
    super(parts, { arrive: kinds.pullArrive, work: kinds.pullWork, round: kinds.pullRound });
  }

  readClock(leader: number): number {
    return this.nodes[leader].clock.read(this.agenda.nowUs);
  }

  send(on: number, bytes: number, identity: number, { link, step }: PullMessage): boolean {
    return this.carry(on, { bytes, identity }, link, step);
  }

  arriveAt(atUs: number, { link, step }: PullMessage): void {
    this.comeAt(atUs, link, step);
  }

  serve(leader: number, writes: number, { link, step }: PullMessage): void {
    this.workOn(leader, writes, link, step);
  }
}
