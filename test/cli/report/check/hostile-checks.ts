/** Checks whose names and values come from somebody who wants to break a report. */
import fc from 'fast-check';
import type { ShownCheck } from '../../../../src/cli/report/check/shown-check.js';
import type { CheckedAnswer, ResolverCheck, ToldState, ToldStep } from '../../../../src/sim/resolver-check.js';
import { checkWith } from './sample-checks.js';

/** Escape sequences, line breaks, markup, workflow commands, wide and joined characters. */
const hostile = fc.oneof(
  fc.constantFrom(
    '\u001b[31mred', 'a\nb', '\r\n::error::x', '##[error]x', '::stop-commands::x', '<b>&amp;</b>', ']]>', '`````', '| a | b |',
    '@everyone https://example.org', '\u202eabc', '\ud800', '\ufffe', '漢字かな交じり文', '👩‍👩‍👧‍👦', 'é'.repeat(120), 'x'.repeat(400),
    '%0A::error::y', '"\'', '${x}', '\\',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const state: fc.Arbitrary<ToldState> = fc.record({ state: hostile, reading: hostile });

const step: fc.Arbitrary<ToldStep> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    replica: fc.constantFrom('A', 'B', 'C'),
    write: fc.nat(3),
    operation: fc.oneof(hostile, hostile.map((element) => JSON.stringify({ kind: 'add', element }))),
    stamp: fc.nat(9),
    after: state,
  }),
  fc.record({ kind: fc.constant('merge' as const), replica: fc.constantFrom('A', 'B', 'C'), write: fc.nat(3), after: state }),
);

const fault = fc.oneof(
  fc.record({ kind: fc.constant('diverged' as const), replicas: fc.constant(['A', 'B'] as const), states: fc.tuple(state, state) }),
  fc.record({ kind: fc.constant('late-joiner' as const), state, joined: state }),
  fc.record({ kind: fc.constant('law' as const), states: fc.array(state, { minLength: 1, maxLength: 3 }), left: state, right: state }),
  fc.record({ kind: fc.constant('loop' as const), rounds: fc.array(fc.tuple(state, state), { minLength: 1, maxLength: 9 }) }),
  fc.record({ kind: fc.constant('loss' as const), write: fc.nat(3), replica: fc.constantFrom('A', 'B') }),
  fc.record({ kind: fc.constant('invalid' as const), replica: fc.constant('A'), state }),
  fc.record({ kind: fc.constant('shrunk' as const), from: state, to: state }),
  fc.record({ kind: fc.constant('growth' as const), sizes: fc.array(fc.record({ writes: fc.nat(), size: fc.nat() })) }),
  fc.record({ kind: fc.constant('engine' as const), run: fc.nat(), words: hostile }),
  fc.record({ kind: fc.constant('disagreed' as const), own: state, other: state }),
);

const answer = fc.oneof(
  fc.record({
    property: fc.constantFrom('convergent' as const, 'commutative' as const, 'no-lost-writes' as const),
    verdict: fc.constant('violated' as const),
    findings: fc.constant([]),
    counterexample: fc.record({
      source: fc.constantFrom('all-histories' as const, 'random-histories' as const, 'engine' as const),
      history: fc.constant({ replicas: 3, writes: [], ends: [] }),
      steps: fc.array(step, { maxLength: 14 }),
      fault,
      call: fc.constantFrom('merge' as const, 'resolve' as const),
    }),
  }),
  fc.record({
    property: fc.constant('total' as const),
    verdict: fc.constant('violated' as const),
    counterexample: fc.constant(null),
    findings: fc.array(
      fc.record({ kind: fc.constant('threw' as const), call: fc.constant('merge' as const), input: hostile, message: hostile }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ property: fc.constant('valid' as const), verdict: fc.constant('unknown' as const), reason: hostile }),
);

const check: fc.Arbitrary<ResolverCheck> = fc
  .record({
    answers: fc.array(answer, { maxLength: 4 }),
    resolver: hostile,
    kind: fc.constantFrom('register' as const, 'type' as const),
    operations: fc.array(hostile, { maxLength: 3 }),
  })
  .map(({ answers, ...rest }) => checkWith(answers satisfies readonly CheckedAnswer[], rest));

const place = fc.record({ file: hostile, line: fc.nat(99), column: fc.nat(200), text: hostile });

/** A report of such a check; its path is short, since that is there to be copied. */
export const hostileChecks: fc.Arbitrary<ShownCheck> = fc.record({
  check,
  file: fc.constantFrom('./cart.ts', './a b.ts', "./it's.ts", './\u001b[2J.ts', './漢字.ts'),
  sources: fc.record({
    whole: fc.option(place, { nil: null }),
    calls: fc.array(fc.record({ call: fc.constantFrom('merge' as const, 'resolve' as const), place }), { maxLength: 2 }),
    throws: fc.constant([]),
  }),
  aids: fc.constant(new Map([['convergent', { replay: 'v1:abc', saved: './.quarrel/failures/x.yaml' }]] as const)),
});

/** What can move a cursor, set a colour or turn the direction of writing. */
export const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
