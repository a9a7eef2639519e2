import { expect, test } from 'vitest';
import { fitNames, linkHeader, linkRows, mostLinksShown, slowestLinksShown } from '../../../src/cli/report/link-table.js';
import { table } from '../../../src/cli/report/layout.js';
import type { Report } from '../../../src/sim/report.js';
import { sampleReport } from './sample-result.js';

test('a row says how late writes were, what was sent, and what waited; what is not known is a dash', () => {
  expect(linkRows(sampleReport)).toEqual({
    rows: [
      ['us-east', 'eu-west', '50ms', '100ms', '150ms', '200ms', '160', '750 KiB', '1.25', '81'],
      ['eu-west', 'us-east', '70ms', '140ms', '210ms', '280ms', '-', '-', '-', '-'],
    ],
    hidden: null,
  });
});

test('of many, followers are left out', () => {
  const { rows, hidden } = linkRows(withLinks(mostLinksShown, { followers: 3 }));
  expect(rows).toHaveLength(mostLinksShown);
  expect(rows.flatMap(([, to]) => to)).not.toContain('r1/1');
  expect(hidden).toBe('and 3 more; --format json has them all');
});

test('of still too many links the slowest are shown, and the others counted', () => {
  const { rows, hidden } = linkRows(withLinks(mostLinksShown + 1, { followers: 0 }));
  expect(rows.map(([from]) => from)).toEqual(['r13', 'r12', 'r11', 'r10', 'r9', 'r8']);
  expect(hidden).toBe(`and ${String(mostLinksShown + 1 - slowestLinksShown)} more; --format json has them all`);
});

test('long names are cut so that a row keeps within 80 columns, and short ones beside them are not', () => {
  const figures = ['888ms', '888ms', '888ms', '888ms', '99999', '999.9 KiB', '0.0123', '99999'];
  const long = 'the-region-with-the-long-name';
  for (const names of [[long, long], ['us', long], [long, 'us']]) {
    const rows = fitNames([[...names, ...figures]], 80);
    for (const line of table([linkHeader, ...rows])) expect(line.length).toBeLessThanOrEqual(80);
    expect(rows[0]?.filter((cell) => cell === 'us')).toEqual(names.filter((name) => name === 'us'));
  }
  expect(fitNames([['us-east', 'eu-west', ...figures]], 80)).toEqual([['us-east', 'eu-west', ...figures]]);
});

test('names cannot steer a terminal', () => {
  const byReplica = [{ from: '\u001b[2J', to: 'b', count: 1, p50Ms: 1, p95Ms: 1, p99Ms: 1, maxMs: 1 }];
  const { rows } = linkRows({ ...sampleReport, lag: { ...sampleReport.lag, byReplica } });
  expect(rows.flat().join('')).not.toContain('\u001b');
});

/** Links from r1 on, each slower than the one before, to one hub. */
function withLinks(count: number, { followers }: { readonly followers: number }): Report {
  const from = Array.from({ length: count }, (_, at) => `r${String(at + 1)}`);
  const lagOf = (ms: number) => ({ count: 1, p50Ms: ms, p95Ms: ms, p99Ms: ms, maxMs: ms });
  return {
    ...sampleReport,
    network: { ...sampleReport.network, byLink: from.map((name) => ({ from: name, to: 'hub', bytes: 1, messages: 1, peakMbps: 1 })) },
    lag: {
      ...sampleReport.lag,
      byReplica: [
        ...from.map((name, at) => ({ from: name, to: 'hub', ...lagOf(at + 1) })),
        ...from.slice(0, followers).map((name) => ({ from: name, to: `${name}/1`, ...lagOf(999) })),
      ],
    },
  };
}
