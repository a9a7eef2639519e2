/** What replication may ask of the world: to carry messages and to be woken. The world implements it. */

/** The replication's only way out. Links are named by their index. */
export interface ReplicationPort {
  /** Whether the connection stands; a datagram link takes messages even when it does not. */
  isUp(link: number): boolean;
  /** When the sender can put the next byte on the link. */
  freeAtUs(link: number): number;
  /** Typical one-way latency. */
  latencyUs(link: number): number;
  /** Carries a range of the sender's log; false if it is lost for certain. */
  transmit(message: Message): boolean;
  /** Calls `MultiLeader.wake` for this link at that time. */
  setTimer(link: number, atUs: number): void;
}

/** A batch on its way. */
export interface Message {
  readonly link: number;
  /** The sender's log positions, from (inclusive) to (exclusive). */
  readonly from: number;
  readonly to: number;
  readonly writes: number;
  readonly departsUs: number;
  /** Names what it carries under any strategy: the first write's request. */
  readonly identity: number;
}
