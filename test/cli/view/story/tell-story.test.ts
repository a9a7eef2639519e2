import { describe, expect, test } from 'vitest';
import { tellStory } from '../../../../src/cli/view/story/tell-story.js';
import { fateOf } from '../../../../src/sim/simulate.js';
import { linesOf, runOf, storyIn } from './told-run.js';

test('of two concurrent writes the story says which one was kept, by which stamps, where', () => {
  const story = storyIn('concurrent-x');
  expect(linesOf(story)).toEqual([
    'accept us-east: alice writes x = B over w0 (A), stamped 1.000 s',
    'ship us-east: sends it to eu-west',
    'acknowledge us-east: says yes to alice',
    'rival eu-west: bob writes x = C (w2), not having seen w1, stamped 1.020 s',
    'read us-east: alice reads it',
    'discard eu-west: it comes from us-east and is discarded for w2 (C), concurrent: lww compares 1.020 s > 1.000 s',
    'discard us-east: w2 (C), from eu-west, concurrent, takes its place',
  ]);
  expect(story.conclusion).toBe(
    'Lost everywhere, though alice was told yes: it and w2 (C) are concurrent, neither author had seen the other. ' +
      'lww kept w2: 1.020 s > 1.000 s.',
  );
});

test('a conflict that only the detector believes in is called so', () => {
  const lines = linesOf(storyIn('mysql-ring-orphan'));
  expect(lines).toContain(
    'discard a: w0 (B), from c, wrongly believed concurrent, takes its place: what arrives replaces what is there',
  );
});

test('a wrong clock is named with what it said, and what true time says', () => {
  const story = storyIn('clock-skew');
  expect([story.fate, story.cause]).toEqual(['lost', 'skew']);
  expect(linesOf(story)).toContain(
    'rival us-east: alice writes x = B (w0), stamped 1.300 s, 300 ms ahead of true time',
  );
  expect(story.conclusion).toContain('its author had seen w0 (B), and yet lww kept w0: 1.300 s > 1.200 s');
  expect(story.conclusion).toContain('in true time w1 was written 200 ms later');
  expect(story.conclusion).toContain('The clock of us-east was 300 ms fast when it stamped w0 (1.300 s).');
  expect(story.conclusion).toContain('With right clocks the rule would have kept w1 (C).');
});

test('a write of one side of a partition waits at the cut, and yields at the heal', () => {
  const told = runOf('split-brain');
  const { lostWrites } = told.run;
  const { write } = lostWrites[Math.floor(lostWrites.length / 2)];
  const lines = linesOf(storyIn('split-brain', write));
  const cut = lines.indexOf('fault us-east: links to eu-west and ap-south cut');
  const heal = lines.indexOf('fault us-east: links to eu-west and ap-south healed');
  const shipped = lines.indexOf('ship us-east: sends it to eu-west and ap-south');
  expect(cut).toBeGreaterThanOrEqual(0);
  expect(heal).toBeGreaterThan(cut);
  expect(shipped).toBeGreaterThan(heal);
  expect(lines.slice(shipped).some((line) => line.startsWith('discard us-east:'))).toBe(true);
});

/** By scenario: a sentence of the conclusion, and the step that it speaks of. */
const losses = [
  ['failover-asynchronous', 'west took over without it, and east took it back at 9.060 s', /^discard east: takes it back/],
  ['unrepaired', 'and nothing repaired that', /^drop .*: drops the copy for/],
  ['queue-bounded', 'was given up), and nothing repaired that', /^drop .*: the queue for it was given up/],
  ['update-before-insert-skip', 'there was no record to update', /^discard ap-south: .* it is skipped/],
  ['double-booking-resolved', 'which only one may have', /^discard eu-west: it has the value of w0/],
  ['ids-auto-increment', 'made another row under the same key', /^discard us-east: w1 \(shoes\)/],
  ['mysql-ring-ignore-server-ids', 'loop prevention dropped it', /^drop c: drops the copy for a/],
  ['disk-loss', 'us-east lost its disk at 5.050 s', /^fault us-east: loses its disk/],
  ['aurora-global', 'acknowledged it alone, and is gone', /^fault us-a: is removed for good/],
  ['no-handoff', 'c was out of reach when it was sent', /^fault c: crashes/],
  ['tombstones-collected', 'dropped the copy for phone', /^drop home: drops the copy for phone/],
  ['site-priority', 'site-priority kept w0', /head-office over branch/],
  ['remove-meets-add', 'or-set kept w2', /^discard phone:/],
  ['row-torn', 'field-wise kept w2', /^discard .*where they contradict each other, field-wise keeps the other/],
  ['concurrent-x-arrival', 'what arrives replaces what is there', /^discard us-east:/],
] as const;

describe.each(losses)('a loss in %s', (name, sentence, step) => {
  const told = runOf(name);
  const of = name === 'queue-bounded' ? told.run.lostWrites.find(({ cause }) => cause === 'queue')?.write : undefined;
  const story = storyIn(name, of);

  test('is concluded with what caused it', () => {
    expect(story.conclusion.toLowerCase()).toContain(sentence.toLowerCase());
  });

  test('has the step by which it came about', () => {
    expect(linesOf(story)).toEqual(expect.arrayContaining([expect.stringMatching(step)]));
  });
});

test('what is overwritten by somebody who saw it is superseded, by name', () => {
  expect(storyIn('concurrent-x', 0).conclusion).toMatch(/^Superseded: \w+ had seen it and wrote w\d \(\w\) in its place/);
});

test('operations on a merged value stay beside each other', () => {
  const story = storyIn('cart-or-set', 1);
  expect(story.fate).toBe('merged');
  expect(linesOf(story)).toContain('conflict laptop: w2 (add tea) comes from phone, concurrent: both stay');
  expect(story.conclusion).toBe('Kept: every replica reflects it at the end, beside others.');
});

test('a pending write is said to be missing where it is', () => {
  const story = storyIn('update-before-insert', 1);
  expect(story.conclusion).toBe(
    'Pending: when the run ends, ap-south does not have it yet, and it may still come.',
  );
});

test('a write that is not there has no story', () => {
  expect(tellStory(runOf('concurrent-x'), 3)).toBe(null);
});

const law = [
  'concurrent-x', 'clock-skew', 'ring', 'split-brain-unfenced', 'mongodb-rollback', 'lease', 'cassandra-doomstone',
  'local-quorum', 'certification-minority-lww', 'certification-minority', 'row-reset', 'text-wrong-words', 'cart-union',
  'ids-offset-third', 'unrepaired', 'queue-bloat', 'sync-by-timestamp', 'bdr-update-delete', 'truetime-lies',
  'dotted-siblings', 'couchdb-conflict', 'hinted-handoff', 'mysql-ring', 'write-meets-delete',
];

describe.each(law)('in %s', (name) => {
  const told = runOf(name);
  const writes = [...new Set(told.trace.flatMap((event) => (event.kind === 'accept' ? [event.write] : [])))];
  const some = writes.filter((_, at) => at % Math.ceil(writes.length / 300) === 0);
  const lost = told.run.lostWrites.filter((_, at) => at % Math.ceil(told.run.lostWrites.length / 300) === 0);

  test('every write has a story in order of time, with the fate that the oracle gave it', () => {
    expect(some.length).toBeGreaterThan(0);
    for (const write of some) {
      const story = tellStory(told, write);
      expect(story).toMatchObject({ write, fate: fateOf(told.run, write) });
      const times = story?.steps.map(({ atUs }) => atUs) ?? [];
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(story?.conclusion).not.toBe('');
    }
  });

  test('every lost write has the discard or drop that caused it, and the cause that the oracle found', () => {
    for (const { write, cause } of lost) {
      const story = tellStory(told, write);
      expect(story?.cause).toBe(cause);
      const kinds = story?.steps.map(({ kind }) => kind) ?? [];
      expect(kinds.includes('discard') || kinds.includes('drop'), `w${write}`).toBe(true);
    }
  });
});

describe('what a change of a merged value yields to', () => {
  test('is what is about the same element, though something else came at the same time', () => {
    const story = storyIn('cart-union');
    expect(story.conclusion).toContain('its author had seen w0 (add milk), and yet cart-union kept w0');
    expect(linesOf(story)).toContain('discard laptop: with w2 (add eggs), from phone, comes w0 (add milk) in its place');
  });

  test('is what is about the same field; others do not contradict it', () => {
    const story = storyIn('row-reset');
    expect(story.conclusion).toContain('or-map kept w6');
    expect(linesOf(story)).toContain('conflict london: w5 (visits +1) comes from tokyo, concurrent: both stay');
  });

  test.each([
    ['remove-meets-add', 'or-set kept w2: an add stays unless whoever removes it has seen it'],
    ['never-again', 'two-phase-set kept w1: what was removed once never comes back'],
    ['row-torn', 'field-wise kept w2: the later stamp counts for each field'],
    ['remove-wins-tie', 'the later stamp counts for each element, and of equal ones the remove'],
    ['site-priority', 'site-priority kept w0: it ranks head-office over branch'],
  ])('in %s has the reason of its rule', (name, reason) => {
    expect(storyIn(name).conclusion).toContain(reason);
  });
});

test('whoever is down learns nothing', () => {
  expect(linesOf(storyIn('failover-asynchronous'))).toContain('fault east: leads no longer (term 1)');
  expect(linesOf(storyIn('split-brain-unfenced'))).toContain('fault east: learns that it leads no longer (term 1)');
});
