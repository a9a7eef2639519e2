/**
 * The oracle: what became of every write, from what remained at the end and nothing a strategy believes.
 *
 * Starting from what each survivor holds, reflection is marked along parent links towards older writes:
 * one pass in descending order of ids, one bit a survivor. What some survivor does not reflect, and
 * nothing still due to it can change, is lost; the journal of discards says by which event.
 */
import type { Ledger } from '../record/ledger.js';
import type { LostWrite } from '../record/trace.js';
import { lossCauses, type FateCounts, type LossCause } from '../report.js';

/** What is left of a run. */
export interface Evidence {
  readonly ledger: Ledger;
  readonly keys: number;
  /** Replicas that were not removed for good. */
  readonly survivors: readonly number[];
  /** The one version that a replica holds of a key; −1 for none, −2 for several. */
  single(replica: number, key: number): number;
  /** Whether a replica is to keep a copy of a key; absent: every replica is. */
  readonly keeps?: (replica: number, key: number) => boolean;
  /** Versions that a replica holds of a key. */
  holds(replica: number, key: number): readonly number[];
  /** Whether a replica knows of a write. */
  knows(replica: number, op: number): boolean;
  /** Writes on their way to a survivor, or kept for it somewhere, that it does not know. */
  readonly due: readonly { readonly op: number; readonly replica: number }[];
  replicaName(replica: number): string;
  keyName(key: number): string;
  leaderOf(op: number): number;
}

/** Fates of all acknowledged writes. */
export interface Judgement {
  readonly fates: FateCounts;
  readonly everywhere: number;
  readonly byCause: Record<LossCause, number>;
  readonly lostWrites: readonly LostWrite[];
}

/** What is noted of a write, in one byte. */
const mark = {
  /** Some survivor holds it alone. */
  alone: 1,
  /** Some survivor holds it beside others. */
  beside: 2,
  /** Some survivor reflects it. */
  somewhere: 4,
  /** Some survivor does not. */
  missing: 8,
  /** Nothing due can change that some survivor does not; noted for writes without an answer too. */
  lost: 16,
} as const;
const groupSize = 32;

/** Gives every acknowledged write its one fate. */
export function judgeWrites(evidence: Evidence): Judgement {
  const marked = markReflection(evidence);
  const causes = findCauses(evidence, marked);
  const { ledger } = evidence;
  const fates = { visible: 0, superseded: 0, merged: 0, lost: 0, pending: 0 };
  const byCause = noLosses();
  const lostWrites: LostWrite[] = [];
  let everywhere = 0;
  for (let op = 0; op < ledger.count; op++) {
    if (!ledger.isAcknowledged(op)) continue;
    const marks = marked.marks[op];
    if ((marks & mark.lost) !== 0) {
      fates.lost++;
      const cause = causes.get(op) ?? causeOfAbsence(evidence, op);
      byCause[cause]++;
      const isEverywhere = (marks & mark.somewhere) === 0;
      if (isEverywhere) everywhere++;
      lostWrites.push(describeLoss(evidence, op, cause, isEverywhere));
    } else if ((marks & mark.missing) !== 0) fates.pending++;
    else if ((marks & mark.beside) !== 0) fates.merged++;
    else if ((marks & mark.alone) !== 0) fates.visible++;
    else fates.superseded++;
  }
  return { fates, everywhere, byCause, lostWrites };
}

/** What marking found. */
interface Marks {
  /** Bits of {@link mark}, a byte a write. */
  readonly marks: Uint8Array;
  /** Entries of the journal whose replica does not reflect their write in the end. */
  readonly validDiscards: Uint8Array;
}

function markReflection(evidence: Evidence): Marks {
  const { ledger, survivors } = evidence;
  const marks = {
    marks: new Uint8Array(ledger.count),
    validDiscards: new Uint8Array(ledger.discards.length),
  };
  for (let start = 0; start < survivors.length; start += groupSize) {
    markGroup(evidence, survivors.slice(start, start + groupSize), marks);
  }
  return marks;
}

function markGroup(evidence: Evidence, group: readonly number[], marks: Marks): void {
  const { ledger } = evidence;
  const reflected = createMask(ledger.count, group.length);
  group.forEach((replica, i) => markHeld(evidence, replica, 1 << i, reflected, marks.marks));
  markAncestors(ledger, reflected);
  const due = markDue(evidence, group);
  const all = group.length === groupSize ? -1 : (1 << group.length) - 1;
  const keepers = listKeepers(evidence, group);
  for (let op = 0; op < ledger.count; op++) {
    const expected = keepers === null ? all : keepers[ledger.keyOf(op)];
    const missing = ~reflected[op] & expected;
    if (missing !== expected) marks.marks[op] |= mark.somewhere;
    if (missing === 0) continue;
    const isLost = due === null || (missing & ~due[op]) !== 0;
    marks.marks[op] |= isLost ? mark.missing | mark.lost : mark.missing;
  }
  const { discards } = ledger;
  for (let entry = 0; entry < discards.length; entry++) {
    const op = discards.opAt(entry);
    if ((marks.marks[op] & mark.missing) === 0) continue;
    const replica = discards.replicaAt(entry);
    const i = group.indexOf(replica);
    if (i < 0 || (reflected[op] & (1 << i)) !== 0) continue;
    // A copy that was dropped, or lost with its disk, explains nothing once another one has arrived.
    if (isDrop(discards.causeAt(entry)) && evidence.knows(replica, op)) continue;
    marks.validDiscards[entry] = 1;
  }
}

/** Marks what one survivor holds. */
function markHeld(
  evidence: Evidence,
  replica: number,
  bit: number,
  reflected: Uint8Array | Int32Array,
  marks: Uint8Array,
): void {
  for (let key = 0; key < evidence.keys; key++) {
    const op = evidence.single(replica, key);
    if (op >= 0) {
      reflected[op] |= bit;
      marks[op] |= mark.alone;
    } else if (op === -2) {
      for (const sibling of evidence.holds(replica, key)) {
        reflected[sibling] |= bit;
        marks[sibling] |= mark.beside;
      }
    }
  }
}

/** By key, a bit for each of a group that is to keep a copy; null where all are. */
function listKeepers(evidence: Evidence, group: readonly number[]): Int32Array | null {
  const { keeps } = evidence;
  if (keeps === undefined) return null;
  return Int32Array.from({ length: evidence.keys }, (_, key) =>
    group.reduce((bits, replica, i) => (keeps(replica, key) ? bits | (1 << i) : bits), 0),
  );
}

/** A copy is gone, for whatever reason but a comparison with another write. */
function isDrop(cause: number): boolean {
  const name = lossCauses[cause];
  return name === 'queue' || name === 'loop-filter' || name === 'disk' || name === 'apply-error';
}

/** Passes every mark on to all ancestors: parents have smaller ids. */
function markAncestors(ledger: Ledger, mask: Uint8Array | Int32Array): void {
  for (let op = ledger.count - 1; op >= 0; op--) {
    const bits = mask[op];
    if (bits === 0) continue;
    const parent = ledger.singleParent(op);
    if (parent >= 0) mask[parent] |= bits;
    else if (parent === -2) for (const each of ledger.parentsOf(op)) mask[each] |= bits;
  }
}

/** Which survivors of a group a write, or a descendant of it, can still reach; null when none. */
function markDue(evidence: Evidence, group: readonly number[]): Uint8Array | Int32Array | null {
  if (evidence.due.length === 0) return null;
  const mask = createMask(evidence.ledger.count, group.length);
  for (const { op, replica } of evidence.due) {
    const i = group.indexOf(replica);
    if (i >= 0) mask[op] |= 1 << i;
  }
  markAncestors(evidence.ledger, mask);
  return mask;
}

function createMask(writes: number, survivors: number): Uint8Array | Int32Array {
  return survivors <= 8 ? new Uint8Array(writes) : new Int32Array(writes);
}

/** The event by which a write was lost, at a distance of so many parent links. */
interface Loss {
  readonly entry: number;
  readonly distance: number;
}

/** Causes of the losses that a discard explains: of the write itself, else of its nearest lost descendant. */
function findCauses(evidence: Evidence, marks: Marks): Map<number, LossCause> {
  const { ledger } = evidence;
  const { discards } = ledger;
  const losses = new Map<number, Loss>();
  for (let entry = 0; entry < discards.length; entry++) {
    const op = discards.opAt(entry);
    if (marks.validDiscards[entry] === 1 && isLost(marks, op)) {
      offerLoss(ledger, losses, op, { entry, distance: 0 });
    }
  }
  for (let op = ledger.count - 1; op >= 0 && losses.size > 0; op--) {
    const loss = isLost(marks, op) ? losses.get(op) : undefined;
    if (loss === undefined) continue;
    for (const parent of ledger.parentsOf(op)) {
      if (!isLost(marks, parent)) continue;
      offerLoss(ledger, losses, parent, { entry: loss.entry, distance: loss.distance + 1 });
    }
  }
  const causes = new Map<number, LossCause>();
  for (const [op, { entry }] of losses) causes.set(op, lossCauses[discards.causeAt(entry)]);
  return causes;
}

function isLost(marks: Marks, op: number): boolean {
  return (marks.marks[op] & mark.lost) !== 0;
}

/** Keeps the nearest event, then the earliest, then the one whose cause comes first. */
function offerLoss(ledger: Ledger, losses: Map<number, Loss>, op: number, offer: Loss): void {
  const known = losses.get(op);
  if (known === undefined || isNearer(ledger, offer, known)) losses.set(op, offer);
}

function isNearer(ledger: Ledger, x: Loss, y: Loss): boolean {
  const { discards } = ledger;
  const order =
    x.distance - y.distance ||
    discards.timeAt(x.entry) - discards.timeAt(y.entry) ||
    discards.causeAt(x.entry) - discards.causeAt(y.entry);
  return order < 0;
}

/** Nobody discarded it: either it was never sent, or all who had it are gone. */
function causeOfAbsence(evidence: Evidence, op: number): LossCause {
  return evidence.survivors.some((replica) => evidence.knows(replica, op)) ? 'queue' : 'disk';
}

function describeLoss(evidence: Evidence, op: number, cause: LossCause, everywhere: boolean): LostWrite {
  const { ledger } = evidence;
  return {
    write: op,
    key: evidence.keyName(ledger.keyOf(op)),
    replica: evidence.replicaName(evidence.leaderOf(op)),
    acceptedAtUs: ledger.acceptedAtUs(op),
    cause,
    everywhere,
  };
}

function noLosses(): Record<LossCause, number> {
  return {
    failover: 0,
    disk: 0,
    queue: 0,
    'loop-filter': 0,
    'apply-error': 0,
    collision: 0,
    skew: 0,
    resolution: 0,
  };
}
