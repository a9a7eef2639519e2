/** The production checklist: of every item a design that passes it, one that fails it, and one that cannot be asked. */
import { describe, expect, it } from 'vitest';
import { runChecklist } from '../../../src/scenarios/interview/checklist.js';
import { checkQueues } from '../../../src/scenarios/interview/checklist/bounded-queues.js';
import { checkClocks } from '../../../src/scenarios/interview/checklist/clock-drift.js';
import { checkRouting } from '../../../src/scenarios/interview/checklist/home-region-routing.js';
import type { ChecklistItem } from '../../../src/scenarios/interview/checklist/item.js';
import { checklistNames } from '../../../src/scenarios/interview/checklist/item.js';
import { checkLimits } from '../../../src/scenarios/interview/checklist/rate-limits.js';
import { checkIds } from '../../../src/scenarios/interview/checklist/uuidv7-keys.js';
import { checkVectors } from '../../../src/scenarios/interview/checklist/version-vectors.js';
import { parseScenarios } from '../../../src/scenarios/parse.js';
import type { Override } from '../../../src/scenarios/overrides.js';
import type { Scenario } from '../../../src/sim/scenario.js';

const shop = `version: 1
scenarios:
  shop:
    duration: 12s
    regions: { us-east: { place: virginia }, eu-west: { place: ireland }, ap-south: { place: mumbai } }
    links: { default: { latency: by-place } }
    workload:
      keys: { count: 20 }
      clients:
        - { in: all, rate: 15/s, mix: { write: 60%, read: 40% } }
`;

function design(...set: readonly string[]): Scenario {
  const overrides = set.map((one): Override => {
    const at = one.indexOf('=');
    return { path: one.slice(0, at), value: one.slice(at + 1) };
  });
  const read = parseScenarios(shop, { overrides });
  const [only] = read.ok ? read.scenarios : [];
  if (only === undefined) throw new Error(JSON.stringify(read));
  return only.scenario;
}

/** A design whose clients create rows under these ids. */
function creating(ids: string): Scenario {
  return design(`workload.ids=${ids}`, 'workload.clients.0.mix={ create: 60%, read: 40% }');
}

const plain = design();
const oneLeader = design('replication={ strategy: single-leader, reads: local }');
const scripted = design('workload.clients=[]', 'workload.script=[{ at: 1s, in: us-east, write: { x: A } }]');

type Case = readonly [name: string, check: (scenario: Scenario) => ChecklistItem, passes: Scenario, fails: Scenario, unasked: Scenario];

const cases: readonly Case[] = [
  ['home-region-routing', checkRouting, design('workload.users={ homes: geohash, local: 95% }', 'workload.clients.0.home=100%'), plain, scripted],
  ['uuidv7-keys', checkIds, creating('uuidv7'), creating('auto-increment'), plain],
  ['clock-drift', checkClocks, design('clock.monitor={ threshold: 10ms, every: 1s }'), plain, scripted],
  ['version-vectors', checkVectors, plain, design('conflicts.detect=timestamp'), scripted],
  [
    'bounded-queues', checkQueues,
    design('replication.outbox={ capacity: 1MiB, when-full: desynchronize }', 'replication.anti-entropy={ merkle: { leaf: 4 } }'), plain, oneLeader,
  ],
  ['rate-limits', checkLimits, design('node.rate-limit=40/s'), plain, oneLeader],
];

describe.each(cases)('%s', (name, check, passes, fails, unasked) => {
  it('holds where it is kept', () => {
    expect(check(passes)).toMatchObject({ name, verdict: 'holds', remedy: null });
  });

  it('is violated where it is not, with figures and a remedy', () => {
    const item = check(fails);
    expect(item).toMatchObject({ name, verdict: 'violated' });
    expect(item.evidence).toMatch(/[0-9]/);
    expect(item.remedy).not.toBeNull();
  });

  it('is unknown where it cannot be asked, and says why', () => {
    const item = check(unasked);
    expect(item.verdict).toBe('unknown');
    expect(item.evidence.length).toBeGreaterThan(20);
  });
});

describe('the items', () => {
  it('are held against any scenario, in their order', () => {
    expect(runChecklist(scripted).map(({ name }) => name)).toEqual([...checklistNames]);
  });

  it('call a scattered index by its name', () => {
    const { verdict, evidence } = checkIds(creating('uuidv4'));
    expect([verdict, evidence]).toEqual(['violated', expect.stringContaining('None collided, but')]);
  });

  it('count a queue that forgets as violated, and one that refuses as held', () => {
    const full = (what: string) => {
      const { verdict, evidence } = checkQueues(design(`replication.outbox={ capacity: 32KiB, when-full: ${what} }`));
      return [verdict, evidence];
    };
    expect(full('drop')).toEqual(['violated', expect.stringContaining('nobody repaired')]);
    expect(full('crash')).toEqual(['violated', expect.stringContaining('died of full memory')]);
    expect(full('reject')).toEqual(['holds', expect.stringContaining('refused')]);
  });

  it('let one leader off where no two leaders can disagree', () => {
    expect([checkRouting, checkIds, checkVectors].map((check) => check(oneLeader).verdict)).toEqual(['holds', 'holds', 'holds']);
  });

  it('do not blame a clock where none decides', () => {
    expect(checkClocks(design('conflicts.resolve=siblings')).verdict).toBe('holds');
  });
});
