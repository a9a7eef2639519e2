/**
 * No function of a world keeps what changes where an image of the heap does not look: what it closes over
 * stays the same value, and is in reach by fields or never changes.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { HeapImages, listReachable } from '../../../src/sim/checkpoint/heap-image.js';
import type { Scenario } from '../../../src/sim/scenario.js';
import { World, type WorldOptions } from '../../../src/sim/world/world.js';
import { expectedWrites } from '../../../src/sim/workload/clients.js';
import { runnable } from '../../support/catalogue.js';
import { Closures, type Captured } from '../../support/closures.js';
import { votes } from '../../support/sample-resolvers.js';
import { typedScenario } from '../../support/typed-scenario.js';

/** What fills as it is used, with the same numbers whenever that is: the tables of smooth quantiles. */
const memos = new Set(['Closure (tabulate) table']);

const closures = new Closures();
afterAll(() => closures.close());

const scenarios = runnable.map(({ scenario }) => scenario).filter((scenario) => expectedWrites(scenario) <= 100);

describe('a world', { timeout: 300_000 }, () => {
  test('keeps nothing that changes in its functions alone', () => {
    expect(scenarios.length).toBeGreaterThan(40);
    expect(scenarios.flatMap((scenario) => listHidden(scenario))).toEqual([]);
  });

  test('keeps nothing of a type of one’s own in its functions alone', () => {
    const base = typedScenario(2, 'completeness');
    const own: Scenario = { ...base, conflicts: { ...base.conflicts, resolve: 'own' } };
    expect(listHidden(own, { resolver: votes })).toEqual([]);
  });
});

describe('what a function keeps', () => {
  test('is found where it is a variable that gets another value', () => {
    let count = 0;
    const kept = { next: () => (count += 1) };
    expect(compare([kept], new Set(), () => kept.next())).toEqual([expect.stringMatching(/count has another value$/)]);
  });

  test('is found where it is an object that changes, however far away', () => {
    const list: number[] = [];
    const hidden = { deep: { list } };
    const kept = { add: () => hidden.deep.list.push(1) };
    expect(compare([kept], new Set(), () => kept.add())).toEqual([expect.stringMatching(/hidden has changed$/)]);
  });

  test('is no matter where it is in reach by fields, too, or stays as it is', () => {
    const list: number[] = [];
    const limit = { most: 3 };
    const kept = { list, add: () => list.push(limit.most) };
    expect(compare([kept], new Set(), () => kept.add())).toEqual([]);
  });
});

/** What functions of a world keep for themselves, and is not the same at the end of the run. */
function listHidden(scenario: Scenario, options: WorldOptions = {}): readonly string[] {
  const world = new World(scenario, { ...options, trace: () => undefined });
  while (world.nowUs < scenario.durationUs * 0.2 && world.step(world.limitUs));
  const outside = listReachable([world.scenario], Object.values(options));
  const hidden = compare([world], outside, () => {
    while (world.step(world.limitUs));
  });
  return hidden.map((what) => `${scenario.name}: ${what}`);
}

/** What is kept by functions in reach of some objects, and is otherwise after something was done. */
function compare(roots: readonly object[], outside: ReadonlySet<object>, act: () => unknown): readonly string[] {
  const inReach = new HeapImages(roots, outside).take().mementos;
  const known = new Set<object>([...outside, ...inReach.keys()]);
  const due = listFunctions(inReach.keys());
  const seen = new Set(due);
  const captured: { readonly by: object; readonly variables: readonly Captured[] }[] = [];
  const images: { readonly name: string; readonly of: HeapImages }[] = [];
  for (let by = due.pop(); by !== undefined; by = due.pop()) {
    const variables = closures.captured(by).filter(({ name }) => !memos.has(name));
    captured.push({ by, variables });
    for (const { name, value } of variables) {
      const isFunction = typeof value === 'function';
      if ((typeof value !== 'object' && !isFunction) || value === null || known.has(value)) continue;
      const of = new HeapImages([value], known);
      const { mementos } = of.take();
      if (!isFunction) images.push({ name, of });
      for (const further of listFunctions(mementos.keys())) {
        if (!seen.has(further)) due.push(further);
        seen.add(further);
      }
    }
  }
  act();
  const rebound = captured.flatMap(({ by, variables }) => {
    const now = closures.captured(by).filter(({ name }) => !memos.has(name));
    return variables.filter(({ value }, i) => !Object.is(value, now[i]?.value)).map(({ name }) => `${name} has another value`);
  });
  const changed = images.filter(({ of }) => of.take().ownBytes > 0).map(({ name }) => `${name} has changed`);
  return [...new Set([...rebound, ...changed])];
}

/** Functions among what objects hold. An accessor is one that looks like a field: nobody could put it back. */
function listFunctions(objects: Iterable<object>): object[] {
  const functions = new Set<object>();
  const note = (value: unknown): void => {
    if (typeof value === 'function') functions.add(value);
  };
  for (const object of objects) {
    if (object instanceof Map) object.forEach(note);
    else if (object instanceof Set) object.forEach(note);
    else if (!ArrayBuffer.isView(object)) {
      for (const field of Object.values(Object.getOwnPropertyDescriptors(object))) {
        expect('get' in field && field.get !== undefined, 'an accessor').toBe(false);
        note(field.value);
      }
    }
  }
  return [...functions];
}
