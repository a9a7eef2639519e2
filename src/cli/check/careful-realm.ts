/** A realm whose work is stopped when it takes too long, by the processor's time and not the machine's. */
import { getHeapSpaceStatistics } from 'node:v8';
import type { SandboxRealm } from '../resolver-sandbox.js';

/** Such a realm. */
export interface CarefulRealm extends SandboxRealm {
  /** Whether work that was stopped had kept more and more memory. */
  readonly hasGrown: boolean;
}

/** The realm itself stops work by the clock, which says little where others keep the machine busy. */
export function carefulRealm(realm: SandboxRealm, callMs: number): CarefulRealm {
  let hasGrown = false;
  return {
    ...realm,
    get hasGrown() {
      return hasGrown;
    },
    run(work) {
      for (let attempt = 1; ; attempt++) {
        const usage = process.cpuUsage();
        const kept = keptBytes();
        if (realm.run(work)) return true;
        const { user, system } = process.cpuUsage(usage);
        if (keptBytes() - kept > manyBytes) hasGrown = true;
        if ((user + system) / 1000 >= callMs / 2 || attempt === mostAttempts) return false;
      }
    },
  };
}

/** What passes by is in other spaces; bytes are outside of all. */
function keptBytes(): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => keptSpaces.has(space_name));
  return spaces.reduce((sum, { space_used_size }) => sum + space_used_size, process.memoryUsage().arrayBuffers);
}

const keptSpaces: ReadonlySet<string> = new Set(['old_space', 'large_object_space']);
const manyBytes = 16 * 1024 * 1024;
const mostAttempts = 4;
