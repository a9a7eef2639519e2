/** What every replicated data type has to obey, tried on the states that a small network reaches. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect } from 'vitest';
import { listWrites, type ReplicatedType } from '../../src/sim/resolution/replicated-type.js';
import {
  arbitrarySteps,
  mergeSites,
  play,
  type Run,
  type Site,
  type Twin,
} from './replicated-type-network.js';

/** The names of the laws, in the order of {@link listLaws}. */
export type LawName =
  | 'merging is commutative'
  | 'merging is associative'
  | 'merging is idempotent'
  | 'merging never loses'
  | 'replicas that were told the same are in the same state'
  | 'a reader sees what the definition says'
  | 'the support is what the definition says'
  | 'states survive cloning';

/** Throws, with the smallest history found, when a type breaks a law. */
export interface Law {
  readonly name: LawName;
  readonly check: () => void;
}

/**
 * The laws of one type, held against its twin.
 *
 * @param view what of a state has to be equal; the whole unless said
 */
export function listLaws<State>(
  type: ReplicatedType<State>,
  twin: Twin,
  view: (state: State) => unknown = (state) => state,
): readonly Law[] {
  const law = (name: LawName, obeys: (run: Run<State>, picks: Picks<State>) => void): Law => ({
    name,
    check: () => {
      fc.assert(
        fc.property(arbitrarySteps(twin.operations), fc.tuple(pick, pick, pick), (steps, picks) => {
          const run = play(type, twin, steps);
          const [x, y, z] = picks.map((n) => run.reached[n % run.reached.length]);
          obeys(run, [x.state, y.state, z.state]);
        }),
        { seed: 20260, numRuns: lawRuns },
      );
    },
  });
  const merge = (x: State, y: State): State => type.merge(x, y);
  const expectAlike = (x: State, y: State): void => expectEqual(view(x), view(y));
  return [
    law('merging is commutative', (_, [x, y]) => expectAlike(merge(x, y), merge(y, x))),
    law('merging is associative', (_, [x, y, z]) =>
      expectAlike(merge(merge(x, y), z), merge(x, merge(y, z))),
    ),
    law('merging is idempotent', (_, [x]) => expect(merge(x, x)).toBe(x)),
    law('merging never loses', (_, [x, y]) => {
      const merged = merge(x, y);
      expect(merge(merged, x)).toBe(merged);
      expect(merge(merged, y)).toBe(merged);
    }),
    law('replicas that were told the same are in the same state', ({ sites, deltas }) => {
      const orders = [deltas, deltas.toReversed(), [...deltas, ...deltas.toReversed()]];
      const ends = sites.map((site, i) => tell(type, site, orders[i]));
      for (const { state } of ends) expectAlike(state, ends[0].state);
      for (const { state } of ends) expect(type.read(state)).toEqual(type.read(ends[0].state));
    }),
    law('a reader sees what the definition says', ({ sites, reached, deltas }) => {
      for (const { state, told } of [...reached, tell(type, sites[0], deltas)]) {
        expect(type.read(state)).toEqual(twin.read(told));
      }
    }),
    law('the support is what the definition says', ({ sites, reached, writes, deltas }) => {
      const previous = new Map(writes.map((write) => [write.op, write.previous]));
      for (const { state, told } of [...reached, tell(type, sites[0], deltas)]) {
        expect(spell(type, state, previous)).toEqual(spellTwin(twin, told));
      }
    }),
    law('states survive cloning', (_, [x, y]) => {
      expectEqual(structuredClone(x), x);
      expectEqual(merge(structuredClone(x), structuredClone(y)), merge(x, y));
    }),
  ];
}

/** The names of the laws that a type breaks; none for a sound one. */
export function findBrokenLaws<State>(type: ReplicatedType<State>, twin: Twin): readonly LawName[] {
  return listLaws(type, twin)
    .filter(({ check }) => {
      try {
        check();
        return false;
      } catch {
        return true;
      }
    })
    .map(({ name }) => name);
}

type Picks<State> = readonly [x: State, y: State, z: State];

const pick = fc.nat(1000);

/** Histories for each law; thousands are for a change of the types. */
const lawRuns = Number(process.env['LAW_RUNS'] ?? 80);

function tell<State>(
  type: ReplicatedType<State>,
  site: Site<State>,
  deltas: readonly Site<State>[],
): Site<State> {
  return deltas.reduce((told, delta) => mergeSites(type, told, delta), site);
}

/** Lines of `part: ids`. */
function spell<State>(
  type: ReplicatedType<State>,
  state: State,
  previous: ReadonlyMap<number, number>,
): readonly string[] {
  return type.support(state).map((support) => {
    const ids = listWrites([support], (op) => previous.get(op) ?? -1);
    expect(support.writes.length).toBeGreaterThan(0);
    expect(ids).toEqual(expect.arrayContaining(support.writes.map(({ last }) => last)));
    return `${support.part}: ${ids.join(' ')}`;
  });
}

function spellTwin(twin: Twin, told: Site<unknown>['told']): readonly string[] {
  const byPart = new Map<string, Set<number>>();
  for (const { part, write } of twin.support(told)) {
    byPart.set(part, (byPart.get(part) ?? new Set()).add(write.op));
  }
  return [...byPart]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([part, ids]) => `${part}: ${[...ids].sort((x, y) => x - y).join(' ')}`);
}

/** Faster than a matcher, which only speaks up when it matters. */
function expectEqual(x: unknown, y: unknown): void {
  if (!isDeepStrictEqual(x, y)) expect(x).toEqual(y);
}
