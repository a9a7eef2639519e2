import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from './capture-io.js';

const home = process.cwd();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarrel-replay-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const resolver = (body: string): string =>
  `export default { name: 'notes', operations: ['a', 'b'].map((value) => ({ kind: 'write', value })),\n` +
  `  resolve: (local, incoming) => ${body} };\n`;

const broken = resolver('local + "; " + incoming');
const sound = resolver('(local > incoming ? local : incoming)');
const throwing = resolver('{ throw new Error("never"); }');

const quick = ['--writes', '2', '--runs', '0'];
const saved = '.quarrel/failures';

async function check(text: string, ...flags: readonly string[]) {
  writeFileSync('mine.js', text);
  return runCli(['check', './mine.js', ...quick, ...flags]);
}

/** The replay lines of a card, without the program's name. */
function linesOf(card: string): readonly (readonly string[])[] {
  const unbroken = card.replaceAll(/ \\\n +/g, ' ');
  return [...unbroken.matchAll(/quarrel (replay v1:\S+ --resolver \S+)/g)].map(([, line = '']) => line.split(' '));
}

test('every replay line tells its counterexample again, byte for byte', async () => {
  const { stdout: card, exitCode } = await check(broken);
  expect(exitCode).toBe(1);
  const lines = linesOf(card);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    const again = await runCli(line);
    expect([again.exitCode, again.stderr]).toEqual([1, '']);
    const [headline = '', ...sections] = again.stdout.split('\n\n');
    expect(headline).toMatch(/^STILL FAILS {2}notes \(\.\/mine\.js\): [a-z-]+/);
    const told = sections.join('\n\n').trimEnd();
    expect(told).toContain('Counterexample');
    expect(card).toContain(told);
  }
});

test('as JSON the counterexample is that of the check', async () => {
  const { stdout } = await check(broken, '--json');
  const checked: unknown = JSON.parse(stdout);
  if (!hasProperties(checked)) throw new Error('no report');
  const refuted = checked.properties.filter(({ verdict }) => verdict === 'violated');
  expect(refuted.length).toBeGreaterThan(2);
  for (const { property, counterexample, replay = '' } of refuted) {
    const again = await runCli(['replay', replay, '--resolver', './mine.js', '--json']);
    const told: unknown = JSON.parse(again.stdout);
    expect(told).toMatchObject({ formatVersion: '1.0', replay, verdict: 'still-fails' });
    if (!hasProperties(told)) throw new Error('no report');
    const own = told.properties.find((each) => each.property === property);
    expect(JSON.stringify(own?.counterexample)).toBe(JSON.stringify(counterexample));
  }
});

test('functions that misbehave are asked again too', async () => {
  const { stdout: card } = await check(throwing);
  const [line] = linesOf(card);
  const again = await runCli(line);
  expect(again.exitCode).toBe(1);
  expect(card).toContain(again.stdout.split('\n\n').slice(1).join('\n\n').trimEnd());
  expect(again.stdout).toContain('it threw Error: never');
});

test('a token of other code is refused, and looked at all the same when asked for', async () => {
  const [line] = linesOf((await check(broken)).stdout);
  writeFileSync('mine.js', sound);
  const refused = await runCli(line);
  expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toMatch(/mine\.js is not the code that was checked \(digest [0-9a-f]{16}, here [0-9a-f]{16}\); --changed/);
  const fixed = await runCli([...line, '--changed']);
  expect([fixed.exitCode, fixed.stdout]).toEqual([0, expect.stringMatching(/^FIXED {2}notes \(\.\/mine\.js\): [a-z, -]+\n$/)]);
  writeFileSync('mine.js', broken.replace('"; "', '" / "'));
  const failing = await runCli([...line, '--changed']);
  expect([failing.exitCode, failing.stdout.slice(0, 11)]).toEqual([1, 'STILL FAILS']);
});

test('where calls fail that a counterexample needs, nobody can tell whether it is fixed', async () => {
  const lines = linesOf((await check(broken)).stdout);
  writeFileSync('mine.js', throwing);
  const outcomes = await Promise.all(lines.map((line) => runCli([...line, '--changed'])));
  expect(outcomes.map(({ exitCode }) => exitCode)).toContain(3);
  expect(outcomes.map(({ exitCode }) => exitCode)).not.toContain(0);
  expect(outcomes.find(({ exitCode }) => exitCode === 3)?.stdout).toMatch(/^UNKNOWN .*resolve fails in it: it threw Error: never/);
});

test('a resolver that takes other operations now is asked those of the token', async () => {
  const lines = linesOf((await check(broken)).stdout);
  writeFileSync('mine.js', broken.replace("['a', 'b']", "['x', 'y', 'z']"));
  for (const line of lines) expect((await runCli([...line, '--changed'])).exitCode).toBe(1);
});

test('what a check refutes is kept, runs as a scenario that fails alone, and is fixed once the resolver is', async () => {
  await check(broken);
  const names = readdirSync(saved);
  expect(names.length).toBeGreaterThan(1);
  const failing = await runCli(['replay']);
  expect(failing.exitCode).toBe(1);
  const count = names.length;
  failing.stdout.split('\n').slice(0, count).forEach((line, index) => {
    expect(line).toMatch(new RegExp(`^STILL FAILS  ${saved}/${names.sort()[index]}: [a-z-]+`));
  });
  expect(failing.stdout).toContain(`${count} saved failures: ${count} still fail.`);
  const convergent = names.find((name) => name.startsWith('convergent')) ?? '';
  const run = await runCli(['run', `${saved}/${convergent}`, '--json']);
  expect(run.exitCode).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({
    expectations: [{ name: 'settled', verdict: 'holds' }, { name: 'converged', verdict: 'violated' }],
  });
  writeFileSync('mine.js', sound);
  const fixed = await runCli(['replay']);
  expect(fixed.exitCode).toBe(0);
  expect(fixed.stdout).toContain(`${count} saved failures: ${count} fixed.\nWhat is fixed may be deleted: rm ${saved}/`);
  expect((await runCli(['run', `${saved}/${convergent}`, '--plain'])).exitCode).toBe(0);
});

test('the same failure is kept once, however often it is found', async () => {
  await check(broken);
  const before = readdirSync(saved);
  await check(broken.replace('"; "', '" - "'));
  expect(readdirSync(saved)).toEqual(before);
});

test('one file is told whole, by its path', async () => {
  const { stdout: card } = await check(broken);
  const [name = ''] = readdirSync(saved).filter((each) => each.startsWith('convergent'));
  const { exitCode, stdout } = await runCli(['replay', `${saved}/${name}`]);
  expect(exitCode).toBe(1);
  expect(card).toContain(stdout.split('\n\n').slice(1).join('\n\n').trimEnd());
});

const failingScenario = `version: 1
scenarios:
  two:
    duration: 2s
    regions: { a: , b: }
    links: { default: { latency: 40ms } }
    workload:
      script:
        - { at: 1s, in: a, write: { x: A } }
        - { at: 1s, in: b, write: { x: B } }
    expect: { settled: true, lost-writes: 0 }
`;

test('files that cannot be used are named, and the others are looked at all the same', async () => {
  await check(broken);
  const [name = ''] = readdirSync(saved).filter((each) => each.startsWith('convergent'));
  for (const each of readdirSync(saved)) if (each !== name) rmSync(join(saved, each));
  const text = readFileSync(join(saved, name), 'utf8');
  writeFileSync(join(saved, 'a-scenario.yaml'), failingScenario);
  writeFileSync(join(saved, 'b-fixed.yaml'), failingScenario.replace('lost-writes: 0', 'lost-writes: 1'));
  writeFileSync(join(saved, 'd-token.yaml'), text.replace(/token: "v1:.../, 'token: "v1:xyz'));
  writeFileSync(join(saved, 'e-resolver.yaml'), text.replaceAll('mine.js', 'gone.js'));
  writeFileSync(join(saved, 'f-syntax.yaml'), 'version: 1\ncounterexample: { properties: [x], resolver: ./mine.js }\n');
  writeFileSync(join(saved, '.part'), 'half');
  const { exitCode, stdout } = await runCli(['replay']);
  expect(exitCode).toBe(2);
  expect(stdout.split('\n')).toEqual([
    `STILL FAILS  ${saved}/a-scenario.yaml: lost-writes`,
    `FIXED        ${saved}/b-fixed.yaml: settled, lost-writes`,
    expect.stringMatching(`^STILL FAILS  ${saved}/${name}: convergent`),
    expect.stringMatching(/^UNREADABLE {3}\S+d-token.yaml: its token is damaged: its check digits do not fit/),
    expect.stringMatching(/^UNREADABLE {3}\S+e-resolver.yaml: its resolver \.\.\/\.\.\/gone.js cannot be loaded/),
    expect.stringMatching(/^UNREADABLE {3}\S+f-syntax.yaml: line 2:\d+: "token" is missing/),
    '',
    '6 saved failures: 1 fixed, 2 still fail, 3 cannot be read.',
    `What is fixed may be deleted: rm ${saved}/b-fixed.yaml`,
    '',
  ]);
  const json = await runCli(['replay', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ formatVersion: '1.0', fixed: 1, stillFailing: 2, unknown: 0, unreadable: 3 });
  const alone = await runCli(['replay', `${saved}/e-resolver.yaml`]);
  expect([alone.exitCode, alone.stderr]).toEqual([2, expect.stringMatching(/e-resolver\.yaml:\d+:\d+: there is no such file; found \.\.\/\.\.\/gone\.js/)]);
});

test('without a folder nothing fails, and another one can be named', async () => {
  expect(await runCli(['replay'])).toMatchObject({ exitCode: 0, stdout: 'No failure is kept in .quarrel/failures.\n' });
  mkdirSync('kept');
  writeFileSync('kept/one.yaml', failingScenario);
  const { exitCode, stdout } = await runCli(['replay', 'kept/']);
  expect([exitCode, stdout.split('\n')[0]]).toEqual([1, 'STILL FAILS  kept/one.yaml: lost-writes']);
  expect((await runCli(['replay', 'nowhere.yaml'])).exitCode).toBe(2);
});

test('a token of a run repeats that run', async () => {
  const flags = ['--seed', 'a b', '--json'];
  const ran = await runCli(['run', 'concurrent-x', ...flags]);
  const { stdout, exitCode } = await runCli(['replay', 'v1:concurrent-x:a%20b', '--json']);
  expect([stdout, exitCode]).toEqual([ran.stdout, ran.exitCode]);
});

test('a token with a digest needs what was run, and says so', async () => {
  writeFileSync('two.yaml', failingScenario);
  const ran = await runCli(['run', 'two.yaml', '--seed', '7', '--json']);
  const printed: unknown = JSON.parse(ran.stdout);
  const token = typeof printed === 'object' && printed !== null && 'replay' in printed ? String(printed.replay) : '';
  expect(token).toMatch(/^v1:two:7:[0-9a-f]{8}$/);
  expect((await runCli(['replay', token])).stderr).toContain('the catalogue has no scenario "two"; name its file with --file');
  const again = await runCli(['replay', token, '--file', 'two.yaml', '--json']);
  expect([again.stdout, again.exitCode]).toEqual([ran.stdout, 1]);
  writeFileSync('two.yaml', failingScenario.replace('40ms', '50ms'));
  const refused = await runCli(['replay', token, '--file', 'two.yaml']);
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringMatching(/two is not what was run \(digest \w{8}, here \w{8}\)/)]);
  expect((await runCli(['replay', token, '--file', 'two.yaml', '--changed'])).exitCode).toBe(1);
  const laidOver = ['--set', 'links.default.latency=40ms'];
  expect((await runCli(['replay', token, '--file', 'two.yaml', ...laidOver])).exitCode).toBe(1);
});

test.each([
  [['replay', 'v1:abcdefgh', '--resolver', './mine.js'], /cannot be replayed: its check digits do not fit/],
  [['replay', 'v9:abc'], /it is of version v9/],
  [['replay', 'v1:a:b:c:d'], /not of the form v1:<scenario>:<seed>/],
])('%s is refused with its reason', async (argv, reason) => {
  const { exitCode, stdout, stderr } = await runCli(argv);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(reason);
});

test('a counterexample’s token without its resolver is refused with the remedy', async () => {
  const [line] = linesOf((await check(broken)).stdout);
  const { exitCode, stderr } = await runCli(line.slice(0, 2));
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('say which file that is with --resolver')]);
});

interface Told {
  readonly properties: readonly {
    readonly property: string;
    readonly verdict: string;
    readonly counterexample: unknown;
    readonly replay?: string;
  }[];
}

function hasProperties(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'properties' in value;
}

test.each([
  [['--resolver', 'nope.ts'], '--resolver goes with a token of quarrel check'],
  [['kept.yaml', '--resolver', 'nope.ts'], '--resolver goes with a token of quarrel check'],
  [['v1:split-brain:42', '--resolver', 'nope.ts'], '--resolver goes with a token of quarrel check'],
  [['kept.yaml', '--file', 'nope.yaml'], '--file goes with a token of quarrel run'],
  [['kept.yaml', '--set', 'seed=1'], '--set goes with a token of quarrel run'],
  [['keep.ts'], 'keep.ts: this is a resolver; expected a token or a saved file; to check it: quarrel check keep.ts'],
])('replay %j is refused with a remedy', async (words, message) => {
  const { exitCode, stdout, stderr } = await runCli(['replay', ...words]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});
