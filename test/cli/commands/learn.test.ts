import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listLessons } from '../../../src/cli/learn/lesson-book.js';
import { readLearnSchema } from '../../../src/cli/package-files.js';
import { starterLesson } from '../../../src/scenarios/lessons/starter.js';
import { isMapping } from '../../../src/scenarios/schema/field.js';
import { runCli, viewExitCode } from '../capture-io.js';
import { numbersAndOrders } from '../tui/learn/opened-lesson.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-learn-'));
const file = join(folder, 'starter.yaml');
writeFileSync(file, starterLesson);
const numbers = join(folder, 'numbers.yaml');
writeFileSync(numbers, numbersAndOrders);
const state = () => ({ XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'quarrel-state-')) });

async function rightOf(...flags: readonly string[]): Promise<unknown> {
  const { stdout, exitCode } = await runCli(['learn', file, '--json', ...flags]);
  expect(exitCode).toBe(0);
  const document: unknown = JSON.parse(stdout);
  const validate = new Ajv({ strict: false }).compile(schema());
  validate(document);
  expect(validate.errors).toBe(null);
  if (!isMapping(document) || !Array.isArray(document['steps'])) throw new Error('no steps');
  const steps: readonly unknown[] = document['steps'];
  return steps.map((step) => (isMapping(step) ? [step['answer'], step['outcome'], step['right']] : null));
}

function schema(): object {
  const value: unknown = JSON.parse(readLearnSchema());
  if (!isMapping(value)) throw new Error('no schema');
  return value;
}

describe('quarrel learn, line by line', () => {
  it('asks before it tells, and asks how sure where the line did not say', async () => {
    const { stdout, exitCode } = await runCli(['learn', file, '--plain'], { stdin: '7\nh\n2\nperhaps\n3\n', env: state() });
    const parts = stdout.split('> ');
    expect(exitCode).toBe(0);
    expect(parts[0]).toContain('What does every replica hold in the end?');
    expect(parts[1]).toContain('"7" is none of the choices');
    expect(parts[2]).toContain('Hint: Which of the two timestamps is larger?');
    expect(parts[3]).toContain('How sure are you?  1 guess  2 fairly  3 certain');
    expect(parts[4]).toContain('How sure are you?');
    expect(parts.slice(0, 5).join('')).not.toContain('It was');
    expect(parts[5]).toContain('You said  2: C, the last write (certain)');
  });

  it('tells variations by number or name, what happened line by line, and the command that shows it', async () => {
    const { stdout } = await runCli(['learn', file], { stdin: '1 certain\n1\nslow-clock\n\n', env: state() });
    expect(stdout).toContain('Wrong, and certain: this one comes back soonest.');
    expect(stdout).toContain('What really happened to x');
    expect(stdout).toMatch(/See it live: quarrel run .*starter\.yaml#two-edits' --at 135\.754ms|See it live: quarrel run .*starter\.yaml#two-edits --at 135\.754ms/);
    expect(stdout).toContain('Every replica holds [B, C]; 0 lost instead of 1.');
    expect(stdout).toContain('Now every replica holds B.');
    expect(stdout.trimEnd().endsWith('Done: 0 right, 1 wrong.')).toBe(true);
  });

  it('asks again where a number is in a unit of another kind', async () => {
    const { stdout } = await runCli(['learn', numbers, '--plain'], { stdin: '3 MB\n5 writes guess\n40 guess\nq\n', env: state() });
    expect(stdout.replaceAll('\n', ' ')).toContain('"3 MB" is a size; expected a time, such as 120 ms, 2.5 s or 2 min; or h, s, b, q.');
    expect(stdout).toContain('"5 writes" is a count; expected a time');
    expect(stdout.match(/It was/g)).toHaveLength(1);
    expect(stdout).toContain('You said  40 ms (guess)');
  });

  it('says what a hint cites', async () => {
    const cited = join(folder, 'cited.yaml');
    writeFileSync(cited, starterLesson.replace('timestamps is larger?', 'timestamps is larger? [^dynamo]'));
    const { stdout } = await runCli(['learn', cited, '--plain'], { stdin: 'h\n', env: state() });
    expect(stdout.slice(stdout.indexOf('Hint: '))).toContain('  [1] DeCandia');
  });

  it('stops politely where the input ends, and says how to go on', async () => {
    const { stdout, exitCode } = await runCli(['learn', file], { stdin: '', env: state() });
    expect([exitCode, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, `Stopped at step 1 of 1. To go on: quarrel learn ${file}`]);
  });

  it('stops at a signal with its exit code', async () => {
    const { exitCode, stdout } = await runCli(['learn', file], { stdin: '2 certain\n', env: state(), interruptBy: 130 });
    expect(exitCode).toBe(130);
    expect(stdout).not.toContain('It was');
  });

  it('reads nothing where flags answer every step, and tells variations where asked to', async () => {
    const { stdout, exitCode } = await runCli(['learn', file, '--answer', 'who-wins=2:fairly', '--variations'], { stdin: 'never read', env: state() });
    expect([exitCode, stdout.includes('>')]).toEqual([0, true]);
    expect(stdout).not.toContain('\n> ');
    expect(stdout).toContain('Variation: keep both');
    expect(stdout).toContain('Done: 1 right, 0 wrong.');
  });
});

describe('answers as one document', () => {
  it('says what was answered and what the run makes right', async () => {
    expect(await rightOf('--answer', 'who-wins=1:certain')).toEqual([['1', 'wrong', ['2']]]);
    expect(await rightOf()).toEqual([[null, 'skipped', ['2']]]);
  });

  it('changes with the scenario', async () => {
    expect(await rightOf('--set', 'workload.script.1.at=80ms', '--answer', 'who-wins=1:guess')).toEqual([['1', 'right', ['1']]]);
    expect(await rightOf('--set', 'conflicts.resolve=siblings', '--answer', 'who-wins=1:guess')).toEqual([['1', 'wrong', ['3']]]);
  });

  it('is the same for the list, with how far somebody is', async () => {
    const env = state();
    const { stdout } = await runCli(['learn', '--list', '--json'], { env });
    const document: unknown = JSON.parse(stdout);
    const validate = new Ajv({ strict: false }).compile(schema());
    validate(document);
    expect(validate.errors).toBe(null);
  });
});

describe('what somebody knows', () => {
  it('is kept, comes back when it was wrong, and is forgotten when asked to', async () => {
    const env = state();
    const kept = join(env.XDG_STATE_HOME, 'quarrel', 'progress.json');
    await runCli(['learn', file, '--answer', 'who-wins=1:certain'], { env });
    const later = await runCli(['learn', file, '--review'], { env });
    expect(later.stdout).toMatch(/Nothing is due\. The next question comes back in (10|9) min/);
    writeFileSync(kept, readFileSync(kept, 'utf8').replace(/"atMs":\d+/, '"atMs":0'));
    const due = await runCli(['learn', file, '--review'], { env, stdin: '2 certain\n\n' });
    expect(due.stdout).toContain('Done: 1 right, 0 wrong.');
    const refused = await runCli(['learn', 'starter', '--reset'], { env });
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('--yes')]);
    const forgot = await runCli(['learn', file, '--reset', '--yes'], { env });
    expect(forgot.stdout).toBe('Forgot 2 answers in starter.\n');
    expect((await runCli(['learn', 'starter', '--reset', '--yes'], { env })).exitCode).toBe(2);
  });

  it('is listed with what is due, and what is due of all lessons is asked again', async () => {
    const env = state();
    mkdirSync(join(env.XDG_STATE_HOME, 'quarrel'));
    const [lesson] = listLessons();
    const [step] = lesson?.steps ?? [];
    const attempt = { lesson: lesson?.name, step: step?.name, atMs: 0, outcome: 'wrong', confidence: 'guess', isHinted: false };
    writeFileSync(join(env.XDG_STATE_HOME, 'quarrel', 'progress.json'), JSON.stringify({ version: 1, attempts: [attempt] }));
    const { stdout: list } = await runCli(['learn', '--list'], { env });
    expect(list).toMatch(/\[1 of \d steps,\s+0\s+right,\s+1\s+due\]/);
    expect(list).toContain('1 question to repeat: quarrel learn --review');
    const review = await runCli(['learn', '--review'], { env });
    expect([review.exitCode, review.stdout.startsWith('1 question to repeat\n')]).toEqual([0, true]);
    expect(review.stdout).toContain(`Step 1 of 1. ${lesson?.title ?? ''}: ${step?.title ?? ''}`);
    expect(review.stdout.trimEnd().endsWith('To go on: quarrel learn --review')).toBe(true);
  });

  it('is neither kept nor missed with --no-progress', async () => {
    const env = state();
    const { stderr } = await runCli(['learn', file, '--answer', 'who-wins=1:certain', '--no-progress'], { env });
    expect(stderr).toBe('');
    expect((await runCli(['learn', file, '--review'], { env })).stdout).toContain('Nothing is due.');
  });
});

describe('on a terminal', () => {
  it('opens the list, or a lesson where one left off, on screens', async () => {
    const list = await runCli(['learn'], { isTerminal: true, env: state() });
    expect([list.exitCode, list.lessons[0]?.opened]).toEqual([viewExitCode, null]);
    const lesson = await runCli(['learn', file], { isTerminal: true, env: state() });
    expect(lesson.lessons[0]?.opened?.walk).toMatchObject({ at: 0, stops: [{ step: { name: 'who-wins' } }] });
  });

  it.each([['--plain'], ['--answer', 'who-wins=2:certain']])('stays with lines for %s', async (...flags) => {
    const { lessons, exitCode } = await runCli(['learn', file, ...flags], { isTerminal: true, env: state() });
    expect([lessons, exitCode]).toEqual([[], 0]);
  });
});

describe('for teachers', () => {
  it('says that all answers are computed', async () => {
    const { exitCode, stdout } = await runCli(['learn', file, '--check']);
    expect([exitCode, stdout]).toEqual([0, `${file}: 1 step, all answers are computed:\n  who-wins  2\n`]);
  });

  it.each([
    ['lost-writes} acknowledged', 'lost-writs} acknowledged', 'did you mean "lost-writes"?'],
    ["when: final.x = 'C'", "when: final.x = 'D'", 'no choice is right in the run'],
    ["when: final.x = 'B'", 'when: lost-writes = 1', 'choices 1 and 2 are right in the run'],
    ['{final.x}, and', '{final.y}, and', 'nobody was asked for y'],
  ])('says where %s was written as %s', async (right, wrong, message) => {
    const faulty = join(folder, 'faulty.yaml');
    writeFileSync(faulty, starterLesson.replace(right, wrong));
    const { exitCode, stderr } = await runCli(['learn', faulty, '--check']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/faulty\.yaml:\d+:\d+: /);
    expect(stderr).toContain(message);
  });

  it('exports Markdown with the answers folded at the end, the same every time', async () => {
    const { stdout } = await runCli(['learn', file, '--export', 'markdown']);
    expect(stdout.indexOf('What does every replica hold')).toBeLessThan(stdout.indexOf('<details>'));
    expect(stdout.slice(stdout.indexOf('## Answers'))).toContain('It was: **2: C, the last write**');
    expect((await runCli(['learn', file, '--export', 'markdown'])).stdout).toBe(stdout);
  });

  it('exports cards whose lines have three fields', async () => {
    const { stdout } = await runCli(['learn', file, '--export', 'cards']);
    const lines = stdout.trimEnd().split('\n').filter((line) => !line.startsWith('#'));
    expect(lines.map((line) => line.split('\t').length)).toEqual([3, 3]);
    expect(lines[0]?.split('\t')[1]).toMatch(/^2: C, the last write<br><br>/);
    expect(stdout.startsWith('#separator:tab\n#html:true\n')).toBe(true);
    // The first one cites the lesson's source, the second one nothing.
    expect(lines.map((line) => line.includes('DeCandia'))).toEqual([true, false]);
  });
});

describe('wrong input', () => {
  it.each([
    [['learn', 'nowhere'], 'there is no lesson "nowhere"'],
    [['learn', join(folder, 'missing.yaml')], 'quarrel init lesson'],
    [['learn', file, '--step', 'who-win'], 'did you mean "who-wins"?'],
    [['learn', file, '--answer', 'who-wins=9:certain'], 'a number from 1 to 3'],
    [['learn', numbers, '--answer', 'count=3 MB:guess'], '"3 MB" is a size; expected a time, such as 120 ms'],
    [['learn', file, '--answer', 'who-wins=2'], 'how sure'],
    [['learn', file, '--answer', 'who-wins=2:sure'], 'guess, fairly or certain'],
    [['learn', file, '--answer', 'who-win=2:certain'], 'did you mean "who-wins"?'],
    [['learn', file, '--answer', '2:certain'], 'it names no step'],
    [['learn', file, '--set', 'conflicts.resolv=lww'], 'did you mean "resolve"?'],
    [['learn', '--check'], 'which lesson?'],
    [['learn', file, '--record', 'x.cast'], 'no screens'],
  ])('%j is refused with a remedy', async (argv, message) => {
    const { exitCode, stdout, stderr } = await runCli(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

it('a lesson to start from is written once, and is what the schema of lessons describes', async () => {
  const written = join(mkdtempSync(join(tmpdir(), 'quarrel-init-')), 'mine.yaml');
  const first = await runCli(['init', 'lesson', written]);
  expect([first.exitCode, first.stdout]).toEqual([0, expect.stringContaining(`quarrel learn ${written} --check`)]);
  expect((await runCli(['init', 'lesson', written])).exitCode).toBe(2);
  const { stdout } = await runCli(['schema', 'lesson']);
  const described: unknown = JSON.parse(stdout);
  if (!isMapping(described)) throw new Error('no schema');
  const validate = new Ajv({ strict: false }).compile(described);
  validate(parse(readFileSync(written, 'utf8')));
  expect(validate.errors).toBe(null);
  expect(validate({ version: 1, lesson: { title: 'x' } })).toBe(false);
});

it('a scenario of a lesson runs like any other', async () => {
  const { exitCode, stdout } = await runCli(['run', `${file}#two-edits`, '--json']);
  expect([exitCode, stdout.includes('"scenario": "two-edits"')]).toEqual([0, true]);
});
