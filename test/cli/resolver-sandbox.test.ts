import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { exportsName, isTimeout, openSandbox } from '../../src/cli/resolver-sandbox.js';
import { GuardedResolver } from '../../src/sim/resolution/resolver-guard.js';
import { isResolver } from '../../src/sim/resolution/user-resolver.js';

const limits = { callMs: 50, loadMs: 50 };

/** A guard around a resolver whose `resolve` has this body. */
function guardOf(body: string) {
  const code = `'use strict'; var ${exportsName} = { name: 'mine', resolve(local, incoming, context) { ${body} } };`;
  const { exports, realm } = openSandbox(new Script(code), limits);
  if (!isResolver(exports)) throw new Error('the test has a resolver');
  return new GuardedResolver(exports, realm, {
    nowUs: () => 0,
    noteResult: () => undefined,
    noteFinding: () => undefined,
  });
}

const args = '["A","B",{"relation":"concurrent"}]';

test.each([
  ['return local + incoming + context.relation', '"ABconcurrent"'],
  ['return structuredClone([local])[0]', '"A"'],
  ['console.log(local); return local', '"A"'],
  ['return String(new Date(86400000).getTime())', '"86400000"'],
  ['return new TextDecoder().decode(new TextEncoder().encode("é€😀"))', '"é€😀"'],
  ['return String(new TextEncoder().encode(local) instanceof Uint8Array)', '"true"'],
  ['return JSON.stringify(new TextEncoder().encodeInto("é", new Uint8Array(8)))', '"{\\"read\\":1,\\"written\\":2}"'],
  ['return atob(btoa(local))', '"A"'],
  ['crypto.getRandomValues(new Uint32Array(4)); return local + crypto.randomUUID().length', '"A36"'],
  ['return String(context instanceof Object && [local] instanceof Array)', '"true"'],
])('%s is a good resolver', (body, reply) => {
  const guard = guardOf(body);
  expect(guard.call('resolve', args)).toBe(reply);
  expect(guard.findings).toEqual([]);
});

test.each([
  ['for (;;);', 'never-returned'],
  ['(async () => { for (;;) await null; })(); return local', 'never-returned'],
  ['return String(Date.now())', 'read-clock'],
  ['return String(new Date().getTime())', 'read-clock'],
  ['return Date()', 'read-clock'],
  ['return String(new (new Date(0).constructor)().getTime())', 'read-clock'],
  ['return String(performance.now())', 'read-clock'],
  ['return Math.random() < 0.5 ? local : incoming', 'used-chance'],
  ['return local.localeCompare(incoming) < 0 ? local : incoming', 'read-locale'],
  ['return (1234.5).toLocaleString()', 'read-locale'],
  ['return String(new Date(0).getHours())', 'read-locale'],
  ['return "x".repeat(200000)', 'unusable-result'],
  ['return process.cwd()', 'threw'],
  ['return new Intl.DateTimeFormat().format()', 'threw'],
  ['return require("fs").readFileSync("x")', 'threw'],
  ['context.relation = "after"; return local', 'changed-arguments'],
  ['return async () => local', 'unusable-result'],
  ['return Promise.reject(new Error("late"))', 'unusable-result'],
  ['return String(crypto.getRandomValues(new Uint8Array(4)))', 'not-repeatable'],
  ['return crypto.randomUUID()', 'not-repeatable'],
  ['new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255])); return local', 'threw'],
  ['this.calls = (this.calls ?? 0) + 1; return local + this.calls', 'not-repeatable'],
])('%s is found', (body, kind) => {
  const guard = guardOf(body);
  expect(guard.call('resolve', args)).toBeNull();
  expect(guard.findings.map((finding) => finding.kind)).toEqual([kind]);
});

test('what a resolver says of itself does not depend on when or how often it is asked', () => {
  const [one, two] = [guardOf('return String(Math.random())'), guardOf('return String(Math.random())')];
  for (const guard of [one, two]) guard.call('resolve', args);
  expect(one.findings).toEqual(two.findings);
});

test('a module that does not come to its end is stopped', () => {
  let thrown: unknown;
  try {
    openSandbox(new Script('for (;;);'), limits);
  } catch (error) {
    thrown = error;
  }
  expect(isTimeout(thrown)).toBe(true);
});

test('realms do not see each other', () => {
  const script = new Script(`var ${exportsName} = { name: 'n', resolve: () => String(globalThis.seen = (globalThis.seen ?? 0) + 1) };`);
  const first = [openSandbox(script), openSandbox(script)].map(({ exports }) =>
    isResolver(exports) && 'resolve' in exports
      ? exports.resolve('A', 'B', {
          local: { value: 'A', stamp: 1, replica: 'a' },
          incoming: { value: 'B', stamp: 2, replica: 'b' },
          relation: 'concurrent',
        })
      : null,
  );
  expect(first).toEqual(['1', '1']);
});

test('what code does to the types of bytes stays in its own realm', () => {
  const guard = guardOf('TextDecoder.prototype.decode = () => "patched"; return new TextDecoder().decode()');
  expect(guard.call('resolve', args)).toBe('"patched"');
  expect(guardOf('return new TextDecoder().decode()').call('resolve', args)).toBe('""');
  expect(new TextDecoder().decode()).toBe('');
});

test('what libraries ask while they are loaded is no call’s doing', () => {
  const code = `'use strict'; Date.now(); var ${exportsName} = { name: 'mine', resolve: (local) => local };`;
  expect(openSandbox(new Script(code), limits).realm.takeTouched()).toBeNull();
});

test.each([
  ['structuredClone.constructor("return process")()'],
  ['globalThis.constructor.constructor("return process")()'],
  ['this.constructor.constructor("return process")()'],
  ['Object.getPrototypeOf(context).constructor.constructor("return process")()'],
  ['Date.now.constructor("return process")()'],
  ['Date.constructor("return process")()'],
  ['Math.random.constructor("return process")()'],
  ['console.log.constructor("return process")()'],
  ['"".localeCompare.constructor("return process")()'],
  ['globalThis.__quarrelWork.constructor("return process")()'],
  ['TextEncoder.constructor("return process")()'],
  ['new TextEncoder().encode("a").constructor.constructor("return process")()'],
  ['new TextEncoder().encodeInto("a", new Uint8Array(1)).constructor.constructor("return process")()'],
  ['crypto.getRandomValues.constructor("return process")()'],
  ['(() => { try { atob("?"); } catch (e) { return e; } })().constructor.constructor("return process")()'],
  ['(() => { try { new TextDecoder("none"); } catch (e) { return e; } })().constructor.constructor("return process")()'],
  ['arguments.callee.caller.constructor("return process")()'],
  ['(() => { const f = () => { Date.now(); return f(); }; try { f(); } catch (e) { return e; } })().constructor.constructor("return process")()'],
])('%s leads out of no realm', (expression) => {
  const guard = guardOf(`let found; try { found = ${expression}; } catch { found = undefined; } return typeof found;`);
  const reply = guard.call('resolve', args);
  const kinds = guard.findings.map(({ kind }) => kind);
  expect([reply, kinds]).toEqual(kinds.includes('read-clock') ? [null, ['read-clock']] : ['"undefined"', []]);
});

test('a promise that a resolver returns meets nothing from outside', () => {
  const guard = guardOf('return { then(f) { globalThis.seen = typeof f.constructor("return typeof process")(); } };');
  expect(guard.call('resolve', args)).toBeNull();
  const other = guardOf('return { then(f) { throw new Error(f.constructor("return typeof process")()); } };');
  other.call('resolve', args);
  expect(other.findings.map(({ message }) => message)).toEqual(['it threw Error: undefined']);
});

test.each([
  ['process.cwd()', 'it asked for process, which resolvers do not have: they see what they are given and nothing else'],
  ['setTimeout(() => 1)', /^it asked for setTimeout, which/],
  ['fetch("http://localhost")', /^it asked for fetch, which/],
  ['mistyped + 1', 'it threw ReferenceError: mistyped is not defined'],
])('who asks for %s is told what there is', (expression, message) => {
  const guard = guardOf(`return ${expression}`);
  guard.call('resolve', args);
  expect(guard.findings.map(({ kind }) => kind)).toEqual(['threw']);
  expect(guard.findings[0]?.message).toMatch(message);
});

test('a clone is a deep copy made of the realm’s own objects, circles included', () => {
  const guard = guardOf(`
    const given = { list: [1, { a: new Date(5) }], map: new Map([[1, new Set([2])]]), bytes: new Uint8Array([7, 8]) };
    given.self = given;
    const copy = structuredClone(given);
    given.list[1].a = null; given.map.get(1).add(3); given.bytes[0] = 0;
    return JSON.stringify([copy.self === copy, copy instanceof Object, copy.list[1].a.getTime(),
      [...copy.map.get(1)], [...copy.bytes]]);`);
  expect(guard.call('resolve', args)).toBe(JSON.stringify('[true,true,5,[2],[7,8]]'));
});
