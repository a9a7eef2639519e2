import fc from 'fast-check';
import { expect, test } from 'vitest';
import { violationsOf } from '../../../../src/cli/report/check/shown-check.js';
import { checkSentence, renderCheckText } from '../../../../src/cli/report/check/text.js';
import { measureWidth } from '../../../../src/cli/view/drawing/text-width.js';
import type { CheckedAnswer } from '../../../../src/sim/resolver-check.js';
import { hostileChecks, steering } from './hostile-checks.js';
import { checkWith, mergeLine, plain, shownOf, throwingCheck, unionCheck, untiedCheck } from './sample-checks.js';

test('what may be lost by the word of the author is not claimed to be kept', () => {
  const granting = (isAll: boolean): string => {
    const granted = { kinds: ['write', 'delete'], isAll };
    return renderCheckText(shownOf(checkWith([{ property: 'no-lost-writes', verdict: 'holds', granted }])), plain);
  };
  expect(granting(false)).toContain('\n  no-lost-writes          proved within bounds  beside what may be lost\n');
  expect(granting(false)).toContain('\nno-lost-writes: asked beside write and delete, which may be lost by its mayLose.\n');
  expect(granting(true)).toContain('\n  no-lost-writes          not asked             nothing was asked, see below\n');
  expect(granting(true)).toContain('\nno-lost-writes: nothing was asked: by its mayLose, write and delete may be lost,');
});

test('a union of carts: drawing, steps with values, the rule, what it means, the line, and how to repeat it', () => {
  expect(`\n${renderCheckText(shownOf(unionCheck, mergeLine), plain)}`).toBe(`
REFUTED  union-cart (./cart.ts): 2 of 13 properties do not hold

  total                   proved within bounds  it answers, and does not throw
  terminates              proved within bounds  it comes to an end
  deterministic           proved within bounds  the same input, the same answer
  pure                    proved within bounds  it changes nothing it is given
  closed                  proved within bounds  its results can be merged again
  convergent              REFUTED               counterexample 1, 2 writes
  commutative             proved within bounds  x with y is y with x
  associative             proved within bounds  the grouping does not matter
  idempotent              proved within bounds  twice is the same as once
  no-feedback-loop        proved within bounds  writing back comes to an end
  no-lost-writes          proved within bounds  each write has an effect
  no-resurrected-deletes  REFUTED               counterexample 2, 3 writes
  bounded-growth          proved within bounds  states stay small

Bounds: all histories of up to 4 writes at 3 replicas, in every order of
delivery until replicas were seen to diverge, 1 message to each replica coming
twice.
Looked at: 55,656 of them, with 106,218 concurrent pairs of writes; beyond that
20,000 longer ones at random (seed 42).
Operations: add milk, remove milk, add tea.

Counterexample 1 of 2 (2 writes, none is smaller): convergent

   time goes right; W: a client writes, M: a message is merged

   A ─1W──────────2W──────────────────────────> []
       └───────────┼───────────┐
                   └───────────┼───────────┐
   B ─────────────────────────3M──────────4M──> ["milk"]

   1  A  add milk                 holds ["milk"]
   2  A  remove milk              holds []
   3  B  merges what A sent at 1  holds ["milk"]
   4  B  merges what A sent at 2  holds ["milk"]

  convergent  Replicas that have the same messages hold the same, in whatever
              order and how often these came.
      A   []
      B   ["milk"]
    Replicas A and B have every message, and will show different values for
    ever.

  merge at ./cart.ts:12:3
      merge: (x, y) => [...new Set([...x, ...y])],
      ^
  Run again: quarrel check ./cart.ts --only convergent

Counterexample 2 of 2 (3 writes, none is smaller): no-resurrected-deletes

   A ─1W──────────2W──────────────────────────────────5M──> ["milk","tea"]
       └───────────────────────┐           ┌───────────┘
   B ─────────────────────────3M──────────4W──────────────> ["milk","tea"]

   1  A  add milk                    holds ["milk"]
   2  A  remove milk                 holds []
   3  B  merges what A sent at 1     holds ["milk"]
   4  B  add tea, concurrent with 2  holds ["milk","tea"]
   5  A  merges what B sent at 4     holds ["milk","tea"]

  no-resurrected-deletes  What was taken out stays out, unless somebody put it
                          in who did not know of that.
      A in the end   ["milk","tea"]
    The client at A was told that step 2 (remove milk) is done; A shows what it
    took out all the same, and nobody put that back who had not known of it.

  merge at ./cart.ts:12:3
      merge: (x, y) => [...new Set([...x, ...y])],
      ^
  Run again: quarrel check ./cart.ts --only no-resurrected-deletes
`);
});

test('one history that breaks three rules is drawn once, and stamps are told where they tie', () => {
  expect(`\n${renderCheckText(shownOf(untiedCheck), plain)}`).toBe(`
REFUTED  lww (./cart.ts): 3 of 13 properties do not hold

  total                   proved within bounds  it answers, and does not throw
  terminates              proved within bounds  it comes to an end
  deterministic           proved within bounds  the same input, the same answer
  pure                    proved within bounds  it changes nothing it is given
  closed                  proved within bounds  its results can be merged again
  convergent              REFUTED               counterexample 1, 2 writes
  commutative             REFUTED               counterexample 1, 2 writes
  associative             proved within bounds  the grouping does not matter
  idempotent              proved within bounds  twice is the same as once
  no-feedback-loop        REFUTED               counterexample 1, 2 writes
  no-lost-writes          proved within bounds  each write has an effect
  no-resurrected-deletes  proved within bounds  what was removed stays out
  bounded-growth          proved within bounds  states stay small

Bounds: all histories of up to 4 writes at 3 replicas, in every order of
delivery until replicas were seen to diverge, 1 message to each replica coming
twice.
Looked at: 198,492 of them, with 380,592 concurrent pairs of writes.
Operations: write "1", write "2", delete.

Counterexample (2 writes, none is smaller): convergent, commutative,
no-feedback-loop

   time goes right; W: a client writes, M: a message is merged

   A ─1W──────────────────────3M──────────────> "1"
       └───────────────────────┼───────────┐
                   ┌───────────┘           │
   B ─────────────2W──────────────────────4M──> "2"

   1  A  write "1", stamp 1                     holds "1"
   2  B  write "2", stamp 1, concurrent with 1  holds "2"
   3  A  merges what B sent at 2                holds "1"
   4  B  merges what A sent at 1                holds "2"

  convergent  Replicas that have the same messages hold the same, in whatever
              order and how often these came.
      A   "1"
      B   "2"
    Replicas A and B have every message, and will show different values for
    ever.

  commutative  Merging x with y comes to the same as merging y with x.
      x  (A at 1)     "1"
      y  (B at 2)     "2"
      resolve(x, y)   "1"
      resolve(y, x)   "2"
    Two replicas that tell each other at the same time each end with another
    value: what is held depends on who merges.

  no-feedback-loop  Replicas that write back what they resolved come to an end
                    of it.
      round 0     "1"   and   "2"
      round 1     "1"   and   "2"
      and so on
    Two replicas that write back what they resolved still disagree after 8
    rounds: each answer is the next conflict, and they never stop sending.

  Run again:
    quarrel check ./cart.ts --only convergent,commutative,no-feedback-loop
`);
});

test('a resolver that throws: what, with which input, from which line; and one reason for all that is unknown', () => {
  const shown = {
    ...shownOf(throwingCheck, mergeLine),
    sources: {
      whole: mergeLine,
      calls: [],
      throws: [
        {
          call: 'merge',
          input: 'merge(["milk"], ["tea"])',
          place: { file: './lib/refuse.ts', line: 3, column: 9, text: "  throw new Error('cannot merge');" },
        },
      ],
    },
  } as const;
  expect(`\n${renderCheckText(shown, plain)}`).toBe(`
REFUTED  thrower (./cart.ts): 1 of 13 properties does not hold

  total                   REFUTED               see below
  terminates              proved within bounds  it comes to an end
  deterministic           proved within bounds  the same input, the same answer
  pure                    proved within bounds  it changes nothing it is given
  closed                  proved within bounds  its results can be merged again
  convergent              unknown               same messages, same value
  commutative             unknown               x with y is y with x
  associative             unknown               the grouping does not matter
  idempotent              unknown               twice is the same as once
  no-feedback-loop        unknown               writing back comes to an end
  no-lost-writes          unknown               each write has an effect
  no-resurrected-deletes  unknown               what was removed stays out
  bounded-growth          unknown               states stay small

Unknown: calls failed, and what failed was left out.

Bounds: all histories of up to 4 writes at 3 replicas, in every order of
delivery, 1 message to each replica coming twice.
Looked at: 42 of them, with 12 concurrent pairs of writes.
Operations: add milk, remove milk, add tea.

Refuted: total
  Its functions answer whatever is asked, and do not throw.
  merge:    it threw Error: cannot merge milk
  input:    merge(["milk"], ["tea"])
  at ./lib/refuse.ts:3:9
      throw new Error('cannot merge');
            ^
  A replica that cannot merge a message keeps what it has: it falls behind the
  others for good, or stops.
  Run again: quarrel check ./cart.ts --only total
`);
});

test('no line is wider than 80 columns and none steers a terminal, whatever stands in it', () => {
  fc.assert(
    fc.property(hostileChecks, fc.boolean(), (shown, ascii) => {
      const lines = renderCheckText(shown, { ...plain, ascii }).split('\n');
      for (const line of lines) {
        expect(measureWidth(line)).toBeLessThanOrEqual(80);
        expect(line).not.toMatch(steering);
        if (ascii) expect(line).toMatch(/^[\x20-\x7e]*$/);
      }
    }),
    { numRuns: 300 },
  );
});

test('where the engine was not run since its clients cannot ask these operations, that is said', () => {
  const words = (operations: readonly string[]): string =>
    renderCheckText(shownOf(checkWith([], { operations })), plain).replaceAll(/\s+/g, ' ');
  const sentence = 'not run in the engine: its clients cannot ask these operations.';
  expect(words(['{"kind":"withdraw"}'])).toContain(`(seed 42); ${sentence}`);
  expect(words(['{"kind":"write","value":"1"}', '{"kind":"withdraw"}'])).toContain(sentence);
  expect(words(['{"kind":"write","value":"1"}'])).not.toContain('engine');
});

test('a counterexample whose steps are too many to draw is told step by step all the same', () => {
  const [violation] = violationsOf(unionCheck);
  const { counterexample } = violation;
  if (counterexample === null) throw new Error('this sample has a counterexample');
  const { steps } = counterexample;
  const many = [...steps, ...Array.from({ length: 20 }, () => steps[3])];
  const check = checkWith([{ ...violation, counterexample: { ...counterexample, steps: many } }]);
  const text = renderCheckText(shownOf(check), plain);
  expect(text).not.toContain('─');
  expect(text).toContain('   1  A  add milk                 holds');
  expect(text).toContain('  24  B  merges what A sent at 2');
});

test('verdicts have words of their own: all proved, and some that cannot be told', () => {
  expect(renderCheckText(shownOf(checkWith([])), plain)).toMatch(/^HOLDS {2}sample \(\.\/cart\.ts\): all 13 properties/);
  const unknown = checkWith([{ property: 'convergent', verdict: 'unknown', reason: 'no two writes were concurrent' }]);
  const text = renderCheckText(shownOf(unknown), plain);
  expect(text).toMatch(/^UNKNOWN {2}sample \(\.\/cart\.ts\): 1 of 13 properties cannot be told/);
  expect(text).toContain('\nUnknown: no two writes were concurrent.\n');
});

test('one property alone is named instead of counted', () => {
  const sentenceOf = (answer: CheckedAnswer): string => {
    return checkSentence(shownOf(checkWith([], { properties: [answer], verdict: answer.verdict })));
  };
  const property = 'convergent';
  expect(sentenceOf({ property, verdict: 'holds' })).toMatch(/: convergent is proved within bounds$/);
  expect(sentenceOf({ property, verdict: 'violated', findings: [], counterexample: null }))
    .toMatch(/: convergent does not hold$/);
  expect(sentenceOf({ property, verdict: 'unknown', reason: 'none' })).toMatch(/: convergent cannot be told$/);
});

test('a replay token takes the place of the whole search, and the saved file is named', () => {
  const aids = new Map([['convergent', { replay: 'v1:abc', saved: '.quarrel/failures/x.yaml' }]] as const);
  const text = renderCheckText({ ...shownOf(unionCheck), aids }, plain);
  expect(text).toContain('  Run again: quarrel replay v1:abc --resolver ./cart.ts\n  Saved:     .quarrel/failures/x.yaml\n');
});

test('a command that does not fit goes on in the next line, as shells read it', () => {
  const check = { ...untiedCheck, seed: 'a seed that is rather long for its purpose' };
  expect(renderCheckText(shownOf(check), plain)).toContain(`  Run again:
    quarrel check ./cart.ts --only convergent,commutative,no-feedback-loop \\
    --seed 'a seed that is rather long for its purpose'
`);
});

test('bounds say which operations were left out, and that nothing was whole where that is so', () => {
  const { bounds } = unionCheck;
  const narrow = checkWith([], { bounds: { ...bounds, operations: [3, 3, 3, 2] } });
  expect(renderCheckText(shownOf(narrow), plain)).toContain(`
Bounds: all histories of up to 4 writes at 3 replicas, in every order of
delivery, 1 message to each replica coming twice, those of 4 writes with 2 of
the 3 operations.
`);
  const none = checkWith([], { bounds: { ...bounds, writes: 0, operations: [] } });
  expect(renderCheckText(shownOf(none), plain)).toContain('\nBounds: none; no size of histories was looked at whole.\n');
});

test('what only a run of the engine shows is told last, without steps', () => {
  const [union] = violationsOf(unionCheck);
  const check = checkWith([
    {
      property: 'convergent',
      verdict: 'violated',
      findings: [],
      counterexample: {
        source: 'engine',
        history: { replicas: 3, writes: [], ends: [[], [], []] },
        steps: [],
        fault: { kind: 'engine', run: 7, words: '3 leaders in a ring with a partition: x is 1 at A, and 2 at B' },
        call: 'merge',
      },
    },
    { ...union, property: 'no-lost-writes' },
  ]);
  const text = renderCheckText(shownOf(check), plain);
  expect(text).toContain('  convergent              REFUTED               counterexample 2, an engine run\n');
  expect(text).toContain(`Counterexample 2 of 2 (an engine run, under random faults): convergent

  convergent  Replicas that have the same messages hold the same, in whatever
              order and how often these came.
      run 7   3 leaders in a ring with a partition: x is 1 at A, and 2 at B
    Faults of a network and of nodes are enough for it; all had ended, and every
    message had come, when the run was judged.
`);
});
