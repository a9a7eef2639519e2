/** The direction of imports: which folder may see which, and no file that needs itself. */
import { listImports } from './imports.js';
import type { Import } from './imports.js';
import type { ProjectFile, Violation } from './project.js';

/** What the files of one folder may import besides each other. */
interface FolderRule {
  /** The folder, or a single file without its ending; the longest that fits counts. */
  readonly of: string;
  /** Folders and files (without their ending). */
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
  readonly remedy: string;
}

/** Types that describe input and output of a run; files of the engine may import them as types. */
const contractFiles = ['src/sim/scenario', 'src/sim/report', 'src/sim/observation', 'src/sim/resolver-check'];

/** The rings, outermost last. Inside the engine everyone may see `base`. */
const folderRules: readonly FolderRule[] = [
  {
    of: 'src/sim/base',
    mayImport: [],
    packages: ['seedrandom'],
    remedy: 'base knows nobody: move what needs others to the folder of its subject',
  },
  {
    of: 'src/sim/kernel',
    mayImport: ['src/sim/base'],
    packages: [],
    remedy: 'the kernel only pops, advances and dispatches: pass what it needs as a callback',
  },
  {
    of: 'src/sim/checkpoint',
    mayImport: ['src/sim/base'],
    packages: [],
    remedy: 'an image is of any objects whatsoever: what is special about some of them, these have to do',
  },
  {
    of: 'src/sim/causality',
    mayImport: ['src/sim/base'],
    packages: [],
    remedy: 'causality is plain arithmetic on vectors and clocks: let the caller bring the rest',
  },
  {
    of: 'src/sim/storage',
    mayImport: ['src/sim/base', 'src/sim/causality'],
    packages: [],
    remedy: 'storage keeps rows: let the replica that owns it do the rest',
  },
  {
    of: 'src/sim/resolution',
    mayImport: ['src/sim/base', 'src/sim/causality'],
    packages: ['yjs', 'ot-text-unicode'],
    remedy: 'a resolver is a pure function of what it is given: ask through its contract',
  },
  {
    of: 'src/sim/replication',
    mayImport: [
      'src/sim/base',
      'src/sim/causality',
      'src/sim/storage',
      'src/sim/resolution',
      'src/sim/record',
    ],
    packages: [],
    remedy: 'replication sends and sets timers through its port, which the world implements',
  },
  {
    of: 'src/sim/network',
    mayImport: ['src/sim/base', 'src/sim/kernel'],
    packages: [],
    remedy: 'the network carries messages without reading them: let the world join the two',
  },
  {
    of: 'src/sim/workload',
    mayImport: ['src/sim/base', 'src/sim/kernel', 'src/sim/record'],
    packages: [],
    remedy: 'a workload only says what is asked when: let the world pass it on',
  },
  {
    of: 'src/sim/fault',
    mayImport: ['src/sim/base', 'src/sim/kernel'],
    packages: [],
    remedy: 'the nemesis only says what breaks when: let the world break it',
  },
  {
    of: 'src/sim/record',
    mayImport: [
      'src/sim/base',
      'src/sim/causality',
      'src/sim/storage',
      'src/sim/resolution/contract',
      'src/sim/resolution/candidate',
      'src/sim/report',
    ],
    packages: [],
    remedy: 'a record notes what it is told: let the actor or the world tell it',
  },
  {
    of: 'src/sim/check',
    mayImport: [
      'src/sim/base',
      'src/sim/causality',
      'src/sim/record',
      'src/sim/storage',
      'src/sim/resolution/contract',
      'src/sim/resolution/candidate',
      'src/sim/report',
    ],
    packages: [],
    remedy: 'a judge shares no code with the accused: judge from the record alone',
  },
  {
    of: 'src/sim',
    mayImport: ['src/sim'],
    packages: [],
    remedy: 'the engine sees neither scenarios nor terminal: pass what it needs as an argument',
  },
  ...contractFiles.map((of) => ({
    of,
    mayImport: [...contractFiles, 'src/sim/base'],
    packages: [],
    remedy: 'the contract of the engine is types only: move code to the folder of its subject',
  })),
  {
    of: 'src/scenarios',
    mayImport: [
      ...contractFiles,
      'src/sim/simulate',
      'src/sim/base',
      'src/sim/record/trace',
      'src/sim/record/history',
    ],
    packages: ['yaml', 'zod'],
    remedy:
      'turn text into scenarios here: leave files and terminal to cli, use the public side of sim',
  },
  {
    of: 'src/cli/view',
    mayImport: [
      ...contractFiles,
      'src/sim/simulate',
      'src/sim/base',
      'src/sim/record/trace',
      'src/scenarios',
      'src/cli/printable',
    ],
    packages: [],
    remedy: 'a view is a pure function of a run: draw it in tui or report',
  },
  {
    of: 'src/cli/page',
    mayImport: [
      ...contractFiles,
      'src/sim/simulate',
      'src/sim/base',
      'src/sim/record/trace',
      'src/scenarios',
      'src/cli/view',
      'src/cli/report',
      'src/cli/recording',
      'src/cli/shell-words',
    ],
    packages: ['zod'],
    remedy: 'this runs in a browser: leave files, threads and terminal to the rest of cli',
  },
  {
    of: 'src/cli/recording',
    mayImport: [...contractFiles, 'src/sim/simulate', 'src/sim/record/trace', 'src/cli/drive'],
    packages: [],
    remedy: 'a recording is of a run and works in a browser too: leave files and terminal to its caller',
  },
  {
    of: 'src/cli/report/html',
    mayImport: [
      ...contractFiles,
      'src/sim/base',
      'src/sim/record/trace',
      'src/scenarios',
      'src/cli/view',
      'src/cli/report',
      'src/cli/printable',
      'src/cli/recording',
      'src/cli/sweep/sweep-command',
      'src/cli/sweep/sweep-request',
    ],
    packages: [],
    remedy: 'a page is a pure function of a run, in a browser too: leave files and terminal to its caller',
  },
  {
    of: 'src/cli',
    mayImport: [
      ...contractFiles,
      'src/sim/simulate',
      'src/sim/base',
      'src/sim/record',
      'src/sim/check/judge',
      'src/sim/check-resolver',
      'src/scenarios',
    ],
    packages: ['chalk', 'commander', 'esbuild', 'ink', 'react', 'yaml', 'zod', 'node:*'],
    remedy: 'use the public side of the inner rings: the folders inside sim are its own business',
  },
  ...['src/vitest', 'src/matchers'].map((of) => ({
    of,
    mayImport: [
      ...contractFiles,
      'src/matchers',
      'src/sim/base',
      'src/sim/simulate',
      'src/sim/check-resolver',
      'src/scenarios/replay',
      'src/cli',
    ],
    packages: of === 'src/vitest' ? ['vitest'] : ['node:*'],
    remedy: 'matchers ask what the command check asks, and say it in its words: leave the rest to cli',
  })),
  {
    of: 'src/index',
    mayImport: [...contractFiles, 'src/sim', 'src/scenarios'],
    packages: [],
    remedy: 'the library offers the inner rings alone: whoever imports it has no terminal',
  },
];

/** Imports that point the wrong way. */
export function checkImportDirections(files: readonly ProjectFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(listImports)
    .flatMap((found) => {
      const rule = findRule(found.from);
      const isAllowed = rule !== undefined && mayImport(rule, found);
      return isAllowed ? [] : [describeDirection(found, rule)];
    });
}

/** Files that import each other in a circle, types left aside. One violation a circle. */
export function checkImportCycles(files: readonly ProjectFile[]): readonly Violation[] {
  const edges = new Map(
    files.map((file) => [withoutEnding(file.path), listTargets(file)] as const),
  );
  const done = new Set<string>();
  const violations: Violation[] = [];

  function walk(path: string, trail: readonly string[]): void {
    const start = trail.indexOf(path);
    if (start >= 0) violations.push(describeCycle([...trail.slice(start), path]));
    if (start >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  }

  for (const path of edges.keys()) walk(path, []);
  return violations;
}

function findRule(path: string): FolderRule | undefined {
  return folderRules
    .filter(({ of }) => isWithin(path, of))
    .sort((a, b) => b.of.length - a.of.length)[0];
}

function mayImport(rule: FolderRule, { target, isTypeOnly, from }: Import): boolean {
  switch (target.kind) {
    case 'package':
      return rule.packages.some((name) =>
        name === 'node:*' ? target.name.startsWith('node:') : name === target.name,
      );
    case 'file': {
      const isOfEngine = isWithin(from, 'src/sim');
      if (isOfEngine && isTypeOnly && contractFiles.includes(target.path)) return true;
      return [rule.of, ...rule.mayImport].some((allowed) => isWithin(target.path, allowed));
    }
  }
}

function describeDirection(
  { from, line, target }: Import,
  rule: FolderRule | undefined,
): Violation {
  const what = target.kind === 'file' ? target.path : `package ${target.name}`;
  const who = rule?.of ?? 'a folder without a row in the table of imports';
  return {
    path: from,
    line,
    rule: `${who} may not import ${what}`,
    remedy: rule?.remedy ?? 'give the folder a row in test/tidy/import-rules.ts',
  };
}

function describeCycle(trail: readonly string[]): Violation {
  return {
    path: trail[0] ?? '',
    rule: `files import each other in a circle: ${trail.join(' -> ')}`,
    remedy: 'move what both need to a file of its own, or import only types one way',
  };
}

function listTargets(file: ProjectFile): readonly string[] {
  return listImports(file)
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .flatMap(({ target }) => (target.kind === 'file' ? [target.path] : []));
}

function isWithin(path: string, folder: string): boolean {
  return withoutEnding(path) === folder || path.startsWith(`${folder}/`);
}

function withoutEnding(path: string): string {
  return path.replace(/(\.d)?\.(ts|tsx|js)$/, '');
}
