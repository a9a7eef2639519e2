/**
 * A session of anti-entropy: two leaders find the records in which they differ, and merge them.
 *
 *   initiator                                    responder
 *     nodes: hashes, from the root down   ─────▶
 *                                         ◀─────  differences
 *     digests: the keys of differing leaves ───▶
 *                                         ◀─────  records: its own, where they differ
 *     returns: its own, where still needed  ───▶
 *                                         ◀─────  merged
 *
 * One message is under way at a time. Each side looks at its own records alone, as they are when its turn
 * comes, so writes may go on meanwhile: merging is as applying, in whatever order.
 */
import { assertNever } from '../base/assert.js';
import type { RecordCopy, RepairMessage } from './repair-message.js';
import type { RepairSide } from './repair-side.js';

/** What two leaders have still to ask each other, and what came of it so far. */
export class RepairSession {
  readonly initiator: RepairSide;
  readonly responder: RepairSide;
  /** Keys whose record changed at one end or both. */
  keysRepaired = 0;
  private readonly maxHashes: number;
  /** Nodes, and then keys, that are still to be asked about. */
  private readonly nodes: number[] = [];
  private readonly keys: number[] = [];
  private repairedHere: ReadonlySet<number> = new Set();

  /** `maxHashes`: most hashes in a message. */
  constructor(initiator: RepairSide, responder: RepairSide, maxHashes: number) {
    this.initiator = initiator;
    this.responder = responder;
    this.maxHashes = maxHashes;
  }

  /** What the initiator says first. */
  open(): RepairMessage {
    const { root } = this.initiator.currentTree();
    return { kind: 'nodes', hashes: this.initiator.hashNodes([root]) };
  }

  /** What is said in reply to a message that has been worked on; null when the session is over. */
  reply(message: RepairMessage, nowUs: number): RepairMessage | null {
    switch (message.kind) {
      case 'nodes':
        return {
          kind: 'differences',
          nodes: this.responder.differingNodes(message.hashes),
          asked: message.hashes.of.length,
        };
      case 'differences':
        this.descend(message.nodes);
        return this.ask();
      case 'digests':
        return { kind: 'records', records: this.responder.differingRecords(message.hashes) };
      case 'records':
        return this.giveBack(message.records, nowUs) ?? this.ask();
      case 'returns':
        this.mergeReturned(message.records, nowUs);
        return { kind: 'merged' };
      case 'merged':
        return this.ask();
      default:
        return assertNever(message);
    }
  }

  /** What the initiator asks next; null when everything has been asked. */
  private ask(): RepairMessage | null {
    const { initiator, nodes, keys, maxHashes } = this;
    if (nodes.length > 0) return { kind: 'nodes', hashes: initiator.hashNodes(nodes.splice(0, maxHashes)) };
    if (keys.length === 0) return null;
    return { kind: 'digests', hashes: initiator.digestRecords(keys.splice(0, maxHashes)) };
  }

  private descend(differing: readonly number[]): void {
    const tree = this.initiator.currentTree();
    for (const node of differing) {
      if (node < tree.leaves) this.keys.push(...tree.keysOf(node));
      else this.nodes.push(...tree.childrenOf(node));
    }
  }

  /** Merges the responder's records, and returns the initiator's where the responder still lacks something. */
  private giveBack(records: readonly RecordCopy[], nowUs: number): RepairMessage | null {
    const { initiator, responder } = this;
    const changed = records.filter((record) => initiator.merge(record, responder.leader, nowUs));
    this.repairedHere = new Set(changed.map(({ key }) => key));
    this.keysRepaired += changed.length;
    const returned = initiator.differingRecords({
      of: records.map(({ key }) => key),
      firsts: records.map(({ first }) => first),
      seconds: records.map(({ second }) => second),
    });
    return returned.length === 0 ? null : { kind: 'returns', records: returned };
  }

  private mergeReturned(records: readonly RecordCopy[], nowUs: number): void {
    const { initiator, responder } = this;
    for (const record of records) {
      const isChanged = responder.merge(record, initiator.leader, nowUs);
      if (isChanged && !this.repairedHere.has(record.key)) this.keysRepaired++;
    }
  }
}

/** Which side a message is for: the initiator asks, the responder answers. */
export function isForResponder({ kind }: RepairMessage): boolean {
  return kind === 'nodes' || kind === 'digests' || kind === 'returns';
}
