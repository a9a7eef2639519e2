/**
 * The engine is a pure function: no clock, no chance of its own, no arithmetic that engines may
 * differ in.
 */
import ts from 'typescript';
import { lineOf, parse, visit } from './project.js';
import type { ProjectFile, Violation } from './project.js';

/** Members of Math whose results the language standard fixes to the last bit. */
const exactMath = new Set([
  ...[
    'abs',
    'ceil',
    'clz32',
    'floor',
    'fround',
    'imul',
    'max',
    'min',
    'round',
    'sign',
    'sqrt',
    'trunc',
  ],
]);

/** Globals that see the world outside: time, chance, environment, language of the machine. */
const worldlyGlobals = new Set([
  ...['Date', 'performance', 'process', 'crypto', 'globalThis', 'Intl', 'console', 'navigator'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
  ...['require', 'fetch', 'Buffer', 'eval', 'Function', 'WeakRef', 'FinalizationRegistry'],
]);

/** Words of databases, which the kernel must not know. */
const databaseWords =
  /\b(replica|leader|follower|database|conflict|sibling|quorum|resolver|oracle)s?\b/i;

/** What makes the files of `src/sim` depend on anything but their arguments. */
export function checkPurity(files: readonly ProjectFile[]): readonly Violation[] {
  return files.filter(({ path }) => path.startsWith('src/sim/')).flatMap(findImpurities);
}

/** Words in the kernel that it must not know. */
export function checkKernelWords(files: readonly ProjectFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => path.startsWith('src/sim/kernel/'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((content, index) => {
        const word = databaseWords.exec(content)?.[0];
        if (word === undefined) return [];
        const rule = `the kernel must not know the word "${word}"`;
        return [
          { path, line: index + 1, rule, remedy: 'say event, node or handler, or move it out' },
        ];
      }),
    );
}

function findImpurities(file: ProjectFile): readonly Violation[] {
  const violations: Violation[] = [];
  visit(parse(file), (node) => {
    const found = judgeNode(node);
    if (found !== undefined) violations.push({ path: file.path, line: lineOf(node), ...found });
  });
  return violations;
}

type Finding = Pick<Violation, 'rule' | 'remedy'>;

function judgeNode(node: ts.Node): Finding | undefined {
  if (ts.isIdentifier(node)) return judgeIdentifier(node);
  const isPower =
    node.kind === ts.SyntaxKind.AsteriskAsteriskToken ||
    node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
  if (!isPower) return undefined;
  return {
    rule: 'the operator ** differs between engines',
    remedy: 'use pow of base/math or multiply',
  };
}

function judgeIdentifier(node: ts.Identifier): Finding | undefined {
  const { text, parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (isMember && /^(toLocale\w*|localeCompare)$/.test(text)) {
    return { rule: `${text} depends on the machine's language`, remedy: 'compare with < and >' };
  }
  const isName = isMember || isPropertyName(node) || ts.isQualifiedName(parent);
  if (isName) return undefined;
  if (worldlyGlobals.has(text)) {
    return {
      rule: `${text} reaches outside the engine`,
      remedy: 'pass the value in as an argument',
    };
  }
  return text === 'Math' ? judgeMath(node) : undefined;
}

function judgeMath({ parent }: ts.Identifier): Finding | undefined {
  if (!ts.isPropertyAccessExpression(parent)) {
    return { rule: 'Math is used as a value', remedy: 'call its exact functions by name' };
  }
  const member = parent.name.text;
  if (exactMath.has(member)) return undefined;
  if (member === 'random') {
    return { rule: 'Math.random has no seed', remedy: 'draw from a stream of base/random' };
  }
  return { rule: `Math.${member} differs between engines`, remedy: 'use the one of base/math' };
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent);
  return isMember && parent.name === node;
}
