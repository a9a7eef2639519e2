/** Flow control at one member: it stops others while it is behind, and is stopped by those who are. */
import type { FlowControl } from '../../scenario.js';

/** Who is behind, as far as one member knows. */
export class FlowGate {
  /** Times that this member began to stop the others. */
  pauses = 0;
  private readonly spec: FlowControl | null;
  private isPausing = false;
  private readonly pausing: Set<number> = new Set();

  constructor(spec: FlowControl | null) {
    this.spec = spec;
  }

  /** It has so many entries to apply; returns what to tell the others where that changes. */
  noteQueue(length: number): boolean | null {
    const { spec } = this;
    if (spec === null) return null;
    const isPausing = this.isPausing ? length > spec.resumeAt : length > spec.limit;
    if (isPausing === this.isPausing) return null;
    this.isPausing = isPausing;
    if (isPausing) this.pauses++;
    return isPausing;
  }

  /** Whether those who connect anew have to be told. */
  get stopsOthers(): boolean {
    return this.isPausing;
  }

  /** Another member says that it is behind, or no longer. */
  hear(from: number, isPausing: boolean): void {
    if (isPausing) this.pausing.add(from);
    else this.pausing.delete(from);
  }

  /** Whether the member must wait; whoever is out of reach stops nobody. */
  isClosed(isHeard: (member: number) => boolean): boolean {
    if (this.isPausing) return true;
    for (const member of this.pausing) if (isHeard(member)) return true;
    return false;
  }

  /** Memory is lost. */
  forget(): void {
    this.isPausing = false;
    this.pausing.clear();
  }
}
