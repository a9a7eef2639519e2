import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, describe, expect, onTestFinished, test, vi } from 'vitest';
import { recordRun } from '../../../../src/cli/recording/record-run.js';
import { renderReportBody, renderReportPage } from '../../../../src/cli/report/html/report-page.js';
import { showRun } from '../../../../src/cli/report/html/show-run.js';
import type { ShownRun } from '../../../../src/cli/report/html/shown-run.js';
import type { WriteStory } from '../../../../src/cli/view/story/write-story.js';
import { judgeExpectations, overallVerdict } from '../../../../src/scenarios/index.js';
import { catalogueText, shipped } from '../../../support/catalogue.js';
import { runCli } from '../../capture-io.js';
import { elementsOf, elementWithId, readPage, rowsOf, textOf } from './read-page.js';
import type { PageElement } from './read-page.js';

vi.setConfig({ testTimeout: 120_000 });

/** One of each strategy and shape: several links, a single region, storage nodes, followers, faults of all kinds. */
const names = [
  'concurrent-x', 'clock-skew', 'mesh', 'star', 'ring-break', 'random-faults', 'own-write-token', 'sloppy-quorum', 'split-brain-unfenced',
  'first-committer-wins', 'row-torn', 'text-whole-words', 'person-decides', 'cassandra-lwt', 'disk-loss',
];

function show(name: string, changes: Partial<ShownRun> = {}): ShownRun {
  const loaded = shipped.find(({ scenario }) => scenario.name === name);
  assert(loaded !== undefined);
  const recorded = recordRun(loaded.scenario);
  const { run } = recorded;
  const expectations = judgeExpectations(loaded.expectations, run.report);
  const result = {
    scenario: loaded.scenario,
    report: run.report,
    lostWrites: run.lostWrites,
    systems: loaded.systems,
    source: loaded.source,
    expectations,
    verdict: overallVerdict(expectations),
    replay: `v1:${name}:1`,
    repeat: `quarrel run ${name} --seed 1`,
  };
  return { ...showRun({ loaded, recorded, result, text: catalogueText, overrides: [] }), ...changes };
}

function pageOf(shown: ShownRun): PageElement {
  return readPage(renderReportPage(shown, null));
}

/** `12,345 of …` → 12345. */
function countIn(text: string | undefined): number {
  const found = /\d[\d,]*/.exec(text ?? '');
  assert(found !== null, `there is a number in "${text ?? ''}"`);
  return Number(found[0].replaceAll(',', ''));
}

describe.each(names)('the page of %s', (name) => {
  const shown = show(name);
  const page = pageOf(shown);
  const elements = elementsOf(page);

  test('has every id once, and every reference leads to one', () => {
    const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
    const references = elements.flatMap(({ attributes }) => [
      ...(attributes.get('aria-labelledby') ?? '').split(' ').filter((id) => id !== ''),
      ...(attributes.get('href')?.startsWith('#') === true ? [attributes.get('href')?.slice(1) ?? ''] : []),
    ]);
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('has one h1, and no heading that skips a level', () => {
    const levels = elements.filter((one) => /^h\d$/.test(one.name)).map((one) => Number(one.name[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
  });

  test('loads nothing and runs nothing', () => {
    expect(elements.filter((one) => ['script', 'link', 'img', 'iframe', 'object', 'base', 'use', 'image'].includes(one.name))).toEqual([]);
    const urls = elements.flatMap(({ attributes }) => [attributes.get('src'), attributes.get('href')].filter((url) => url !== undefined));
    expect(urls.filter((url) => !url.startsWith('#'))).toEqual([]);
    const style = elements.find((one) => one.name === 'style');
    assert(style !== undefined);
    expect(textOf(style)).not.toMatch(/@import|url\((?!#)/);
    expect([...new Set(elements.flatMap(({ attributes }) => [...attributes.keys()]))].filter((key) => key.startsWith('on') || key === 'style')).toEqual([]);
  });

  test('says in words what its drawings show, and heads every table', () => {
    for (const svg of elements.filter((one) => one.name === 'svg' && one.attributes.get('aria-hidden') !== 'true')) {
      expect(svg.attributes.get('role')).toBe('img');
      const labels = (svg.attributes.get('aria-labelledby') ?? '').split(' ').map((id) => textOf(elementWithId(svg, id)));
      expect(labels.filter((label) => label !== '')).toHaveLength(2);
    }
    const tables = elements.filter((one) => one.name === 'table');
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) {
      expect(table.children.some((child) => typeof child !== 'string' && child.name === 'caption')).toBe(true);
      const heads = elementsOf(table).filter((one) => one.name === 'th');
      expect(heads.every(({ attributes }) => ['col', 'row'].includes(attributes.get('scope') ?? ''))).toBe(true);
    }
  });

  test('tells the same figures as the report', () => {
    const { report, lostWrites, expectations } = shown.result;
    const fates = rowsOf(page, /^Fates of/).map(([fate, count]) => [fate, countIn(count)]);
    expect(fates).toEqual(Object.entries(report.fates));
    if (lostWrites.length > 0) {
      const causes = rowsOf(page, /^Why /).map(([cause, count]) => [cause, countIn(count)]);
      expect(causes).toEqual(Object.entries(report.lostWrites.byCause).filter(([, count]) => count > 0));
      expect(countIn(textOf(elementWithId(page, 'lost-writes')))).toBe(lostWrites.length);
    }
    if (expectations.length > 0) {
      expect(rowsOf(page, /^Expectations/).map((row) => row.slice(0, 3))).toEqual(
        expectations.map(({ name: of, expected, actual }) => [of, expected, actual].map((text) => text.replace(/\s+/g, ' ').trim())),
      );
    }
    if (report.faults.length > 0) {
      expect(rowsOf(page, /^Faults/).map((row) => row[1]).sort()).toEqual(report.faults.map(({ kind }) => kind).sort());
    }
    for (const { from, to, messages } of report.network.byLink) {
      const row = rowsOf(page, /^Links/).find(([link]) => link === `${from} to ${to}`);
      expect(countIn(row?.[2])).toBe(messages);
    }
    const key = textOf(elementWithId(page, 'verdict'));
    expect(key).toContain(`Conflicts${String(report.conflicts.distinct).replace(/\B(?=(\d{3})+$)/g, ',')} `);
    expect(textOf(elementWithId(page, 'again'))).toContain(report.fingerprint);
  });

  test('is the same, byte for byte, the second time', () => {
    expect(renderReportPage(show(name), null)).toBe(renderReportPage(shown, null));
  });
});

test('a page of split-brain is below 300 KB without a program', () => {
  const text = renderReportPage(show('split-brain'), null);
  readPage(text);
  expect(Buffer.byteLength(text)).toBeLessThan(300_000);
});

test('events of the diagram are named by their places in the trace, and messages join two of them', () => {
  const shown = show('concurrent-x');
  const { trace } = shown.recorded;
  assert(trace !== null);
  const elements = elementsOf(pageOf(shown));
  const events = elements.filter(({ attributes }) => attributes.has('data-event'));
  expect(events.length).toBe(trace.filter(({ kind }) => kind !== 'acknowledge').length);
  const words = events.map((event) => [Number(event.attributes.get('id')?.replace('event-', '')), textOf(elementsOf(event).find((one) => one.name === 'title') ?? event)]);
  expect(words[0]?.join(' ')).toBe('0 0.101 s us-east: write x = A (w0) alice');
  for (const [at] of words) expect(trace[Number(at)]).toBeDefined();
  const drawn = events.map(({ attributes }) => attributes.get('data-event'));
  const messages = elements.filter(({ attributes }) => attributes.has('data-from'));
  expect(messages).toHaveLength(trace.filter(({ kind }) => kind === 'receive').length);
  for (const { attributes } of messages) expect(drawn).toEqual(expect.arrayContaining([attributes.get('data-from'), attributes.get('data-to')]));
});

test('curves of a single leader are those of its regions, and no figure of outboxes contradicts them', () => {
  const shown = show('failover-asynchronous');
  expect(shown.result.report.backlog.peakWrites).toBe(0);
  const words = textOf(elementWithId(pageOf(shown), 'over-time'));
  expect(words).toContain('Backlog: writes that a region took and others have not applied');
  expect(words).toMatch(/west at most 3\d\d writes/);
  expect(words).not.toMatch(/At most, between two looks|far end|\b0 writes/);
  const queues = (name: string) => rowsOf(pageOf(show(name)), /^Links/).map((row) => row.slice(5, 7).join(' '));
  expect(new Set(queues('failover-asynchronous'))).toEqual(new Set(['- -']));
  expect(queues('concurrent-x')).toEqual(['1 write 0', '1 write 0']);
});

test('lines of a run without recorded batches do not claim to be the way that a write took', () => {
  const wordsOf = (name: string) => textOf(elementWithId(pageOf(show(name)), 'space-time-words'));
  expect(wordsOf('sloppy-quorum')).toContain('where a write was accepted to where it came, whoever passed it on');
  expect(wordsOf('concurrent-x')).not.toContain('whoever');
});

test('shares are hundredths of a percent, and neither all nor nothing where that is not so', () => {
  const shown = show('quiet-day');
  const { result } = shown;
  const fates = { visible: 99_999, superseded: 0, merged: 0, lost: 1, pending: 0 };
  const writes = { ...result.report.writes, acknowledged: 100_000 };
  const page = pageOf({ ...shown, result: { ...result, report: { ...result.report, fates, writes } } });
  const shares = rowsOf(page, /^Fates of/).map(([fate, , share]) => [fate, share]);
  expect(shares.filter(([, share]) => share !== '0 %')).toEqual([['visible', '> 99.99 %'], ['lost', '< 0.01 %']]);
});

test('a run with more events than can be kept says what is left out, and keeps the rest', () => {
  const shown = show('mesh');
  const page = pageOf({ ...shown, recorded: { ...shown.recorded, trace: null } });
  expect(textOf(elementWithId(page, 'space-time'))).toBe('Space-time diagram Left out: the run has more events than can be kept.');
  expect(rowsOf(page, /^Links/)[0]?.[7]).toBe('not recorded');
  expect(rowsOf(page, /^Fates of/)).toHaveLength(5);
});

test('lost writes are told where there is a story, and listed where there is none', () => {
  const shown = show('disk-loss');
  const { lostWrites } = shown.result;
  expect(lostWrites.length).toBeGreaterThan(60);
  const without = pageOf({ ...shown, tell: () => null });
  expect(rowsOf(without, /^Lost writes/).map(([write]) => write)).toEqual(lostWrites.slice(0, 500).map(({ write }) => `w${write}`));
  const told = pageOf({ ...shown, tell: (write) => ({ ...sampleStory, write }) });
  const stories = elementsOf(told).filter(({ attributes }) => attributes.get('class') === 'story');
  expect(stories.map(({ attributes }) => attributes.get('id'))).toEqual(lostWrites.slice(0, 50).map(({ write }) => `write-${write}`));
  expect(textOf(stories[1] ?? without)).toContain('Its only copy was on a disk that is gone.');
  expect(rowsOf(told, /^Further lost writes/)).toHaveLength(Math.min(500, lostWrites.length) - 50);
  expect(textOf(elementWithId(told, 'lost-writes'))).toContain('quarrel explain disk-loss --seed 1 --write 17');
});

const sampleStory: WriteStory = {
  write: 0,
  key: 'k',
  value: 'v',
  client: 'alice',
  replica: 'us-east',
  acceptedAtUs: 1000,
  fate: 'lost',
  cause: 'disk',
  steps: [{ atUs: 1000, replica: 'us-east', kind: 'accept', words: 'takes it', event: 0 }],
  conclusion: 'Its only copy was on a disk that is gone.',
};

test('the lost write of concurrent-x is explained', () => {
  const story = elementWithId(pageOf(show('concurrent-x')), 'write-1');
  expect(story.attributes.has('open')).toBe(true);
  const steps = elementsOf(story).filter(({ name }) => name === 'li').map(textOf);
  expect(steps[0]).toContain('us-east');
  expect(steps.length).toBeGreaterThan(3);
  expect(textOf(story)).toContain('lww');
});

test('a program is put in whole, and allowed; one that would end itself is a mistake of ours', () => {
  const shown = show('concurrent-x');
  const text = renderReportPage(shown, 'void 0;');
  expect(text.includes('<script>void 0;</script>')).toBe(true);
  expect(policyOf(text)).toContain("script-src 'unsafe-inline' blob:");
  expect(policyOf(renderReportPage(shown, null))).toBe("default-src 'none'; style-src 'unsafe-inline'");
  expect(text.includes(renderReportBody(shown))).toBe(true);
  expect(() => renderReportPage(shown, 'x = "</script>"')).toThrow(/ends itself/);
});

function policyOf(text: string): string | undefined {
  const metas = elementsOf(readPage(text)).filter(({ name }) => name === 'meta');
  return metas.find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy')?.attributes.get('content');
}

describe('names from documents', () => {
  const nasty = `<script>alert(1)</script> " ' & <!-- \u202e ]]>`;

  test('are text and nothing else, wherever they stand', async () => {
    const { text, page } = await runNasty(nasty);
    const before = await runNasty('plain');
    const count = (one: PageElement): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const { name } of elementsOf(one)) counts[name] = (counts[name] ?? 0) + 1;
      return counts;
    };
    expect(count(page)).toEqual(count(before.page));
    expect(text).not.toMatch(/\u202e/);
    expect(textOf(page)).toContain('<script>alert(1)</script>');
    expect(textOf(elementWithId(page, 'lost-writes'))).toContain(String.raw`<script>alert(1)</script> " ' & <!-- \u{202e} ]]>`);
  });

  async function runNasty(name: string): Promise<{ readonly text: string; readonly page: PageElement }> {
    const folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const quoted = JSON.stringify(name);
    const path = join(folder, 'nasty.yaml');
    writeFileSync(path, `version: 1
scenarios:
  nasty:
    title: ${quoted}
    about: ${quoted}
    systems: [${JSON.stringify(name.slice(0, 30))}]
    source: ${quoted}
    regions: { us-east: {}, eu-west: {} }
    workload:
      script:
        - { at: 1s, in: us-east, as: alice, write: { ${quoted}: ${quoted} } }
        - { at: 1s, in: eu-west, as: bob, write: { ${quoted}: C } }
    expect: { lost-writes: 1 }
`);
    const { exitCode, stdout, stderr } = await runCli(['run', path, '--format', 'html']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return { text: stdout, page: readPage(stdout) };
  }
});

test('--out writes the page to a file, says where, and ends as the text report would', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'report.html');
  const changed = ['run', 'concurrent-x', '--set', 'expect.lost-writes=0', '--format', 'html'];
  const { exitCode, stdout, stderr } = await runCli([...changed, '--out', path]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(`VIOLATED: 1 of 12 expectations does not hold\nReport: ${path}\n`);
  const printed = await runCli(changed);
  expect(readFileSync(path, 'utf8')).toBe(printed.stdout);
  const page = readPage(printed.stdout);
  expect(textOf(elementsOf(page).find(({ name }) => name === 'title') ?? page)).toBe('VIOLATED: concurrent-x, seed 1 - quarrel');
  expect(rowsOf(page, /^Changes/)).toContainEqual(['expect.lost-writes', '0']);
});

test('--out that names a folder is refused before anything is run', async () => {
  const { exitCode, stderr } = await runCli(['run', 'concurrent-x', '--format', 'html', '--out', tmpdir()]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('is a directory; name a file, such as report.html');
});

test('--trace and --out cannot share a file', async () => {
  const { exitCode, stderr } = await runCli(['run', 'concurrent-x', '--trace', 'same', '--out', 'same']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--trace and --out name the same file');
});
