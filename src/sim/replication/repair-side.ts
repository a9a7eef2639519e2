/** One leader's side in the comparison of records: its tree, its records, and how it takes in another's. */
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import { MerkleTree } from '../storage/merkle-tree.js';
import { createDigest, digestInto } from '../storage/record-digest.js';
import type { MultiLeader } from './multi-leader.js';
import type { Hashes, RecordCopy } from './repair-message.js';
import { Outcome, type Replica } from './replica.js';

/** State changes as the fingerprint sees them. */
const marks = { learn: 43 } as const;

/** A leader as it appears in repairs. */
export class RepairSide {
  readonly leader: number;
  private readonly tree: MerkleTree;
  private readonly replica: Replica;
  private readonly multiLeader: MultiLeader;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  private readonly digest = createDigest();

  constructor(parts: {
    readonly replica: Replica;
    readonly keys: number;
    readonly keysPerLeaf: number;
    readonly multiLeader: MultiLeader;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
  }) {
    this.leader = parts.replica.index;
    this.replica = parts.replica;
    this.tree = new MerkleTree(parts.replica.records, parts);
    this.multiLeader = parts.multiLeader;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
  }

  /** The tree as it is now. Hashing takes no time of the node's: stores keep such trees as they write. */
  currentTree(): MerkleTree {
    this.tree.refresh();
    return this.tree;
  }

  /** The hashes of some nodes as they are now. */
  hashNodes(nodes: readonly number[]): Hashes {
    const tree = this.currentTree();
    return {
      of: nodes,
      firsts: nodes.map((node) => tree.firstOf(node)),
      seconds: nodes.map((node) => tree.secondOf(node)),
    };
  }

  /** The nodes whose hash here is another one. */
  differingNodes({ of, firsts, seconds }: Hashes): readonly number[] {
    const tree = this.currentTree();
    return of.filter((node, i) => tree.firstOf(node) !== firsts[i] || tree.secondOf(node) !== seconds[i]);
  }

  /** The digests of some records as they are now. */
  digestRecords(keys: readonly number[]): Hashes {
    const firsts: number[] = [];
    const seconds: number[] = [];
    for (const key of keys) {
      digestInto(this.digest, this.replica.records, key);
      firsts.push(this.digest.first);
      seconds.push(this.digest.second);
    }
    return { of: keys, firsts, seconds };
  }

  /** The records here whose digest is another one. */
  differingRecords({ of, firsts, seconds }: Hashes): readonly RecordCopy[] {
    return of.flatMap((key, i) => {
      const copy = this.copy(key);
      return copy.first === firsts[i] && copy.second === seconds[i] ? [] : [copy];
    });
  }

  /** Takes in another leader's record; true if that changed anything here. */
  merge({ key, versions, known, merged }: RecordCopy, from: number, nowUs: number): boolean {
    let isChanged = false;
    // To merge all deltas of a state is to merge the state.
    const news = merged?.filter((write) => !this.replica.hasTakenIn(write)) ?? versions;
    for (const version of news) {
      const outcome = this.multiLeader.takeInVersion(version, from, this.leader, nowUs);
      isChanged ||= outcome !== Outcome.known;
    }
    const learned = this.replica.learnFrom(key, known, nowUs);
    if (learned.length > 0) {
      for (const write of learned) this.fingerprint.add(marks.learn, this.leader, write, key);
      this.tracer?.learn(nowUs, { replica: this.leader, from }, key, learned);
    }
    this.multiLeader.replicaSet.followUp?.merged(this.leader, key, nowUs);
    this.multiLeader.intake?.askAgain(this.leader, nowUs);
    return isChanged || learned.length > 0;
  }

  private copyHeld(key: number): Pick<RecordCopy, 'versions' | 'merged'> {
    const { records, replicated } = this.replica;
    if (replicated === null) return { versions: [...records.versions(key)] };
    const spans = replicated.supportOf(key).flatMap(({ writes }) => writes);
    return { versions: spans.map(({ last }) => last), merged: replicated.listMerged(key) };
  }

  private copy(key: number): RecordCopy {
    const { digest } = this;
    const { records } = this.replica;
    digestInto(digest, records, key);
    return {
      key,
      first: digest.first,
      second: digest.second,
      ...this.copyHeld(key),
      known: Array.from({ length: records.authors }, (_, author) => records.knownEntry(key, author)),
    };
  }
}
