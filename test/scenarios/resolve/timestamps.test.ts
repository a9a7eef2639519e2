import { describe, expect, test } from 'vitest';
import { issuesIn, load } from '../document-of.js';

const trueTime = 'workload: { script: [{ at: 1s, in: a, write: { x: A } }] }\n' +
  'conflicts: { timestamps: truetime }\n';

test.each(['physical', 'lamport', 'hybrid', 'truetime'] as const)('%s is a timestamp', (kind) => {
  const { scenario } = load(`regions: { a: }\nconflicts: { timestamps: ${kind} }`);
  expect(scenario.conflicts.timestamps).toBe(kind);
});

test('a timestamp that does not exist is refused with the ones that do', () => {
  const [issue, ...more] = issuesIn('regions: { a: }\nconflicts: { timestamps: hybird }');
  expect(more).toEqual([]);
  expect(issue).toMatchObject({
    path: 'scenarios.s.conflicts.timestamps',
    expected: 'one of physical, lamport, hybrid or truetime',
    suggestion: 'did you mean "hybrid"?',
  });
});

describe('the uncertainty of a clock', () => {
  test('is 4 ms under TrueTime unless said', () => {
    const { regions } = load(`${trueTime}regions: { a: , b: { clock: { uncertainty: 7ms } } }`)
      .scenario;
    expect(regions.map(({ clock }) => clock.uncertaintyUs)).toEqual([4000, 7000]);
  });

  test('counts under no other timestamps, and that is told', () => {
    const { scenario, warnings } = load('regions: { a: { clock: { uncertainty: 7ms } } }');
    expect(scenario.regions[0].clock).toEqual({ skewUs: 0, driftPpm: 0 });
    expect(warnings.map(({ message }) => message)).toContain(
      'the uncertainty counts only under conflicts.timestamps: truetime',
    );
  });

  test('may grow from poll to poll', () => {
    const clock = 'uncertainty: { after-poll: 1ms, grows: 200ppm }, ntp: { every: 30s, bound: 1ms }';
    const { regions } = load(`${trueTime}regions: { a: { clock: { ${clock} } } }`).scenario;
    expect(regions[0].clock).toMatchObject({ uncertaintyUs: 1000, uncertaintyPpm: 200 });
  });

  test.each([
    ['uncertainty: { after-poll: 1ms, grows: 200ppm }', 'nothing ever sets back what grows'],
    ['uncertainty: { after-poll: 1ms, grows: -1ppm }, ntp: { every: 1s, bound: 1ms }', 'no clock claims this'],
    ['uncertainty: { after-poll: 1ms, grows: 2% }', '"%" is not a unit of drift'],
    ['uncertainty: { after-poll: 1ms }', '"grows" is missing'],
  ])('{ %s } is refused: %s', (clock, message) => {
    const [issue] = issuesIn(`${trueTime}regions: { a: { clock: { ${clock} } } }`);
    expect(issue).toMatchObject({ message });
    expect(issue.path).toMatch(/^scenarios\.s\.regions\.a\.clock\.uncertainty/);
  });

  test('cannot be negative', () => {
    const [issue] = issuesIn('regions: { a: { clock: { uncertainty: -1ms } } }');
    expect(issue).toMatchObject({ path: 'scenarios.s.regions.a.clock.uncertainty' });
  });
});

describe('a bound that lies is told and may run', () => {
  test.each([
    ['skew: 4ms', []],
    ['skew: -5ms', ['5ms']],
    ['drift: 500ppm', ['5ms']],
    ['drift: 400ppm', []],
    ['skew: -3ms, drift: 400ppm', []],
    ['ntp: { every: 1s, bound: 4ms }', []],
    ['ntp: { every: 1s, bound: 6ms }', ['6ms']],
    ['ntp: { every: 1s, bound: 4ms }, drift: 100ppm', ['4.1ms']],
    ['ntp: { every: 10s, bound: 1ms }, drift: 300ppm, uncertainty: { after-poll: 1ms, grows: 300ppm }', []],
    ['ntp: { every: 10s, bound: 1ms }, drift: 300ppm, uncertainty: { after-poll: 1ms, grows: 200ppm }', ['2ms']],
    ['skew: 9ms, uncertainty: 9ms', []],
    ['skew: 9ms, uncertainty: 8ms', ['9ms']],
  ])('{ %s }: %j', (clock, errors) => {
    expect(lies(`${trueTime}regions: { a: { clock: { ${clock} } } }`)).toEqual(errors);
  });

  test.each([
    ['{ at: 5s, clock-step: { in: a, by: -5ms } }', ['5ms']],
    ['{ at: 5s, clock-step: { in: a, by: 3ms } }', []],
    ['{ at: 5s, clock-step: { in: b, by: 3ms } }', []],
    [
      '{ at: 5s, clock-step: { in: a, by: 3ms } }, { at: 6s, clock-step: { in: a, by: 3ms } }',
      ['6ms'],
    ],
    [
      '{ at: 5s, clock-step: { in: a, by: 3ms } }, { at: 6s, clock-step: { in: a, by: -3ms } }',
      [],
    ],
    ['{ at: 11s, clock-step: { in: a, by: 9ms } }', []],
  ])('steps count as they come: %s: %j', (faults, errors) => {
    expect(lies(`${trueTime}regions: { a: , b: }\nfaults: [${faults}]`)).toEqual(errors);
  });

  test('at the uncertainty where it is stated', () => {
    const body = `${trueTime}regions:\n  a:\n    clock:\n      skew: 9ms\n      uncertainty: 2ms`;
    expect(load(body).warnings).toEqual([
      {
        ...{ line: 10, column: 11, path: 'scenarios.s.regions.a.clock.uncertainty' },
        message: 'the bound lies: the clock of a can be 9ms off, and TrueTime claims 2ms at most',
      },
    ]);
  });
});

test('hybrid stamps reach 200 days, and longer runs are refused', () => {
  const of = (duration: string): string =>
    `regions: { a: }\nconflicts: { timestamps: hybrid }\nduration: ${duration}`;
  expect(load(of('4700h')).scenario.durationUs).toBe(4700 * 3600e6);
  expect(issuesIn(of('4900h'))).toMatchObject([
    {
      path: 'scenarios.s.conflicts.timestamps',
      message: 'a clock can read more than hybrid stamps reach',
    },
  ]);
  const skewed = 'regions: { a: { clock: { skew: 8000h } } }\nconflicts: { timestamps: hybrid }';
  expect(issuesIn(skewed).length).toBe(1);
});

/** How far off each clock is whose bound lies. */
function lies(body: string): readonly string[] {
  return load(body).warnings.flatMap(({ message }) => {
    const [, error] = /^the bound lies: .* can be (\S+) off/.exec(message) ?? [];
    return error ?? [];
  });
}
