import { expect, test } from 'vitest';
import { renderJunit } from '../../../src/cli/report/junit.js';
import type { RunResult } from '../../../src/cli/report/result.js';
import { sampleResult } from './sample-result.js';

const judged: RunResult = {
  ...sampleResult,
  expectations: [
    { name: 'converged', expected: '= true', actual: 'true', verdict: 'holds' },
    { name: 'lost-writes', expected: '< 5 & "few"', actual: '90', verdict: 'violated' },
    { name: 'backlog.drain', expected: '< 1s', actual: 'not measured', verdict: 'unknown' },
  ],
  repeat: 'quarrel run tiny --seed 1',
};

test('one test case an expectation: failed ones say what was, unknown ones are skipped with the reason', () => {
  const xml = renderJunit(judged);
  expect(xml).toContain('<testsuite name="quarrel run tiny, seed 1" tests="3" failures="1" errors="0" skipped="1">');
  expect(xml).toContain('<testcase classname="tiny" name="converged = true"/>');
  expect(xml).toContain('<failure type="violated" message="expected &lt; 5 &amp; &quot;few&quot;, actual 90">');
  expect(xml).toContain(
    '<testcase classname="tiny" name="backlog.drain &lt; 1s"><skipped message="it cannot be told: not measured"/></testcase>',
  );
});

test('a failure tells fates, lost writes and how to see it again', () => {
  const failure = /<failure[^>]*>([^<]*)<\/failure>/.exec(renderJunit(judged))?.[1] ?? '';
  expect(failure).toMatch(/^Fates: Of the acknowledged: 10 visible, 900 superseded, 0 merged, 90 lost, 0 pending\.$/m);
  expect(failure).toMatch(/^Lost write \d+ of \S+, accepted at \S+ at .*: \w+, /m);
  expect(failure.split('\n').at(-1)).toBe('Run again: quarrel run tiny --seed 1');
});

test('the suite names the fingerprint and the token that replays the run', () => {
  const xml = renderJunit(judged);
  expect(xml).toContain('<property name="fingerprint" value="00ff00ff00ff00ff"/>');
  expect(xml).toContain(`<property name="replay" value="${sampleResult.replay}"/>`);
});
