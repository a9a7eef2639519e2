import { expect, test } from 'vitest';
import { comparedFigures } from '../../../src/scenarios/comparison/figures.js';
import { needsJudges } from '../../../src/scenarios/comparison/judged-figures.js';
import { metrics } from '../../../src/scenarios/metrics.js';
import { simulate } from '../../../src/sim/simulate.js';
import { tinyScenario } from '../../cli/tiny-scenario.js';

const scenario = tinyScenario();
const judged = simulate(scenario);
const unjudged = simulate(scenario, { judgesClients: false });
const figures = [...metrics, ...comparedFigures];

test('a run that judges no clients is the same run, and says of them what cannot be told', () => {
  const { linearizable, violations, ...clients } = unjudged.report.clients;
  expect(linearizable).toBe('unknown');
  expect(Object.values(violations)).toEqual([null, null, null, null, null]);
  const { linearizable: told, violations: counted, ...others } = judged.report.clients;
  expect(told).not.toBe('unknown');
  expect(counted.monotonicReads).not.toBe(null);
  expect({ ...unjudged.report, clients }).toEqual({ ...judged.report, clients: others });
});

test('the figures that need judges are those that look at what judges said', () => {
  const { report } = judged;
  const touched = new Set<string>();
  for (const { name, read } of figures) {
    const clients = {
      ...report.clients,
      get linearizable() {
        touched.add(name);
        return report.clients.linearizable;
      },
      get violations() {
        touched.add(name);
        return report.clients.violations;
      },
    };
    read({ ...report, clients });
  }
  expect(touched.size).toBeGreaterThan(5);
  expect(figures.filter(({ name }) => needsJudges(name)).map(({ name }) => name)).toEqual(
    figures.filter(({ name }) => touched.has(name)).map(({ name }) => name),
  );
});
