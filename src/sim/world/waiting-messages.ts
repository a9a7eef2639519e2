/**
 * Messages that wait for a worker of their receiver, in runs in which nodes may pause.
 *
 * Without pauses the event of a message's turn carries all there is to know. With them the turn moves,
 * and whoever is called to it has to know how long the node has stood still since.
 */
import { assert } from '../base/assert.js';

/** A message that has crossed its link, see delivery.ts. */
export interface WaitingMessage {
  readonly link: number;
  readonly from: number;
  readonly to: number;
  readonly epochs: number;
  /** Its receiver's pauses so far, when its turn was scheduled. */
  pausedUs: number;
}

/** Messages by the number of a slot. */
export class WaitingMessages {
  private readonly messages: (WaitingMessage | null)[] = [];
  private readonly freeSlots: number[] = [];

  /** Keeps a message and returns its slot. */
  keep(message: WaitingMessage): number {
    const slot = this.freeSlots.pop() ?? this.messages.length;
    this.messages[slot] = message;
    return slot;
  }

  at(slot: number): WaitingMessage {
    const message = this.messages[slot];
    assert(message !== null, 'a message was applied twice');
    return message;
  }

  release(slot: number): void {
    this.messages[slot] = null;
    this.freeSlots.push(slot);
  }
}
