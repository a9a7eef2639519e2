/** Whether leaders can name new rows apart from each other, without scattering their index. */
import type { RowIdScheme, Scenario } from '../../../sim/scenario.js';
import type { CheckedDesign, Checking } from './check.js';
import { counted, grouped } from './item.js';
import { linksOf, oneOrderOf } from './probe.js';

/** New rows of all leaders together: enough of them for ids to collide. */
const fewRows = 3000;
/** So many that an index has more pages than some inserts touch. */
const manyRows = 15_000;
/** How long they take. */
const probeUs = 2e6;

const remedy = 'workload: { ids: uuidv7 }';
const openRemedy = 'workload: { ids: uuidv7, clients: [ { …, mix: { …, create: 5% } } ] }';

/**
 * Creates rows at the design's leaders while these do not see each other, under the design's ids and under UUIDv7.
 * The rows are plain values, whatever the design's values are otherwise: none of what merges takes new rows.
 */
export function* checkIds({ scenario, ids: stated }: CheckedDesign): Checking {
  const item = { name: 'uuidv7-keys', title: 'New rows get ids that no two leaders can both make' } as const;
  const oneOrder = oneOrderOf(scenario);
  if (oneOrder !== null) {
    const evidence = `${oneOrder} It names all rows, and gives no name twice.`;
    return { ...item, verdict: 'holds', evidence, remedy: null };
  }
  if (scenario.replication.strategy !== 'multi-leader') {
    const evidence = 'Without leaders nobody makes ids: clients have to.';
    return { ...item, verdict: 'not-applicable', evidence, remedy: null };
  }
  const ids = schemeOf(scenario, stated);
  if (ids === null && stated === null) {
    return { ...item, verdict: 'not-applicable', evidence: 'Nobody creates rows here: keys come from outside.', remedy: null };
  }
  const few = (yield createApart(scenario, ids ?? { kind: 'auto-increment' }, fewRows)).rows;
  const collided = few?.collisions ?? 0;
  if (ids === null) {
    const best = (yield createApart(scenario, { kind: 'uuidv7' }, fewRows)).rows;
    const evidence = 'The design does not say how new rows are named. Leaders that could not see each other and counted ' +
      `gave ${counted(collided, 'row')} of ${grouped(few?.created ?? 0)} an id that another one had; ` +
      `under UUIDv7 it was ${grouped(best?.collisions ?? 0)}.`;
    return { ...item, verdict: 'unknown', evidence, remedy: openRemedy };
  }
  const ran = (rows: number): string => `${counted(rows, 'row')} were created by leaders that could not see each other, ` +
    `under ${schemeWords[ids.kind]} ids`;
  if (collided > 0) {
    const evidence = `${ran(few?.created ?? 0)}: ${grouped(collided)} of them got an id that another one had.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const rows = (yield createApart(scenario, ids, manyRows)).rows;
  const best = ids.kind === 'uuidv7' ? rows : (yield createApart(scenario, { kind: 'uuidv7' }, manyRows)).rows;
  if (rows === undefined || best === undefined) {
    return { ...item, verdict: 'unknown', evidence: 'No row was created.', remedy: null };
  }
  const [pages, bestPages] = [rows.index.pagesPer1000, best.index.pagesPer1000];
  if (pages !== null && bestPages !== null && pages > 2 * bestPages) {
    const evidence = `${ran(rows.created)}. None collided, but 1,000 inserts in a row touch ${grouped(pages)} pages of ` +
      `the index; under UUIDv7 they touch ${grouped(bestPages)}.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const touched = pages === null ? '' : `, and 1,000 inserts in a row touch ${grouped(pages)} pages of the index`;
  return { ...item, verdict: 'holds', evidence: `${ran(rows.created)}. None collided${touched}.`, remedy: null };
}

const schemeWords: Readonly<Record<RowIdScheme['kind'], string>> = {
  'auto-increment': 'auto-increment',
  offset: 'interleaved',
  uuidv4: 'UUIDv4',
  uuidv7: 'UUIDv7',
  snowflake: 'Snowflake',
};

/** The scheme of whoever creates rows, else the one that was stated; null for none. */
function schemeOf({ workload, regions }: Scenario, stated: CheckedDesign['ids']): RowIdScheme | null {
  const creates = workload.clients.some(({ mix }) => (mix.create ?? 0) > 0) ||
    workload.script.some(({ kind }) => kind === 'create');
  if (creates) return workload.ids ?? { kind: 'auto-increment' };
  if (stated === null || stated === 'open') return null;
  return stated === 'offset' ? { kind: stated, increment: regions.length } : { kind: stated };
}

function createApart(scenario: Scenario, ids: RowIdScheme, rows: number): Scenario {
  const { nemesis: _, ...rest } = scenario;
  const { users: __, ...workload } = scenario.workload;
  return {
    ...rest,
    durationUs: probeUs,
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' },
    regions: scenario.regions.map(({ node: { workers }, ...region }) => ({ ...region, node: { ...idleNode, workers } })),
    workload: {
      ...workload,
      ids,
      script: [],
      clients: scenario.regions.map((___, region) => ({
        region,
        ratePerS: (rows * 1e6) / probeUs / scenario.regions.length,
        arrivals: 'poisson',
        mix: { write: 0, read: 0, delete: 0, create: 1 },
      })),
    },
    faults: [{
      kind: 'partition',
      atUs: 0,
      untilUs: probeUs,
      cuts: scenario.regions.flatMap((___, region) => linksOf(scenario, region)),
    }],
  };
}

const idleNode = { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0 };
