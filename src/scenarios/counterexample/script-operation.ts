/** Operations of small histories as a scenario's script writes them. */
import { canonicalJson } from '../digest.js';
import { isMapping } from '../schema/field.js';
import { toYaml } from '../comparison/yaml-value.js';

/** `add: { x: milk }` for an operation given as JSON; null for what no client of the engine can ask. */
export function scriptOperation(text: string, key: string): string | null {
  const operation: unknown = JSON.parse(text);
  if (!isMapping(operation)) return null;
  const kind = operation['kind'];
  const { value, element, by, fields } = partsOf(operation);
  switch (kind) {
    case 'delete':
      return isJust(operation, { kind }) ? `delete: ${key}` : null;
    case 'write':
      return typeof value === 'string' && isJust(operation, { kind, value }) ? `write: { ${key}: ${toYaml(value)} }` : null;
    case 'increment':
      return typeof by === 'number' && isJust(operation, { kind, by }) ? `increment: { ${key}: ${by} }` : null;
    case 'add':
    case 'remove': {
      const isOfElement = typeof element === 'string' && isJust(operation, { kind, element });
      return isOfElement ? `${kind}: { ${key}: ${toYaml(element)} }` : null;
    }
    case 'set': {
      if (!isMapping(fields) || !isJust(operation, { kind, fields })) return null;
      if (!Object.values(fields).every((each) => typeof each === 'string')) return null;
      const entries = Object.entries(fields).map(([name, each]) => `${toYaml(name)}: ${toYaml(each)}`);
      return `set: { ${key}: { ${entries.join(', ')} } }`;
    }
    default:
      return null;
  }
}

function partsOf(operation: Readonly<Record<string, unknown>>) {
  return {
    value: operation['value'],
    element: operation['element'],
    by: operation['by'],
    fields: operation['fields'],
  };
}

/** Nothing is said beside. */
function isJust(operation: unknown, expected: unknown): boolean {
  return canonicalJson(operation) === canonicalJson(expected);
}
