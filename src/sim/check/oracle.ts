/**
 * The oracle: what became of every write, from what remained at the end and nothing a strategy believes.
 *
 * Starting from what each survivor holds, reflection is marked along parent links towards older writes:
 * one pass in descending order of ids, one bit a survivor. Where values are merged that is done effect by
 * effect, and a write is reflected where all its effects are. What some survivor does not reflect, and
 * nothing still due to it can change, is lost; the journal of discards says by which event.
 */
import type { Effects } from '../record/effects.js';
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
  /** Where values are merged: the writes whose effect each part of a replica's value reflects. */
  supports?(
    replica: number,
    key: number,
  ): readonly { readonly part: string; readonly writes: readonly number[] }[];
  /** Whether a replica knows of a write. */
  knows(replica: number, op: number): boolean;
  /** Writes on their way to a survivor, or kept for it somewhere, that it does not know. */
  readonly due: readonly { readonly op: number; readonly replica: number }[];
  /** Why a write is nowhere that nobody threw away; absent: by a queue, or with its disks. */
  readonly causeOfAbsence?: LossCause;
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
  /** By write: one more than the place of its fate in {@link fateNames}; 0 where it was not acknowledged. */
  readonly writeFates: Uint8Array;
}

/** One of the fates. */
export type Fate = keyof FateCounts;

/** Every fate. */
const fateNames: readonly Fate[] = ['visible', 'superseded', 'merged', 'lost', 'pending'];

/** The fate of one write; null where it was not acknowledged, or where there is no such write. */
export function fateOf({ writeFates }: Pick<Judgement, 'writeFates'>, write: number): Fate | null {
  return fateNames[(writeFates[write] ?? 0) - 1] ?? null;
}

/** What was written by whom seeing what: writes or, where values are merged, their effects on parts. */
interface Lineage {
  readonly count: number;
  /** −1 for none, −2 for several. */
  singleParent(item: number): number;
  parentsOf(item: number): readonly number[];
}

/** What is noted of a write or effect, in one byte. */
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
  const writeFates = new Uint8Array(ledger.count);
  let everywhere = 0;
  for (let op = 0; op < ledger.count; op++) {
    if (!ledger.isAcknowledged(op)) continue;
    const fate = chooseFate(foldMarks(ledger, marked, op));
    fates[fate]++;
    writeFates[op] = 1 + fateNames.indexOf(fate);
    if (fate === 'lost') {
      const cause = causeOf(ledger, causes, op) ?? causeOfAbsence(evidence, op);
      byCause[cause]++;
      const isEverywhere = (foldMarks(ledger, marked, op) & mark.somewhere) === 0;
      if (isEverywhere) everywhere++;
      lostWrites.push(describeLoss(evidence, op, cause, isEverywhere));
    }
  }
  return { fates, everywhere, byCause, lostWrites, writeFates };
}

/** The first that fits. */
function chooseFate(marks: number): Fate {
  if ((marks & mark.lost) !== 0) return 'lost';
  if ((marks & mark.missing) !== 0) return 'pending';
  if ((marks & mark.beside) !== 0) return 'merged';
  return (marks & mark.alone) !== 0 ? 'visible' : 'superseded';
}

/** What marking found. */
interface Marks {
  /** Bits of {@link mark}, a byte for each item of the {@link Lineage}. */
  readonly marks: Uint8Array;
  /** Entries of the journal whose replica does not reflect their item in the end. */
  readonly validDiscards: Uint8Array;
}

function markReflection(evidence: Evidence): Marks {
  const { ledger, survivors } = evidence;
  const marks = {
    marks: new Uint8Array(lineageOf(ledger).count),
    validDiscards: new Uint8Array(ledger.discards.length),
  };
  for (let start = 0; start < survivors.length; start += groupSize) {
    markGroup(evidence, survivors.slice(start, start + groupSize), marks);
  }
  return marks;
}

function markGroup(evidence: Evidence, group: readonly number[], marks: Marks): void {
  const { ledger } = evidence;
  const { effects } = ledger;
  const lineage = lineageOf(ledger);
  const reflected = createMask(lineage.count, group.length);
  group.forEach((replica, i) => {
    if (effects === null) markHeld(evidence, replica, 1 << i, reflected, marks.marks);
    else markSupports(evidence, effects, replica, 1 << i, reflected, marks.marks);
  });
  markAncestors(lineage, reflected);
  const due = markDue(evidence, group);
  const all = group.length === groupSize ? -1 : (1 << group.length) - 1;
  const keepers = listKeepers(evidence, group);
  for (let item = 0; item < lineage.count; item++) {
    const expected = keepers === null ? all : keepers[ledger.keyOf(item)];
    const missing = ~reflected[item] & expected;
    if (effects === null && missing !== expected) marks.marks[item] |= mark.somewhere;
    if (missing === 0) continue;
    const isLost = due === null || (missing & ~due[item]) !== 0;
    marks.marks[item] |= isLost ? mark.missing | mark.lost : mark.missing;
  }
  if (effects !== null) markWhole(ledger.count, effects, reflected, all, marks.marks);
  const { discards } = ledger;
  for (let entry = 0; entry < discards.length; entry++) {
    const item = discards.opAt(entry);
    if ((marks.marks[item] & mark.missing) === 0) continue;
    const replica = discards.replicaAt(entry);
    const i = group.indexOf(replica);
    if (i < 0 || (reflected[item] & (1 << i)) !== 0) continue;
    const op = effects === null ? item : effects.opOf(item);
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

/** Marks what one survivor's merged values reflect, part by part. */
function markSupports(
  evidence: Evidence,
  effects: Effects,
  replica: number,
  bit: number,
  reflected: Uint8Array | Int32Array,
  marks: Uint8Array,
): void {
  for (let key = 0; key < evidence.keys; key++) {
    const place = evidence.single(replica, key) >= 0 ? mark.alone : mark.beside;
    for (const { part, writes } of evidence.supports?.(replica, key) ?? []) {
      for (const op of writes) {
        const effect = effects.effectOn(op, part);
        reflected[effect] |= bit;
        marks[effect] |= place;
      }
    }
  }
}

/** A survivor reflects a write where it reflects all its effects. */
function markWhole(
  writes: number,
  effects: Effects,
  reflected: Uint8Array | Int32Array,
  all: number,
  marks: Uint8Array,
): void {
  for (let op = 0; op < writes; op++) {
    const first = effects.firstOf(op);
    const next = effects.firstOf(op + 1);
    let whole = all;
    for (let effect = first; effect < next; effect++) whole &= reflected[effect];
    if (whole === 0) continue;
    for (let effect = first; effect < next; effect++) marks[effect] |= mark.somewhere;
  }
}

/** What was noted of all effects of a write. */
function foldMarks({ effects }: Ledger, { marks }: Marks, op: number): number {
  if (effects === null) return marks[op];
  let folded = 0;
  const next = effects.firstOf(op + 1);
  for (let effect = effects.firstOf(op); effect < next; effect++) folded |= marks[effect];
  return folded;
}

function lineageOf(ledger: Ledger): Lineage {
  return ledger.effects ?? ledger;
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
  return name === 'failover' || name === 'queue' || name === 'loop-filter' || name === 'disk' || name === 'apply-error';
}

/** Passes every mark on to all ancestors: parents have smaller ids. */
function markAncestors(lineage: Lineage, mask: Uint8Array | Int32Array): void {
  for (let item = lineage.count - 1; item >= 0; item--) {
    const bits = mask[item];
    if (bits === 0) continue;
    const parent = lineage.singleParent(item);
    if (parent >= 0) mask[parent] |= bits;
    else if (parent === -2) for (const each of lineage.parentsOf(item)) mask[each] |= bits;
  }
}

/** Which survivors of a group a write, or a descendant of it, can still reach; null when none. */
function markDue(evidence: Evidence, group: readonly number[]): Uint8Array | Int32Array | null {
  if (evidence.due.length === 0) return null;
  const { effects } = evidence.ledger;
  const lineage = lineageOf(evidence.ledger);
  const mask = createMask(lineage.count, group.length);
  for (const { op, replica } of evidence.due) {
    const i = group.indexOf(replica);
    if (i < 0) continue;
    const first = effects?.firstOf(op) ?? op;
    const next = effects?.firstOf(op + 1) ?? op + 1;
    for (let item = first; item < next; item++) mask[item] |= 1 << i;
  }
  markAncestors(lineage, mask);
  return mask;
}

function createMask(writes: number, survivors: number): Uint8Array | Int32Array {
  return survivors <= 8 ? new Uint8Array(writes) : new Int32Array(writes);
}

/** The event by which a write or effect was lost, at a distance of so many parent links. */
interface Loss {
  readonly entry: number;
  readonly distance: number;
}

/** The losses that a discard explains: of the item itself, else of its nearest lost descendant. */
function findCauses(evidence: Evidence, marks: Marks): Map<number, Loss> {
  const { ledger } = evidence;
  const { discards } = ledger;
  const lineage = lineageOf(ledger);
  const losses = new Map<number, Loss>();
  for (let entry = 0; entry < discards.length; entry++) {
    const item = discards.opAt(entry);
    if (marks.validDiscards[entry] === 1 && isLost(marks, item)) {
      offerLoss(ledger, losses, item, { entry, distance: 0 });
    }
  }
  for (let item = lineage.count - 1; item >= 0 && losses.size > 0; item--) {
    const loss = isLost(marks, item) ? losses.get(item) : undefined;
    if (loss === undefined) continue;
    for (const parent of lineage.parentsOf(item)) {
      if (!isLost(marks, parent)) continue;
      offerLoss(ledger, losses, parent, { entry: loss.entry, distance: loss.distance + 1 });
    }
  }
  return losses;
}

/** The cause of a write's loss, by the nearest event of any of its effects; null when there is none. */
function causeOf(ledger: Ledger, losses: ReadonlyMap<number, Loss>, op: number): LossCause | null {
  const { effects, discards } = ledger;
  let nearest = effects === null ? losses.get(op) : undefined;
  const next = effects?.firstOf(op + 1) ?? 0;
  for (let effect = effects?.firstOf(op) ?? 0; effect < next; effect++) {
    const loss = losses.get(effect);
    if (loss === undefined) continue;
    if (nearest === undefined || isNearer(ledger, loss, nearest)) nearest = loss;
  }
  return nearest === undefined ? null : lossCauses[discards.causeAt(nearest.entry)];
}

function isLost(marks: Marks, item: number): boolean {
  return (marks.marks[item] & mark.lost) !== 0;
}

/** Keeps the nearest event, then the earliest, then the one whose cause comes first. */
function offerLoss(ledger: Ledger, losses: Map<number, Loss>, item: number, offer: Loss): void {
  const known = losses.get(item);
  if (known === undefined || isNearer(ledger, offer, known)) losses.set(item, offer);
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
  if (evidence.causeOfAbsence !== undefined) return evidence.causeOfAbsence;
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
