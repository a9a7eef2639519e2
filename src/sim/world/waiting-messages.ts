/**
 * Messages that wait for a worker of their receiver, in runs in which nodes may pause.
 *
 * Without pauses the event of a message's turn carries all there is to know. With them the turn moves, and
 * events only say that it may be some message's turn on a link: the messages of one link keep their order.
 */

/** A message that has crossed its link, see delivery.ts. */
export interface WaitingMessage {
  readonly from: number;
  readonly to: number;
  readonly epochs: number;
  /** When its turn is, as far as the pauses are known that {@link pausedUs} counts. */
  dueUs: number;
  /** How long the pauses of its receiver are together that {@link dueUs} knows of. */
  pausedUs: number;
}

/** The messages of one link, first come, first served. */
interface Line {
  messages: WaitingMessage[];
  /** Index of the first; those before it are gone. */
  head: number;
}

/** A queue a link. */
export class WaitingMessages {
  private readonly lines: readonly Line[];

  constructor(links: number) {
    this.lines = Array.from({ length: links }, () => ({ messages: [], head: 0 }));
  }

  add(link: number, message: WaitingMessage): void {
    this.lines[link].messages.push(message);
  }

  /** The message that has waited longest; undefined when there is none. */
  first(link: number): WaitingMessage | undefined {
    const { messages, head } = this.lines[link];
    return head < messages.length ? messages[head] : undefined;
  }

  removeFirst(link: number): void {
    const line = this.lines[link];
    line.head++;
    if (2 * line.head < line.messages.length) return;
    line.messages = line.messages.slice(line.head);
    line.head = 0;
  }
}
