import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeStarter } from '../../src/cli/write-starter.js';
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

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
