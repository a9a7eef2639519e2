import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, expect, onTestFinished, test } from 'vitest';
import { listLessons } from '../../../../src/cli/learn/lesson-book.js';
import { openProgress } from '../../../../src/cli/learn/progress-store.js';
import { shelveLessons } from '../../../../src/cli/tui/home/lesson-shelf.js';
import { openStack } from '../explain/opened-explanation.js';

function stateFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'shelf-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return { XDG_STATE_HOME: folder };
}

test('every lesson that ships stands on its shelf with how far it is, and is found by its subject', async () => {
  const env = stateFolder();
  const [first] = listLessons();
  const name = first?.name ?? '';
  const step = first?.steps[0]?.name ?? '';
  await openProgress(env, () => undefined).add({ lesson: name, step, atMs: 0, outcome: 'right', confidence: 'fairly', isHinted: false });
  const { title, entries } = await shelveLessons(env, () => 0);
  expect(title).toBe('Lessons');
  expect(entries.map((entry) => entry.name)).toEqual(listLessons().map((lesson) => lesson.name));
  expect(entries[0]).toMatchObject({ verb: 'learn', command: `quarrel learn ${name}` });
  expect(entries[0]?.title).toMatch(/^1\/\d+ {2}\S/);
  expect(entries[0]?.tags).toContain(first?.subject);
});

test('it is renewed with what was answered since', async () => {
  const env = stateFolder();
  const shelf = await shelveLessons(env, () => 0);
  const [first] = listLessons();
  const step = first?.steps[0]?.name ?? '';
  await openProgress(env, () => undefined).add({ lesson: first?.name ?? '', step, atMs: 0, outcome: 'right', confidence: 'fairly', isHinted: false });
  expect(shelf.entries[0]?.title).toMatch(/^0\//);
  expect(shelf.renew?.().entries[0]?.title).toMatch(/^1\//);
});

test('it opens where it was left, and back leads home', async () => {
  const { entries } = await shelveLessons(stateFolder(), () => 0);
  const { stack, press, text } = openStack({ columns: 80, rows: 24 });
  const { place } = stack;
  const shown = await entries[0]?.show({ place, ascii: true, follow: () => undefined, signal: new AbortController().signal });
  const opened = await entries[0]?.open({ place, ascii: true, follow: () => undefined, signal: new AbortController().signal });
  assert(shown !== undefined && opened !== undefined);
  expect(opened.said).toBeNull();
  place.navigator.open(shown.screen);
  place.navigator.open(opened.screen);
  expect(text()).toContain(`Lesson 1 of ${String(listLessons().length)}`);
  press('l');
  expect(text()).toContain(shown.screen.title);
});
