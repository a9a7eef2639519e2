/** Twins of the types that merge rows and documents, as replicated-type-twins.ts has those of the others. */
import fc from 'fast-check';
import { compareRevisions, revisionId } from '../../src/sim/resolution/crdt/revisions.js';
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
import { erase, pickGreatest, write } from './replicated-type-twins.js';

const field = fc.constantFrom('name', 'size');
const element = fc.constantFrom('x', 'y');
const fields = fc.dictionary(field, fc.constantFrom('1', '2'), { maxKeys: 2, noNullPrototype: true });
const set = fc.record({ kind: fc.constant('set' as const), fields });
const drop = fc.record({ kind: fc.constant('remove' as const), element: field });
const increment = fc.record({ kind: fc.constant('increment' as const), by: fc.nat(5), field });
const add = fc.record({ kind: fc.constant('add' as const), element, field });
const takeOut = fc.record({ kind: fc.constant('remove' as const), element, field });

/** Of each field the value of the greatest (stamp, leader, id). */
export const fieldWiseTwin: Twin = {
  operations: fc.oneof({ arbitrary: set, weight: 4 }, { arbitrary: drop, weight: 1 }),
  partsOf: (operation) => {
    if (operation.kind === 'set') return Object.keys(operation.fields);
    return operation.kind === 'remove' ? [operation.element] : [];
  },
  carries: ({ effects }) => effects,
  read: (told) =>
    namesOf(told)
      .flatMap((name) => pickGreatest(onPart(told, name)).flatMap(readRegister))
      .sort(),
  support: (told) => namesOf(told).flatMap((name) => pickGreatest(onPart(told, name))),
};

/** For each register the values of those that no other write to it knew of. */
export const orMapTwin: Twin = mapTwin((effect) => effect);

/** As {@link orMapTwin}, where a write to a register that shows a later stamped one leaves that. */
export const orMapLwwTwin: Twin = mapTwin(
  function winnerOf(effect): Effect {
    const held = listLatest(onPart(effect.write.observed, effect.part));
    return pickGreatest([effect, ...ofKind(held, 'set').map(winnerOf)])[0];
  },
  pickGreatest,
);

/** Leaves of a tree whose revisions are named by all that was ever said on their branch. */
export const revisionTreeTwin: Twin = {
  operations: fc.oneof(
    { arbitrary: write, weight: 4 },
    { arbitrary: erase, weight: 2 },
    {
      arbitrary: fc.record({ kind: fc.constant('merge' as const), value: fc.constantFrom('M', 'N') }),
      weight: 1,
    },
  ),
  partsOf: ({ kind }, observed) => {
    const [winner] = listLeaves(observed);
    return kind === 'delete' && (winner === undefined || isDeleted(winner)) ? [] : [''];
  },
  carries: ({ effects }) => effects,
  read: (told) => listLeaves(told).slice(0, 1).flatMap((branch) => branch.at(-1) ?? []),
  support: (told) => [...listMakers(told, listLeaves(told)), ...listRepeated(told)],
};

function mapTwin(
  winnerOf: (effect: Effect) => Effect,
  choose: (effects: readonly Effect[]) => readonly Effect[] = (effects) => effects,
): Twin {
  const show = (told: Iterable<Effect>, part: string): readonly Effect[] => {
    const effects = onPart(told, part);
    if (part.endsWith('=#')) return ofKind(effects, 'increment').filter((each) => !isReset(each, effects));
    if (part.includes('=,')) return ofKind(listLatest(effects), 'add');
    return choose(ofKind(listLatest(effects), 'set').map(winnerOf));
  };
  return {
    operations: fc.oneof(
      { arbitrary: set, weight: 4 },
      { arbitrary: increment, weight: 3 },
      { arbitrary: add, weight: 2 },
      { arbitrary: takeOut, weight: 1 },
      { arbitrary: drop, weight: 2 },
      { arbitrary: erase, weight: 1 },
    ),
    partsOf: (operation, observed) => {
      const present = namesOf(observed).filter((part) => show(observed, part).length > 0);
      switch (operation.kind) {
        case 'set':
          return Object.keys(operation.fields);
        case 'increment':
          return [`${operation.field ?? ''}=#`];
        case 'add':
          return [`${operation.field ?? ''}=,${operation.element}`];
        case 'remove': {
          const { element: name, field: of } = operation;
          if (of !== undefined) return [`${of}=,${name}`];
          const found = present.filter((part) => part.split('=')[0] === name);
          return found.length > 0 ? found : [name];
        }
        default:
          return present;
      }
    },
    carries: ({ effects }) => effects,
    read: (told) => {
      const lines = namesOf(told).flatMap((part) => {
        const shown = show(told, part);
        const sum = shown.reduce((total, { write: { operation } }) => {
          return operation.kind === 'increment' ? total + operation.by : total;
        }, 0);
        if (part.endsWith('=#')) return shown.length > 0 ? [`${part.slice(0, -2)}=${String(sum)}`] : [];
        return part.includes('=,') ? [] : shown.flatMap(readRegister);
      });
      for (const name of ['name', 'size']) {
        const elements = ['x', 'y'].filter((each) => show(told, `${name}=,${each}`).length > 0);
        if (elements.length > 0) lines.push(`${name}={${elements.join(', ')}}`);
      }
      return [...new Set(lines)].sort();
    },
    support: (told) =>
      namesOf(told).flatMap((part) => {
        const effects = onPart(told, part);
        if (part.endsWith('=#')) return effects.filter((each) => !isReset(each, effects));
        const shown = show(told, part);
        return shown.length > 0 ? shown : listLatest(effects);
      }),
  };
}

/** A remove of a counter resets what its author was told of; an increment says nothing of others. */
function isReset(effect: Effect, effects: readonly Effect[]): boolean {
  return effects.some((other) => listResetBy(other).has(effect));
}

function listResetBy({ write, part }: Effect): ReadonlySet<Effect> {
  if (write.operation.kind === 'increment') return new Set();
  const told = onPart(write.observed, part);
  return new Set(told.flatMap((each) => [each, ...listResetBy(each)]));
}

function readRegister({ write: { operation }, part }: Effect): readonly string[] {
  return operation.kind === 'set' ? [`${part}=${operation.fields[part]}`] : [];
}

/** What was said on a branch, from its root on; null for a deletion. */
type Branch = readonly (string | null)[];

function isDeleted(branch: Branch): boolean {
  return branch.at(-1) === null;
}

/** The ends of branches, the winner first. */
function listLeaves(told: Iterable<Effect>): readonly Branch[] {
  const branches = new Map<string, Branch>();
  for (const { write: made } of told) {
    for (const branch of listMade(made)) branches.set(JSON.stringify(branch), branch);
  }
  const all = [...branches.values()];
  return all
    .filter((branch) => !all.some((other) => isBelow(other, branch)))
    .sort((x, y) => compareRevisions(nameBranch(x), nameBranch(y)));
}

function isBelow(longer: Branch, branch: Branch): boolean {
  return longer.length > branch.length && branch.every((value, i) => value === longer[i]);
}

function nameBranch(branch: Branch) {
  const id = branch.reduce<string | null>((parent, value, i) => revisionId(i + 1, parent, value), null);
  return { generation: branch.length, id: id ?? '', deleted: isDeleted(branch) };
}

/** The branches that a write made longer, as they are with it. */
function listMade({ operation, observed }: Write): readonly Branch[] {
  const [winner = []] = listLeaves(observed);
  const value = 'value' in operation ? operation.value : null;
  return [[...winner, value], ...listBeaten(operation, observed).map((branch) => [...branch, null])];
}

function listBeaten({ kind }: Operation, observed: Iterable<Effect>): readonly Branch[] {
  if (kind !== 'merge') return [];
  return listLeaves(observed).slice(1).filter((branch) => !isDeleted(branch));
}

function listMakers(told: Iterable<Effect>, branches: readonly Branch[]): readonly Effect[] {
  const wanted = new Set(branches.map((branch) => JSON.stringify(branch)));
  return [...told].filter(({ write: made }) =>
    listMade(made).some((branch) => wanted.has(JSON.stringify(branch))),
  );
}

/** Neither at the end of a branch, nor seen by anybody who replaced it. */
function listRepeated(told: Iterable<Effect>): readonly Effect[] {
  const leaves = new Set(listMakers(told, listLeaves(told)));
  const seen = listSeen(told);
  return [...told].filter((effect) => !leaves.has(effect) && !seen.has(effect));
}

/** What somebody saw and replaced. */
function listSeen(told: Iterable<Effect>): ReadonlySet<Effect> {
  const seen = new Set<Effect>();
  for (const { write: made } of told) {
    const { observed, operation } = made;
    const replaced = [...listLeaves(observed).slice(0, 1), ...listBeaten(operation, observed)];
    for (const effect of listMakers(observed, replaced)) seen.add(effect);
    for (const effect of [...listRepeated(observed), ...listSeen(observed)]) seen.add(effect);
  }
  return seen;
}
