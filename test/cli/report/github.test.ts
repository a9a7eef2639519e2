import { expect, test } from 'vitest';
import { renderRunGithub } from '../../../src/cli/report/github.js';
import type { RunResult } from '../../../src/cli/report/result.js';
import { sampleResult } from './sample-result.js';

const judged: RunResult = {
  ...sampleResult,
  replay: 'v1:tiny:1',
  expectations: [
    { name: 'backlog.drain', expected: '< 1s', actual: 'not measured', verdict: 'unknown' },
    { name: 'converged', expected: '= true', actual: 'true', verdict: 'holds' },
    { name: 'lost-writes', expected: '< 5', actual: '90', verdict: 'violated' },
  ],
  places: [null, { file: './tiny.yaml', line: 8 }, { file: './tiny.yaml', line: 9 }],
  repeat: 'quarrel run tiny.yaml --seed 1',
};

test('what does not hold is annotated where the document states it, violated before unknown, with what repeats it', () => {
  const lines = renderRunGithub(judged, 'text\n').split('\n');
  expect(lines.slice(0, 3)).toEqual([expect.stringMatching(/^::stop-commands::[0-9a-f]{64}$/), 'text', expect.stringMatching(/^::[0-9a-f]{64}::$/)]);
  expect(lines.slice(3)).toEqual([
    '::error file=tiny.yaml,line=9,title=violated%3A lost-writes in tiny::expected < 5, actual 90%0AReplay: quarrel replay v1:tiny:1%0ARun again: quarrel run tiny.yaml --seed 1',
    '::warning title=unknown%3A backlog.drain in tiny::expected < 1s, actual not measured%0AReplay: quarrel replay v1:tiny:1%0ARun again: quarrel run tiny.yaml --seed 1',
    '',
  ]);
});

test('no more than ten, the last of which counts the rest', () => {
  const expectations = Array.from({ length: 12 }, (_, at) => ({ name: `final.k${at}`, expected: '1', actual: '2', verdict: 'violated' as const }));
  const lines = renderRunGithub({ ...judged, expectations, places: expectations.map(() => null) }, '').split('\n');
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(9);
  expect(lines.at(-2)).toBe('::notice title=quarrel run::and 3 more, in the log of this step');
});
