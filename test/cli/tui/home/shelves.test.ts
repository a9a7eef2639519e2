/** The kinds of entries, read from real folders. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shelveFailures } from '../../../../src/cli/tui/home/failure-shelf.js';
import { shelveFiles } from '../../../../src/cli/tui/home/file-shelf.js';
import type { HomeShelf, Opened, Surroundings } from '../../../../src/cli/tui/home/home-item.js';
import { shelveScenarios } from '../../../../src/cli/tui/home/scenario-shelf.js';
import { sayHowLong } from '../../../../src/cli/tui/home/open-run.js';
import { readCatalogue } from '../../../../src/cli/package-files.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { outlineCatalogue } from '../../../../src/scenarios/outline.js';
import { parseScenarios, sliceScenario } from '../../../../src/scenarios/index.js';
import { textOf } from '../../view/live/sample-state.js';

const size = { columns: 100, rows: 40 };
const catalogue = readCatalogue();
let folder: string;
const quietDay = sliceScenario(catalogue, 'quiet-day') ?? '';
const { signal } = new AbortController();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'home-'));
  write('one.yaml', quietDay);
  write('two.yml', sliceScenario(catalogue, 'split-brain') ?? '');
  write('wrong.yaml', 'version: 1\nscenarios:\n  a:\n    title: "A \\e[31mwrong one"\n    duraton: 5s\n');
  write('torn.yaml', 'scenarios: [\n');
  write('compose.yaml', 'services: {}\n');
  write('notes.txt', 'scenarios:\n');
  mkdirSync(join(folder, 'folder.yaml'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('files with scenarios are listed, other files are not, and broken ones say why', async () => {
  const { entries } = await shelveFiles(folder, signal);
  expect(namesOf(entries)).toEqual(['one.yaml', 'torn.yaml', 'two.yml', 'wrong.yaml']);
  const problems = entries.map(({ title, problem }) => [problem !== null, title.startsWith('BROKEN: line ')]);
  expect(problems).toEqual([[false, false], [true, true], [false, false], [true, true]]);
});

test('what stands in a file cannot steer the terminal', async () => {
  const { entries } = await shelveFiles(folder, signal);
  for (const { name, title, about, group } of entries) expect(name + title + about + group).not.toMatch(/\p{Cc}/u);
});

test('a folder that is not there or was left has nothing', async () => {
  expect((await shelveFiles(join(folder, 'nowhere'), signal)).entries).toEqual([]);
  expect((await shelveFailures(join(folder, 'nowhere'), signal)).entries).toEqual([]);
  expect((await shelveFiles(folder, AbortSignal.abort())).entries).toEqual([]);
});

test('a saved failure says what failed, and one that is broken why', async () => {
  const failures = join(folder, 'failures');
  mkdirSync(failures);
  const head = '# tiny under faults: converged should be true, and is false.\n# Found in run 7 of: quarrel fuzz tiny\n';
  write('failures/converged-1.yaml', head + quietDay);
  write('failures/commutative-2.yaml',
    '# mine: its result depends on the order (commutative).\nversion: 1\ncounterexample:\n' +
    '  properties: [commutative]\n  resolver: ../mine.ts\n  token: "v1:AAEj"\n');
  write('failures/torn.yaml', 'version: [');
  const { entries } = await shelveFailures(failures, signal);
  const [first, second, third] = entries;
  expect(entries.map(({ verb }) => verb)).toEqual(['look again', 'watch', 'watch']);
  expect(first).toMatchObject({ title: 'commutative: ../mine.ts', problem: null });
  expect(first?.about).toContain('its result depends on the order');
  expect(first?.command).toMatch(/^quarrel replay .*commutative-2.yaml$/);
  expect(second?.about).toContain('converged should be true, and is false. Found in run 7');
  expect(third?.title).toMatch(/^BROKEN: line 1/);
  expect(await drawn(first?.open(around()))).toMatch(/there is no such file[^]*mine\.ts/);
});

test('a broken file is opened as a text about what is wrong, above its own text', async () => {
  const wrong = (await shelveFiles(folder, signal)).entries.find(({ name }) => name.endsWith('wrong.yaml'));
  expect(await drawn(wrong?.open(around()))).toContain('"duraton" is not a key');
  expect(await drawn(wrong?.show(around()))).toMatch(/This cannot be used[^]*duraton: 5s/);
});

test('a scenario is shown as its document says it, and opened as a live view', async () => {
  const { entries } = shelveScenarios(outlineCatalogue(catalogue));
  const item = entries.find(({ name }) => name === 'split-brain');
  const shown = await drawn(item?.show(around()));
  expect(shown).toContain('Two regions lose sight of each other');
  expect(shown).toContain('version: 1');
  const opened = await item?.open(around());
  expect(opened?.screen.title).toBe('The live view');
  expect(opened?.repeat).toMatch(/^quarrel run split-brain --seed /);
  expect(opened?.said).toBeNull();
  opened?.screen.close();
});

test('a run that takes minutes says so', () => {
  const parsed = parseScenarios(catalogue, { only: 'capacity-partition' });
  const scenario = parsed.ok ? parsed.scenarios[0]?.scenario : undefined;
  expect(scenario === undefined ? '' : sayHowLong(scenario)).toMatch(/^A large run: about [\d,]{9,} events, .* min to its end\.$/);
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function namesOf(entries: HomeShelf['entries']): readonly string[] {
  return entries.map(({ name }) => name.replace(`${folder}/`, ''));
}

function around(): Surroundings {
  const ignore = () => undefined;
  const navigator = { open: ignore, back: ignore, say: ignore, copy: ignore, fail: ignore };
  return { place: { navigator, theme: asciiTheme, roomOf: () => size }, ascii: true, follow: ignore, signal };
}

async function drawn(opening: Promise<Opened> | undefined): Promise<string> {
  const opened = await opening;
  return opened === undefined ? '' : textOf(opened.screen.draw(size));
}
