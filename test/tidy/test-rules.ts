/** Tests that would run alone, or not at all. */
import ts from 'typescript';
import { lineOf, parse, visit } from './project.js';
import type { ProjectFile, Violation } from './project.js';

const runners = new Set(['test', 'it', 'describe', 'suite', 'bench']);
const narrowings = new Set(['only', 'skip', 'todo', 'fails']);
const shorthands = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe']);

/** Tests that are focused, skipped, expected to fail or left for later. */
export function checkFocusedTests(files: readonly ProjectFile[]): readonly Violation[] {
  return files.filter(({ path }) => path.startsWith('test/')).flatMap(findFocused);
}

function findFocused(file: ProjectFile): readonly Violation[] {
  const violations: Violation[] = [];
  visit(parse(file), (node) => {
    const name = nameNarrowing(node);
    if (name === undefined) return;
    const remedy = 'run every test, and finish or delete those that cannot pass';
    violations.push({
      path: file.path,
      line: lineOf(node),
      rule: `${name} narrows the tests`,
      remedy,
    });
  });
  return violations;
}

function nameNarrowing(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const isNarrowing = runners.has(rootName(node)) && narrowings.has(node.name.text);
    return isNarrowing ? node.getText() : undefined;
  }
  const isShort = ts.isCallExpression(node) && shorthands.has(node.expression.getText());
  return isShort ? node.expression.getText() : undefined;
}

/** `describe` of `describe.concurrent.skip`. */
function rootName(node: ts.PropertyAccessExpression): string {
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) ? rootName(expression) : expression.getText();
}
