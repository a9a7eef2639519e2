import { describe, expect, test } from 'vitest';
import { checkImportCycles, checkImportDirections } from './import-rules.js';
import { describeViolation } from './project.js';

/** What is said of one file with one line of code. */
function judge(path: string, text: string): readonly string[] {
  return checkImportDirections([{ path, text }]).map(describeViolation);
}

describe('the direction of imports', () => {
  test('an actor may import what lies below it', () => {
    const text = "import { OpLog } from '../storage/op-log.js';";
    expect(judge('src/sim/replication/outbox.ts', text)).toEqual([]);
  });

  test('a message says file, line, rule and remedy', () => {
    const text = "\nimport { World } from '../world.js';";
    expect(judge('src/sim/network/link.ts', text)).toEqual([
      'src/sim/network/link.ts:2: src/sim/network may not import src/sim/world. ' +
        'Remedy: the network carries messages without reading them: let the world join the two.',
    ]);
  });

  test.each([
    ['src/sim/base/hash.ts', '../kernel/event-queue.js'],
    ['src/sim/kernel/loop.ts', '../causality/relation.js'],
    ['src/sim/resolution/lww.ts', '../replication/replica.js'],
    ['src/sim/check/oracle.ts', '../replication/replica.js'],
    ['src/sim/check/oracle.ts', '../resolution/registers.js'],
    ['src/sim/fault/nemesis.ts', '../network/link.js'],
    ['src/sim/simulate.ts', '../scenarios/parse.js'],
    ['src/scenarios/parse.ts', '../cli/main.js'],
    ['src/scenarios/parse.ts', '../sim/world.js'],
    ['src/cli/view/live/timeline.ts', '../../tui/app.js'],
    ['src/cli/main.ts', '../sim/kernel/event-queue.js'],
    ['src/index.ts', './cli/main.js'],
  ])('%s may not import %s', (path, specifier) => {
    expect(judge(path, `import { it } from '${specifier}';`)).toHaveLength(1);
  });

  test.each([
    ['src/sim/base/hash.ts', 'yaml'],
    ['src/sim/world.ts', 'node:fs'],
    ['src/sim/world.ts', 'seedrandom'],
    ['src/scenarios/parse.ts', 'node:fs'],
    ['src/cli/view/live/timeline.ts', 'ink'],
  ])('%s may not import the package %s', (path, name) => {
    expect(judge(path, `import it from '${name}';`)).toHaveLength(1);
  });

  test.each([
    ['src/sim/base/random.ts', 'seedrandom/lib/tychei.js'],
    ['src/scenarios/parse.ts', 'yaml'],
    ['src/cli/main.ts', 'node:process'],
    ['src/cli/tui/app.tsx', 'ink'],
  ])('%s may import the package %s', (path, name) => {
    expect(judge(path, `import it from '${name}';`)).toEqual([]);
  });

  test('the engine may import the types of its contract anywhere, but not their values', () => {
    const specifiers = "{ Scenario } from '../scenario.js';";
    expect(judge('src/sim/base/keys.ts', `import type ${specifiers}`)).toEqual([]);
    expect(judge('src/sim/base/keys.ts', `import ${specifiers}`)).toHaveLength(1);
  });

  test('dynamic imports, re-exports and imports in types count too', () => {
    const text = `
      const later = import('../kernel/loop.js');
      export * from '../kernel/loop.js';
      type Loop = import('../kernel/loop.js').Loop;`;
    expect(judge('src/sim/base/hash.ts', text)).toHaveLength(3);
  });

  test('a folder without a row in the table may import nothing', () => {
    expect(judge('src/other/thing.ts', "import { it } from '../sim/simulate.js';")).toHaveLength(1);
  });
});

describe('circles of imports', () => {
  const a = { path: 'src/a.ts', text: "import { b } from './b.js';" };
  const b = { path: 'src/b.tsx', text: "import { c } from './c.js';" };

  test('three files that need each other are one circle', () => {
    const c = { path: 'src/c.ts', text: "import { a } from './a.js';" };
    expect(checkImportCycles([a, b, c]).map(({ rule }) => rule)).toEqual([
      'files import each other in a circle: src/a -> src/b -> src/c -> src/a',
    ]);
  });

  test('an import of types alone closes no circle', () => {
    const named = { path: 'src/c.ts', text: "import type { a } from './a.js';" };
    const inline = { path: 'src/c.ts', text: "import { type a } from './a.js';" };
    expect(checkImportCycles([a, b, named])).toEqual([]);
    expect(checkImportCycles([a, b, inline])).toEqual([]);
  });

  test('two ways to the same file are no circle', () => {
    const c = { path: 'src/c.ts', text: '' };
    const d = { path: 'src/d.ts', text: "import './c.js'; import './a.js';" };
    expect(checkImportCycles([a, b, c, d])).toEqual([]);
  });

  test('a file that imports itself is a circle', () => {
    expect(checkImportCycles([{ path: 'src/a.ts', text: "import './a.js';" }])).toHaveLength(1);
  });
});
