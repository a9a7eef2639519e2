/**
 * The mesh as somebody would write it in an afternoon: a binary heap of objects, a Map a replica, an
 * array a version vector, Math.random's kind of sampling. No oracle, no metrics, no order among ties.
 */
import TinyQueue from 'tinyqueue';

function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How one vector stands to another. */
function compare(x, y) {
  let more = false;
  let less = false;
  for (let i = 0; i < x.length; i++) {
    if (x[i] > y[i]) more = true;
    if (x[i] < y[i]) less = true;
  }
  if (more && less) return 'concurrent';
  return more ? 'after' : less ? 'before' : 'equal';
}

/** Runs the mesh and returns how many writes and deliveries there were. */
export function runPlainMesh({ leaders = 5, ratePerS = 10_000, keys = 100_000, seconds = 10 } = {}) {
  const random = createRandom(42);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const queue = new TinyQueue([], (x, y) => x.at - y.at);
  const stores = Array.from({ length: leaders }, () => new Map());
  let writes = 0;
  let deliveries = 0;
  let conflicts = 0;
  const push = (at, event) => queue.push({ at, ...event });
  for (let at = 0; at < leaders; at++) push(-Math.log(1 - random()) / ratePerS, { kind: 'write', leader: at });
  while (queue.length > 0) {
    const event = queue.pop();
    if (event.kind === 'write') {
      const { at, leader } = event;
      const next = at - Math.log(1 - random()) / ratePerS;
      if (next < seconds) push(next, { kind: 'write', leader });
      const key = Math.floor(random() * keys);
      const held = stores[leader].get(key);
      const vector = held === undefined ? new Array(leaders).fill(0) : [...held.vector];
      vector[leader]++;
      const version = { key, vector, stamp: at, leader };
      stores[leader].set(key, version);
      writes++;
      for (let to = 0; to < leaders; to++) {
        if (to !== leader) push(at + 0.08 * Math.exp(0.3 * normal()), { kind: 'deliver', to, version });
      }
    } else {
      const { to, version } = event;
      deliveries++;
      const held = stores[to].get(version.key);
      if (held === undefined) {
        stores[to].set(version.key, version);
        continue;
      }
      const relation = compare(version.vector, held.vector);
      if (relation === 'before' || relation === 'equal') continue;
      if (relation === 'after') {
        stores[to].set(version.key, version);
        continue;
      }
      conflicts++;
      const wins = version.stamp > held.stamp || (version.stamp === held.stamp && version.leader > held.leader);
      const winner = wins ? version : held;
      const vector = held.vector.map((entry, i) => Math.max(entry, version.vector[i]));
      stores[to].set(version.key, { ...winner, vector });
    }
  }
  return { work: writes + deliveries, conflicts };
}
