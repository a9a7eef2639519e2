/** Where a write has to be durable elsewhere before its node accepts it. */
import type { Request } from './clients.js';

/** Slots name requests in service; `persisted` or `unpersisted` of the coordinator is called once for each. */
export interface Durability {
  /** Makes what a request writes durable; false: this node may not write. */
  persist(slot: number, request: Request, nowUs: number): boolean;
}
