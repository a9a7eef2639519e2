/** Whether leaders can name new rows apart from each other, without scattering their index. */
import type { Report } from '../../../sim/report.js';
import type { RowIdScheme, Scenario } from '../../../sim/scenario.js';
import type { ChecklistItem } from './item.js';
import { counted, grouped } from './item.js';
import { linksOf, oneOrderOf, probe } from './probe.js';

/** New rows of all leaders together, and how long they take: an index has more pages then than some inserts touch. */
const probeRows = 15_000;
const probeUs = 2e6;

const remedy = 'workload: { ids: uuidv7, clients: [ { …, mix: { …, create: 5% } } ] }';

/** Creates rows at leaders that do not see each other, under the design's ids and under UUIDv7. */
export function checkIds(scenario: Scenario): ChecklistItem {
  const { workload } = scenario;
  const item = { name: 'uuidv7-keys', title: 'New rows get ids that no two leaders can both make' } as const;
  const creates = workload.clients.some(({ mix }) => (mix.create ?? 0) > 0) ||
    workload.script.some(({ kind }) => kind === 'create');
  const oneOrder = oneOrderOf(scenario);
  if (oneOrder !== null) {
    const evidence = `${oneOrder} It names all rows, and gives no name twice.`;
    return { ...item, verdict: 'holds', evidence, remedy: null };
  }
  if (scenario.replication.strategy !== 'multi-leader') {
    const evidence = 'Without leaders nobody makes ids: clients have to.';
    return { ...item, verdict: 'unknown', evidence, remedy: null };
  }
  const ids = workload.ids ?? { kind: 'auto-increment' };
  const rows = createApart(scenario, ids).rows;
  const best = createApart(scenario, { kind: 'uuidv7' }).rows;
  if (!creates) {
    const evidence = 'The design creates no rows, and does not say how they would be named. Leaders that could not see ' +
      `each other and counted gave ${counted(rows?.collisions ?? 0, 'row')} of ${grouped(rows?.created ?? 0)} an id ` +
      `that another one had; under UUIDv7 it was ${grouped(best?.collisions ?? 0)}.`;
    return { ...item, verdict: 'unknown', evidence, remedy };
  }
  if (rows === undefined || best === undefined) {
    return { ...item, verdict: 'unknown', evidence: 'No row was created.', remedy: null };
  }
  const ran = `${counted(rows.created, 'row')} were created by leaders that could not see each other, ` +
    `under ${ids.kind} ids`;
  if (rows.collisions > 0) {
    const evidence = `${ran}: ${grouped(rows.collisions)} of them got an id that another one had.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const [pages, bestPages] = [rows.index.pagesPer1000, best.index.pagesPer1000];
  if (pages !== null && bestPages !== null && pages > 2 * bestPages) {
    const evidence = `${ran}. None collided, but 1,000 inserts in a row touch ${grouped(pages)} pages of the index; ` +
      `under UUIDv7 they touch ${grouped(bestPages)}.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const touched = pages === null ? '' : `, and 1,000 inserts in a row touch ${grouped(pages)} pages of the index`;
  return { ...item, verdict: 'holds', evidence: `${ran}. None collided${touched}.`, remedy: null };
}

function createApart(scenario: Scenario, ids: RowIdScheme): Report {
  const { nemesis: _, ...rest } = scenario;
  const { users: __, ...workload } = scenario.workload;
  return probe({
    ...rest,
    durationUs: probeUs,
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' },
    regions: scenario.regions.map(({ node: { workers }, ...region }) =>
      ({ ...region, node: { ...idleNode, workers } })),
    workload: {
      ...workload,
      ids,
      script: [],
      clients: scenario.regions.map((___, region) => ({
        region, ratePerS: (probeRows * 1e6) / probeUs / scenario.regions.length, arrivals: 'poisson', mix: { write: 0, read: 0, delete: 0, create: 1 },
      })),
    },
    faults: [{
      kind: 'partition',
      atUs: 0,
      untilUs: probeUs,
      cuts: scenario.regions.flatMap((___, region) => linksOf(scenario, region)),
    }],
  });
}

const idleNode = { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0 };
