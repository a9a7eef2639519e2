/**
 * Text as Prometheus reads it from a scrape.
 *
 * No sample has a timestamp: one of simulated time would lie in 1970, which Prometheus takes for stale and the
 * push gateway refuses; one of real time would make two equal runs differ.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/ version 0.0.4
 */

/** Values under one name. */
export interface MetricFamily {
  /** Ends in its unit, or in `_total` where it only grows. */
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

/** One value. */
export interface MetricSample {
  /** What follows the family's name: of a summary, how many values there were, and their sum. */
  readonly suffix?: '_count' | '_sum';
  readonly labels: Readonly<Record<string, string>>;
  /** Null: it was not measured, and is left out. */
  readonly value: number | null;
}

/** Families without a value are left out. */
export function renderExposition(families: readonly MetricFamily[]): string {
  return families.map(renderFamily).join('');
}

function renderFamily({ name, kind, help, samples }: MetricFamily): string {
  const lines = samples.flatMap(({ suffix = '', labels, value }) => {
    return value === null ? [] : [`${name}${suffix}${labelsText(labels)} ${String(value)}\n`];
  });
  if (lines.length === 0) return '';
  return [`# HELP ${name} ${escapeHelp(help)}\n`, `# TYPE ${name} ${kind}\n`, ...lines].join('');
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** A label's value: what would end it, and the escape itself, are escaped. */
function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
