/** Which of the newest writes of a key replicas reflect, and what happened to those that they do not. */
import { lossCauses } from '../../report.js';
import type { MissingCopy, MissingWrite } from '../../key-inspection.js';
import type { Effects } from '../../record/effects.js';
import { listWrites } from '../../resolution/replicated-type.js';
import type { World } from '../world.js';
import { describeWrite, type LookedAt } from './describe-write.js';

/** How many of the newest writes are looked at. */
const newestWrites = 64;
/** How much of the journal of discards is read. */
const mostDiscards = 200_000;
/** Writes that are not everywhere, as many as a person may want to see. */
const mostMissing = 32;

/** The acknowledged writes that not all of these replicas reflect, the newest first. */
export function listMissing(look: LookedAt, keepers: readonly number[]): readonly MissingWrite[] {
  const { world, writes } = look;
  const newest = writes.ops.slice(-newestWrites);
  const [oldest] = newest;
  if (oldest === undefined || keepers.length === 0) return [];
  const reflected = keepers.map((replica) => listReflected(world, replica, writes.key, oldest));
  const found: MissingWrite[] = [];
  let discards: ReadonlyMap<string, Discard> | null = null;
  for (const op of newest.reverse()) {
    if (!world.ledger.isAcknowledged(op) || found.length === mostMissing) continue;
    const lacking = keepers.filter((_, i) => !isReflected(world, reflected[i], op));
    if (lacking.length === 0) continue;
    discards ??= listDiscards(world, writes.key, oldest);
    const known = discards;
    const at = lacking.map((replica) => describeCopy(world, op, replica, known.get(placeOf(op, replica))));
    found.push({ ...describeWrite(look, op), at, reflectedBy: keepers.length - lacking.length });
  }
  return found;
}

interface Discard {
  readonly cause: number;
  readonly atUs: number;
}

/** Writes, or their effects where values are merged, from one on that what a replica holds descends from. */
function listReflected(world: World, replica: number, key: number, oldest: number): ReadonlySet<number> {
  const { ledger, replicas, ops } = world;
  const { effects } = ledger;
  const { records, replicated } = replicas[replica];
  if (effects !== null && replicated !== null) {
    const supports = replicated.supportOf(key).flatMap((support) => {
      const reflects = listWrites([support], (op) => ops.previousOf(op));
      return reflects.map((op) => effects.effectOn(op, support.part));
    });
    return descend(supports, effects.firstOf(oldest), (effect) => effects.parentsOf(effect));
  }
  const held = records.versions(key);
  const stands = held.length > 0 ? held : (ledger.collected?.standingFor(replica, key) ?? []);
  return descend(stands, oldest, (op) => ledger.parentsOf(op));
}

function descend(from: readonly number[], oldest: number, parentsOf: (item: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set(from.filter((item) => item >= oldest));
  for (const item of reached) for (const parent of parentsOf(item)) if (parent >= oldest) reached.add(parent);
  return reached;
}

function isReflected({ ledger: { effects } }: World, reflected: ReadonlySet<number>, op: number): boolean {
  if (effects === null) return reflected.has(op);
  for (let effect = effects.firstOf(op); effect < effects.firstOf(op + 1); effect++) if (!reflected.has(effect)) return false;
  return true;
}

/** The latest discard of each of the key's writes at each replica. */
function listDiscards({ ledger, ops }: World, key: number, oldest: number): ReadonlyMap<string, Discard> {
  const { discards, effects } = ledger;
  const sinceUs = ledger.acceptedAtUs(oldest);
  const found = new Map<string, Discard>();
  const last = Math.max(0, discards.length - mostDiscards);
  for (let entry = discards.length - 1; entry >= last && discards.timeAt(entry) >= sinceUs; entry--) {
    const op = opBehind(effects, discards.opAt(entry));
    if (op < oldest || ops.keyOf(op) !== key) continue;
    const place = placeOf(op, discards.replicaAt(entry));
    if (!found.has(place)) found.set(place, { cause: discards.causeAt(entry), atUs: discards.timeAt(entry) });
  }
  return found;
}

function opBehind(effects: Effects | null, item: number): number {
  return effects === null ? item : effects.opOf(item);
}

function placeOf(op: number, replica: number): string {
  return `${op} ${replica}`;
}

function describeCopy(world: World, op: number, replica: number, discard: Discard | undefined): MissingCopy {
  const name = world.replicaNames[replica];
  const isThere = world.strategies.leadership?.view.holds(replica, op) ?? world.replicas[replica].hasTakenIn(op);
  if (discard === undefined) return { replica: name, how: isThere ? 'passed-over' : 'absent', cause: null, atUs: null };
  const cause = lossCauses[discard.cause];
  const isDecided = cause === 'resolution' || cause === 'skew' || cause === 'collision';
  // A copy that was dropped explains nothing once another one has come.
  if (!isDecided && isThere) return { replica: name, how: 'passed-over', cause: null, atUs: null };
  return { replica: name, how: isDecided ? 'discarded' : 'dropped', cause, atUs: discard.atUs };
}
