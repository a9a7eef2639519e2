/** Tests that share a process must leave it as it was: what starts or changes processes is tested alone. */
import ts from 'typescript';
import { listImports } from './imports.js';
import { lineOf, parse, visit } from './project.js';
import type { ProjectFile, Violation } from './project.js';

const packages = new Set([
  'node:child_process', 'node:cluster', 'node:worker_threads', '@lydell/node-pty', 'playwright-core',
]);
const calls = new Set([
  'process.chdir', 'process.exit', 'process.on', 'process.once',
  'vi.mock', 'vi.doMock', 'vi.hoisted', 'vi.stubEnv', 'vi.stubGlobal', 'vi.useFakeTimers', 'vi.resetModules',
]);
const changed = /^(process\.(env|exitCode|argv|title)|globalThis|chalk\.level)\b/;

/** Tests, with what they import of `test`, that start programs or change their process, and do not have one of their own. */
export function checkSharedProcess(files: readonly ProjectFile[], together: readonly string[]): readonly Violation[] {
  const byName = new Map(files.map((file) => [file.path.replace(/\.(ts|tsx|js)$/, ''), file]));
  const shared = files.filter(({ path }) => /^test\/.*\.test\.ts$/.test(path) && together.some((place) => path.startsWith(place)));
  const reached = new Set(shared);
  for (const file of reached) {
    for (const { target, isTypeOnly } of listImports(file)) {
      const imported = target.kind === 'file' && !isTypeOnly ? byName.get(target.path) : undefined;
      if (imported?.path.startsWith('test/') === true) reached.add(imported);
    }
  }
  return [...reached].flatMap(findTouches);
}

/** Places that are tested together where there are no tests. */
export function checkPlaces(files: readonly ProjectFile[], together: readonly string[]): readonly Violation[] {
  return together
    .filter((place) => !files.some(({ path }) => path.startsWith(place) && path.endsWith('.test.ts')))
    .map((path) => ({ path, rule: 'no test is there', remedy: 'take it out of test/support/test-processes.ts' }));
}

const remedy = 'move it out of the folders of test/support/test-processes.ts, so that it has a process of its own';

function findTouches(file: ProjectFile): readonly Violation[] {
  const imported = listImports(file).flatMap(({ target, line, isTypeOnly }) =>
    target.kind === 'package' && packages.has(target.name) && !isTypeOnly ? [{ line, what: target.name }] : [],
  );
  const used: { line: number; what: string }[] = [];
  visit(parse(file), (node) => {
    const what = nameTouch(node);
    if (what !== undefined) used.push({ line: lineOf(node), what });
  });
  return [...imported, ...used].map(({ line, what }) => ({
    path: file.path,
    line,
    rule: `${what} is for a process that nobody shares`,
    remedy,
  }));
}

function nameTouch(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) {
    const name = node.expression.getText();
    return calls.has(name) ? name : undefined;
  }
  const target = findChanged(node);
  return target !== undefined && changed.test(target.getText()) ? target.getText() : undefined;
}

/** What is assigned to or deleted. */
function findChanged(node: ts.Node): ts.Node | undefined {
  if (ts.isDeleteExpression(node)) return node.expression;
  const isAssignment =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  return isAssignment ? node.left : undefined;
}
