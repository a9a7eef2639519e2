/** What is wrong with the scenario's own resolver, in plain words. */
import type { Report, ReportedFinding } from '../../sim/report.js';
import type { Finding } from './findings.js';
import { formatCount, formatMs } from './format.js';

/** A sentence a fault; none where nothing is wrong. */
export function resolverFaultsOf({ findings = [] }: Report): readonly Finding[] {
  return findings.map((finding) => ({ label: 'Resolver', text: describeFault(finding) }));
}

function describeFault({ resolver, call, message, input, atMs, count }: ReportedFinding): string {
  const often = count === 1 ? 'once' : `${formatCount(count)} times`;
  return (
    `FAULT of ${resolver}: of ${call}, ${message}; ${often}, first at ${formatMs(atMs)}. ` +
    `It was asked ${input}. What was held was kept.`
  );
}
