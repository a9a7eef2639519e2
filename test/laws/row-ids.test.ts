/** Ids of rows: which of them can be made twice, and that what is counted is what the trace says. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { RowIdScheme, Scenario } from '../../src/sim/scenario.js';
import { creatingScenario } from '../support/creating-scenario.js';
import type { TracedRun } from '../support/traced-run.js';
import { runTraced } from '../support/traced-run.js';

const scenarioCount = 250;

interface Created {
  readonly scenario: Scenario;
  readonly run: TracedRun;
  /** Keys of the rows in the order in which they were accepted. */
  readonly keys: readonly string[];
}

const created: Created[] = [];

beforeAll(() => {
  for (let n = 0; n < scenarioCount; n++) {
    const scenario = creatingScenario(n);
    const run = runTraced(scenario);
    const keys = run.all('accept').flatMap(({ isCreate, key }) => (isCreate === true ? [key] : []));
    created.push({ scenario, run, keys });
  }
}, 120_000);

describe('in random runs with clocks that are off and leaders that crash', () => {
  test('offsets of as many steps as leaders, UUIDs and snowflakes give no id twice', () => {
    const unique = created.filter(({ scenario }) => isUnique(scenario));
    expect(new Set(unique.map(({ scenario }) => scenario.workload.ids?.kind)).size).toBe(4);
    expect(unique.length).toBeGreaterThan(100);
    for (const { scenario, keys } of unique) {
      expect(new Set(keys).size, scenario.name).toBe(keys.length);
    }
  });

  test('collisions are the creates whose key some row had before, by the trace', () => {
    for (const { scenario, run, keys } of created) {
      expect(run.report.rows, scenario.name).toMatchObject({
        created: keys.length,
        collisions: keys.length - new Set(keys).size,
      });
    }
    const colliding = created.filter(({ run }) => (run.report.rows?.collisions ?? 0) > 0);
    expect(colliding.length).toBeGreaterThan(30);
  });

  test('nothing is lost to a collision where no id was given twice', () => {
    for (const { scenario, run } of created) {
      if (run.report.rows?.collisions !== 0) continue;
      expect(run.report.lostWrites.byCause.collision, scenario.name).toBe(0);
    }
    expect(created.some(({ run }) => run.report.lostWrites.byCause.collision > 0)).toBe(true);
  });

  test('the index of a leader holds the rows of its records, each once', () => {
    let compared = 0;
    for (const { scenario, run } of created) {
      const { rows, lag, convergence } = run.report;
      const hasLeft = scenario.faults.some(({ kind }) => kind === 'leave');
      if (hasLostDisk(scenario) || hasLeft || lag.open > 0 || convergence.verdict === 'unknown') continue;
      const stored = run.all('accept').flatMap(({ key }) => (isRow(scenario, key) ? [key] : []));
      const distinct = new Set(stored).size;
      const entries = rows?.index.byLeader.map((leader) => leader.entries);
      expect(entries, scenario.name).toEqual(scenario.regions.map(() => distinct));
      compared++;
    }
    expect(compared).toBeGreaterThan(100);
  });
});

/** Also a row that a client wrote under an id of its own choice. */
function isRow({ workload }: Scenario, key: string): boolean {
  const [table, id = ''] = key.split('/');
  const isTable = table === 'rows' || workload.script.some(({ kind, key: made }) => kind === 'create' && made === table);
  const isUuid = workload.ids?.kind.startsWith('uuid') === true;
  return isTable && (isUuid ? id.length === 36 : id !== '');
}

/** Whoever loses its disk counts anew; a snowflake that restarts may too, but its leader finds that out. */
function isUnique(scenario: Scenario): boolean {
  if (hasLostDisk(scenario)) return scenario.workload.ids?.kind.startsWith('uuid') === true;
  const ids: RowIdScheme = scenario.workload.ids ?? { kind: 'auto-increment' };
  if (ids.kind === 'auto-increment') return false;
  return ids.kind !== 'offset' || ids.increment >= scenario.regions.length;
}

function hasLostDisk({ faults }: Scenario): boolean {
  return faults.some((fault) => fault.kind === 'crash' && fault.disk === 'lost');
}
