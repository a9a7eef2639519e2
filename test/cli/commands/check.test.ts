import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { captureIo, runCli } from '../capture-io.js';
import { main } from '../../../src/cli/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const unionText = `import { defineResolver } from 'quarrel';
import { unite } from './lib/unite.js';
export const resolver = defineResolver({
  name: 'union-cart',
  initial: [],
  operations: [{ kind: 'add', element: 'milk' }, { kind: 'remove', element: 'milk' }, { kind: 'add', element: 'tea' }],
  apply: (state, { kind, element }) => kind === 'add' ? unite(state, [element]) : state.filter((item) => item !== element),
  merge: unite,
});
`;
const uniteText = `/** Both. */
export function unite(x, y) {
  return [...new Set([...x, ...y])].sort();
}
`;
const maxText = `export default {
  name: 'max',
  mayLose: ['write', 'delete'],
  resolve: (local, incoming) => (local === null || (incoming !== null && incoming > local) ? incoming : local),
};
`;
const hangText = `export default {
  name: 'hang',
  mayLose: ['write', 'delete'],
  resolve() {
    for (;;);
  },
};
`;
const throwingText = `export class Cart {
  name = 'thrower';
  initial = [];
  operations = [{ kind: 'add', element: 'milk' }];
  apply(state, { element }) {
    return [...state, element];
  }
  merge(local, incoming) {
    if (local.length > 0) refuse(local);
    return incoming;
  }
}
function refuse(items) {
  throw new Error('cannot merge ' + items.join());
}
export const resolver = new Cart();
`;

const union = file('union.ts', unionText);
file('lib/unite.js', uniteText);
const max = file('max.js', maxText);
const throwing = file('throwing.mjs', throwingText);
const quick = ['--writes', '2', '--runs', '0'];

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('verdicts', () => {
  test('a refuted resolver is exit code 1, with the line of an imported function', async () => {
    const { exitCode, stdout } = await runCli(['check', union, ...quick]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('  convergent              REFUTED               counterexample 1, 2 writes\n');
    expect(stdout).toContain('lib/unite.js:2:8\n');
    expect(stdout).toContain('    export function unite(x, y) {\n');
  });

  test('one that holds within bounds is exit code 0', async () => {
    const { exitCode, stdout } = await runCli(['check', max, ...quick]);
    expect(stdout).toContain('HOLDS  max');
    expect(exitCode).toBe(0);
  });

  test('beside another version, one that never returns is refuted, and whether they agree is unknown', async () => {
    const hanging = file('hang.js', hangText);
    const { exitCode, stdout, stderr } = await runCli(['check', hanging, '--against', max, ...quick]);
    expect(stderr).not.toContain('not asked');
    expect(stdout).toMatch(/terminates +REFUTED/);
    expect(stdout).toMatch(/agreement +unknown/);
    expect(exitCode).toBe(1);
  });

  test('without a concurrent pair it is unknown, which is exit code 3', async () => {
    const { exitCode, stdout } = await runCli(['check', max, '--writes', '1', '--runs', '0']);
    expect(stdout).toContain('Unknown: no two writes were concurrent.');
    expect(exitCode).toBe(3);
  });

  test('what is thrown is found where it comes from', async () => {
    const { exitCode, stdout } = await runCli(['check', throwing, ...quick]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/throwing\.mjs:14:9\n {6}throw new Error/);
  });
});

describe('another version', () => {
  const flags = ['--against', file('min.js', maxText.replace("'max'", "'min'").replace('incoming > local', 'incoming < local'))];

  test.each(['text', 'github', 'junit'])('is named as %s, with the replica that runs it and the whole command', async (format) => {
    const { exitCode, stdout } = await runCli(['check', max, ...flags, '--only', 'agreement', ...quick, '--format', format]);
    const words = stdout.replaceAll(/ \\\n/g, ' ').replaceAll('\n', ' ').replaceAll(/ +/g, ' ');
    expect(words).toContain(`Replica B runs ${flags[1]}, the others run ${max}.`);
    expect(words).toContain(`quarrel check ${max} ${flags.join(' ')} --only agreement`);
    expect(exitCode).toBe(1);
  });

  test('parts of such a check come to what it says whole', async () => {
    const out = join(folder, 'part.json');
    await runCli(['check', max, ...flags, ...quick, '--shard', '1/1', '--out', out]);
    const merged = await runCli(['merge', out]);
    expect(merged.stdout).toBe((await runCli(['check', max, ...flags, ...quick])).stdout);
    expect(merged.stdout).toContain('Replica B runs');
  });
});

describe('what is asked', () => {
  test('--only asks for these properties alone', async () => {
    const { exitCode, stdout } = await runCli(['check', union, ...quick, '--only', 'commutative, pure']);
    expect(stdout).toMatch(/^HOLDS .* all 2 properties are\s+proved within bounds\n/);
    expect(exitCode).toBe(0);
  });

  test.each([
    [['--only', 'convergnt'], 'there is no property "convergnt"; did you mean "convergent"?'],
    [['--only', 'valid'], 'give it valid(state)'],
    [['--only', 'monotone'], 'give it includes(state, other)'],
    [['--only', 'agreement'], '--only agreement needs --against'],
    [['--seed', ''], '--seed: expected a text of 1 to 100 characters'],
    [['--seed', 'x'.repeat(101)], '--seed: expected a text of 1 to 100 characters'],
    [['--against', max, '--only', 'pure'], 'add agreement to --only'],
    [['--against', max], '--against: this is a register, and the resolver is a state-based type'],
    [['--shard', '1/4'], '--shard 1/4 needs --out'],
    [['--shard', '5/4', '--out', 'x'], 'from 1/4 to 4/4'],
    [['--out', 'x'], 'add --shard, such as --shard 1/4'],
    [['--shard', '1/4', '--out', 'x', '--json'], '--format json does not go with --shard'],
    [['--watch', '--format', 'junit'], '--watch does not go with --format junit'],
    [['--watch', '--shard', '1/4', '--out', 'x'], '--watch does not go with --shard'],
    [['--time', 'soon'], '--time soon: '],
    [['--time', '0s'], '--time 0s: no time at all'],
    [['--replicas', '5'], 'a whole number from 2 to 4'],
    [['--writes', '0'], 'a whole number from 1 to 5'],
    [['--against', 'nothing.ts'], '--against: there is no such file; found nothing.ts'],
  ])('%j is refused with a remedy', async (flags, words) => {
    const { exitCode, stdout, stderr } = await runCli(['check', union, ...flags]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  test('a part that would take the place of code, or can be written nowhere, before any work', async () => {
    const lib = join(folder, 'lib', 'unite.js');
    const text = readFileSync(lib, 'utf8');
    for (const [out, words] of [
      [lib, 'is code of the resolver; name another'],
      [join(folder, 'nowhere', 'part.json'), 'its directory does not exist'],
      [folder, 'is a directory'],
    ] as const) {
      const { exitCode, stderr } = await runCli(['check', union, ...quick, '--shard', '1/2', '--out', out]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(words);
      expect(stderr).not.toContain('checking');
    }
    expect(readFileSync(lib, 'utf8')).toBe(text);
  });

  test.each([
    ['missing.ts', null, '<resolver>: there is no such file; found'],
    ['text.ts', 'this is no code', 'text.ts:1:'],
    ['empty.ts', 'export const x = 1;\n', 'the module exports no resolver, but x'],
    ['vaild.ts', "export default { name: 'max', resolve: (x) => x, vaild: () => false };\n", 'did you mean "valid"?'],
    ['half.ts', "export default { name: 'half', merge: () => 1 };\n", 'it has no apply'],
  ])('%s is no resolver, and is refused with its place', async (name, text, words) => {
    const path = text === null ? join(folder, name) : file(name, text);
    const { exitCode, stdout, stderr } = await runCli(['check', path]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});

describe('forms', () => {
  test('JSON is one document, with the resolver as the person wrote it and no other path', async () => {
    const { stdout } = await runCli(['check', union, ...quick, '--json']);
    const document: unknown = JSON.parse(stdout);
    expect(document).toMatchObject({ formatVersion: '1.0', file: union, verdict: 'violated', bounds: { writes: 2 } });
    expect(stdout.replaceAll(folder, '')).not.toContain(process.cwd());
  });

  test('the same check has the same bytes', async () => {
    const again = async (): Promise<string> => (await runCli(['check', union, ...quick, '--json'])).stdout;
    expect(await again()).toBe(await again());
  });

  test('on GitHub annotations come by themselves, elsewhere when they are asked for', async () => {
    const env = { GITHUB_ACTIONS: 'true' };
    const own = await runCli(['check', union, ...quick], { env });
    expect(own.stdout).toContain('\n::error file=');
    expect((await runCli(['check', union, ...quick, '--format', 'github'])).stdout).toBe(own.stdout);
    expect((await runCli(['check', union, ...quick, '--format', 'text'], { env })).stdout).not.toContain('::error');
  });

  test('the test that --test shows fails for this resolver, and says what the card says', async () => {
    const { stdout } = await runCli(['check', union, ...quick, '--test']);
    expect(stdout).toContain("import { resolver } from './union.js';\n");
    expect(stdout).toContain('  expect(show(a2)).toEqual(show(b4));\n');
  });
});

describe('stopping', () => {
  test('Ctrl-C prints what is known, and how to go on', async () => {
    const { exitCode, stdout, stderr } = await runCli(['check', union], { interruptBy: 130 });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('Unknown: not all of it was looked at.');
    expect(stderr).toContain('Interrupted. What had not been looked at is unknown.');
  });

  test('when time is up, what had not been looked at is unknown', async () => {
    const { exitCode, stdout, stderr } = await runCli(['check', max, '--time', '1us']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('not all of it was looked at');
    expect(stderr).toContain('Time was up after 1us');
  });
});

describe('watching', () => {
  test('a change of an imported file is another card, and Ctrl-C ends', async () => {
    const home = mkdtempSync(join(folder, 'watch-'));
    const own = join(home, 'own.ts');
    mkdirSync(join(home, 'lib'));
    writeFileSync(own, unionText);
    writeFileSync(join(home, 'lib/unite.js'), uniteText);
    const capture = captureIo();
    const ended = main(['check', own, ...quick, '--only', 'commutative', '--watch'], capture.io);
    await until(() => capture.stderr().includes('Watching'));
    expect(capture.stdout()).toContain('HOLDS');
    writeFileSync(join(home, 'lib/unite.js'), readFileSync(join(home, 'lib/unite.js'), 'utf8').replace('.sort()', ''));
    await until(() => capture.stdout().includes('REFUTED'));
    capture.interrupt(130);
    expect(await ended).toBe(130);
  });
});

/** Asks again and again; the test's own limit ends what never comes. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}
