/** What is told has been run: here every counterfactual is run anew, and its write is found by other means. */
import { describe, expect, test } from 'vitest';
import { findCounterfactuals } from '../../src/cli/counterfactuals.js';
import type { CounterfactualOptions, SearchProgress } from '../../src/cli/counterfactuals.js';
import { readCatalogue } from '../../src/cli/package-files.js';
import type { Counterfactual } from '../../src/scenarios/counterfactual/counterfactual.js';
import { isolateScenario, parseScenarios } from '../../src/scenarios/index.js';
import type { Override } from '../../src/scenarios/index.js';
import { duration, size } from '../../src/scenarios/units.js';
import { fateOf, simulate } from '../../src/sim/simulate.js';
import type { Fate } from '../../src/sim/simulate.js';

const catalogue = readCatalogue();

/** A scenario of the catalogue alone: to read the whole takes longer than most runs. */
function textOf(name: string): string {
  return isolateScenario(catalogue, name) ?? '';
}

const quiet: CounterfactualOptions = { isStopped: () => false, onProgress: () => undefined };

interface Subject {
  readonly text: string;
  readonly name: string;
  readonly write: number;
}

/** A run, and its accepted writes by their client, its time of sending, and their key or table. */
function runWith({ text, name }: Omit<Subject, 'write'>, changes: readonly Override[]) {
  const parsed = parseScenarios(text, { only: name, overrides: changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const [{ scenario }] = parsed.scenarios;
  const writes = new Map<string, number[]>();
  const ids = new Map<number, string>();
  const run = simulate(scenario, {
    trace: (event) => {
      if (event.kind !== 'accept') return;
      // Rows get other ids under other schemes, in the same table.
      const id = `${event.client} ${event.sentAtUs} ${event.key.split('/')[0]}`;
      writes.set(id, [...(writes.get(id) ?? []), event.write]);
      ids.set(event.write, id);
    },
  });
  return { run, writes, ids };
}

function fateWith(subject: Subject, changes: readonly Override[]): { readonly fate: Fate | null; readonly fingerprint: string; readonly lost: number } {
  const id = runWith(subject, []).ids.get(subject.write);
  const { run, writes } = runWith(subject, changes);
  const fates = (writes.get(id ?? '') ?? []).map((write) => fateOf(run, write)).filter((fate) => fate !== null);
  expect(fates.length).toBeLessThanOrEqual(1);
  return { fate: fates.at(0) ?? null, fingerprint: run.report.fingerprint, lost: run.report.lostWrites.total };
}

/** Runs both sides anew; they are not further apart than a step. */
function verify(subject: Subject, found: readonly Counterfactual[], steps: { readonly us: number; readonly bytes: number } = { us: 10_000, bytes: 0 }): void {
  for (const { words, kept, lost, lostWrites } of found) {
    const again = fateWith(subject, kept.changes);
    expect({ words, fate: again.fate, fingerprint: again.fingerprint, lostWrites: again.lost }).toEqual({
      words, fate: kept.fate, fingerprint: kept.fingerprint, lostWrites,
    });
    expect(['visible', 'merged', 'superseded']).toContain(kept.fate);
    if (lost === null) continue;
    const other = fateWith(subject, lost.changes);
    expect({ words, fate: other.fate, fingerprint: other.fingerprint }).toEqual({ words, fate: 'lost', fingerprint: lost.fingerprint });
    expect(kept.changes.map(({ path }) => path)).toEqual(lost.changes.map(({ path }) => path));
    kept.changes.forEach(({ value }, i) => {
      expect(distance(value, lost.changes[i].value)).toBeGreaterThan(0);
      const most = value.endsWith('B') ? steps.bytes : steps.us;
      expect(distance(value, lost.changes[i].value)).toBeLessThanOrEqual(most);
    });
  }
}

function distance(one: string, other: string): number {
  const read = (text: string): number => {
    const quantity = text.endsWith('B') ? size : duration;
    const reading = quantity.read(/bound: (.*) }/.exec(text)?.[1] ?? text);
    if (!reading.ok) throw new Error(reading.message);
    return reading.value;
  };
  return Math.abs(read(one) - read(other));
}

function lostIn(text: string, name: string): readonly number[] {
  return runWith({ text, name }, []).run.lostWrites.map(({ write }) => write);
}

function search(subject: Subject, options: Partial<CounterfactualOptions> = {}): Promise<readonly Counterfactual[]> {
  return findCounterfactuals({ ...subject, overrides: [], resolver: null }, { ...quiet, ...options });
}

/** Two writes to one key 20 ms apart, the rival's from a clock that is ahead. */
function apart({ first, second, skewOf }: { readonly first: string; readonly second: string; readonly skewOf: string }): string {
  return `
version: 1
scenarios:
  apart:
    duration: 2s
    regions:
      here: { clock: { skew: ${skewOf === 'here' ? '90ms' : '0ms'} } }
      there: { clock: { skew: ${skewOf === 'there' ? '90ms' : '0ms'} } }
    links: { default: { latency: 50ms } }
    workload:
      script:
        - { at: 1s, in: ${first}, as: rival, write: { x: A } }
        - { at: 1.02s, in: ${second}, as: me, write: { x: B } }
`;
}

describe('an edge that is known by arithmetic', () => {
  test('is the time between two writes, exclusively where a tie is lost', async () => {
    // Ties go to the later region: me in the first one loses them.
    const text = apart({ first: 'there', second: 'here', skewOf: 'there' });
    const found = await search({ text, name: 'apart', write: 1 });
    expect(found[0]).toMatchObject({
      words: "there's clock were less than 20 ms ahead",
      kept: { changes: [{ path: 'regions.there.clock.skew', value: '19.999ms' }], fate: 'visible' },
      lost: { changes: [{ path: 'regions.there.clock.skew', value: '20ms' }], fate: 'lost' },
    });
    verify({ text, name: 'apart', write: 1 }, found);
  });

  test('is the time between two writes, inclusively where a tie is won', async () => {
    const text = apart({ first: 'here', second: 'there', skewOf: 'here' });
    const found = await search({ text, name: 'apart', write: 1 });
    expect(found[0]).toMatchObject({
      words: "here's clock were at most 20 ms ahead",
      kept: { changes: [{ path: 'regions.here.clock.skew', value: '20ms' }] },
      lost: { changes: [{ path: 'regions.here.clock.skew', value: '20.001ms' }] },
    });
    verify({ text, name: 'apart', write: 1 }, found);
  });

  test('is when a partition has to end for a write to arrive before the next one', async () => {
    // The link takes 50 ms, and the next write comes half a millisecond after 5 s: the heal has to be 50 ms before that.
    const text = `
version: 1
scenarios:
  cut:
    duration: 6s
    regions: { here: {}, there: {} }
    links: { default: { latency: 50ms } }
    workload:
      script:
        - { at: 2s, in: here, as: me, write: { x: A } }
        - { at: 5s, in: there, as: rival, write: { x: B } }
    faults:
      - { at: 1s, until: 5.5s, partition: [[here], [there]] }
`;
    const found = await search({ text, name: 'cut', write: 0 });
    const edge = found.find(({ words }) => words.includes('ended'));
    const [kept, lost] = [edge?.kept, edge?.lost].map((run) => run?.changes[0].value ?? '');
    const keptUs = duration.read(kept);
    expect(keptUs.ok && keptUs.value <= 4_950_500).toBe(true);
    expect(distance(kept, lost)).toBeLessThanOrEqual(1000);
    expect(distance(kept, '4.9505s')).toBeLessThanOrEqual(1000);
    verify({ text, name: 'cut', write: 0 }, found, { us: 1000, bytes: 0 });
  });
});

describe('in the catalogue', () => {
  test.each([
    ['clock-skew', "us-east's clock were at most 200 ms ahead"],
    ['phone-cart', "phone's clock were at most 20 ms behind"],
    ['cart-lww', 'conflicts were resolved by OR-Set'],
    ['counter-lww', 'conflicts were resolved by PN-Counter'],
    ['clock-step', "the step of eu-west's clock had put it at most 200 ms behind"],
    ['one-way-partition', 'the partition had ended by 4.965 s'],
    ['read-repair', 'writes were kept for replicas that did not take them (hinted handoff)'],
    ['unrepaired', 'the link from us-east to eu-west were a connection, not datagrams'],
    ['update-before-insert-skip', 'an update waited until its record is there'],
    ['ids-auto-increment', 'ids of rows were random (UUIDv4)'],
    ['sync-by-timestamp', 'pulls went by position in the log'],
  ])('%s: kept if %s; and all that is told beside that is true', { timeout: 120_000 }, async (name, words) => {
    const [write] = lostIn(textOf(name), name);
    const found = await search({ text: textOf(name), name, write });
    expect(found.map((one) => one.words)).toContain(words);
    verify({ text: textOf(name), name, write }, found);
  });

  test('split-brain: a write on one side of a partition, kept by a later cut, an earlier heal, or siblings', { timeout: 120_000 }, async () => {
    const subject = { text: textOf('split-brain'), name: 'split-brain', write: lostIn(textOf('split-brain'), 'split-brain')[300] };
    const found = await search(subject, { mostRuns: 50 });
    const words = found.map((one) => one.words);
    expect(words).toContain('the partition had ended by 11.49 s');
    expect(words).toContain('the partition had not begun before 11.09 s');
    expect(words).toContain('conflicts were resolved by siblings');
    verify(subject, found);
  });

  test('split-brain: writes of other times, with what they are told', { timeout: 120_000 }, async () => {
    const lost = lostIn(textOf('split-brain'), 'split-brain');
    for (const place of [2, 500]) {
      const subject = { text: textOf('split-brain'), name: 'split-brain', write: lost[place] };
      const found = await search(subject, { mostRuns: 14 });
      expect(found.length).toBeGreaterThan(0);
      verify(subject, found);
    }
  });

  test('truetime-lies: a clock that claims more of its own error', { timeout: 120_000 }, async () => {
    const [write] = lostIn(textOf('truetime-lies'), 'truetime-lies');
    const subject = { text: textOf('truetime-lies'), name: 'truetime-lies', write };
    const found = await search(subject, { mostRuns: 32 });
    expect(found[0].words).toBe("us-east's clock claimed an uncertainty of at least 29.2 ms");
    verify(subject, found.slice(0, 2));
  });

  test('failover: a takeover that comes later, and acknowledgements that promise less', { timeout: 120_000 }, async () => {
    const name = 'failover-asynchronous';
    const [write] = lostIn(textOf(name), name);
    const subject = { text: textOf(name), name, write };
    const found = await search(subject, { tellsUnacknowledged: true });
    const refused = found.filter(({ kept }) => kept.fate === null);
    expect(refused.map(({ words }) => words)).toContain('a write waited for a majority of all regions');
    for (const { kept } of refused) expect(fateWith(subject, kept.changes)).toMatchObject({ fate: null, fingerprint: kept.fingerprint });
    const others = found.filter((one) => !refused.includes(one));
    expect(others.map(({ words }) => words).join('; ')).toMatch(/suspected only after (more than )?3\.9/);
    verify(subject, others);
  });

  test('a queue: room for so many bytes', { timeout: 120_000 }, async () => {
    const text = `
version: 1
scenarios:
  full:
    duration: 4s
    regions: { here: {}, there: {} }
    links: { default: { latency: 50ms } }
    replication: { outbox: { capacity: 16KiB, when-full: drop } }
    workload:
      clients:
        - { in: here, rate: 20/s, arrivals: constant }
    faults:
      - { at: 1s, until: 3s, partition: [[here], [there]] }
`;
    const lost = lostIn(text, 'full');
    const subject = { text, name: 'full', write: lost[10] };
    const found = await search(subject);
    // Each write takes 1.5 KiB in the queue; the one before the eleventh lost one is the last that may find room.
    expect(found[0].words).toMatch(/^queues had room for at least [0-9.]+ KiB$/);
    verify(subject, found, { us: 10_000, bytes: 1024 });
  });
});

describe('a search', () => {
  const [name, write] = ['clock-skew', 1];

  test('finds nothing for a write that is not lost, or is not there', async () => {
    expect(await search({ text: textOf(name), name, write: 0 })).toEqual([]);
    expect(await search({ text: textOf(name), name, write: 99 })).toEqual([]);
  });

  test('makes no more runs than it may, and tells how many there were', async () => {
    const seen: SearchProgress[] = [];
    await search({ text: textOf(name), name, write }, { mostRuns: 5, onProgress: (progress) => seen.push(progress) });
    const counts = seen.map(({ tried }) => tried);
    expect([...new Set(counts)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(new Set(seen.map(({ most }) => most))).toEqual(new Set([5]));
  });

  test('tells that it goes on within a run, too', async () => {
    const [split] = lostIn(textOf('split-brain'), 'split-brain');
    let told = 0;
    const onProgress = ({ tried }: SearchProgress) => (told += tried === 0 ? 1 : 0);
    await search({ text: textOf('split-brain'), name: 'split-brain', write: split }, { mostRuns: 1, onProgress });
    expect(told).toBeGreaterThan(1);
  });

  test('that is stopped tells what it had found', async () => {
    let tried = 0;
    const options = { isStopped: () => tried >= 3, onProgress: (progress: SearchProgress) => (tried = progress.tried) };
    const found = await search({ text: textOf(name), name, write }, options);
    expect(tried).toBe(3);
    verify({ text: textOf(name), name, write }, found);
  });

  test('lays what it changes over what was changed before', async () => {
    const overrides = [{ path: 'regions.us-east.clock.skew', value: '250ms' }];
    const found = await findCounterfactuals({ text: catalogue, name, overrides, resolver: null, write }, quiet);
    expect(found[0].words).toBe("us-east's clock were at most 200 ms ahead");
  });

  test('comes to the same again', async () => {
    const [one, other] = [await search({ text: textOf(name), name, write }), await search({ text: textOf(name), name, write })];
    expect(one).toEqual(other);
  });
});
