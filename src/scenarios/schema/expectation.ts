/** How a scenario writes what must come out. */
import * as z from 'zod';
import type { Condition } from '../condition.js';
import { conditionPattern, expectedForms, readCondition } from '../condition.js';
import type { Metric } from '../metrics.js';
import { findMetric, metrics } from '../metrics.js';
import { findRegionMetric, regionMetricForms } from '../region-metrics.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { Reading } from '../units.js';
import { always, isMapping, report } from './field.js';
import { finalPrefix } from './final-name.js';
import { readValues, valuesJson } from './values.js';

/** A condition on a figure, or the values that a key must hold. */
export type ExpectationDocument =
  | {
      readonly kind: 'metric';
      readonly name: string;
      readonly condition: Condition;
      readonly text: string;
    }
  | {
      readonly kind: 'final';
      readonly name: string;
      readonly key: string;
      readonly values: readonly string[];
    };

const metricNames = metrics.map((metric) => metric.name);

/** Expectations by name; read into a list in document order. */
export const expectSchema = z
  .record(z.string(), z.unknown())
  .superRefine((value, ctx) => {
    if (!isMapping(value)) return;
    for (const [name, raw] of Object.entries(value)) {
      const reading = readExpectation(name, raw);
      if (reading === null) {
        report(ctx, [name], `"${name}" is not a figure that a run reports`, {
          expected: `one of ${listWords(metricNames, 24)}, ${regionMetricForms[0]}, or final.<key>`,
          ...didYouMean(name, metricNames),
          isKey: true,
        });
      } else if (!reading.ok) {
        report(ctx, [name], reading.message, reading);
      }
    }
  }, always)
  .transform((value): readonly ExpectationDocument[] =>
    Object.entries(value).flatMap(([name, raw]) => {
      const reading = readExpectation(name, raw);
      return reading?.ok === true ? [reading.value] : [];
    }),
  )
  .meta({
    description:
      'What must come out, by name. Forms: 0, "> 0", "< 10ms", "<= 99.9%", 10ms..20ms, true. ' +
      'final.<key> is what every replica holds of a key in the end: a value, a list of siblings, ' +
      'or absent; final.<key>.conflicts what a revision-tree keeps beside it. ' +
      `Of one region's clients: ${regionMetricForms.join(', ')}.`,
    properties: Object.fromEntries(metrics.map((metric) => [metric.name, metricJson(metric)])),
    patternProperties: { '^final\\..+$': valuesJson, ...regionMetricsJson() },
    additionalProperties: false,
  });

/** Null when nothing has this name. */
function readExpectation(name: string, raw: unknown): Reading<ExpectationDocument> | null {
  if (name.startsWith(finalPrefix) && name.length > finalPrefix.length) {
    const reading = readValues(raw);
    if (!reading.ok) return reading;
    const key = name.slice(finalPrefix.length);
    return { ok: true, value: { kind: 'final', name, key, values: reading.value } };
  }
  const metric = findMetric(name);
  if (metric === null) return null;
  const reading = readCondition(raw, metric.unit);
  return reading.ok ? { ok: true, value: { kind: 'metric', name, ...reading.value } } : reading;
}

function regionMetricsJson(): Readonly<Record<string, unknown>> {
  const patterns = regionMetricForms.map((form) => {
    const metric = findRegionMetric(form);
    const pattern = `^${form.replaceAll('.', '\\.').replace('<region>', '(?!reads$)[^.]+')}$`;
    return [pattern, metric === null ? false : metricJson(metric)] as const;
  });
  return Object.fromEntries(patterns);
}

function metricJson(metric: Metric): Readonly<Record<string, unknown>> {
  const description = `${metric.meaning} Forms: ${expectedForms(metric.unit)}.`;
  if (metric.unit === 'truth') {
    return { anyOf: [{ type: 'boolean' }, { type: 'string', enum: ['holds', 'violated'] }], description };
  }
  const pattern = conditionPattern(metric.unit);
  return {
    anyOf: [{ type: 'string', pattern }, { type: 'number', minimum: 0 }],
    description,
  };
}
