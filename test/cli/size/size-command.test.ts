import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readSizeSchema } from '../../../src/cli/package-files.js';
import { runCli } from '../capture-io.js';

const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readSizeSchema()));

describe('the published example', () => {
  test('is what it shows without options, both units of a bandwidth named', async () => {
    const { exitCode, stdout, stderr } = await runCli(['size']);
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const figure of [
      '586 Mibit/s (614 Mbit/s)', '1.43 Gibit/s (1.54 Gbit/s)', 'Published rounded as 1.46', '90,000,000 writes',
      '128.7 GiB', '160.9 GiB', '720 s', '1,200 s',
    ]) expect(stdout).toContain(figure);
  });

  test('the other one gives 30 MB/s and 2.59 TB a day', async () => {
    const { stdout } = await runCli([
      'size', '--writes', '10k/s', '--payload', '1KB', '--metadata', '0B', '--peers', '3', '--headroom', '1',
    ]);
    expect(stdout).toContain('10 MB/s × 3 = 30 MB/s');
    expect(stdout).toContain('2.59 TB');
    expect(stdout).toContain('never');
    expect(stdout).not.toContain('Published');
  });
});

test.each([[[]], [['--ascii']]])('keeps within 80 columns %j', async (words) => {
  const { stdout } = await runCli(['size', '--queue', '64GiB', '--choose', 'zipf:1.1', ...words]);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toContain('80 % full after');
});

test('JSON is one document of the published schema', async () => {
  const { stdout } = await runCli(['size', '--json', '--choose', 'hot:10:90%', '--headroom', '1', '--queue', '1GiB']);
  validate(JSON.parse(stdout));
  expect(validate.errors).toBe(null);
  const schema = await runCli(['schema', 'size']);
  expect(schema.stdout).toBe(readSizeSchema());
});

test('JSON says of each value where it is from', async () => {
  const sourcesOf = async (...words: readonly string[]): Promise<unknown> => JSON.parse((await runCli(['size', '--json', ...words])).stdout);
  expect(await sourcesOf('--writes', '10k/s', '--peers', '3', '--partition', '2d')).toMatchObject({
    given: { writesPerS: 10_000, othersPerS: 10_000, regions: 4, partitionMs: 172_800_000, keys: 1_000_000 },
    sources: { writesPerS: 'option', othersPerS: 'assumed', regions: 'option', partitionMs: 'option', keys: 'assumed', queueBytes: 'assumed' },
  });
  expect(await sourcesOf('far-users-many-leaders', '--lag', '1ms')).toMatchObject({
    sources: { writesPerS: 'scenario', othersPerS: 'scenario', headroom: 'assumed', partitionMs: 'assumed', lagMs: 'option' },
  });
});

test.each([['5000', 5000], ['20k', 20_000], ['1.5M', 1_500_000], ['1.1k', 1100]])('%s keys are %i', async (text, keys) => {
  expect(JSON.parse((await runCli(['size', '--json', '--keys', text])).stdout)).toMatchObject({ given: { keys } });
});

describe('a scenario', () => {
  test('gives what it says, and flags have the last word', async () => {
    const { stdout } = await runCli(['size', 'capacity-partition', '--json', '--partition', '1h']);
    // The lag is half of the round trip from Virginia to Ireland, 70.508 ms, and half of a batch of 5 ms.
    expect(JSON.parse(stdout)).toMatchObject({
      given: {
        writesPerS: 50_000, othersPerS: 50, headroom: 2.5, keys: 1_000_000, partitionMs: 3_600_000,
        lagMs: 70.508 / 2 + 2.5,
      },
    });
  });

  test('keeps its links as wide as they are, however much is written', async () => {
    const { stdout } = await runCli(['size', 'capacity-partition', '--writes', '100k/s']);
    expect(stdout).toContain('a link carries 1.25 times the writes');
    expect(stdout).toContain('1.43 Gibit/s (1.54 Gbit/s)');
  });

  test('without a rate, or with one leader, cannot be sized', async () => {
    const scripted = await runCli(['size', 'concurrent-x']);
    expect(scripted.exitCode).toBe(2);
    expect(scripted.stderr).toContain('no clients write at a rate');
    const single = await runCli(['size', 'raft-failover']);
    expect(single.stderr).toContain('its strategy is single-leader');
  });
});

describe('what it says of itself', () => {
  const told = async (...words: readonly string[]): Promise<string> =>
    (await runCli(['size', ...words])).stdout.replaceAll(/\s+/g, ' ');

  test('the numbers put in come to the figure', async () => {
    const zipf = await told('--keys', '1000', '--choose', 'zipf:1.1');
    expect(zipf).toContain('2,500,000,000/s² × 2 × 0.1 s × 0.047988');
    expect(zipf).toContain('23,990,000 a second');
    expect(await told('--keys', '10', '--choose', 'hot:10:90%')).toContain('1 ÷ 10, for every key is a hot one');
  });

  test('what a scenario does not say is named, and what it says is not', async () => {
    expect(await told('far-users-many-leaders')).toContain('It does not say --headroom and --partition:');
    expect(await told('far-users-many-leaders', '--partition', '1h')).toContain('It does not say --headroom:');
    expect(await told('capacity-partition')).not.toContain('It does not say');
    const rest = ['--metadata', '0B', '--regions', '3', '--replicas', '1', '--headroom', '2', '--keys', '1k', '--choose', 'uniform'];
    expect(await told(...rest, '--partition', '2d', '--lag', '1ms')).toContain('Without --writes and --payload, what stands here is');
    expect(await told()).toContain('Without options, this is the published example.');
  });

  test('a queue that drops its peer has no backlog to drain', async () => {
    expect(await told('--queue', '1GiB')).toContain('this one drops its peer before');
    expect(await told('--queue', '500GiB')).not.toContain('this one drops its peer before');
  });
});

describe('wrong input is exit code 2, and says what would be right', () => {
  test.each([
    [['--writes', '50k'], '--writes 50k: '],
    [['--writes', '0/s'], 'expected more than 0'],
    [['--payload', '1kib'], 'did you mean "1KiB"?'],
    [['--headroom', '0.5'], 'expected a number from 1 to 9999, such as 2.5'],
    [['--headroom', '2.5x'], 'this is no number'],
    [['--headroom', '10000'], 'this is too much'],
    [['--partition', '0'], '--partition 0: this is too little (expected more than 0)'],
    [['--keys', '0'], 'this is too little (expected a whole number from 1 to 10000000, such as 5000, 20k or 1.5M)'],
    [['--keys', '10.1M'], 'this is too much'],
    [['--keys', '1.5'], 'this is no whole number'],
    [['--keys', '1K'], 'did you mean "1k"?'],
    [['--keys', '1,000,000'], 'did you mean "1000000"?'],
    [['--replicas', 'two'], 'this is no whole number'],
    [['--force'], '--force goes with --write; name the file'],
    [['--force', '--simulate'], '--force goes with --write'],
    [['--simulate', 'capacity-partition'], 'A scenario goes before --simulate.'],
    [['narrow-link', '--writes', '50k/s'], 'a link carries 0.0238 times the writes'],
    [['--regions', '1'], 'a whole number from 2 to 50'],
    [['--regions', '2', '--peers', '1'], 'leave one out'],
    [['--choose', 'zipf'], 'zipf:1.1'],
    [['--choose', 'hot:10:90%', '--keys', '5'], 'fewer keys than hot ones'],
    [['--scenario', 'x'], '--scenario goes with a file'],
    [['no-such-scenario'], 'there is no scenario'],
  ])('%j', async (words, said) => {
    const { exitCode, stdout, stderr } = await runCli(['size', ...words]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});
