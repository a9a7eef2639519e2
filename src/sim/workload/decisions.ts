/** Decisions: what a coordinator needs of others who decide whether a write is carried out. */
import type { Request } from './clients.js';

/** Who decides. Slots name requests in service. */
export interface Decisions {
  /** Whether they have to decide about a request. */
  concerns(request: Request): boolean;
  /**
   * A write is executed: they decide, and carry it out themselves. The coordinator is told of the write by
   * `carriedOut`, and by `agree` that enough replicas have it; or by `turnDown`.
   */
  decide(slot: number, request: Request, nowUs: number): void;
}
