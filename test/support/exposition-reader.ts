/**
 * Prometheus' text format, read to the letter: whatever the format's description does not allow is refused.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/ version 0.0.4
 */

/** A value with its labels. */
export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All values under one name and what is said of it. */
export interface ReadFamily {
  readonly kind: string;
  readonly help: string;
  readonly samples: readonly ReadSample[];
}

const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = String.raw`([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^\\"\n]|\\[\\"n])*)"`;
const sampleLine = new RegExp(String.raw`^(${metricName})(?:\{((?:${label},?)*)\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?)$`);
const suffixes: Readonly<Record<string, readonly string[]>> = { summary: ['', '_sum', '_count'], counter: [''], gauge: [''] };

/** Reads a document; throws at the first line that is not allowed there. */
export function readExposition(text: string): ReadonlyMap<string, ReadFamily> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, ReadFamily & { readonly samples: ReadSample[] }>();
  const seen = new Set<string>();
  let current = '';
  let help: string | null = null;
  for (const line of text.slice(0, -1).split('\n')) {
    const helpMatch = new RegExp(`^# HELP (${metricName}) (.+)$`).exec(line);
    const typeMatch = new RegExp(`^# TYPE (${metricName}) (counter|gauge|summary)$`).exec(line);
    if (helpMatch !== null) {
      [, current = '', help = ''] = helpMatch;
      if (families.has(current)) throw new Error(`${current} comes twice`);
    } else if (typeMatch !== null) {
      const [, name = '', kind = ''] = typeMatch;
      if (name !== current || help === null) throw new Error(`TYPE without HELP: ${line}`);
      families.set(name, { kind, help, samples: [] });
      help = null;
    } else {
      const sample = readSample(line);
      const family = families.get(current);
      const allowed = (suffixes[family?.kind ?? ''] ?? []).map((suffix) => current + suffix);
      if (family === undefined || !allowed.includes(sample.name)) throw new Error(`out of place: ${line}`);
      const identity = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
      if (seen.has(identity)) throw new Error(`comes twice: ${line}`);
      seen.add(identity);
      family.samples.push(sample);
    }
  }
  return families;
}

function readSample(line: string): ReadSample {
  const match = sampleLine.exec(line);
  if (match === null) throw new Error(`no sample: ${line}`);
  const pairs = [...(match[2] ?? '').matchAll(new RegExp(label, 'g'))].map(([, name = '', value = '']) => {
    return [name, value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))] as const;
  });
  return { name: match[1] ?? '', labels: Object.fromEntries(pairs), value: Number(match[5]) };
}
