/** The JSON report: one document with the same keys in the same order every time. */
import type { RunResult } from './result.js';

/** Version of every JSON format of the command line. Minor versions add, a major one breaks. */
export const formatVersion = '1.0';

/** The document that `schema/report.schema.json` describes. */
export function renderJson(result: RunResult): string {
  const { scenario, seed, fingerprint, ...rest } = result.report;
  const { expectations, verdict, replay } = result;
  return toJsonDocument({
    formatVersion,
    scenario,
    seed,
    fingerprint,
    replay,
    ...rest,
    expectations: expectations.map(({ name, expected, actual, verdict: told }) => {
      return { name, expected, actual, verdict: told };
    }),
    verdict,
  });
}

/** JSON for people and tools: two spaces of indent, a line break at the end. */
export function toJsonDocument(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
