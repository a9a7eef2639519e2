import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeStarter, writeStarterResolver } from '../../src/cli/write-starter.js';
import { starterDocument } from '../../src/scenarios/index.js';

test('the starter is written byte for byte where nothing stands', () => {
  const path = join(folder(), 'scenario.yaml');
  expect(writeStarter(path, { force: false })).toBe(null);
  expect(readFileSync(path, 'utf8')).toBe(starterDocument);
});

test('what stands there is spared unless it is forced away', () => {
  const path = join(folder(), 'scenario.yaml');
  writeFileSync(path, 'precious');
  expect(writeStarter(path, { force: false })).toMatch(/exists already; .*--force$/);
  expect(readFileSync(path, 'utf8')).toBe('precious');
  expect(writeStarter(path, { force: true })).toBe(null);
  expect(readFileSync(path, 'utf8')).toBe(starterDocument);
});

test('a resolver comes with its test', () => {
  const place = folder();
  expect(writeStarterResolver(join(place, 'likes.ts'), { force: false })).toEqual({
    ok: true,
    resolver: join(place, 'likes.ts'),
    test: join(place, 'likes.test.ts'),
  });
  expect(readFileSync(join(place, 'likes.test.ts'), 'utf8')).toContain("from './likes.js'");
});

test.each(['likes.ts', 'likes.test.ts'])('where %s stands, neither file is written, unless it is forced', (name) => {
  const place = folder();
  const path = join(place, 'likes.ts');
  writeFileSync(join(place, name), 'precious');
  const refusal: unknown = expect.stringMatching(/exists already; .*--force$/);
  expect(writeStarterResolver(path, { force: false })).toEqual({ ok: false, refusal });
  expect(readdirSync(place)).toEqual([name]);
  expect(readFileSync(join(place, name), 'utf8')).toBe('precious');
  expect(writeStarterResolver(path, { force: true })).toMatchObject({ ok: true });
  expect(readFileSync(join(place, name), 'utf8')).not.toBe('precious');
});

test('a resolver has the ending of a script, and a folder to stand in', () => {
  const place = folder();
  for (const name of ['likes', 'likes.py', 'likes.tsx']) {
    const path = join(place, name);
    const refusal = `${path}: a resolver is a .ts, .mts, .js or .mjs file`;
    expect(writeStarterResolver(path, { force: false })).toEqual({ ok: false, refusal });
  }
  expect(writeStarterResolver(join(place, 'none', 'likes.ts'), { force: false })).toMatchObject({ ok: false });
  expect(readdirSync(place)).toEqual([]);
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
