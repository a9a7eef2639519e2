import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFormats } from '../../../src/cli/check-request.js';
import type { CheckFormat } from '../../../src/cli/check-request.js';
import { runCli } from '../capture-io.js';

let folder = '';
let resolver = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarrel-merge-'));
  resolver = join(folder, 'thrower.js');
  writeFileSync(
    resolver,
    `export default {
  name: 'thrower',
  initial: [],
  operations: [{ kind: 'add', element: 'milk' }, { kind: 'add', element: 'tea' }, { kind: 'remove', element: 'milk' }],
  apply: (state, { kind, element }) => kind === 'add' ? [...state, element] : state.filter((item) => item !== element),
  merge(local, incoming) {
    if (local.length + incoming.length > 3) throw new Error('too much');
    return [...local, ...incoming.filter((item) => !local.includes(item))];
  },
};
`,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

const bounds = ['--writes', '3', '--runs', '2500'];

async function makePart(index: number, count: number, name: string, flags: readonly string[] = bounds): Promise<string> {
  const out = join(folder, name);
  const { exitCode, stdout } = await runCli(['check', resolver, ...flags, '--shard', `${index}/${count}`, '--out', out]);
  expect([exitCode, stdout]).toEqual([0, '']);
  return out;
}

const madeParts = new Map<number, Promise<readonly string[]>>();

/** All parts of so many, made by the first test that asks for them. */
function makeParts(count: number): Promise<readonly string[]> {
  const made = madeParts.get(count) ?? makeAnew(count);
  madeParts.set(count, made);
  return made;
}

async function makeAnew(count: number): Promise<readonly string[]> {
  const parts: string[] = [];
  for (let index = 1; index <= count; index++) parts.push(await makePart(index, count, `${index}-of-${count}.json`));
  return parts;
}

const madeWholes = new Map<CheckFormat, ReturnType<typeof runCli>>();

/** What the unsharded check says; asked for once a format. */
function makeWhole(format: CheckFormat): ReturnType<typeof runCli> {
  const made = madeWholes.get(format) ?? runCli(['check', resolver, ...bounds, '--format', format]);
  madeWholes.set(format, made);
  return made;
}

describe('a whole', { timeout: 240_000 }, () => {
  test.each([1, 2, 3, 7])('%i parts come to what the unsharded check says, byte for byte, in every form', async (count) => {
    const parts = await makeParts(count);
    for (const format of checkFormats) {
      const whole = await makeWhole(format);
      const merged = await runCli(['merge', ...[...parts].reverse(), '--format', format]);
      expect(merged.stdout).toBe(whole.stdout);
      expect(merged.exitCode).toBe(whole.exitCode);
    }
  });
});

describe('parts that do not fit', () => {
  test('a lost one is named, with the command that makes it', async () => {
    const [first, , third] = await makeParts(3);
    const { exitCode, stdout, stderr } = await runCli(['merge', third, first]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('part 2 of 3 is missing; make it with: quarrel check ');
    expect(stderr).toContain('--writes 3 --runs 2500 --seed 42 --shard 2/3 --out part-2.json');
  });

  test('a double one is named with both files', async () => {
    const parts = await makeParts(2);
    const again = await makePart(2, 2, 'again.json');
    const { exitCode, stderr } = await runCli(['merge', ...parts, again]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('2-of-2.json and ');
    expect(stderr).toContain('again.json are both part 2 of 2');
    expect((await runCli(['merge', ...parts, again, again])).stderr).toContain('2-of-2.json and ');
    expect((await runCli(['merge', again, again])).stderr).toContain('again.json stands there twice; name each part once');
  });

  test('a part that is to be made takes no name of one that is there', async () => {
    const second = await makePart(2, 2, 'part-1.json');
    expect((await runCli(['merge', second])).stderr).toContain('--shard 1/2 --out part-1-of-2.json\n');
  });

  test('other options are named, with what each part has', async () => {
    const [first] = await makeParts(2);
    const other = await makePart(2, 2, 'other.json', [...bounds, '--seed', 'other']);
    const { exitCode, stderr } = await runCli(['merge', first, other]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/parts of different checks: .*other\.json has --seed other, .*1-of-2\.json has 42/);
  });

  test('another resolver under the same name is found out', async () => {
    const [first] = await makeParts(2);
    const text = readFileSync(resolver, 'utf8');
    try {
      writeFileSync(resolver, text.replace('> 3', '> 4'));
      const other = await makePart(2, 2, 'other-code.json');
      const { exitCode, stderr } = await runCli(['merge', first, other]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('other-code.json has resolver code ');
    } finally {
      writeFileSync(resolver, text);
    }
  });

  test('one of a check beside one of a sweep is refused with both, and what each of them is', async () => {
    const [ofCheck] = await makeParts(1);
    const ofSweep = join(folder, 'sweep.jsonl');
    const made = await runCli(['sweep', 'split-brain', '--seeds', '1', '--shard', '1/1', '--out', ofSweep, '--plain']);
    expect([made.exitCode, made.stdout]).toEqual([0, '']);
    for (const files of [[ofCheck, ofSweep], [ofSweep, ofCheck]]) {
      const { exitCode, stdout, stderr } = await runCli(['merge', ...files]);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`${ofCheck} is a part of a check, and ${ofSweep} is a part of a sweep; merge the parts of one check, or of one sweep`);
    }
  });

  test('a damaged one, one of another format, and a file that is none are refused', async () => {
    const [first] = await makeParts(1);
    const text = readFileSync(first, 'utf8');
    const damaged = join(folder, 'damaged.json');
    writeFileSync(damaged, text.replace('"concurrentPairs":', '"concurrentPairs":1'));
    expect((await runCli(['merge', damaged])).stderr).toContain('damaged.json: is damaged: its checksum does not fit');
    writeFileSync(damaged, text.replace('"formatVersion":"1.0"', '"formatVersion":"7.0"'));
    expect((await runCli(['merge', damaged])).stderr).toContain('has format 7.0, and 1.0 is read here');
    for (const other of ['{}', 'null', 'text']) {
      writeFileSync(damaged, other);
      const { exitCode, stderr } = await runCli(['merge', damaged]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('is no part of a check');
    }
    expect((await runCli(['merge', join(folder, 'nothing.json')])).stderr).toContain('does not exist');
  });

  test('where a part ran out of time, the whole is unknown, and that is said', async () => {
    const bare = [...bounds, '--only', 'commutative', '--time', '1us'];
    const out = join(folder, 'late.json');
    const made = await runCli(['check', resolver, ...bare, '--shard', '1/1', '--out', out]);
    expect(made.stderr).toContain('Time was up');
    const { exitCode, stdout, stderr } = await runCli(['merge', out]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('late.json: was not finished; what it lacks is unknown');
    expect(stdout).toContain('not all of it was looked at');
  });
});
