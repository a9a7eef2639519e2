import { expect, test } from 'vitest';
import { renderPrometheus } from '../../../../src/cli/report/export/prometheus.js';
import type { Verdict } from '../../../../src/sim/report.js';
import { readExposition } from '../../../support/exposition-reader.js';
import { sampleReport, sampleResult } from '../sample-result.js';

const { expectations } = sampleResult;
const unknownVerdict: { readonly verdict: Verdict } = { verdict: 'unknown' };
const run = { report: sampleReport, lostWrites: [], writeFates: new Uint8Array() };
const text = renderPrometheus({ run, samples: [], expectations });

test('times are in seconds, sizes in bytes, and rates in bytes a second', () => {
  expect(text).toContain('quarrel_simulated_seconds 2.051\n');
  expect(text).toContain('quarrel_time_to_converge_seconds 0.0555\n');
  expect(text).toContain('quarrel_backlog_peak_bytes{from="us-east",to="eu-west"} 124416\n');
  expect(text).toContain('quarrel_link_peak_bytes_per_second{from="us-east",to="eu-west"} 156250\n');
});

test('lag is a summary for each pair of replicas, with what was measured and no more', () => {
  const family = readExposition(text).get('quarrel_replication_lag_seconds');
  expect(family?.kind).toBe('summary');
  const [half, , , most, count] = family?.samples ?? [];
  expect(half?.labels).toEqual({ from: 'us-east', to: 'eu-west', quantile: '0.5' });
  expect(most?.labels['quantile']).toBe('1');
  expect(count).toEqual({
    name: 'quarrel_replication_lag_seconds_count', labels: { from: 'us-east', to: 'eu-west' }, value: 500,
  });
  expect(family?.samples.some(({ name }) => name.endsWith('_sum'))).toBe(false);
});

test('what was not judged is absent, never 0', () => {
  expect(text).not.toContain('quarrel_stale_reads');
  const judged = { ...sampleReport, clients: { ...sampleReport.clients, staleReads: 0, resurrectedDeletes: 2 } };
  const told = renderPrometheus({ run: { ...run, report: judged }, samples: [], expectations });
  expect(told).toContain('quarrel_stale_reads 0\n');
  expect(told).toContain('quarrel_resurrected_deletes 2\n');
});

test('whether replicas converged is absent where it cannot be told', () => {
  expect(text).toContain('quarrel_converged 1\n');
  const unknown = { ...sampleReport, convergence: { ...sampleReport.convergence, ...unknownVerdict } };
  expect(renderPrometheus({ run: { ...run, report: unknown }, samples: [], expectations })).not.toContain('quarrel_converged');
});
