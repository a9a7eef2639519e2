import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { readPlacesSchema } from '../../../src/cli/package-files.js';
import { placeNames } from '../../../src/scenarios/places/place.js';
import { runCli } from '../capture-io.js';

test('without a name, every place', async () => {
  const { exitCode, stdout } = await runCli(['places']);
  expect(exitCode).toBe(0);
  const words = new Set(stdout.split(/[\s,]+/));
  expect(placeNames.filter((name) => !words.has(name))).toEqual([]);
});

test('of several, the table, each pair with its source, and what a write waits for', async () => {
  const { stdout } = await runCli(['places', 'virginia', 'london', 'tokyo']);
  expect(stdout).toContain('  london    76        -       209\n');
  expect(stdout).toContain('virginia  tokyo   152 ms      76 ms    109 ms    10,872 km  AWS\n');
  expect(stdout).toContain('  tokyo     0 ms        152 ms              152 ms    209 ms\n');
  expect(stdout).not.toContain('Estimated');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('of so many that their names do not fit beside each other, columns are numbered', async () => {
  const { stdout } = await runCli(['places', ...placeNames.slice(0, 12)]);
  expect(stdout).toContain('\n                  1    2    3 ');
  expect(stdout).toMatch(/^ {2}12 {2}\S+ +\d+ /m);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('what is not measured says so, in ASCII where that is asked for', async () => {
  const { stdout } = await runCli(['places', 'lagos', 'lima', '--ascii']);
  expect(stdout).toContain('estimated');
  expect(stdout).toContain('x 1.5');
  expect(stdout).toMatch(/^[\n -~]*$/);
});

test.each([[[]], [['sydney']], [['virginia', 'lagos']]])('JSON for %j is of the published schema', async (names) => {
  const { stdout } = await runCli(['places', ...names, '--json']);
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readPlacesSchema()));
  validate(JSON.parse(stdout));
  expect(validate.errors).toBe(null);
  expect((await runCli(['schema', 'places'])).stdout).toBe(readPlacesSchema());
});

test('CSV has a row for each pair, or place', async () => {
  const pairs = await runCli(['places', 'london', 'paris', '--format', 'csv']);
  expect(pairs.stdout).toBe('from,to,round_trip_ms,one_way_ms,least_round_trip_ms,km,source\nlondon,paris,7.784,3.892,3.435,343,aws\n');
  const places = await runCli(['places', '--format', 'csv']);
  expect(places.stdout).toContain('\nlagos,6.52,3.38,,\n');
});

test.each([
  [['lodnon'], 'did you mean "london"?'],
  [['london', 'london'], 'london is named twice'],
  [placeNames.slice(0, 13), 'expected at most 12'],
])('%j is refused', async (names, said) => {
  const { exitCode, stdout, stderr } = await runCli(['places', ...names]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});
