/** Twins of the replicated data types: each by its definition, from writes and who knew of whom. */
import fc from 'fast-check';
import type { Operation } from '../../src/sim/resolution/replicated-type.js';
import {
  listLatest,
  namesOf,
  ofKind,
  onPart,
  type Effect,
  type Twin,
  type Write,
} from './replicated-type-network.js';

const element = fc.constantFrom('milk', 'bread');
const add = fc.record({ kind: fc.constant('add' as const), element });
const remove = fc.record({ kind: fc.constant('remove' as const), element });
/** Empties a value. */
export const erase: fc.Arbitrary<Operation> = fc.constant({ kind: 'delete' });
const letter = fc.constantFrom('A', 'B', 'C');
/** Writes one of a few values. */
export const write = fc.record({ kind: fc.constant('write' as const), value: letter });

/** The sum of all increments; an author's delta brings its own earlier ones along. */
export function counterTwin(least: number): Twin {
  const by = fc.integer({ min: least, max: 5 });
  return {
    operations: fc.record({ kind: fc.constant('increment' as const), by }),
    partsOf: () => [''],
    carries: carryChain,
    read: (told) => [String([...told].reduce((sum, effect) => sum + incrementOf(effect), 0))],
    support: (told) => [...told],
  };
}

/** The value of the greatest (stamp, leader, id). */
export const lwwRegisterTwin: Twin = {
  operations: fc.oneof(write, erase),
  partsOf: () => [''],
  carries: ({ effects }) => effects,
  read: (told) => listValues(pickGreatest([...told])),
  support: (told) => pickGreatest([...told]),
};

/** The values of those that no other one knew of, directly or not. */
export const mvRegisterTwin: Twin = {
  operations: fc.oneof({ arbitrary: write, weight: 4 }, { arbitrary: erase, weight: 1 }),
  partsOf: () => [''],
  carries: ({ effects }) => effects,
  read: (told) => [...new Set(listValues(listLatest(told)))].sort(),
  support: (told) => listLatest(told),
};

/** Of those that no other one knew of, the one with the most fields, then the greatest stamp. */
export const completenessTwin: Twin = {
  operations: fc.oneof(
    {
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        value: fc.constantFrom('a=1', 'a=', 'a=1, b=2', 'b=2, c=3'),
      }),
      weight: 4,
    },
    { arbitrary: erase, weight: 1 },
  ),
  partsOf: () => [''],
  carries: ({ effects }) => effects,
  read: (told) => [...new Set(listValues(pickFullest(told)))],
  support: pickFullest,
};

function pickFullest(told: ReadonlySet<Effect>): readonly Effect[] {
  const latest = listLatest(told);
  const fieldsOf = ({ write: { operation } }: Effect): number =>
    operation.kind === 'write' ? (operation.value.match(/=\d/g) ?? []).length : 0;
  const most = Math.max(...latest.map(fieldsOf));
  const [best] = pickGreatest(latest.filter((effect) => fieldsOf(effect) === most));
  return best === undefined ? [] : [best];
}

/** What was added. */
export const gSetTwin: Twin = {
  operations: add,
  partsOf: listElement,
  carries: ({ effects }) => effects,
  read: namesOf,
  support: (told) => listLatest(told),
};

/** What was added and never removed. */
export const twoPhaseSetTwin: Twin = setTwin((effects) => ofKind(effects, 'remove').length === 0);

/** What was added later than removed, by stamp. */
export function lwwElementSetTwin(bias: 'add' | 'remove'): Twin {
  return setTwin((effects) => {
    const added = Math.max(...ofKind(effects, 'add').map((effect) => effect.write.stamp));
    const removed = Math.max(...ofKind(effects, 'remove').map((effect) => effect.write.stamp));
    return bias === 'add' ? added >= removed : added > removed;
  });
}

/** What has an add that no remove knew of. */
export const orSetTwin: Twin = {
  ...setTwin(() => true),
  carries: ({ effects }) => effects,
  read: (told) => namesOf(told).filter((name) => isInOrSet(onPart(told, name))),
  support: (told) =>
    namesOf(told).flatMap((name) => {
      const effects = onPart(told, name);
      return ofKind(listLatest(effects), isInOrSet(effects) ? 'add' : 'remove');
    }),
};

/** The union of the carts that no other one knew of. */
export const cartTwin: Twin = {
  operations: fc.oneof(add, remove),
  partsOf: () => [''],
  carries: ({ effects }) => effects,
  read: (told) => namesOf(readCarts(told).items),
  support: (told) => {
    const { items, gone } = readCarts(told);
    return [...items, ...gone];
  },
};

/**
 * A set that calls an element present by all effects on it; adds replace adds, removes removes. A delta
 * brings along what its author was told of the element.
 */
function setTwin(isPresent: (effects: readonly Effect[]) => boolean): Twin {
  const isIn = (effects: readonly Effect[]): boolean =>
    ofKind(effects, 'add').length > 0 && isPresent(effects);
  return {
    operations: fc.oneof(add, remove),
    partsOf: listElement,
    carries: ({ effects, observed }) => [
      ...effects,
      ...effects.flatMap(({ part }) => onPart(observed, part)),
    ],
    read: (told) => namesOf(told).filter((name) => isIn(onPart(told, name))),
    support: (told) =>
      namesOf(told).flatMap((name) => {
        const effects = onPart(told, name);
        return listLatest(ofKind(effects, isIn(effects) ? 'add' : 'remove'));
      }),
  };
}

function carryChain({ effects, earlier, observed }: Write): readonly Effect[] {
  const isKnown = earlier !== null && earlier.effects.every((effect) => observed.has(effect));
  return isKnown ? [...effects, ...carryChain(earlier)] : effects;
}

function incrementOf({ write: { operation } }: Effect): number {
  return operation.kind === 'increment' ? operation.by : NaN;
}

function listElement(operation: Operation): readonly string[] {
  return operation.kind === 'add' || operation.kind === 'remove' ? [operation.element] : [];
}

function listValues(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap(({ write: { operation } }) =>
    operation.kind === 'write' ? [operation.value] : [],
  );
}

/** The one with the greatest (stamp, leader, id); none of none. */
export function pickGreatest(effects: readonly Effect[]): readonly Effect[] {
  const rank = ({ write: { stamp, leader, op } }: Effect): number =>
    stamp * 1e6 + leader * 1e4 + op;
  return effects.toSorted((x, y) => rank(y) - rank(x)).slice(0, 1);
}

function isInOrSet(effects: readonly Effect[]): boolean {
  const removes = ofKind(effects, 'remove');
  return ofKind(effects, 'add').some((add) => !removes.some(({ known }) => known.has(add)));
}

/** What a version of a cart holds: items with those who put them in, and those who took others out. */
interface NaiveCart {
  readonly items: readonly CartEffect[];
  readonly gone: readonly CartEffect[];
}

/** A write as it concerns one item; a cart itself is written whole. */
type CartEffect = Pick<Effect, 'write' | 'part'>;

function readCarts(told: Iterable<Effect>): NaiveCart {
  const carts = listLatest(told).map(cartOf);
  const items = carts.flatMap((cart) => cart.items);
  const gone = carts.flatMap((cart) => cart.gone);
  return { items, gone: gone.filter((effect) => !items.some(({ part }) => part === effect.part)) };
}

function cartOf({ write }: Effect): NaiveCart {
  const { items, gone } = readCarts(write.observed);
  const own = listElement(write.operation).map((part) => ({ write, part }));
  const isOther = ({ part }: CartEffect): boolean => part !== own[0].part;
  return write.operation.kind === 'add'
    ? { items: [...items.filter(isOther), ...own], gone: gone.filter(isOther) }
    : { items: items.filter(isOther), gone: [...gone.filter(isOther), ...own] };
}
