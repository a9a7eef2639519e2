/** Judging histories: the linearizability judge on 50 clients, and beside it a search that forgets what led nowhere. */
import { judge } from '../dist/sim/check/judge.js';
import { compare, median } from './measure.js';

/** Milliseconds a history of writes (or appends) and reads, in which every operation takes effect at a moment of its own. */
export function benchJudges(rounds) {
  const cases = {
    '50 clients, 10 keys, 5,000 reads and writes': makeHistory({ clients: 50, operations: 5000, keys: 10, change: 'write' }),
    '50 clients, 1 key, 5,000 reads and writes': makeHistory({ clients: 50, operations: 5000, keys: 1, change: 'write' }),
    '50 clients, 10 keys, 5,000 reads and appends': makeHistory({ clients: 50, operations: 5000, keys: 10, change: 'append' }),
    'small: 8 clients, 1 key, 40 reads and writes': makeHistory({ clients: 8, operations: 40, keys: 1, change: 'write' }),
  };
  const small = cases['small: 8 clients, 1 key, 40 reads and writes'];
  const runs = compare(rounds, {
    ...Object.fromEntries(Object.entries(cases).map(([name, history]) => [name, () => timed(() => judge(history, 'linearizable').verdict === 'holds')])),
    'small, search without memory': () => timed(() => searchNaively(small.operations)),
  });
  return Object.entries(runs).map(([history, results]) => ({
    history,
    milliseconds: median(results.map(({ ms }) => ms)).toFixed(2),
    holds: results.every(({ holds }) => holds),
  }));
}

function timed(run) {
  const began = performance.now();
  const holds = run();
  return { ms: performance.now() - began, holds };
}

/** Wing and Gong's search for registers as they published it: every order that real time allows, until one fits. */
function searchNaively(operations) {
  const taken = new Set();
  const go = (state) => {
    if (taken.size === operations.length) return true;
    let limit = Infinity;
    for (const one of operations) if (!taken.has(one)) limit = Math.min(limit, one.answeredAt);
    for (const one of operations) {
      if (taken.has(one) || one.invokedAt > limit) continue;
      if (one.f === 'read' && one.result !== state) continue;
      taken.add(one);
      if (go(one.f === 'read' ? state : one.value)) return true;
      taken.delete(one);
    }
    return false;
  };
  return go(null);
}

function makeHistory({ clients, operations, keys, change }) {
  let seed = 1;
  const draw = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) / 2 ** 24;
  };
  const all = [];
  for (let process = 0; process < clients; process++) {
    let at = draw();
    for (let i = 0; i < operations / clients; i++) {
      const takes = -Math.log(1 - draw());
      all.push({ process, f: draw() < 0.5 ? change : 'read', key: `k${Math.floor(draw() * keys)}`, at, effectAt: at + draw() * takes, until: at + takes });
      at += takes;
    }
  }
  const held = new Map();
  [...all].sort((a, b) => a.effectAt - b.effectAt).forEach((one, i) => {
    const before = held.get(one.key) ?? null;
    one.result = one.f === 'read' ? before : null;
    one.value = one.f === 'read' ? null : one.f === 'append' ? `(${i})` : i;
    if (one.f !== 'read') held.set(one.key, one.f === 'append' ? `${before ?? ''}${one.value}` : one.value);
  });
  const places = all.flatMap((one) => [{ time: one.at, one, name: 'invokedAt' }, { time: one.until, one, name: 'answeredAt' }]);
  places.sort((a, b) => a.time - b.time).forEach(({ one, name }, i) => (one[name] = i + 1));
  return {
    operations: all
      .sort((a, b) => a.invokedAt - b.invokedAt)
      .map(({ process, f, key, value, result, invokedAt, answeredAt }) => ({
        process, f, key, value, result, outcome: 'ok', invokedAt, answeredAt, invokedAtUs: null, answeredAtUs: null, replica: null,
      })),
    initial: null,
    versionOrder: new Map(),
  };
}
