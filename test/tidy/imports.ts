/** What files import from each other and from packages. */
import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, parse, visit } from './project.js';
import type { ProjectFile } from './project.js';

/** One import or re-export. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** Erased by the compiler: nothing of it is left when the program runs. */
  readonly isTypeOnly: boolean;
  readonly target: ImportTarget;
}

/** What an import names. */
export type ImportTarget =
  /** Another file of the project, by path. */
  | { readonly kind: 'file'; readonly path: string }
  /** A package of the registry, or one of Node's own modules. */
  | { readonly kind: 'package'; readonly name: string };

/** Every import of a file, dynamic ones and those in types included. */
export function listImports(file: ProjectFile): readonly Import[] {
  const imports: Import[] = [];
  visit(parse(file), (node) => {
    const specifier = findSpecifier(node);
    if (specifier === undefined) return;
    imports.push({
      from: file.path,
      line: lineOf(node),
      isTypeOnly: isErased(node),
      target: resolveSpecifier(file.path, specifier),
    });
  });
  return imports;
}

function findSpecifier(node: ts.Node): string | undefined {
  const expression = findSpecifierNode(node);
  return expression !== undefined && ts.isStringLiteralLike(expression)
    ? expression.text
    : undefined;
}

function findSpecifierNode(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  }
  const isDynamic =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? node.arguments[0] : undefined;
}

function isErased(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node)) return false;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  const isNamedOnly = clause.name === undefined && named !== undefined && ts.isNamedImports(named);
  return (
    isNamedOnly &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function resolveSpecifier(from: string, specifier: string): ImportTarget {
  if (!specifier.startsWith('.')) return { kind: 'package', name: packageName(specifier) };
  const path = posix.join(posix.dirname(from), specifier);
  return { kind: 'file', path: path.replace(/\.jsx?$/, '') };
}

/**
 * `yaml` of `yaml/util`, `@scope/name` of `@scope/name/part`, `node:` and all of one of Node's own.
 */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
