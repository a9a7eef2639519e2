import { describe, expect, test } from 'vitest';
import { checkExportNames, checkFileNames, checkFileSizes } from './name-rules.js';

describe('names of files', () => {
  test.each([
    'src/sim/eventQueue.ts',
    'src/sim/Event.ts',
    'src/sim/event_queue.ts',
    'src/utils/event.ts',
    'src/sim/event-helpers.ts',
    'src/sim/info.ts',
    'test/data/event.test.ts',
  ])('%s is refused', (path) => {
    expect(checkFileNames([{ path, text: '' }])).toHaveLength(1);
  });

  test.each([
    'src/sim/event-queue.ts',
    'src/sim/event-queue.test.ts',
    'src/cli/tui/live/live-view.tsx',
    'src/sim/base/seedrandom.d.ts',
    'src/sim/database.ts',
    'eslint.config.js',
  ])('%s is allowed', (path) => {
    expect(checkFileNames([{ path, text: '' }])).toEqual([]);
  });
});

describe('names of exports', () => {
  test.each([
    'export function makeHelper() {}',
    'export const userData = 1;',
    'export class QueueManager {}',
    'export interface LinkInfo {}',
    'export interface IQueue {}',
  ])('%s is refused', (text) => {
    expect(checkExportNames([{ path: 'src/sim/a.ts', text }])).toHaveLength(1);
  });

  test.each([
    'export function makeDatagram() {}',
    'export interface Information {}',
    'export interface IdRange {}',
    'const localData = 1;',
  ])('%s is allowed', (text) => {
    expect(checkExportNames([{ path: 'src/sim/a.ts', text }])).toEqual([]);
  });
});

describe('sizes of files', () => {
  const lines = (count: number): string => 'line\n'.repeat(count);

  test('400 lines are allowed', () => {
    expect(checkFileSizes([{ path: 'src/a.ts', text: lines(400) }])).toEqual([]);
  });

  test('401 lines are too many', () => {
    expect(checkFileSizes([{ path: 'src/a.ts', text: lines(401) }])).toEqual([
      {
        path: 'src/a.ts',
        rule: 'the file has 401 lines, more than 400',
        remedy: 'split it by subject',
      },
    ]);
  });
});
