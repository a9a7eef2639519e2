/** What a scenario says of reads and sessions: which replica is asked, and what it must have. */
import type { Scenario } from '../scenario.js';

/**
 * Which replica is asked. All but `leader` leave out replicas that are down, as somebody does who watches
 * them; several that are equally good are chosen between by the request's identity.
 */
export type ReadPlace =
  /** The leader of the region where the session is. */
  | 'leader'
  /** A follower there; its leader where none is up. */
  | 'follower'
  /** The leader there or any of its followers: all are as near. */
  | 'nearest'
  /** One replica of the session's home region, wherever the session is; while it is down another one. */
  | 'sticky'
  /** Any replica of the system; a far one costs the way there and back. */
  | 'any';

/** How reads are routed. */
export type ReadRouting =
  | { readonly kind: 'place'; readonly place: ReadPlace }
  /** The leader that took the session's last write, so long after that was answered; else elsewhere. */
  | { readonly kind: 'leader-for'; readonly forUs: number; readonly otherwise: ReadPlace }
  /**
   * The session carries a logical state: how far a replica has to be in each author's log. One that is
   * behind waits up to `waitUs` and then sends the request to the source: a leader that wrote what is missing.
   */
  | {
      readonly kind: 'token';
      readonly waitUs: number;
      /**
       * What goes into the state: the session's writes; what it read too; with `causal` both, and its
       * writes have to find it as well.
       */
      readonly from: 'writes' | 'reads-too' | 'causal';
      readonly otherwise: ReadPlace;
    };

/** Sessions that are not always in the region of their group. */
export type Roaming =
  /** Share of the requests that are sent from another region, each one alike. */
  | { readonly kind: 'share'; readonly share: number }
  /** Each session is somewhere else, drawn from all regions, after so long. */
  | { readonly kind: 'travel'; readonly everyUs: number };

/** Whether anybody reads elsewhere than at the leader nearby, or belongs to a session. */
export function hasSessions({ workload }: Scenario): boolean {
  const { clients, script } = workload;
  const isScripted = script.some(({ reads, replica }) => reads !== undefined || replica !== undefined);
  return isScripted || clients.some(({ reads, sessions }) => reads !== undefined || sessions !== undefined);
}
