import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/cli/report/markdown.js';
import { sampleDisorder, sampleResult } from './sample-result.js';

test('verdict, expectations, lost writes, what happened, and the command that repeats it', () => {
  const expectations = [
    { name: 'converged', expected: '= true', actual: 'true', verdict: 'holds' },
    { name: 'lost-writes', expected: '= 0', actual: '90', verdict: 'violated' },
  ] as const;
  const text = renderMarkdown({ ...sampleResult, expectations, verdict: 'violated', repeat: 'quarrel run tiny --seed 1' });
  expect(text).toMatch(/^## Two regions, ten keys: VIOLATED: 1 of 2 expectations does not hold\n\n`tiny`, seed 1, fingerprint `/);
  expect(text).toContain('| Verdict | Expectation | Expected | Actual |\n| --- | --- | --- | --- |\n');
  expect(text).toContain('| **VIOLATED** | lost-writes | = 0 | 90 |');
  expect(text).toContain('### Lost writes\n\n| Write | Key |');
  expect(text).toContain('- **Fates**: Of the acknowledged: 10 visible');
  expect(text.endsWith(`\`\`\`sh\nquarrel replay ${sampleResult.replay}\nquarrel run tiny --seed 1\n\`\`\`\n`)).toBe(true);
});

test('without lost writes and expectations there is neither table', () => {
  const text = renderMarkdown({ ...sampleResult, lostWrites: [], expectations: [], verdict: 'holds' });
  expect(text.split('### Links')[0]).not.toContain('|');
  expect(text).not.toContain('### Lost writes');
});

test('links are a table, where there are any', () => {
  const text = renderMarkdown(sampleResult);
  expect(text).toContain('longest queue\n\n| From | To | Lag p50 | p95 | p99 | max | Msgs | Sent | Mbit/s | Queue |\n');
  expect(text).toContain('| us-east | eu-west | 50ms | 100ms | 150ms | 200ms | 160 | 750 KiB | 1.25 | 81 |\n');
  const { network, lag } = sampleResult.report;
  const report = { ...sampleResult.report, network: { ...network, byLink: [] }, lag: { ...lag, byReplica: [] } };
  expect(renderMarkdown({ ...sampleResult, report })).not.toContain('### Links');
});

test('what no order explains is a table, where there is such', () => {
  expect(renderMarkdown(sampleResult)).not.toContain('linearizable');
  const text = renderMarkdown({ ...sampleResult, disorder: sampleDisorder });
  expect(text).toContain('### Not linearizable on 1 key: x; no order explains these requests\n\n| Sent | Answered |');
  expect(text).toContain('| 1.000 s | 1.001 s | alice | wrote x = "A" |\n');
});

test('names and values are no markup', () => {
  const scenario = { ...sampleResult.scenario, title: '<b>*A* | [x](http://y)' };
  const [heading] = renderMarkdown({ ...sampleResult, scenario }).split('\n');
  expect(heading).toContain('\\<b\\>\\*A\\* \\| \\[x\\](http:\u200b//y)');
});
