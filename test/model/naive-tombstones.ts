/**
 * Rows that came back from the dead, straight from a trace: explicit sets of what every replica knew, with
 * everything that it forgot taken out again. Shares no code with the engine.
 */
import type { TraceEvent } from '../../src/sim/record/trace.js';

/** The keys that some survivor shows in a version that a delete knew of which it has forgotten. */
export function listResurrectedKeys(events: readonly TraceEvent[]): readonly string[] {
  const authorKnew = new Map<number, ReadonlySet<number>>();
  const deletes = new Set<number>();
  const known = new Sets();
  const forgotten = new Sets();
  const holds = new Map<string, { readonly replica: string; readonly key: string; readonly writes: readonly number[] }>();
  const left = new Set<string>();
  const learn = (replica: string, key: string, write: number): void => {
    const here = known.at(replica, key);
    for (const other of [write, ...(authorKnew.get(write) ?? [])]) here.add(other);
  };
  for (const event of events) {
    if (event.kind === 'accept') {
      const { replica, key, write } = event;
      authorKnew.set(write, new Set(known.at(replica, key)));
      if (event.value === null) deletes.add(write);
      learn(replica, key, write);
      holds.set(nameOf(replica, key), { replica, key, writes: event.holds });
    } else if (event.kind === 'apply') {
      learn(event.replica, event.key, event.write);
      holds.set(nameOf(event.replica, event.key), { ...event, writes: event.holds });
    } else if (event.kind === 'learn') {
      for (const write of event.writes) known.at(event.replica, event.key).add(write);
    } else if (event.kind === 'tombstone' && event.change === 'collect') {
      const { replica, key } = event;
      if (deletes.has(event.write)) forgotten.at(replica, key).add(event.write);
      known.at(replica, key).clear();
      holds.set(nameOf(replica, key), { replica, key, writes: [] });
    } else if (event.kind === 'wipe') {
      known.clear(event.replica);
      for (const [name, { replica }] of holds) if (replica === event.replica) holds.delete(name);
    } else if (event.kind === 'leave') left.add(event.replica);
  }
  const back = [...holds.values()].filter(({ replica, key, writes }) => {
    const isSurvivor = ![...left].some((gone) => replica === gone || replica.startsWith(`${gone}/`));
    const live = writes.filter((write) => !deletes.has(write));
    const dead = [...forgotten.at(replica, key)];
    return isSurvivor && live.some((write) => dead.some((each) => authorKnew.get(each)?.has(write) === true));
  });
  return [...new Set(back.map(({ key }) => key))].sort();
}

/** Sets of writes by replica and key. */
class Sets {
  private readonly sets = new Map<string, Set<number>>();

  at(replica: string, key: string): Set<number> {
    const name = nameOf(replica, key);
    const found = this.sets.get(name) ?? new Set<number>();
    this.sets.set(name, found);
    return found;
  }

  clear(replica: string): void {
    for (const [name, set] of this.sets) if (name.startsWith(`${replica} `)) set.clear();
  }
}

function nameOf(replica: string, key: string): string {
  return `${replica} ${key}`;
}
