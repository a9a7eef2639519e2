import { describe, expect, test } from 'vitest';
import { deriveOperations } from '../../../src/sim/resolution/derive-operations.js';
import { GuardedResolver, ownRealm, type ResolverRealm } from '../../../src/sim/resolution/resolver-guard.js';
import { defineResolver, type ResolverDefinition } from '../../../src/sim/resolution/user-resolver.js';

const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };

/** What a resolver is asked, in words; and what was held against it meanwhile. */
function derive(definition: ResolverDefinition, realm: ResolverRealm = ownRealm) {
  const guard = new GuardedResolver(definition, realm, port);
  const kinds = deriveOperations(guard).operations.map((text): unknown => JSON.parse(text));
  return { kinds, findings: guard.findings.map(({ kind }) => kind) };
}

const apply = (_state: readonly string[], { kind }: { readonly kind: string }): readonly string[] => {
  if (kind !== 'add' && kind !== 'remove') throw new Error(`no ${kind}`);
  return kind === 'add' ? ['x'] : [];
};

describe('a type is asked', () => {
  test('what it neither refuses nor ignores, a remove among it that needs something to take out', () => {
    const { kinds, findings } = derive(
      defineResolver<readonly string[]>({ name: 'mine', initial: [], apply, merge: (x) => x }),
    );
    expect(kinds).toMatchObject([{ kind: 'add' }, { kind: 'remove' }, { kind: 'add' }]);
    expect(findings).toEqual([]);
  });

  test('what it says itself', () => {
    const operations = [{ kind: 'vote' }];
    const mine = defineResolver<number>({ name: 'mine', initial: 0, operations, apply: (x) => x, merge: (x) => x });
    expect(derive(mine).kinds).toEqual(operations);
  });

  test('what it takes, though it changes its arguments then', () => {
    const mine = defineResolver<string[]>({
      name: 'mine',
      initial: [],
      apply(state, operation) {
        if (operation.kind !== 'add') throw new Error('only adds');
        state.push(operation.element);
        return state;
      },
      merge: (x) => x,
    });
    expect(derive(mine)).toEqual({
      kinds: [{ kind: 'add', element: 'milk' }, { kind: 'add', element: 'eggs' }],
      findings: [],
    });
  });

  test('nothing where it refuses all', () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    expect(derive(defineResolver<number>({ name: 'mine', initial: 0, apply: refuse, merge: (x) => x })).kinds).toEqual([]);
  });
});

describe('a register is asked', () => {
  test('values of a kind that it resolves', () => {
    const { kinds } = derive(
      defineResolver({
        name: 'mine',
        resolve: (local, incoming) => JSON.stringify({ ...readObject(local), ...readObject(incoming) }),
      }),
    );
    expect(kinds[0]).toEqual({ kind: 'write', value: '{"a":1}' });
    expect(kinds).not.toContainEqual({ kind: 'delete' });
  });

  test('the same where it looks at a clock each time', () => {
    const looksAtClock: ResolverRealm = { ...ownRealm, takeTouched: () => 'read-clock' };
    const mine = defineResolver({ name: 'mine', resolve: (local) => local });
    expect(derive(mine, looksAtClock).kinds).toEqual(derive(mine).kinds);
    expect(derive(mine).kinds).toHaveLength(4);
  });

  test('something even where it throws whatever comes: it is to be seen', () => {
    const mine = defineResolver({
      name: 'mine',
      resolve() {
        throw new Error('never');
      },
    });
    expect(derive(mine)).toMatchObject({ kinds: [{ kind: 'write' }, { kind: 'write' }, { kind: 'write' }], findings: [] });
  });
});

function readObject(text: string | null): object {
  const value: unknown = JSON.parse(text ?? '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object');
  return value;
}
