import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { assert, expect, test } from 'vitest';
import { paintFor } from '../../../src/cli/color.js';
import {
  renderReplayedFiles, renderReplayedFilesJson, renderReplayJson, type ReplayedFile,
} from '../../../src/cli/report/replay.js';
import { noSources } from '../../../src/cli/report/check/shown-check.js';
import { checkResolver } from '../../../src/sim/check-resolver.js';
import { append } from '../../support/faulty-resolvers.js';

const paint = paintFor({ write: () => true }, {});

const files: readonly ReplayedFile[] = [
  { file: 'a.yaml', verdict: 'fixed', what: ['convergent'], message: '' },
  { file: 'b \u001b[31m.yaml', verdict: 'still-fails', what: ['settled', 'lost-writes'], message: '' },
  { file: 'c.yaml', verdict: 'unknown', what: ['valid'], message: 'merge fails in it' },
  { file: 'd.yaml', verdict: 'unreadable', what: [], message: 'is not UTF-8 text' },
];

test('each file has its line, and the sum says how many of each', () => {
  expect(renderReplayedFiles(files, 'kept', paint)).toBe(
    [
      'FIXED        a.yaml: convergent',
      'STILL FAILS  b \\u{1b}[31m.yaml: settled, lost-writes',
      'UNKNOWN      c.yaml: merge fails in it',
      'UNREADABLE   d.yaml: is not UTF-8 text',
      '',
      '4 saved failures: 1 fixed, 1 still fails, 1 cannot be told, 1 cannot be read.',
      'What is fixed may be deleted: rm a.yaml',
      '',
    ].join('\n'),
  );
});

test('every document fits its schema, and one with a part missing does not', () => {
  const validate = new Ajv({ strict: false }).compile(readSchema());
  const check = checkResolver(append, { writes: 2, runs: 0 });
  const violated = check.properties.filter(({ verdict }) => verdict === 'violated');
  const shown = { check: { ...check, properties: violated }, file: './mine.ts', sources: noSources, aids: new Map() };
  const one = renderReplayJson({ shown, token: 'v1:abc', place: null });
  for (const text of [one, renderReplayedFilesJson(files), renderReplayedFilesJson([])]) {
    const document: unknown = JSON.parse(text);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    assert(typeof document === 'object' && document !== null);
    for (const name of Object.keys(document)) {
      const rest = Object.fromEntries(Object.entries(document).filter(([each]) => each !== name));
      expect(validate(rest), name).toBe(false);
    }
  }
});

function readSchema(): Record<string, unknown> {
  const value: unknown = JSON.parse(readFileSync('schema/replay.schema.json', 'utf8'));
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}
