import { describe, expect, test } from 'vitest';
import { HandWrittenTrace, sketchScenario } from './hand-written-trace.js';
import { findBrokenRules } from './naive-oracle.js';

const three = sketchScenario(['a', 'b', 'c']);

describe('the rules', () => {
  test('let a write that is known already have its say by its stamp under last-write-wins', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0, { skewUs: 100 })
      .apply('b', 0, [0])
      .accept('b', 1, { holds: [0] })
      .apply('c', 1, [1])
      .apply('c', 0, [1], { isKnown: true });
    const broken = ['apply of 0 at c over [1]: holds [1], not [0]'];
    expect(findBrokenRules(events, three)).toEqual(broken);
  });

  test.each([
    ['version-vector', [1]],
    ['timestamp', [0]],
  ] as const)('let a known write have its say in arrival order by %s: %j stays', (...each) => {
    const [detect, holds] = each;
    const { events } = new HandWrittenTrace()
      .accept('a', 0, { skewUs: 100 })
      .apply('b', 0, [0])
      .accept('b', 1)
      .apply('c', 1, [1])
      .apply('c', 0, holds);
    const arrival = sketchScenario(['a', 'b', 'c'], { resolve: 'arrival', detect });
    expect(findBrokenRules(events, arrival)).toEqual([]);
  });

  test('leave a conflict that was decided before as it is when a write comes again', () => {
    const trace = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [0], { detects: [1] })
      .apply('b', 1, [0], { detects: [0], isKnown: true });
    const arrival = sketchScenario(['a', 'b'], { resolve: 'arrival' });
    expect(findBrokenRules(trace.events, arrival)).toEqual([]);
    trace.apply('b', 1, [1], { detects: [0] });
    expect(findBrokenRules(trace.events, arrival)).toEqual([
      'apply of 1 at b over [0]: holds [1], not [0]',
    ]);
  });
});
