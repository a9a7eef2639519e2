/** What a file declares for others. */
import ts from 'typescript';

/** One exported declaration. Re-exports are somebody else's declarations and not listed. */
export interface Export {
  readonly name: string;
  /** Where the declaration begins; a doc comment stands before it. */
  readonly node: ts.Node;
  readonly isDefault: boolean;
}

/** Every declaration of a file that carries `export`, and `export default` of an expression. */
export function listExports(source: ts.SourceFile): readonly Export[] {
  return source.statements.flatMap((statement): readonly Export[] => {
    if (ts.isExportAssignment(statement))
      return [{ name: 'default', node: statement, isDefault: true }];
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
    const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
    return listNames(statement).map((name) => ({ name, node: statement, isDefault }));
  });
}

function listNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement);
  return isNamed ? [statement.name?.getText() ?? 'default'] : [];
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}
