/** Cases that others have published, with their verdicts. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { judge } from '../../../src/sim/check/judge.js';
import type { ConsistencyModel } from '../../../src/sim/check/judge.js';
import { historyOf, parsed, read, write } from '../../support/history.js';

const scalar = z.union([z.null(), z.number(), z.string()]);

const manifest = z
  .object({
    histories: z.array(
      z.object({
        file: z.string(),
        initial: scalar,
        failedCas: z.enum(['absent', 'mismatch']),
        linearizable: z.boolean(),
      }),
    ),
  })
  .parse(readJson('linearizability/manifest.json'));

describe('histories of the tests of Porcupine', () => {
  test('there are eighteen', () => {
    expect(manifest.histories).toHaveLength(18);
  });

  for (const { file, initial, failedCas, linearizable } of manifest.histories) {
    test(`${file} is ${linearizable ? '' : 'not '}linearizable`, () => {
      const history = parsed(readText(`linearizability/${file}`), initial);
      const judgement = judge(history, 'linearizable', {
        failedCas: failedCas === 'absent' ? 'none' : 'mismatch',
      });
      expect(judgement.verdict).toBe(linearizable ? 'holds' : 'violated');
      expect(judgement.findings.length > 0).toBe(!linearizable);
    });
  }

  test('the evidence against a history is itself not linearizable', () => {
    for (const { file, initial, failedCas, linearizable } of manifest.histories) {
      if (linearizable) continue;
      const history = parsed(readText(`linearizability/${file}`), initial);
      const options = { failedCas: failedCas === 'absent' ? 'none' : 'mismatch' } as const;
      for (const { operations } of judge(history, 'linearizable', options).findings) {
        expect(judge({ ...history, operations }, 'linearizable', options).verdict).toBe('violated');
      }
    }
  });
});

const session = z.object({
  ops: z.array(
    z.object({
      op: z.enum(['r', 'w']),
      key: z.string(),
      value: z.number(),
      server: z.string().optional(),
    }),
  ),
});

const causal = z
  .object({
    histories: z.array(
      z.object({
        name: z.string(),
        sessions: z.array(session),
        expected: z.object({ CC: z.boolean(), CCv: z.boolean(), CM: z.boolean() }),
        bad_patterns: z.array(z.string()),
      }),
    ),
  })
  .parse(readJson('sessions/causal.json'));

const causalModels = { CC: 'causal', CCv: 'causal-convergence', CM: 'causal-memory' } as const;

describe('causal histories of the literature', () => {
  for (const { name, sessions, expected, bad_patterns: patterns } of causal.histories) {
    test(`${name}: CC, CCv and CM as published, by patterns that it is known to have`, () => {
      const history = historyOf(inTurn(sessions), { initial: 0 });
      for (const [model, holds] of Object.entries(expected)) {
        const judgement = judge(history, modelOf(model));
        expect([model, judgement.verdict]).toEqual([model, holds ? 'holds' : 'violated']);
        for (const { pattern } of judgement.findings) expect(patterns).toContain(pattern);
      }
    });
  }
});

const guarantees = z
  .object({
    histories: z.array(
      z.object({
        name: z.string(),
        version_order: z.record(z.string(), z.array(z.number())),
        sessions: z.array(session),
        expected: z.object({
          RYW: z.boolean(),
          MR: z.boolean(),
          MW: z.boolean(),
          WFR: z.boolean(),
        }),
      }),
    ),
  })
  .parse(readJson('sessions/sessions.json'));

const guaranteeModels = {
  RYW: 'read-your-writes',
  MR: 'monotonic-reads',
  MW: 'monotonic-writes',
  WFR: 'writes-follow-reads',
} as const;

describe('session guarantees', () => {
  for (const { name, sessions, expected, version_order: versionOrder } of guarantees.histories) {
    test(`${name}: the four guarantees as published`, () => {
      const history = historyOf(inTurn(sessions), { initial: 0, versionOrder });
      for (const [model, holds] of Object.entries(expected)) {
        expect([model, judge(history, modelOf(model)).verdict]).toEqual([
          model,
          holds ? 'holds' : 'violated',
        ]);
      }
      const all = Object.values(expected).every((holds) => holds);
      expect(judge(history, 'sessions').verdict).toBe(all ? 'holds' : 'violated');
    });
  }
});

function modelOf(short: string): ConsistencyModel {
  const models = Object.entries({ ...causalModels, ...guaranteeModels });
  const found = models.find(([name]) => name === short);
  if (found === undefined) throw new Error(`no model ${short}`);
  return found[1];
}

/** One session after the other: these models do not look at real time. */
function inTurn(sessions: readonly z.infer<typeof session>[]): ReturnType<typeof read>[] {
  return sessions.flatMap(({ ops }, process) =>
    ops.map(({ op, key, value, server }) =>
      op === 'r' ? read(process, key, value, server) : write(process, key, value, server),
    ),
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

function readText(path: string): string {
  return readFileSync(new URL(`../../published/${path}`, import.meta.url), 'utf8');
}
