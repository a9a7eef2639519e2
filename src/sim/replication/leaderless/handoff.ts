/**
 * Hinted handoff: writes that replicas missed are kept by others, and handed over when they can be reached.
 *
 * A node tries at regular times; what is not acknowledged by the next one is sent again.
 */
import type { Fingerprint } from '../../base/fingerprint.js';
import type { HintRules } from '../../scenario.js';
import { HintStore } from './hint-store.js';
import type { QuorumPort } from './port.js';
import type { Post } from './post.js';

/** State changes as the fingerprint sees them. */
const marks = { keep: 260, remove: 261, expire: 262 } as const;

/** What all nodes keep for each other. */
export class Handoff {
  readonly counts = { kept: 0, handedOver: 0, expired: 0, peak: 0 };
  private readonly rules: HintRules;
  private readonly stores: readonly HintStore[];
  private readonly parts: {
    readonly port: QuorumPort;
    readonly post: Post;
    readonly fingerprint: Fingerprint;
    readonly identityOf: (op: number) => number;
    /** A write that nobody will hand over any more. */
    readonly giveUp: (op: number, target: number, cause: 'queue' | 'disk', nowUs: number) => void;
  };

  constructor(rules: HintRules, nodes: number, parts: Handoff['parts']) {
    this.rules = rules;
    this.stores = Array.from({ length: nodes }, () => new HintStore());
    this.parts = parts;
  }

  /** How many hints are kept. */
  get size(): number {
    return this.stores.reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether somebody who is up keeps something for a replica that it can reach. */
  get isOwed(): boolean {
    const { port } = this.parts;
    return this.stores.some((store, node) =>
      store.list().some(({ target }) => port.isUp(node) && port.isReachable(node, target)),
    );
  }

  /** Writes that are kept for a replica, by anybody. */
  listDue(): readonly { readonly op: number; readonly replica: number }[] {
    return this.stores.flatMap((store) => store.list().map(({ op, target }) => ({ op, replica: target })));
  }

  /** All that is kept, by whom and for whom. */
  listKept(): readonly { readonly node: number; readonly op: number; readonly target: number }[] {
    return this.stores.flatMap((store, node) => store.list().map(({ op, target }) => ({ node, op, target })));
  }

  /** What a node keeps for a replica. */
  keptBy(node: number, target: number): readonly number[] {
    return this.stores[node].list().flatMap((hint) => (hint.target === target ? [hint.op] : []));
  }

  keep(node: number, op: number, target: number, nowUs: number): void {
    if (!this.stores[node].keep(op, target, nowUs)) return;
    this.counts.kept++;
    this.counts.peak = Math.max(this.counts.peak, this.size);
    this.parts.fingerprint.add(marks.keep, node, op, target);
  }

  /** The replica has the write: by this hint, or after all. */
  remove(node: number, op: number, target: number, isHandedOver: boolean): void {
    if (!this.stores[node].remove(op, target)) return;
    if (isHandedOver) this.counts.handedOver++;
    this.parts.fingerprint.add(marks.remove, node, op, target);
  }

  /** A node tries to hand over what it keeps. */
  handOver(node: number, attempt: number, nowUs: number): void {
    const { port, post, fingerprint, identityOf, giveUp } = this.parts;
    if (!port.isUp(node)) return;
    const store = this.stores[node];
    const { keepUs } = this.rules;
    for (const { op, target } of keepUs === null ? [] : store.expire(nowUs - keepUs)) {
      this.counts.expired++;
      fingerprint.add(marks.expire, node, op, target);
      giveUp(op, target, 'queue', nowUs);
    }
    for (const { op, target } of store.list()) {
      if (!port.isReachable(node, target)) continue;
      const waiting = -1;
      post.send({ kind: 'store', from: node, to: target, op, reason: 'hint', waiting, keepFor: -1 }, identityOf(op), attempt);
    }
  }

  /** A node's disk is gone, and with it what it kept for others. */
  loseDisk(node: number, nowUs: number): void {
    for (const { op, target } of this.stores[node].clear()) this.parts.giveUp(op, target, 'disk', nowUs);
  }
}
