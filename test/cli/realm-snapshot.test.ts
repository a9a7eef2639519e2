import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { RealmSnapshot } from '../../src/cli/realm-snapshot.js';
import { exportsName, openSandbox } from '../../src/cli/resolver-sandbox.js';

/** A realm whose module can do anything later, by its text. */
function openRealm() {
  const { exports, realm } = openSandbox(new Script(`var ${exportsName} = (text) => (0, eval)(text);`));
  if (typeof exports !== 'function') throw new Error('the test has a function');
  const snapshot = new RealmSnapshot(realm.globals);
  return { snapshot, evaluate: (text: string): unknown => Reflect.apply(exports, undefined, [text]) };
}

test.each([
  ['Array.prototype.last = () => 1', 'Array.prototype', 'Array.prototype.last'],
  ['Object.prototype.x = 1', 'Object.prototype', 'Object.prototype.x'],
  ['JSON.parse = () => 1', 'JSON', 'JSON.parse'],
  ['Math.max = Math.min', 'Math', 'Math.max'],
  ['delete String.prototype.trim', 'String.prototype', 'String.prototype.trim'],
  ['globalThis.count = 1', 'globalThis', 'count'],
  ['Map = Set', 'globalThis', 'Map'],
  ['Object.setPrototypeOf(Math, { sum: 1 })', 'Math', 'Object.getPrototypeOf(Math)'],
  ['Array.prototype[Symbol.iterator] = null', 'Array.prototype', 'Array.prototype[Symbol.iterator]'],
  ['Object.defineProperty(RegExp.prototype, "flags", { get: () => "g" })', 'RegExp.prototype', 'RegExp.prototype.flags'],
])('%s is seen', (text, of, name) => {
  const { snapshot, evaluate } = openRealm();
  expect(snapshot.findChange()).toBeNull();
  const watched = snapshot.watch(of);
  expect(watched?.() ?? null).toBeNull();
  evaluate(text);
  const change = snapshot.findChange();
  expect(change).toEqual({ of, name });
  expect(watched?.()).toEqual(change);
});

test('what code does with objects of its own is no change', () => {
  const { snapshot, evaluate } = openRealm();
  evaluate('class A { x = 1 }; new A().x++; "aab".replace(/a(b)/, "$1"); [3, 1].sort(); new Date(0); new Error("x").stack');
  evaluate('JSON.parse("[1]"); Date.now(); Math.random(); "a".localeCompare("b"); structuredClone([1])');
  expect(snapshot.findChange()).toBeNull();
});

test('new global names can be granted, and nothing else', () => {
  const { snapshot, evaluate } = openRealm();
  evaluate('globalThis.library = {}');
  expect(snapshot.findChange({ mayAddGlobals: true })).toBeNull();
  evaluate('delete globalThis.parseInt');
  expect(snapshot.findChange({ mayAddGlobals: true })).toEqual({ of: 'globalThis', name: 'parseInt' });
});
