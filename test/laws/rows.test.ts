/** Rows in the engine against their definitions, field by field, and documents that keep what lost. */
import { expect, test } from 'vitest';
import type { TypedRun } from '../support/typed-run.js';
import { numberOf, runTyped } from '../support/typed-run.js';
import { fieldWiseRules, NaiveRows, orMapRules } from '../model/naive-rows.js';

const runCount = 100;

test.each(['or-map', 'field-wise'] as const)(
  'rows of %s hold what their definition says, and lose a write with any field of it',
  (type) => {
    let judged = 0;
    let losing = 0;
    for (let n = 0; n < runCount; n++) {
      const run = runTyped(5000 + n, type);
      const { world, report, history, lost, keys } = run;
      const leaders = world.scenario.regions.map(({ name }) => name);
      const naive = new NaiveRows(history, type === 'or-map' ? orMapRules : fieldWiseRules(leaders));
      world.replicas.forEach(({ replicated }, replica) => {
        const told = history.toldAt(world.replicaNames[replica]);
        for (const key of keys) {
          const found = replicated?.read(numberOf(world, key)) ?? [];
          expect(found, `${report.scenario} ${key}`).toEqual(naive.read(told, key));
        }
      });
      if (report.convergence.verdict === 'unknown') continue;
      judged++;
      expect([...lost], report.scenario).toEqual(listMissing(run, naive));
      if (lost.size > 0) losing++;
    }
    expect(judged).toBeGreaterThan(runCount / 2);
    expect(losing).toBeGreaterThan(runCount / 5);
  },
);

test('a document that is told of everything shows one winner everywhere, and keeps the others', () => {
  let keeping = 0;
  for (let n = 0; n < runCount / 2; n++) {
    const { report } = runTyped(7000 + n, 'revision-tree');
    if (report.convergence.verdict !== 'holds') continue;
    for (const { key, replicas } of report.finalValues) {
      const [first] = replicas;
      for (const { values, conflicts } of replicas) {
        expect([values, conflicts], `${report.scenario} ${key}`).toEqual([first?.values, first?.conflicts]);
        expect(values.length).toBeLessThan(2);
        if (conflicts !== undefined && conflicts.length > 0) keeping++;
      }
    }
  }
  expect(keeping).toBeGreaterThan(0);
});

function listMissing({ world, history, keys }: TypedRun, naive: NaiveRows): readonly number[] {
  const survivors = world.replicaNames.filter((_, replica) => world.isSurvivor(replica));
  const reflected = survivors.map((replica) =>
    keys.map((key) => naive.reflected(history.toldAt(replica), key)),
  );
  const missing = [...history.acknowledged].filter((id) =>
    reflected.some((byKey) => !byKey.some((ids) => ids.has(id))),
  );
  return missing.sort((x, y) => x - y);
}
