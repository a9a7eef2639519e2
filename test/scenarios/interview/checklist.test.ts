/** The production checklist: of every item a design that passes it, one that fails it, and one of which it says nothing. */
import { describe, expect, it } from 'vitest';
import { checks, runChecklist } from '../../../src/scenarios/interview/checklist.js';
import { checkQueues } from '../../../src/scenarios/interview/checklist/bounded-queues.js';
import { runCheck } from '../../../src/scenarios/interview/checklist/check.js';
import type { Check, CheckedDesign } from '../../../src/scenarios/interview/checklist/check.js';
import { checkClocks } from '../../../src/scenarios/interview/checklist/clock-drift.js';
import { checkRouting } from '../../../src/scenarios/interview/checklist/home-region-routing.js';
import type { ChecklistItem, ChecklistVerdict } from '../../../src/scenarios/interview/checklist/item.js';
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

const quorum = design('replication={ strategy: leaderless }');
const oneRegion = design('regions={ us-east: {} }', 'links={}');

/** Holds one item against a scenario of whose rows nobody was asked. */
function held(check: Check, scenario: Scenario, ids: CheckedDesign['ids'] = null): ChecklistItem {
  return runCheck(check, { scenario, ids });
}

type Untold = readonly [scenario: Scenario, verdict: ChecklistVerdict];
type Case = readonly [name: string, check: Check, passes: Scenario, fails: Scenario, untold: Untold];

const cases: readonly Case[] = [
  ['home-region-routing', checkRouting, design('workload.users={ homes: geohash, local: 95% }', 'workload.clients.0.home=100%'), plain, [scripted, 'unknown']],
  ['uuidv7-keys', checkIds, creating('uuidv7'), creating('auto-increment'), [plain, 'not-applicable']],
  ['clock-drift', checkClocks, design('clock.monitor={ threshold: 10ms, every: 1s }'), plain, [scripted, 'unknown']],
  ['version-vectors', checkVectors, plain, design('conflicts.detect=timestamp'), [scripted, 'unknown']],
  [
    'bounded-queues', checkQueues,
    design('replication.outbox={ capacity: 1MiB, when-full: desynchronize }', 'replication.anti-entropy={ merkle: { leaf: 4 } }'), plain, [oneLeader, 'not-applicable'],
  ],
  ['rate-limits', checkLimits, design('node.rate-limit=40/s'), plain, [oneRegion, 'not-applicable']],
];

describe.each(cases)('%s', (name, check, passes, fails, [untold, verdict]) => {
  it('holds where it is kept', () => {
    expect(held(check, passes)).toMatchObject({ name, verdict: 'holds', remedy: null });
  });

  it('is violated where it is not, with figures and a remedy', () => {
    const item = held(check, fails);
    expect(item).toMatchObject({ name, verdict: 'violated' });
    expect(item.evidence).toMatch(/[0-9]/);
    expect(item.remedy).not.toBeNull();
  });

  it('says where it cannot be told, or is no matter, and why', () => {
    const item = held(check, untold);
    expect(item).toMatchObject({ verdict });
    expect(item.evidence.length).toBeGreaterThan(20);
  });
});

describe('the items', () => {
  it('are held against any scenario, in their order', () => {
    expect(runChecklist({ scenario: scripted, ids: null }).map(({ name }) => name)).toEqual([...checklistNames]);
  });

  it('call a scattered index by its name', () => {
    const { verdict, evidence } = held(checkIds, creating('uuidv4'));
    expect([verdict, evidence]).toEqual(['violated', expect.stringContaining('None collided, but')]);
  });

  it('count a queue that forgets as violated, and one that refuses as held', () => {
    const full = (what: string) => {
      const { verdict, evidence } = held(checkQueues, design(`replication.outbox={ capacity: 32KiB, when-full: ${what} }`));
      return [verdict, evidence];
    };
    expect(full('drop')).toEqual(['violated', expect.stringContaining('nobody repaired')]);
    expect(full('crash')).toEqual(['violated', expect.stringContaining('died of full memory')]);
    expect(full('reject')).toEqual(['holds', expect.stringContaining('refused')]);
  });

  it('let one leader off where no two leaders can disagree', () => {
    expect([checkRouting, checkIds].map((check) => held(check, oneLeader).verdict)).toEqual(['holds', 'holds']);
    expect(held(checkVectors, oneLeader)).toMatchObject({ verdict: 'not-applicable', remedy: null });
  });

  it('are no matter where nobody leads, with a reason', () => {
    for (const check of [checkRouting, checkIds, checkQueues]) {
      const { verdict, evidence } = held(check, quorum);
      expect([verdict, evidence]).toEqual(['not-applicable', expect.stringMatching(/^Without leaders/)]);
    }
  });

  it('flood a leader of all as well, and propose a limit only where it did help', () => {
    const { verdict, evidence, remedy } = held(checkLimits, oneLeader);
    expect([verdict, remedy]).toEqual(['violated', null]);
    expect(evidence).toContain('cannot tell the flood from the others');
    const [, limit = ''] = /rate-limit: (\d+)/.exec(held(checkLimits, plain).remedy ?? '') ?? [];
    expect(held(checkLimits, design(`node.rate-limit=${limit}/s`)).verdict).toBe('holds');
  });

  it('name rows as was stated beside values that no rows can stand beside', () => {
    const counters = design('conflicts.resolve=pn-counter', 'workload.clients.0.mix={ increment: 60%, read: 40% }');
    const verdicts = (['auto-increment', 'offset', 'uuidv4', 'uuidv7', 'snowflake', 'open'] as const).map((ids) => held(checkIds, counters, ids).verdict);
    expect(verdicts).toEqual(['violated', 'holds', 'violated', 'holds', 'holds', 'unknown']);
    expect(held(checkIds, creating('uuidv4'), 'uuidv7').verdict).toBe('violated');
  });

  it('change nothing in the design, and ask the same again', () => {
    const before = JSON.stringify(plain);
    const [first, second] = [checks, checks].map((each) => each.map((check) => held(check, plain)));
    expect(first).toEqual(second);
    expect(JSON.stringify(plain)).toBe(before);  });

  it('do not blame a clock where none decides', () => {
    for (const rule of ['conflicts.resolve=siblings', 'conflicts.timestamps=lamport']) {
      const { verdict, evidence } = held(checkClocks, design(rule));
      expect([verdict, evidence]).toEqual(['holds', expect.stringContaining('No clock decides')]);
    }
  });

  it('do not say that no clock decides where stamps do: without leaders, from hybrid clocks, by field', () => {
    const apart = 'workload.keys.count=100000';
    const byField = design(apart, 'conflicts.resolve=field-wise', 'workload.clients.0.mix={ set: 60%, read: 40% }');
    for (const scenario of [quorum, design(apart, 'conflicts.timestamps=hybrid'), byField]) {
      const { evidence } = held(checkClocks, scenario);
      expect(evidence).not.toContain('No clock decides');
      expect(evidence).toMatch(/lost to an earlier write|clocks decide here/);
    }
  });

  it('propose homes only where these did help', () => {
    const both = '[{ at: 1s, in: us-east, write: { slot: A } }, { at: 1.01s, in: eu-west, write: { slot: B } }]';
    const { verdict, evidence, remedy } = held(checkRouting, design('workload.keys.count=100000', `workload.script=${both}`));
    expect([verdict, remedy]).toEqual(['violated', null]);
    expect(evidence).toContain('1 pair would be left: what the script writes goes to the leader nearby');
  });

  it('leave colliding rows to the item that is about them', () => {
    const { verdict, evidence } = held(checkRouting, design('workload.clients.0.mix={ write: 60%, create: 40% }'));
    const { evidence: named } = held(checkRouting, design('workload.clients.0.mix={ write: 60%, create: 40% }', 'workload.ids=uuidv7'));
    expect([verdict, evidence]).toEqual(['violated', named]);
  });

  it('bring all clients to one key where no clock could do harm otherwise', () => {
    const apart = design('workload.keys.count=100000');
    const { verdict, evidence } = held(checkClocks, apart);
    expect([verdict, evidence]).toEqual(['violated', expect.stringContaining('all clients at one key')]);
  });
});
