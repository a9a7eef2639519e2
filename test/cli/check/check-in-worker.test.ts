import { Script } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { checkInWorker, type WorkerCheckOptions } from '../../../src/cli/check/check-in-worker.js';
import { openResolver } from '../../../src/cli/open-resolver.js';
import { checkResolver, ResultFold } from '../../../src/sim/check-resolver.js';
import type { CheckedAnswer } from '../../../src/sim/resolver-check.js';
import { bundleOf } from '../../support/resolver-bundle.js';

// Processes that start one after the other take a while on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const settings = { writes: 2, runs: 1000 };
const patient: WorkerCheckOptions = { settings, workerLimits: { patienceMs: 200, heapMb: 128 } };

const cart = `
  initial: [],
  apply: (state, operation) => operation.kind === 'add' ? [...new Set([...state, operation.element])].sort() : state,
  merge: (local, incoming) => [...new Set([...local, ...incoming])].sort(),
  mayLose: ['remove']`;

/** What a verdict card says of conduct. */
function conductOf(answers: readonly CheckedAnswer[]) {
  return answers.flatMap((answer) =>
    answer.verdict !== 'violated' ? [] : answer.findings.map(({ kind, call, input }) => [answer.property, kind, call, input]),
  );
}

test.each([
  ['a set', cart, ''],
  ['a register', 'resolve: (local, incoming) => [local ?? "", incoming ?? ""].sort()[1]', ''],
  ['a register that diverges', 'resolve: (local) => local', ''],
  ['what throws', 'resolve: (local, incoming) => { if (local === "a") throw new Error("no"); return incoming; }, ' +
    'operations: [{ kind: "write", value: "a" }, { kind: "write", value: "b" }]', ''],
  ['what takes nothing', 'resolve: (local, incoming) => process.cwd()', ''],
])('%s is judged as in this process, byte for byte', async (_what, members, before) => {
  const module = bundleOf(members, before);
  const { check, ended, plan, results } = await checkInWorker(module, patient);
  const { resolver, realm } = openResolver(new Script(module.bundle.code));
  const here = checkResolver(resolver, { ...settings, realm });
  expect(JSON.stringify(check)).toBe(JSON.stringify(here));
  expect(ended).toBe('whole');
  expect(results.size).toBeLessThanOrEqual(plan.units.length);
});

const afterFour = 'if (incoming.length >= 3)';
const type = (merge: string): string => `
  initial: [],
  apply: (state, operation) => [...state, operation.element ?? operation.kind].sort(),
  merge: (local, incoming) => { ${merge}; return [...new Set([...local, ...incoming])].sort(); }`;

test.each([
  ['loops', 'resolve() { for (;;); }', '', 'terminates', 'never-returned', 'resolve'],
  ['loops late', type(`${afterFour} for (;;)`), '', 'terminates', 'never-returned', 'merge'],
  ['waits for promises for ever', 'resolve: (x, y) => { (async () => { for (;;) await null; })(); return x; }', '',
    'terminates', 'never-returned', 'resolve'],
  ['backtracks', 'resolve: (x, y) => String(/^(a+)+$/.test("a".repeat(40) + "b"))', '', 'terminates', 'never-returned', 'resolve'],
  ['makes a list without end', 'resolve() { const a = []; for (;;) a.push(1); }', '', 'terminates', 'exhausted-memory', 'resolve'],
  ['makes objects without end', type(`${afterFour} { const a = []; for (let i = 0; ; i++) a.push({ i }); }`), '',
    'terminates', 'exhausted-memory', 'merge'],
  ['fills bytes without end', 'resolve() { const a = []; for (;;) a.push(new Uint8Array(1e8).fill(1)); }', '',
    'terminates', 'exhausted-memory', 'resolve'],
  ['extends what all lists have', type('Array.prototype.last = () => 1'), '', 'pure', 'changed-globals', 'merge'],
  ['replaces a function', 'resolve(x, y) { Math.max = Math.min; return x > y ? x : y; }', '', 'pure', 'changed-globals', 'resolve'],
  ['keeps state in a global name', 'resolve(x, y) { globalThis.seen = x; return x > y ? x : y; }', '', 'pure', 'changed-globals', 'resolve'],
  ['changes what is built in while it is loaded', cart, 'JSON.parse = () => null', 'pure', 'changed-globals', 'merge'],
  ['counts in a variable', 'resolve: (x, y) => ++calls > 40 ? x : x > y ? x : y', 'let calls = 0', 'deterministic', 'not-repeatable', 'resolve'],
  ['counts by three', 'resolve: (x, y) => Math.floor(calls++ / 3) % 2 === 0 ? x : y', 'let calls = 0', 'deterministic', 'not-repeatable', 'resolve'],
  ['reads the clock', 'resolve: (x, y) => Date.now() > 5 ? x : y', '', 'deterministic', 'read-clock', 'resolve'],
  ['throws', type(`${afterFour} throw new RangeError("too many")`), '', 'total', 'threw', 'merge'],
])('who %s is found out', async (_what, members, before, property, kind, call) => {
  const { check, ended } = await checkInWorker(bundleOf(members, before), patient);
  expect(conductOf(check.properties).map((found) => found.slice(0, 3))).toContainEqual([property, kind, call]);
  expect([check.verdict, ended]).toEqual(['violated', 'whole']);
});

const escape = 'import("x").catch((e) => e.constructor.constructor("return process")().exit(3))';

test('who ends the process is named with what it was asked last', async () => {
  const members = `resolve: (x, y) => { if (x === "4") ${escape}; return x > y ? x : y; }`;
  const { check, ended } = await checkInWorker(bundleOf(members), patient);
  expect(conductOf(check.properties)[0]?.slice(0, 3)).toEqual(['total', 'ended-process', 'resolve']);
  expect([check.verdict, ended]).toEqual(['violated', 'whole']);
});

test('at the time limit there is a verdict, and what was not looked at is unknown', async () => {
  const options = { ...patient, limitMs: 1, settings: { writes: 2, runs: 1000 } };
  const { check, ended, plan } = await checkInWorker(bundleOf(cart), options);
  expect(ended).toBe('time');
  expect(check.verdict).toBe('unknown');
  expect(check.properties.find(({ property }) => property === 'convergent')).toMatchObject({ verdict: 'unknown' });
  expect(plan.units.length).toBeGreaterThan(5);
});

test('an interrupt ends it between and within units, with what was found', async () => {
  const interrupt = new AbortController();
  const { check, ended, results } = await checkInWorker(bundleOf('resolve: (local) => local'), {
    ...patient,
    signal: interrupt.signal,
    onProgress: ({ done }) => {
      if (done === 4) interrupt.abort();
    },
  });
  expect([ended, check.verdict]).toEqual(['interrupted', 'violated']);
  expect([...results.keys()]).toEqual([0, 1, 2, 3]);
});

test('who was interrupted before does nothing but plan', async () => {
  const { ended, results, plan } = await checkInWorker(bundleOf('resolve() { for (;;); }'), {
    ...patient,
    signal: AbortSignal.abort(),
  });
  expect([ended, results.size, plan.resolver]).toEqual(['interrupted', 0, 'mine']);
});

test('the results of shards come to what one check comes to, byte for byte', async () => {
  const module = bundleOf('resolve: (x, y) => (x === "a" ? x : y), operations: [{ kind: "write", value: "a" }, { kind: "write", value: "b" }]');
  const whole = await checkInWorker(module, patient);
  const shards = await Promise.all([0, 1].map((shard) => checkInWorker(module, { ...patient, isMine: (unit) => unit % 2 === shard })));
  const results = new Map(shards.flatMap((shard) => [...shard.results]));
  const fold = new ResultFold(whole.plan);
  for (const [index, unit] of whole.plan.units.entries()) {
    const result = results.get(index);
    if (fold.needs(unit) && result !== undefined) fold.take(unit, result);
  }
  expect(JSON.stringify(fold.finish())).toBe(JSON.stringify(whole.check));
});
