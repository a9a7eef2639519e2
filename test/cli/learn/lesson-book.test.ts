import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { afterAll, expect, it } from 'vitest';
import { loadLesson, nameOfTarget } from '../../../src/cli/learn/lesson-book.js';
import { listShipped } from '../../../src/cli/package-files.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-book-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('keeps a file apart from the lesson that ships under its name', async () => {
  const [shipped] = listShipped('lessons');
  const name = shipped?.name ?? '';
  const own = join(folder, `${name}.yaml`);
  copyFileSync(shipped?.path ?? '', own);
  const loaded = await loadLesson({ target: own, overrides: [] }, new Chalk({ level: 0 }));
  expect(loaded.ok ? loaded.lesson.name : loaded.message).toBe(`${name}.yaml`);
  expect([own, name, '1', 'mine/07-my-own.yaml'].map(nameOfTarget)).toEqual([`${name}.yaml`, name, name, 'my-own']);
});

it('says of an empty file what a lesson holds', async () => {
  const empty = join(folder, 'empty.yaml');
  writeFileSync(empty, '');
  const loaded = await loadLesson({ target: empty, overrides: [] }, new Chalk({ level: 0 }));
  expect(loaded.ok ? '' : loaded.message).toContain('expected "version: 1", "lesson:" and');
  expect(loaded.ok ? '' : loaded.message).toContain('the lesson cannot be taken');
});
