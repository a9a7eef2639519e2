/** Three checks of broken resolvers, as the judges tell them. */
import { Chalk } from 'chalk';
import { properties } from '../../../../src/sim/check/resolver/property.js';
import type { ShownCheck, SourcePlace } from '../../../../src/cli/report/check/shown-check.js';
import type { CheckStyle } from '../../../../src/cli/report/check/text.js';
import type {
  CheckedAnswer, CheckedProperty, ResolverCheck, SmallHistory, ToldState, ToldStep,
} from '../../../../src/sim/resolver-check.js';

/** Without colours. */
export const plain: CheckStyle = { paint: new Chalk({ level: 0 }), ascii: false, showsTests: false };

const add = (element: string): string => JSON.stringify({ kind: 'add', element });
const remove = (element: string): string => JSON.stringify({ kind: 'remove', element });
const write = (value: string): string => JSON.stringify({ kind: 'write', value });
const cart = (...items: readonly string[]): ToldState => {
  return { state: JSON.stringify(items), reading: JSON.stringify(items) };
};
/** Of a register: the value that readers see, and the engine's state behind it. */
const value = (text: string, known: string): ToldState => {
  return { state: JSON.stringify({ known, value: text }), reading: JSON.stringify([text]) };
};

function wrote(replica: string, number: number, operation: string, after: ToldState, stamp = number + 1): ToldStep {
  return { kind: 'write', replica, write: number, operation, stamp, after };
}

function merged(replica: string, number: number, after: ToldState): ToldStep {
  return { kind: 'merge', replica, write: number, after };
}

/** What a check comes to in which everything holds that is not said to do otherwise. */
export function checkWith(answers: readonly CheckedAnswer[], rest: Partial<ResolverCheck> = {}): ResolverCheck {
  const asked: readonly CheckedProperty[] = [
    'total', 'terminates', 'deterministic', 'pure', 'closed',
    ...properties.filter((property) => !['valid', 'monotone', 'agreement'].includes(property)),
  ];
  const all = asked.map((property) => {
    return answers.find((answer) => answer.property === property) ?? ({ property, verdict: 'holds' } as const);
  });
  const has = (verdict: string): boolean => all.some((answer) => answer.verdict === verdict);
  return {
    resolver: 'sample',
    kind: 'type',
    seed: '42',
    operations: [add('milk'), remove('milk'), add('tea')],
    bounds: { replicas: 3, writes: 4, operations: [3, 3, 3, 3], duplicates: 1 },
    coverage: { histories: 55_656, concurrentPairs: 106_218, randomHistories: 20_000, engineRuns: 0 },
    properties: all,
    growth: [],
    verdict: has('violated') ? 'violated' : has('unknown') ? 'unknown' : 'holds',
    ...rest,
  };
}

/** A report of it, whose functions are all in one line. */
export function shownOf(check: ResolverCheck, place: SourcePlace | null = null): ShownCheck {
  return { check, file: './cart.ts', sources: { whole: place, calls: [], throws: [] }, aids: new Map() };
}

/** A line of code. */
export const mergeLine: SourcePlace = {
  file: './cart.ts',
  line: 12,
  column: 3,
  text: '  merge: (x, y) => [...new Set([...x, ...y])],',
};

const removedThenRead: SmallHistory = {
  replicas: 3,
  writes: [
    { operation: 0, replica: 0, stamp: 1, takes: [] },
    { operation: 1, replica: 0, stamp: 2, takes: [] },
  ],
  ends: [[], [0, 1], [0, 1]],
};

const removedThenAdded: SmallHistory = {
  replicas: 3,
  writes: [...removedThenRead.writes, { operation: 2, replica: 1, stamp: 3, takes: [0] }],
  ends: [[2], [1], [0, 1, 2]],
};

/** A union of carts, in which what was taken out comes back. */
export const unionCheck = checkWith(
  [
    {
      property: 'convergent',
      verdict: 'violated',
      findings: [],
      counterexample: {
        source: 'all-histories',
        history: removedThenRead,
        steps: [
          wrote('A', 0, add('milk'), cart('milk')),
          wrote('A', 1, remove('milk'), cart()),
          merged('B', 0, cart('milk')),
          merged('B', 1, cart('milk')),
          merged('C', 0, cart('milk')),
          merged('C', 1, cart('milk')),
        ],
        fault: { kind: 'diverged', replicas: ['A', 'B'], states: [cart(), cart('milk')] },
        call: 'merge',
      },
    },
    {
      property: 'no-resurrected-deletes',
      verdict: 'violated',
      findings: [],
      counterexample: {
        source: 'all-histories',
        history: removedThenAdded,
        steps: [
          wrote('A', 0, add('milk'), cart('milk')),
          wrote('A', 1, remove('milk'), cart()),
          merged('B', 0, cart('milk')),
          wrote('B', 2, add('tea'), cart('milk', 'tea')),
          merged('A', 2, cart('milk', 'tea')),
          merged('B', 1, cart('milk', 'tea')),
          merged('C', 0, cart('milk')),
          merged('C', 1, cart('milk')),
          merged('C', 2, cart('milk', 'tea')),
        ],
        fault: { kind: 'loss', write: 1, replica: 'A' },
        call: 'merge',
      },
    },
  ],
  { resolver: 'union-cart' },
);

const tied: SmallHistory = {
  replicas: 3,
  writes: [
    { operation: 0, replica: 0, stamp: 1, takes: [] },
    { operation: 1, replica: 1, stamp: 1, takes: [] },
  ],
  ends: [[1], [0], [0, 1]],
};
const one = value('1', 'A');
const two = value('2', 'B');
const tiedSteps: readonly ToldStep[] = [
  wrote('A', 0, write('1'), one, 1),
  wrote('B', 1, write('2'), two, 1),
  merged('A', 1, value('1', 'A B')),
  merged('B', 0, value('2', 'A B')),
  merged('C', 0, one),
  merged('C', 1, value('1', 'A B')),
];
const tiedExample = { source: 'all-histories', history: tied, steps: tiedSteps, call: 'resolve' } as const;

/** The later stamp wins, and nobody when they are the same. */
export const untiedCheck = checkWith(
  [
    {
      property: 'convergent',
      verdict: 'violated',
      findings: [],
      counterexample: {
        ...tiedExample,
        fault: { kind: 'diverged', replicas: ['A', 'B'], states: [value('1', 'A B'), value('2', 'A B')] },
      },
    },
    {
      property: 'commutative',
      verdict: 'violated',
      findings: [],
      counterexample: {
        ...tiedExample,
        fault: { kind: 'law', states: [one, two], left: value('1', 'A B'), right: value('2', 'A B') },
      },
    },
    {
      property: 'no-feedback-loop',
      verdict: 'violated',
      findings: [],
      counterexample: {
        ...tiedExample,
        fault: { kind: 'loop', rounds: Array.from({ length: 9 }, () => [one, two] as const) },
      },
    },
  ],
  {
    resolver: 'lww',
    kind: 'register',
    operations: [write('1'), write('2'), '{"kind":"delete"}'],
    coverage: { histories: 198_492, concurrentPairs: 380_592, randomHistories: 0, engineRuns: 0 },
  },
);

/** It throws when both have something. */
export const throwingCheck = checkWith(
  [
    {
      property: 'total',
      verdict: 'violated',
      counterexample: null,
      findings: [
        {
          kind: 'threw',
          call: 'merge',
          input: 'merge(["milk"], ["tea"])',
          message: 'it threw Error: cannot merge milk',
        },
      ],
    },
    ...properties
      .filter((property) => !['valid', 'monotone', 'agreement'].includes(property))
      .map((property): CheckedAnswer => {
        return { property, verdict: 'unknown', reason: 'calls failed, and what failed was left out' };
      }),
  ],
  { resolver: 'thrower', coverage: { histories: 42, concurrentPairs: 12, randomHistories: 0, engineRuns: 0 } },
);
