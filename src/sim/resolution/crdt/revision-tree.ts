/**
 * Documents with revision trees, as CouchDB has them: each change names the revision that it replaces, so
 * concurrent changes are branches; the same leaf wins everywhere, the others stay until somebody merges them.
 *
 * A state is the leaves with their histories. Of what a leaf replaced only the ids remain, as in CouchDB
 * after compaction, though those all: histories are not stemmed.
 * @see CouchDB documentation, Replication and conflict model
 */
import { assert } from '../../base/assert.js';
import type { Operation, Origin, ReplicatedType, Span } from '../replicated-type.js';
import { dotOf, isKnown, joinContexts, type CausalContext } from './causal-context.js';
import { compareRevisions, revisionId, type Revision } from './revisions.js';

/** A revision that was replaced, and what that had replaced. */
export interface Replaced {
  readonly id: string;
  readonly parent: Replaced | null;
}

/** The end of a branch. */
export interface Leaf extends Revision {
  /** Null for a tombstone. */
  readonly value: string | null;
  readonly parent: Replaced | null;
  /** The writes that made it: several when they did the same to the same revision. Ascending. */
  readonly by: readonly Span[];
}

/** A document. */
export interface RevisionTreeState {
  /** The winner first. None is on another one's branch. */
  readonly leaves: readonly Leaf[];
  /** Writes whose revisions were seen and replaced. */
  readonly seen: CausalContext;
  /**
   * Writes that made a replaced revision once more, which nobody saw who replaced it: so they are
   * reflected beside the leaves. Ascending.
   */
  readonly repeated: readonly Span[];
}

const unwritten: RevisionTreeState = { leaves: [], seen: [], repeated: [] };

/**
 * A reader sees the winner. `write` and `delete` replace it and leave the other leaves; `merge` replaces
 * it and deletes every other live leaf that its author saw. Every leaf is reflected, tombstones too:
 * nothing is lost by merging. Deleting what is not there has no effect.
 */
export const revisionTree: ReplicatedType<RevisionTreeState> = {
  name: 'revision-tree',
  accepts: ['write', 'delete', 'merge'],
  initial: unwritten,
  prepare(state, operation, origin) {
    const [winner = null] = state.leaves;
    const value = readValue(operation);
    if (value === null && winner?.deleted !== false) return unwritten;
    const next = follow(winner, value, origin);
    const tombstones = listBeaten(state, operation).map((leaf) => follow(leaf, null, origin));
    const leaves = [next, ...tombstones].sort(compareRevisions);
    return { leaves, seen: joinContexts(state.seen, listReplaced(state, operation)), repeated: [] };
  },
  merge(x, y) {
    const seen = joinContexts(x.seen, y.seen);
    const news = y.leaves.filter((leaf) => !x.leaves.some((held) => isOnBranch(held, leaf)));
    const remaining = x.leaves.filter((held) => !news.some((leaf) => isOnBranch(leaf, held)));
    const leaves = [...remaining.map((leaf) => joinMakers(leaf, y.leaves)), ...news];
    const made = [...x.leaves, ...y.leaves].flatMap(({ by }) => by);
    const present = new Set(leaves.flatMap(({ by }) => by.map(({ last }) => last)));
    const repeated = uniteSpans([...x.repeated, ...y.repeated, ...made]).filter(
      (dot) => !present.has(dot.last) && !isKnown(seen, dot),
    );
    const isSame =
      seen === x.seen &&
      news.length === 0 &&
      repeated.length === x.repeated.length &&
      leaves.every((leaf, i) => leaf === x.leaves[i]);
    return isSame ? x : { leaves: leaves.sort(compareRevisions), seen, repeated };
  },
  read: ({ leaves: [winner] }) => (winner === undefined || winner.value === null ? [] : [winner.value]),
  conflicts: ({ leaves: [, ...others] }) => others.flatMap(({ value }) => value ?? []).sort(),
  support({ leaves, repeated }) {
    const writes = uniteSpans([...leaves.flatMap(({ by }) => by), ...repeated]);
    return writes.length === 0 ? [] : [{ part: '', writes }];
  },
  touched: (_operation, delta) => (delta.leaves.length === 0 ? [] : ['']),
  continued: listReplaced,
};

/** Null for a delete. */
function readValue(operation: Operation): string | null {
  const { kind } = operation;
  assert(kind === 'write' || kind === 'merge' || kind === 'delete', 'a document is written whole');
  return kind === 'delete' ? null : operation.value;
}

/** The live leaves beside the winner that an operation deletes. */
function listBeaten({ leaves }: RevisionTreeState, { kind }: Operation): readonly Leaf[] {
  return kind === 'merge' ? leaves.slice(1).filter(({ deleted }) => !deleted) : [];
}

/** The writes whose revisions an operation replaces, and those that made revisions below them once more. */
function listReplaced(state: RevisionTreeState, operation: Operation): readonly Span[] {
  const replaced = [...state.leaves.slice(0, 1), ...listBeaten(state, operation)];
  return uniteSpans([...replaced.flatMap(({ by }) => by), ...state.repeated]);
}

/** The revision that replaces another one; the first of a branch where there is none. */
function follow(leaf: Leaf | null, value: string | null, origin: Origin): Leaf {
  const generation = (leaf?.generation ?? 0) + 1;
  const id = revisionId(generation, leaf?.id ?? null, value);
  const parent = leaf === null ? null : { id: leaf.id, parent: leaf.parent };
  return { generation, id, deleted: value === null, value, parent, by: [dotOf(origin)] };
}

/** Whether a revision is a leaf itself, or was replaced on its branch. */
function isOnBranch({ generation, id, parent }: Leaf, revision: Revision): boolean {
  if (revision.generation > generation) return false;
  let replaced: Replaced = { id, parent };
  for (let at = generation; at > revision.generation; at--) {
    if (replaced.parent === null) return false;
    replaced = replaced.parent;
  }
  return replaced.id === revision.id;
}

/** A leaf with all that are known to have made it; itself when these are no more. */
function joinMakers(leaf: Leaf, others: readonly Leaf[]): Leaf {
  const twin = others.find(({ id, generation }) => id === leaf.id && generation === leaf.generation);
  const by = uniteSpans([...leaf.by, ...(twin?.by ?? [])]);
  return by.length === leaf.by.length ? leaf : { ...leaf, by };
}

/** Each write once, ascending. */
function uniteSpans(spans: readonly Span[]): readonly Span[] {
  const byWrite = new Map(spans.map((span) => [span.last, span]));
  return [...byWrite.values()].sort((x, y) => x.last - y.last);
}
