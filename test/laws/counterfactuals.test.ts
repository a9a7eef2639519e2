/** No counterfactual is false: over random small scenarios, both sides of every edge are as they are told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCounterfactuals } from '../../src/cli/counterfactuals.js';
import { parseScenarios } from '../../src/scenarios/index.js';
import type { Override } from '../../src/scenarios/index.js';
import { fateOf, simulate } from '../../src/sim/simulate.js';

const operation = fc.record({ at: fc.integer({ min: 100, max: 500 }), region: fc.constantFrom('a', 'b'), key: fc.constantFrom('x', 'x', 'y') });

const world = fc.record({
  skews: fc.tuple(fc.integer({ min: -80, max: 80 }), fc.integer({ min: -80, max: 80 })),
  latency: fc.integer({ min: 30, max: 200 }),
  operations: fc.uniqueArray(operation, { minLength: 3, maxLength: 6, selector: ({ at, region }) => `${at} ${region}` }),
  cut: fc.option(fc.record({ at: fc.integer({ min: 50, max: 1000 }), forMs: fc.integer({ min: 50, max: 800 }) }), { nil: null }),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function documentOf({ skews, latency, operations, cut }: World): string {
  const script = operations.map(({ at, region, key }, i) => `        - { at: ${at}ms, in: ${region}, as: c${i}, write: { ${key}: v${i} } }`);
  const faults = cut === null ? '[]' : `[{ at: ${cut.at}ms, until: ${cut.at + cut.forMs}ms, partition: [[a], [b]] }]`;
  return `
version: 1
scenarios:
  small:
    duration: 2s
    regions:
      a: { clock: { skew: ${skews[0]}ms } }
      b: { clock: { skew: ${skews[1]}ms } }
    links: { default: { latency: ${latency}ms } }
    workload:
      script:
${script.join('\n')}
    faults: ${faults}
`;
}

/** The fate of what this client wrote, and the run's fingerprint; each client writes once. */
function fateWith(text: string, changes: readonly Override[], client: string) {
  const parsed = parseScenarios(text, { overrides: changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  let written = -1;
  const run = simulate(parsed.scenarios[0].scenario, {
    trace: (event) => {
      if (event.kind === 'accept' && event.client === client) written = event.write;
    },
  });
  return { fate: fateOf(run, written), fingerprint: run.report.fingerprint };
}

test('what is told to keep a write keeps it, and just beyond the edge it is lost', { timeout: 120_000 }, async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      const text = documentOf(drawn);
      const parsed = parseScenarios(text);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      const clients = new Map<number, string>();
      const { lostWrites } = simulate(parsed.scenarios[0].scenario, {
        trace: (event) => {
          if (event.kind === 'accept') clients.set(event.write, event.client);
        },
      });
      if (lostWrites.length === 0) return;
      const [{ write }] = lostWrites;
      const client = clients.get(write) ?? '';
      const request = { text, name: 'small', overrides: [], resolver: null, write };
      for (const { kept, lost } of await findCounterfactuals(request, { isStopped: () => false, onProgress: () => undefined })) {
        told++;
        const { fate, fingerprint } = fateWith(text, kept.changes, client);
        expect({ fate, fingerprint }).toEqual({ fate: kept.fate, fingerprint: kept.fingerprint });
        expect(['visible', 'merged', 'superseded']).toContain(fate);
        if (lost !== null) expect(fateWith(text, lost.changes, client)).toEqual({ fate: 'lost', fingerprint: lost.fingerprint });
      }
    }),
    { numRuns: 20 },
  );
  expect(told).toBeGreaterThan(5);
});
