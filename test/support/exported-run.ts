/** A run with everything that can be exported of it, as a command would write it. */
import { judgeExpectations } from '../../src/scenarios/index.js';
import type { LoadedScenario } from '../../src/scenarios/index.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import { Simulation } from '../../src/sim/simulate.js';
import type { EndedRun, TraceExport } from '../../src/cli/report/export/export.js';
import { exportChrome } from '../../src/cli/report/export/chrome.js';
import { writeMetricsCsv } from '../../src/cli/report/export/metrics-csv.js';
import { exportOtlp } from '../../src/cli/report/export/otlp.js';
import { renderPrometheus } from '../../src/cli/report/export/prometheus.js';
import { SampledSimulation } from '../../src/cli/recording/sampled-simulation.js';
import { exportShiviz } from '../../src/cli/report/export/shiviz.js';

/** The run, what was exported of it, and what it was exported from. */
export interface ExportedRun {
  readonly ended: EndedRun;
  readonly trace: readonly TraceEvent[];
  readonly shiviz: string;
  readonly chrome: string;
  readonly otlp: string;
  readonly csv: string;
  readonly prometheus: string;
}

/** Runs once, with all exports listening. */
export function exportRun(loaded: Pick<LoadedScenario, 'scenario' | 'expectations'>): ExportedRun {
  const { scenario, expectations } = loaded;
  const subject = { scenario: scenario.name, seed: scenario.seed, replicas: scenario.regions.map(({ name }) => name) };
  const trace: TraceEvent[] = [];
  const texts = { shiviz: '', chrome: '', otlp: '' };
  const writeTo = (name: keyof typeof texts) => (text: string) => {
    texts[name] += text;
  };
  const exports: readonly TraceExport[] = [
    exportShiviz(writeTo('shiviz'), subject),
    exportChrome(writeTo('chrome'), subject),
    exportOtlp(writeTo('otlp'), subject),
  ];
  const simulation = new Simulation(scenario, {
    trace: (event) => {
      trace.push(event);
      for (const { hear } of exports) hear(event);
    },
  });
  const sampled = new SampledSimulation(simulation, { durationUs: scenario.durationUs });
  const run = sampled.finish();
  const judged = judgeExpectations(expectations, run.report);
  const ended = { run, samples: sampled.samples, expectations: judged };
  for (const { end } of exports) {
    const refusal = end(ended);
    if (refusal !== null) throw new Error(refusal);
  }
  let csv = '';
  writeMetricsCsv((text) => {
    csv += text;
  }, ended.samples);
  return { ended, trace, ...texts, csv, prometheus: renderPrometheus(ended) };
}

/** What a scenario's writes came to: accepted by some replica. */
export function acceptedWrites(trace: readonly TraceEvent[]): number {
  return trace.filter(({ kind }) => kind === 'accept').length;
}
