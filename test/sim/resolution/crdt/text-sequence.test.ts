import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textSequence, type SequenceState } from '../../../../src/sim/resolution/crdt/text-sequence.js';
import type { Operation } from '../../../../src/sim/resolution/replicated-type.js';

/** Authors with a state each, who take in each other's edits when a test says so. */
class Typists {
  readonly deltas: SequenceState[] = [];
  private readonly states = new Map<number, SequenceState>();
  private readonly previous = new Map<number, number>();

  /** An author edits what it sees; returns the number of the edit. */
  ask(author: number, operation: Operation): number {
    const op = this.deltas.length;
    const previous = this.previous.get(author) ?? -1;
    const state = this.stateOf(author);
    const delta = textSequence.prepare(state, operation, { op, author, previous, stamp: 0, leader: author });
    this.previous.set(author, op);
    this.deltas.push(delta);
    this.states.set(author, textSequence.merge(state, delta));
    return op;
  }

  tell(author: number, ...ops: readonly number[]): void {
    this.states.set(author, mergeAll(this.stateOf(author), ops.map((op) => this.deltas[op])));
  }

  stateOf(author: number): SequenceState {
    return this.states.get(author) ?? textSequence.initial;
  }

  textOf(author: number): string {
    return show(this.stateOf(author));
  }
}

function insert(at: number, text: string): Operation {
  return { kind: 'insert', at, text };
}

function erase(at: number, length: number): Operation {
  return { kind: 'erase', at, length };
}

function mergeAll(state: SequenceState, deltas: readonly SequenceState[]): SequenceState {
  return deltas.reduce((merged, delta) => textSequence.merge(merged, delta), state);
}

function show(state: SequenceState): string {
  return textSequence.read(state).join('|');
}

/** Something that happens among three authors: an edit, or the news of any edit. */
const step = fc.oneof(
  fc.record({
    author: fc.nat(2),
    operation: fc.oneof(
      fc.record({ kind: fc.constant('insert' as const), at: fc.nat(8), text: fc.constantFrom('a', 'bc', '🙂d') }),
      fc.record({ kind: fc.constant('erase' as const), at: fc.nat(8), length: fc.integer({ min: 1, max: 3 }) }),
    ),
  }),
  fc.record({ author: fc.nat(2), edit: fc.nat(30) }),
);

const histories = fc.array(step, { maxLength: 25 });

function play(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): Typists {
  const typists = new Typists();
  for (const each of steps) {
    if ('operation' in each) typists.ask(each.author, each.operation);
    else if (typists.deltas.length > 0) typists.tell(each.author, each.edit % typists.deltas.length);
  }
  return typists;
}

test('who got the same edits is in the same state, in whatever order and how often', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (steps, chance) => {
      const { deltas } = play(steps);
      const order = deltas.map((delta) => ({ delta, key: Number(chance.next().value) }));
      const shuffled = order.sort((x, y) => x.key - y.key).map(({ delta }) => delta);
      const [x, y, z] = [deltas, shuffled, [...shuffled, ...deltas]].map((each) =>
        mergeAll(textSequence.initial, each),
      );
      expect(y).toEqual(x);
      expect(z).toEqual(x);
      expect(show(y)).toBe(show(x));
      expect(textSequence.support(y)).toEqual(textSequence.support(x));
    }),
  );
});

test('merging is a join, of deltas and of whole states', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const typists = play(steps);
      const [x, y, z] = [0, 1, 2].map((author) => typists.stateOf(author));
      const merge = (a: SequenceState, b: SequenceState): SequenceState => textSequence.merge(a, b);
      expect(merge(x, y)).toEqual(merge(y, x));
      expect(merge(merge(x, y), z)).toEqual(merge(x, merge(y, z)));
      expect(merge(x, x)).toBe(x);
      expect(merge(merge(x, y), y)).toEqual(merge(x, y));
      expect(show(merge(x, y))).toBe(show(merge(y, x)));
    }),
  );
});

test('what a state shows and what is prepared from it depend on the state alone', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const typists = play(steps);
      for (const author of [0, 1, 2]) {
        const state = typists.stateOf(author);
        const copy = structuredClone(state);
        expect(show(copy)).toBe(show(state));
        expect(textSequence.support(copy)).toEqual(textSequence.support(state));
        const origin = { op: 99, author: 7, previous: -1, stamp: 0, leader: 7 };
        const [made, again] = [state, copy].map((each) => textSequence.prepare(each, insert(2, 'x'), origin));
        expect(again).toEqual(made);
        // Who prepares does not merge by that, and is asked again.
        expect(show(state)).toBe(show(copy));
      }
    }),
  );
});

test('the same history makes the same bytes', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      expect(play(steps).deltas).toEqual(play(steps).deltas);
    }),
  );
});

test('of two inserts at position 5 that of the lower author goes first', () => {
  const typists = new Typists();
  typists.tell(1, typists.ask(0, insert(0, 'Hello')));
  const b = typists.ask(1, insert(5, 'B'));
  const a = typists.ask(0, insert(5, 'A'));
  typists.tell(0, b);
  typists.tell(1, a);
  expect([typists.textOf(0), typists.textOf(1)]).toEqual(['HelloAB', 'HelloAB']);
});

test('paragraphs that are typed forwards at one place stay whole', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 1, max: 3 })), { minLength: 2, maxLength: 20 }), (bursts) => {
      const typists = new Typists();
      const start = typists.ask(2, insert(0, '()'));
      typists.tell(0, start);
      typists.tell(1, start);
      const typed = ['', ''];
      for (const [author, length] of bursts) {
        const text = (author === 0 ? 'x' : 'y').repeat(length);
        typists.ask(author, insert(1 + typed[author].length, text));
        typed[author] += text;
      }
      typists.tell(2, ...typists.deltas.keys());
      expect(typists.textOf(2)).toBe(`(${typed.join('')})`);
    }),
  );
});

test('an erase takes out the characters that its author saw, wherever they are by then', () => {
  const typists = new Typists();
  typists.tell(1, typists.ask(0, insert(0, 'milk eggs tea')));
  const taken = typists.ask(0, erase(5, 5));
  const put = typists.ask(1, insert(0, 'oat '));
  typists.tell(1, taken);
  typists.tell(0, put);
  expect([typists.textOf(0), typists.textOf(1)]).toEqual(['oat milk tea', 'oat milk tea']);
  expect(textSequence.replaces?.(typists.deltas[taken])).toEqual([0]);
  expect(textSequence.replaces?.(typists.deltas[put])).toEqual([]);
});

test('an edit waits for the characters that it is about, and is no support before', () => {
  const typists = new Typists();
  const first = typists.ask(0, insert(0, 'ab'));
  const second = typists.ask(0, insert(1, '-'));
  const third = typists.ask(0, erase(0, 1));
  typists.tell(1, second, third);
  expect(typists.textOf(1)).toBe('');
  expect(textSequence.support(typists.stateOf(1))).toEqual([]);
  const isWaiting = (op: number) => textSequence.isWaiting?.(typists.stateOf(1), op);
  expect([first, second, third].map(isWaiting)).toEqual([false, true, true]);
  typists.tell(1, first);
  expect(typists.textOf(1)).toBe('-b');
  expect([first, second, third].map(isWaiting)).toEqual([false, false, false]);
  const writes = [{ author: 0, after: -1, last: third }];
  expect(textSequence.support(typists.stateOf(1))).toEqual([{ part: '', writes }]);
});

test('an erase of nothing is an edit like others', () => {
  const typists = new Typists();
  const op = typists.ask(0, erase(3, 2));
  expect(typists.deltas[op]?.edits).toMatchObject([{ inserted: null, erased: [], replaces: [] }]);
  expect(typists.textOf(0)).toBe('');
  expect(textSequence.isWaiting?.(typists.stateOf(0), op)).toBe(false);
  expect(textSequence.read(textSequence.initial)).toEqual([]);
});

test('characters beyond the basic plane count as one', () => {
  const typists = new Typists();
  typists.ask(0, insert(0, '🙂🙃'));
  typists.ask(0, insert(1, 'x'));
  typists.ask(0, erase(0, 1));
  expect(typists.textOf(0)).toBe('x🙃');
});

test('who writes without its earlier writes is a bug of the caller', () => {
  const origin = { op: 5, author: 0, previous: 3, stamp: 0, leader: 0 };
  expect(() => textSequence.prepare(textSequence.initial, insert(0, 'a'), origin)).toThrow(
    'who types sees what they typed before',
  );
});
