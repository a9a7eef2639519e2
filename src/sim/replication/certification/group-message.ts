/** What members of a group say to each other beside their consensus, and how large it is. */
import { assertNever } from '../../base/assert.js';
import { headerBytes, type Message } from '../single-leader/message.js';

/** From member to member. */
export type GroupMessage =
  /** Entries for the order; to whoever leads, as far as the sender knows. */
  | { readonly kind: 'forward'; readonly ids: readonly number[] }
  /** The sender has applied the order up to there, and executes nothing on less. */
  | { readonly kind: 'applied'; readonly to: number }
  /** The sender has too much to apply, or no longer. */
  | { readonly kind: 'flow'; readonly isPausing: boolean };

/** All that is said in a group. */
export type AnyMessage = Message | GroupMessage;

/** Whether a message belongs to the group and not to its consensus. */
export function isOfGroup(message: AnyMessage): message is GroupMessage {
  return message.kind === 'forward' || message.kind === 'applied' || message.kind === 'flow';
}

/** Bytes on the wire. */
export function groupBytes(message: GroupMessage, writeBytes: number): number {
  switch (message.kind) {
    case 'forward':
      return headerBytes + message.ids.length * writeBytes;
    case 'applied':
    case 'flow':
      return headerBytes;
    default:
      return assertNever(message);
  }
}
