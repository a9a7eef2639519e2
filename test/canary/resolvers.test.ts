/** Resolvers that people get wrong must be caught, each for what is wrong with it, and sound ones must not. */
import { readdirSync, readFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { loadResolver } from '../../src/cli/load-resolver.js';
import { checkResolver, type CheckOptions } from '../../src/sim/check-resolver.js';
import { conducts } from '../../src/sim/check/resolver/property.js';
import type { CheckedAnswer } from '../../src/sim/resolver-check.js';

const folder = 'examples/resolvers';

/** As the command does it: a bundle in a realm of its own. */
async function check(file: string, options: CheckOptions): Promise<readonly CheckedAnswer[]> {
  const path = `${folder}/${file}.ts`;
  const source = { name: '--resolver', text: '' };
  const loaded = await loadResolver({ path, line: 0, column: 0, source }, new Chalk({ level: 0 }));
  if (!loaded.ok) throw new Error(loaded.message);
  const { resolver, resolverRealm } = loaded.module.open();
  if (resolver === undefined || resolverRealm === undefined) throw new Error('a module opens as a resolver');
  return checkResolver(resolver, { realm: resolverRealm, ...options }).properties;
}

function listIn(kind: 'sound' | 'broken'): readonly string[] {
  return readdirSync(`${folder}/${kind}`).map((name) => `${kind}/${name.replace(/\.ts$/, '')}`).sort();
}

function listViolated(verdicts: readonly CheckedAnswer[]): string[] {
  return verdicts.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
}

/** Writes of the counterexample to a property; null where there is none. */
function sizeOf(verdicts: readonly CheckedAnswer[], property: string): number | null {
  const found = verdicts.find((each) => each.property === property);
  return found?.verdict === 'violated' ? (found.counterexample?.history.writes.length ?? null) : null;
}

/** All that is violated, what is wrong with it first; and why no fewer writes would do. */
const broken: readonly (readonly [file: string, violated: readonly string[], writes: number])[] = [
  // One write meets nothing.
  ['broken/newest-stamp', ['convergent', 'commutative'], 2],
  ['broken/last-arrival', ['convergent', 'commutative', 'no-feedback-loop'], 2],
  ['broken/append-notes', ['commutative', 'convergent', 'idempotent', 'no-feedback-loop'], 2],
  ['broken/outbid', ['no-feedback-loop', 'convergent', 'commutative', 'associative'], 2],
  // Each change is valid by itself.
  ['broken/room-hours', ['valid'], 2],
  // Two values have one average, whoever begins; a third one makes a difference.
  ['broken/average', ['associative', 'convergent'], 3],
  // One that puts it in, one that takes it out, and one by somebody who has it and saw nobody take it out.
  ['broken/union-cart', ['no-resurrected-deletes'], 3],
];

/** What is wrong with one call needs no history. */
const misbehaved: readonly (readonly [file: string, property: string, kind: string, call: string])[] = [
  ['broken/half-life', 'deterministic', 'read-clock', 'resolve'],
  ['broken/sort-in-place', 'pure', 'changed-arguments', 'merge'],
  ['broken/second-name', 'terminates', 'never-returned', 'merge'],
];

describe('a broken example', () => {
  test.each(broken)('%s is not %s, by %i writes', async (file, violated, writes) => {
    const verdicts = await check(file, { writes: 3, runs: 0 });
    expect(listViolated(verdicts).sort()).toEqual([...violated].sort());
    expect(sizeOf(verdicts, violated[0])).toBe(writes);
  });

  test.each(misbehaved)('%s is not %s: %s in %s', async (file, property, kind, call) => {
    const verdicts = await check(file, { writes: 2, runs: 0 });
    const found = verdicts.find((each) => each.property === property);
    expect(found).toMatchObject({ verdict: 'violated', findings: [{ kind, call }] });
    const others = conducts.filter((conduct) => conduct !== property);
    expect(listViolated(verdicts).filter((name) => others.some((other) => other === name))).toEqual([]);
  });

  test('is in the tables, and in the list that a person reads', () => {
    const unlawful = broken.map(([file, [property]]) => [file, property] as const);
    const rows = [...unlawful, ...misbehaved.map(([file, property]) => [file, property] as const)];
    expect(rows.map(([file]) => file).sort()).toEqual(listIn('broken'));
    const words = readFileSync(`${folder}/README.md`, 'utf8').split('\n');
    for (const [file, property] of rows) {
      expect(words.find((line) => line.includes(`\`${file}.ts\``))).toContain(`\`${property}\``);
    }
  });
});

/** A hundred thousand in all. Documents are slower by far: without being asked for more, they get few of them. */
const asked = Number(process.env['QUARREL_RESOLVER_RUNS'] ?? 0);
const sound: readonly (readonly [file: string, writes: number, runs: number])[] = [
  ['sound/automerge-poll', 2, asked || 50],
  ['sound/cart', 3, asked || 33_000],
  ['sound/highest-bid', 3, asked || 33_000],
  ['sound/pn-counter', 3, asked || 33_500],
  ['sound/yjs-list', 2, asked || 450],
];

describe('a sound example', () => {
  test.each(sound)('%s holds in all histories of %i writes and %i random ones', async (file, writes, runs) => {
    const verdicts = await check(file, { writes, runs });
    expect(verdicts.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
  });

  test('is in the table, and in the list that a person reads', () => {
    expect(sound.map(([file]) => file)).toEqual(listIn('sound'));
    const words = readFileSync(`${folder}/README.md`, 'utf8');
    for (const [file] of sound) expect(words).toContain(`\`${file}.ts\``);
  });
});
