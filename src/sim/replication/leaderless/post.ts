/** The post: messages between nodes by number, as long as they are on their way. */
import { mix32 } from '../../base/hash.js';
import { Slots } from '../../base/slots.js';
import type { QuorumPort } from './port.js';
import { sizeOfMessage, type QuorumMessage } from './quorum-message.js';

/** Hands messages to the world and keeps them until they have come. */
export class Post {
  /** Writes put on links. */
  carried = 0;
  private readonly port: QuorumPort;
  private readonly writeBytes: number;
  private readonly messages = new Slots<QuorumMessage>();

  constructor(port: QuorumPort, writeBytes: number) {
    this.port = port;
    this.writeBytes = writeBytes;
  }

  /** `identity` names the request under any strategy, `attempt` tells repeated messages about it apart. */
  send(message: QuorumMessage, identity: number, attempt = 0): void {
    const drawn = mix32(identity ^ mix32((attempt << 3) | kindNumbers[message.kind]));
    if (message.kind === 'store') this.carried++;
    const slot = this.messages.keep(message);
    const bytes = sizeOfMessage(message, this.writeBytes);
    if (!this.port.send(message.from, message.to, bytes, drawn, slot)) this.messages.take(slot);
  }

  /** A message that has come, and may have to wait for its node. */
  read(slot: number): QuorumMessage {
    return this.messages.at(slot);
  }

  /** A message that is dealt with, or that will never come. */
  take(slot: number): QuorumMessage {
    return this.messages.take(slot);
  }

  /** Messages on their way or waiting for their node. */
  list(): readonly QuorumMessage[] {
    return this.messages.list();
  }
}

const kindNumbers = {
  store: 1, stored: 2, fetch: 3, versions: 4,
  // Of Paxos, what is asked and what is answered: attempts tell the steps apart.
  prepare: 5, look: 5, propose: 5, promise: 6, show: 6, accept: 6,
} as const;
