/** The forms in which a run's events and figures can be written to a file. */

/** Forms of a trace: lines of JSON, and what three viewers of other makers read. */
export const traceFormats = ['ndjson', 'shiviz', 'chrome', 'otlp'] as const;

/** One of {@link traceFormats}. */
export type TraceFormat = (typeof traceFormats)[number];

/** Forms of figures: over time as a table, or of the end as Prometheus reads them. */
export const metricsFormats = ['csv', 'prometheus'] as const;

/** One of {@link metricsFormats}. */
export type MetricsFormat = (typeof metricsFormats)[number];
