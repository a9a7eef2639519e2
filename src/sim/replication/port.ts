/** What replication may ask of the world: to carry messages and to be woken. The world implements it. */

/** The replication's only way out. Links are named by their index. */
export interface ReplicationPort {
  /** Whether the connection stands; a datagram link takes messages even when it does not. */
  isUp(link: number): boolean;
  /** Whether the node at the link's beginning works. */
  isSenderUp(link: number): boolean;
  /** Until when the node at the link's beginning stands still; in the past when it does not. */
  awakeAtUs(link: number): number;
  /** When the sender can put the next byte on the link. */
  freeAtUs(link: number): number;
  /** Typical one-way latency. */
  latencyUs(link: number): number;
  /**
   * Carries a range of the sender's log, positions `from` (inclusive) to `to` (exclusive); false if it is
   * lost for certain. `identity` names what it carries under any strategy: the first write's identity.
   */
  transmit(
    link: number,
    from: number,
    to: number,
    writes: number,
    departsUs: number,
    identity: number,
  ): boolean;
  /** Calls `Shipping.wake` for this link at that time. */
  setTimer(link: number, atUs: number): void;
  /**
   * The far end of this link, which is connected, lacks writes that were dropped from its queue.
   * True when somebody will bring them, and call `Shipping.resynchronize` then; false when nobody can.
   */
  requestRepair(link: number): boolean;
  /** The leader's queues have outgrown its memory: it dies before time goes on. */
  runOutOfMemory(region: number): void;
}
