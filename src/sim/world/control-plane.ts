/**
 * The control plane: watches the writer of a volume, and appoints another one when it is gone for too long.
 *
 * It has a way of its own to each instance, so that a cut between two regions tells it nothing; a crash, a pause, and
 * being offline look alike to it.
 */
import type { Takeover } from '../scenario.js';

/** What it sees, and what it can do. */
export interface ControlPlanePort {
  /** An instance answers. */
  isHeard(instance: number): boolean;
  /** Who of the writer's volume could take over, best first; only those that answer. */
  candidates(): readonly number[];
  /** Who of other volumes could, best first. */
  candidatesElsewhere(): readonly number[];
  writer(): number;
  /** Makes another instance of the volume the writer. */
  appoint(instance: number, nowUs: number): void;
  /** Gives the writer's volume up, and makes an instance of another one the writer. */
  promote(instance: number, nowUs: number): void;
}

/** Takes decisions, one a heartbeat at most. */
export class ControlPlane {
  private readonly rules: Takeover;
  private readonly port: ControlPlanePort;
  private writerHeardUs = 0;
  private anyoneHeardUs = 0;

  constructor(rules: Takeover, port: ControlPlanePort) {
    this.rules = rules;
    this.port = port;
  }

  /** It is time to look again. */
  look(nowUs: number): void {
    const { port, rules } = this;
    const candidates = port.candidates();
    const isHeard = port.isHeard(port.writer());
    if (isHeard) this.writerHeardUs = nowUs;
    if (isHeard || candidates.length > 0) this.anyoneHeardUs = nowUs;
    const [next] = candidates;
    if (!isHeard && next !== undefined && nowUs - this.writerHeardUs >= rules.timeoutUs) {
      this.writerHeardUs = nowUs;
      port.appoint(next, nowUs);
      return;
    }
    const { elsewhereAfterUs } = rules;
    if (elsewhereAfterUs === null || nowUs - this.anyoneHeardUs < elsewhereAfterUs) return;
    const [elsewhere] = port.candidatesElsewhere();
    if (elsewhere === undefined) return;
    this.writerHeardUs = nowUs;
    this.anyoneHeardUs = nowUs;
    port.promote(elsewhere, nowUs);
  }
}
