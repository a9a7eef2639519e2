import { readFileSync } from 'node:fs';
import { assert, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readShardPlace } from '../../src/cli/shard-place.js';
import { captureIo, runCli } from '../cli/capture-io.js';
import { main } from '../../src/cli/command-line.js';
import { planSweep } from '../../src/cli/sweep/plan-sweep.js';
import { paintFor } from '../../src/cli/color.js';

const matrix: unknown = parse(readFileSync('examples/ci/sweep-matrix.yml', 'utf8'));
const job: unknown = parse(readFileSync('examples/ci/sweep-job.yaml', 'utf8'));
const script = readFileSync('examples/ci/sweep-array.sh', 'utf8');

const steps = ['part', 'curves'].flatMap((name) => listOf(at(matrix, 'jobs', name, 'steps')));
const matrixCommands = steps.flatMap((step) => commandsIn(at(step, 'run')));
const container = listOf(at(job, 'spec', 'template', 'spec', 'containers'))[0];
const [jobCommand = ''] = listOf(at(container, 'args')).flatMap(commandsIn);
const [arrayCommand = ''] = commandsIn(script.replaceAll('\\\n', ' '));

describe('what each of them runs', () => {
  const commands = {
    matrix: matrixCommands[0].replaceAll('${{ matrix.shard }}', '3').replace('$SWEEP', String(at(matrix, 'env', 'SWEEP'))),
    job: jobCommand.replace('$JOB_COMPLETION_INDEX', '2'),
    array: arrayCommand.replace('$SLURM_ARRAY_TASK_ID', '3').replace('${SLURM_CPUS_PER_TASK:-1}', '4'),
  };
  const env = {
    matrix: {},
    job: { JOB_COMPLETION_INDEX: '2', QUARREL_SHARDS: String(at(listOf(at(container, 'env'))[0], 'value')) },
    array: { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_COUNT: '1', SLURM_ARRAY_TASK_MIN: '3' },
  };

  test.each(['matrix', 'job', 'array'] as const)('the sweep of the %s is part 3, in a file of its own', async (name) => {
    const words = commands[name].replaceAll('"', '').split(/\s+/);
    expect(words).toContain('--out');
    const out = words[words.indexOf('--out') + 1];
    expect(out).toBe(name === 'job' ? 'part-2.jsonl' : 'part-3.jsonl');
    const read = readShardPlace(words[words.indexOf('--shard') + 1], env[name]);
    expect(read).toEqual({ ok: true, place: { index: 3, count: name === 'matrix' ? 4 : 8 } });
    // All but the file is taken as it stands: what is refused is the folder that is not there.
    const nowhere = words.map((word) => (word === out ? 'no-such-folder/part.jsonl' : word));
    const capture = captureIo({ env: env[name] });
    expect(await main(nowhere, capture.io)).toBe(2);
    expect(capture.stderr()).toContain('no-such-folder/part.jsonl: cannot be written: its directory does not exist');
  });

  test('the sweep of each can be planned', async () => {
    const varied = [/--vary (\S+)/.exec(arrayCommand)?.[1] ?? ''];
    for (const command of Object.values(commands)) expect(command).toContain(varied[0]);
    const words = { target: 'split-brain', scenario: null, varied, metrics: [], seeds: 1000, seed: null, overrides: [] };
    const planned = await planSweep(words, paintFor({ write: () => true }, {}));
    expect(planned.ok && planned.planned.subjects.length).toBe(11);
  });
});

test('there are as many machines as parts', () => {
  const shards = listOf(at(matrix, 'jobs', 'part', 'strategy', 'matrix', 'shard'));
  expect(shards).toEqual(Array.from(shards, (_, i) => i + 1));
  expect(matrixCommands[0]).toContain(`/${shards.length} `);
  expect(at(job, 'spec', 'completionMode')).toBe('Indexed');
  expect(at(listOf(at(container, 'env'))[0], 'value')).toBe(String(at(job, 'spec', 'completions')));
  expect(script).toContain('#SBATCH --array=1-8\n');
  expect(arrayCommand).toContain('--shard auto/8 ');
});

test('the parts are joined in forms that merge knows, by a job that waits for all of them', async () => {
  const merges = matrixCommands.slice(1);
  expect(merges.map((command) => /--format (\w+)/.exec(command)?.[1] ?? 'text')).toEqual(['text', 'csv', 'json']);
  const { stdout } = await runCli(['merge', '--help']);
  for (const format of ['text', 'csv', 'json']) expect(stdout).toContain(`"${format}"`);
  expect(at(matrix, 'jobs', 'curves', 'needs')).toBe('part');
});

function commandsIn(text: unknown): readonly string[] {
  return typeof text === 'string' ? text.split('\n').flatMap((line) => /^(?:npx )?quarrel (.+?)(?: > .+)?$/.exec(line)?.[1] ?? []) : [];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((here: unknown, key) => {
    assert(typeof here === 'object' && here !== null);
    return Object.entries(here).find(([name]) => name === key)?.[1];
  }, value);
}

function listOf(value: unknown): readonly unknown[] {
  assert(Array.isArray(value));
  return value;
}
