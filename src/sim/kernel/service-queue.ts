/** A first-come-first-served station with several servers, as arithmetic on when each becomes free. */

/** Computes when a request that comes now is done, without an event for its turn. */
export class ServiceQueue {
  private readonly freeAtUs: Float64Array;

  constructor(servers: number) {
    this.freeAtUs = new Float64Array(servers);
  }

  /** Occupies the server that is free first for `serviceUs` and returns when it is done. */
  serve(nowUs: number, serviceUs: number): number {
    const freeAtUs = this.freeAtUs;
    let first = 0;
    for (let server = 1; server < freeAtUs.length; server++) {
      if (freeAtUs[server] < freeAtUs[first]) first = server;
    }
    const doneUs = Math.max(nowUs, freeAtUs[first]) + serviceUs;
    freeAtUs[first] = doneUs;
    return doneUs;
  }

  /** Nothing is served for `byUs` from then on: what is in service, and what waits, is done so much later. */
  stop(fromUs: number, byUs: number): void {
    const { freeAtUs } = this;
    for (let server = 0; server < freeAtUs.length; server++) {
      freeAtUs[server] = Math.max(fromUs, freeAtUs[server]) + byUs;
    }
  }

  /** Forgets all work in progress. */
  clear(): void {
    this.freeAtUs.fill(0);
  }
}
