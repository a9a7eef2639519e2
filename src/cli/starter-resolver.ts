/** A resolver to start from, and the test that goes with it: two files that hold as they are. */
import { basename } from 'node:path';

/** A file to write. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
}

/** Both files for a path; null when its ending is none of a resolver's. */
export function starterResolver(path: string): readonly [StarterFile, StarterFile] | null {
  const ending = /\.(m?)([tj])s$/.exec(path);
  if (ending === null) return null;
  const stem = path.slice(0, -ending[0].length);
  const isTyped = ending[2] === 't';
  const imported = `./${basename(stem)}.${ending[1]}js`;
  return [
    { path, text: resolverText(basename(path), isTyped) },
    { path: `${stem}.test${ending[0]}`, text: testText(imported) },
  ];
}

function resolverText(name: string, isTyped: boolean): string {
  const type = isTyped ? '<Likes>' : '';
  const declaration = `
/** What every replica holds: likes, by the replica that took them. */
type Likes = Readonly<Record<string, number>>;
`;
  return `/**
 * Likes: each replica counts those that it takes, and all of them come to the same sum.
 *
 * Prove or refute it:  npx quarrel check ${name}
 */
import { defineResolver } from 'quarrel';
${isTyped ? declaration : ''}
export const resolver = defineResolver${type}({
  name: 'likes',

  // Plain data: null, truth values, numbers, texts, lists and mappings.
  initial: {},

  // What clients may ask: examples, of which every small history is tried.
  operations: [{ kind: 'increment', by: 1 }, { kind: 'increment', by: 5 }],

  // The state after a client's operation. It asks neither clock nor chance, and changes nothing it is given.
  apply(likes, operation, { replica }) {
    if (operation.kind !== 'increment') throw new Error(\`likes know no \${operation.kind}\`);
    return { ...likes, [replica]: (likes[replica] ?? 0) + operation.by };
  },

  // The state that knows what either knows, whatever the order, the grouping, and how often they meet.
  merge(local, incoming) {
    const replicas = [...Object.keys(local), ...Object.keys(incoming)];
    return Object.fromEntries(
      replicas.map((replica) => [replica, Math.max(local[replica] ?? 0, incoming[replica] ?? 0)]),
    );
  },

  // What readers see.
  read: (likes) => Object.values(likes).reduce((sum, count) => sum + count, 0),
});
`;
}

function testText(imported: string): string {
  return `/** Run it with:  npx vitest run */
import { expect, test } from 'vitest';
import 'quarrel/vitest';
import { resolver } from '${imported}';

// All histories of up to three writes, and random ones beyond: a second or so on a machine that is not busy.
const patienceMs = 30_000;

test('replicas that have the same messages hold the same', async () => {
  await expect(resolver).toConverge();
}, patienceMs);

test('no acknowledged write is lost', async () => {
  await expect(resolver).toLoseNoWrites();
}, patienceMs);

test('whatever else can be asked of it holds too', async () => {
  await expect(resolver).toBeSound();
}, patienceMs);
`;
}
