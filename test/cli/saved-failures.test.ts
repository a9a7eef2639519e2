import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failurePath, listFailures, saveFailure } from '../../src/cli/saved-failures.js';

let home = '';

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'quarrel-failures-'));
});

afterAll(() => {
  rmSync(home, { recursive: true });
});

test('a failure is kept in a folder that is made for it, and replaces what stood there', () => {
  const path = join(home, 'new', failurePath('convergent-01234567.yaml'));
  expect(saveFailure(path, 'first')).toBeNull();
  expect(saveFailure(path, 'second')).toBeNull();
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(join(path, '..'))).toEqual(['convergent-01234567.yaml']);
});

test('one that finds no place leaves nothing behind, and says why', () => {
  writeFileSync(join(home, 'file'), '');
  expect(saveFailure(join(home, 'file', 'x.yaml'), 'text')).toMatch(/x\.yaml: .*(directory|exists)/i);
  const taken = join(home, 'taken.yaml');
  mkdirSync(join(taken, 'inside'), { recursive: true });
  expect(saveFailure(taken, 'text')).toMatch(/taken\.yaml: is a directory/);
  expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(existsSync(join(taken, 'inside'))).toBe(true);
});

test('documents are listed by name, and nothing else is', () => {
  const folder = join(home, 'some');
  mkdirSync(folder);
  for (const name of ['b.yaml', 'a.yml', '.1.part', '.hidden.yaml', 'notes.txt', 'c.yaml.orig']) writeFileSync(join(folder, name), '');
  expect(listFailures(`${folder}/`)).toEqual({ ok: true, paths: [`${folder}/a.yml`, `${folder}/b.yaml`] });
  expect(listFailures(join(home, 'none'))).toEqual({ ok: true, paths: [] });
  expect(listFailures(join(folder, 'a.yml'))).toMatchObject({ ok: false });
});
