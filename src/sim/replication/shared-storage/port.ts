/**
 * What a volume asks of the world, and what it tells it.
 *
 * Storage nodes of a volume have the numbers 0 to n − 1; an instance that drives it, or drove it once, has a number
 * of its own. The world calls `receive` of a {@link Driver} or {@link StorageNode} when a message arrives, `wake` of a
 * storage node when its timer goes off, `connect` of the driver when a storage node, or the driver itself, can be
 * reached again, and `crash`/`restart` of a storage node. Ways are FIFO: messages come in order or, when one end goes
 * down meanwhile, not at all. A storage node answers a `write` when what it brings is durable: the world gives it the
 * message that much later.
 */
import type { StorageMessage } from './storage-message.js';

/** The way out of a storage node. */
export interface StorageNodePort {
  /** Carries a message to another storage node; nothing comes of it when that is down. */
  sendToNode(to: number, message: StorageMessage): void;
  /** Carries a message to an instance. */
  sendToInstance(to: number, message: StorageMessage): void;
  /** Calls `wake` at that time. */
  wakeAt(atUs: number): void;
  /** Records that one storage node gave another. */
  noteGossip(records: number): void;
}

/** The way out of a driver. */
export interface DriverPort {
  sendToNode(to: number, message: StorageMessage): void;
  /** All up to there is durable: so many storage nodes have it as the write quorum asks for. */
  durable(upTo: number): void;
  /** It has taken over what is durable, and takes records from now on. */
  opened(): void;
  /** A storage node listens to a later epoch: this driver's time is over. */
  deposed(): void;
}
