import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readInterviewSchema } from '../../../src/cli/package-files.js';
import { isMapping } from '../../../src/scenarios/schema/field.js';
import { runCli, viewExitCode } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-interview-'));
const schema: unknown = JSON.parse(readInterviewSchema());
const validate = new Ajv({ strict: false }).compile(isMapping(schema) ? schema : {});

function checked(text: string): unknown {
  const document: unknown = JSON.parse(text);
  validate(document);
  expect(validate.errors).toBe(null);
  return document;
}

const answered = ['interview', 'like-counter', '--answer', 'topology=mesh', '--answer', 'rate=1/s'];

describe('quarrel interview', () => {
  it('asks, replies, and stops politely where the input ends, with the command that goes on', async () => {
    const { stdout, exitCode } = await runCli(['interview', 'like-counter', '--plain'], { stdin: 'stale, hot post\nmany\ns\n' });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('points that are worth naming');
    expect(stdout).toContain('"many" is not a number');
    expect(stdout).toMatch(/Stopped after 2 of \d+ questions\. To go on: quarrel interview like-counter --answer 'needs=stale, hot post' --answer rate=skip\n$/);
  });

  it('goes back to a question and takes another answer', async () => {
    const { stdout } = await runCli(['interview', 'like-counter', '--plain'], { stdin: 's\nb\nfast\nq\n' });
    expect(stdout).toContain('--answer needs=fast\n');
  });

  it('prints one document of what flags answer', async () => {
    const { stdout, exitCode } = await runCli([...answered, '--json']);
    expect(exitCode).toBe(0);
    const document = checked(stdout);
    expect(document).toMatchObject({
      interview: 'like-counter',
      design: { choices: { topology: 'mesh' }, leftOut: [] },
      checklist: [{ name: 'home-region-routing' }, {}, {}, {}, {}, {}],
    });
    const questions = isMapping(document) && Array.isArray(document['questions']) ? document['questions'] : [];
    expect(questions).toContainEqual(expect.objectContaining({ name: 'rate', isRight: false }));
  });

  it('writes a transcript as Markdown, and the design as a file that runs', async () => {
    const path = join(folder, 'design.yaml');
    const { stdout, exitCode } = await runCli([...answered, '--export', 'markdown', '--write', path]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# [\s\S]*## What it loses, and when[\s\S]*## Common mistakes[\s\S]*- \*\*(holds|violated|unknown)\*\*/);
    expect((await runCli(['run', path, '--format', 'json'])).exitCode).toBe(0);
    const again = await runCli([...answered, '--json', '--write', path]);
    expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining('exists already; name another file')]);
  });

  it('lists what there is', async () => {
    expect((await runCli(['interview'])).stdout).toContain('payments');
    expect(checked((await runCli(['interview', '--list', '--json'])).stdout)).toMatchObject({ interviews: [{ name: 'profile-store', number: 1 }, {}, {}, {}, {}, {}, {}] });
  });

  it('opens screens for a person at a terminal who gave no answers', async () => {
    const { interviews, exitCode } = await runCli(['interview', '2', '--ascii'], { isTerminal: true });
    expect([interviews, exitCode]).toEqual([[{ ascii: true, target: '2' }], viewExitCode]);
  });

  it.each([
    [['nobody'], 'there is no interview "nobody"'],
    [['paymens'], 'did you mean "payments"?'],
    [['payments', '--answer', 'topologie=mesh'], 'did you mean "topology"?'],
    [['payments', '--answer', 'topology=mash'], 'did you mean "mesh"?'],
    [['payments', '--answer', 'mesh'], 'it names no question'],
    [['payments', '--answer', 'topology=1', '--answer', 'topology=2'], 'answered already'],
    [['--checklist'], 'which scenario?'],
    [['--checklist', 'nothing-like-it'], 'there is no scenario'],
    [['payments', '--record', 'x.cast'], 'no screens without a terminal'],
  ])('refuses %j', async (flags, message) => {
    const { exitCode, stderr } = await runCli(['interview', ...flags]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync('x.cast')).toBe(false);
  });

  it('says where a file is wrong', async () => {
    const path = join(folder, 'wrong.yaml');
    const text = readFileSync('interviews/04-like-counter.yaml', 'utf8');
    writeFileSync(path, text.replace('stage: topology', 'stage: topologie'));
    const line = text.split('\n').findIndex((one) => one.includes('stage: topology')) + 1;
    const { exitCode, stderr } = await runCli(['interview', path]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`wrong.yaml:${String(line)}:`)]);
  });
});

describe('quarrel interview --checklist', () => {
  it('exits with the worst verdict, and says what would make an item hold', async () => {
    const { stdout, exitCode } = await runCli(['interview', '--checklist', 'split-brain', '--set', 'duration=2s']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/violated {2}[\s\S]*try: [\s\S]*\d violated/);
  });

  it.each([
    ['inconclusive where nothing is violated and something cannot be told', 'us-east: {}, eu-west: {}', 3, 'unknown'],
    ['content where the rest does not apply', 'us-east: {}', 0, 'holds'],
  ])('is one document too, and %s', async (_name, regions, code, verdict) => {
    const path = join(folder, `${verdict}.yaml`);
    const workload = '{ script: [{ at: 1s, in: us-east, write: { x: A } }] }';
    writeFileSync(path, `version: 1\nscenarios:\n  few:\n    duration: 4s\n    regions: { ${regions} }\n    workload: ${workload}\n`);
    const { stdout, exitCode } = await runCli(['interview', '--checklist', path, '--json']);
    expect([exitCode, checked(stdout)]).toEqual([code, expect.objectContaining({ verdict })]);
    expect(stdout).toContain('"verdict": "not-applicable"');
  });
});
