import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProgress, readProgress, writeProgress } from '../../../src/cli/learn/progress-store.js';
import type { ProgressStore } from '../../../src/cli/learn/progress-store.js';
import { stateFolder } from '../../../src/cli/learn/state-folder.js';
import type { Attempt } from '../../../src/scenarios/lessons/progress.js';
import { forget } from '../../../src/scenarios/lessons/progress.js';

const attempt: Attempt = { lesson: 'conflicts', step: 'who-wins', atMs: 5, outcome: 'wrong', confidence: 'certain', isHinted: false };

function opened(home = mkdtempSync(join(tmpdir(), 'quarrel-progress-'))): { store: ProgressStore; told: string[]; path: string; home: string } {
  const told: string[] = [];
  const store = openProgress({ XDG_STATE_HOME: home }, (message) => told.push(message), 'linux');
  return { store, told, path: join(home, 'quarrel', 'progress.json'), home };
}

describe('kept progress', () => {
  it('is there for the next program', async () => {
    const { store, home, told } = opened();
    expect(store.read()).toEqual([]);
    await store.add(attempt);
    expect([opened(home).store.read(), told]).toEqual([[attempt], []]);
  });

  it('loses nothing of two programs at once, and leaves no lock', async () => {
    const { store, home, path } = opened();
    const other = opened(home).store;
    const numbers = Array.from({ length: 20 }, (_, atMs) => atMs);
    await Promise.all(numbers.map((atMs) => (atMs % 2 === 0 ? store : other).add({ ...attempt, atMs })));
    const times = opened(home).store.read().map(({ atMs }) => atMs);
    expect(times.toSorted((a, b) => a - b)).toEqual(numbers);
    expect(readdirSync(dirname(path))).toEqual(['progress.json']);
  });

  it('forgets what it is told to, and nothing that another program has noted since', async () => {
    const { store, home } = opened();
    await store.add(attempt);
    await opened(home).store.add({ ...attempt, lesson: 'other' });
    await store.change((progress) => forget(progress, 'conflicts'));
    expect(opened(home).store.read().map(({ lesson }) => lesson)).toEqual(['other']);
  });

  it.each(['', '{"version":1,"attempts":[{"lesson":7}]}', '[', 'null'])(
    'sets a file aside that holds %s', async (text) => {
      const { store, told, path } = opened();
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      await store.add(attempt);
      expect(store.read()).toEqual([attempt]);
      expect(readFileSync(path.replace('.json', '.damaged-1.json'), 'utf8')).toBe(text);
      expect(told).toEqual([expect.stringContaining('damaged-1.json')]);
    });

  it('leaves a file of a newer version as it is, tells so once, and lasts as long as the program', async () => {
    const { store, told, path } = opened();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '{"version":9,"attempts":"in another way"}');
    await store.add(attempt);
    await store.add({ ...attempt, atMs: 6 });
    expect(store.read().map(({ atMs }) => atMs)).toEqual([5, 6]);
    expect([readFileSync(path, 'utf8'), readdirSync(dirname(path))]).toEqual(['{"version":9,"attempts":"in another way"}', ['progress.json']]);
    expect(told).toEqual([expect.stringContaining('newer version')]);
  });

  it('tells once that it cannot be kept, and lasts as long as the program', async () => {
    const home = mkdtempSync(join(tmpdir(), 'quarrel-progress-'));
    writeFileSync(join(home, 'quarrel'), 'a file where the folder would be');
    const { store, told } = opened(home);
    await store.add(attempt);
    await store.add({ ...attempt, atMs: 6 });
    expect(store.read().map(({ atMs }) => atMs)).toEqual([5, 6]);
    expect(told).toEqual([expect.stringContaining('progress is not kept')]);
  });

  it('is not kept where no variable says where', async () => {
    const told: string[] = [];
    const store = openProgress({}, (message) => told.push(message), 'linux');
    await store.add(attempt);
    expect([store.read(), store.path, told.length]).toEqual([[attempt], null, 1]);
  });

  it('is read as it was written', () => {
    const all = [attempt, { ...attempt, confidence: null, outcome: 'skipped', isHinted: true } as const];
    expect(readProgress(writeProgress(all))).toEqual(all);
    expect(readProgress(writeProgress([]))).toEqual([]);
  });

  it('goes to the folder of the system', () => {
    expect(stateFolder({ XDG_STATE_HOME: '/s', HOME: '/h' }, 'linux')).toBe('/s/quarrel');
    expect(stateFolder({ XDG_STATE_HOME: 'relative', HOME: '/h' }, 'darwin')).toBe('/h/.local/state/quarrel');
    expect(stateFolder({ LOCALAPPDATA: String.raw`C:\L` }, 'win32')).toBe(String.raw`C:\L\quarrel`);
    expect(stateFolder({ USERPROFILE: String.raw`C:\U` }, 'win32')).toBe(String.raw`C:\U\AppData\Local\quarrel`);
    expect(existsSync('/s/quarrel')).toBe(false);
  });
});
