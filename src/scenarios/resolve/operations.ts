/** Operations that the values of a scenario do not take, by the type that `conflicts.resolve` names. */
import { isReplicated, operationsOfTypes } from '../../sim/base/operation-kind.js';
import { isOwnResolver } from '../../sim/scenario.js';
import type { OperationKind } from '../../sim/base/operation-kind.js';
import type { Path } from '../issue.js';
import type { WorkloadDocument } from '../schema/workload.js';
import { listWords } from '../suggestion.js';
import { checkConditions } from './conditional.js';
import type { Context } from './context.js';

/** Reports what the script and the clients ask of values that have no such operation. */
export function checkOperations(context: Context): void {
  const { conflicts, workload } = context.document;
  const { resolve } = conflicts;
  const path = [...context.base, 'workload'];
  workload.script.forEach((operation, index) => {
    checkFields(context, [...path, 'script', index], operation);
  });
  checkConditions(context);
  const isOwn = isOwnResolver(resolve);
  if (!isOwn && !isReplicated(resolve)) return;
  // What a register of one's own does not take as it is, the application writes out.
  const accepted: readonly OperationKind[] = operationsOfTypes[isOwn ? 'completeness' : resolve];
  workload.script.forEach((operation, index) => {
    for (const kind of scriptedKinds.filter((each) => operation[each] !== undefined)) {
      if (!accepted.includes(kind)) {
        refuse(context, [...path, 'script', index, kind], resolve, kind, accepted);
      }
    }
    if (resolve !== 'g-counter') return;
    for (const [key, by] of Object.entries(operation.increment ?? {})) {
      if (typeof by === 'object' || by > 0) continue;
      const message = 'a g-counter cannot go down';
      const expected = 'a number above 0, or resolve: pn-counter';
      context.problems.push({ path: [...path, 'script', index, 'increment', key], message, expected });
    }
  });
  // Generated increments and adds name no field.
  const generated = accepted.filter((kind) => !isMap(resolve) || !ofFields.has(kind));
  workload.clients.forEach(({ mix }, index) => {
    for (const kind of kinds.filter((each) => mix[each] > 0 && !generated.includes(each))) {
      refuse(context, [...path, 'clients', index, 'mix', kind], resolve, kind, generated);
    }
  });
}

const kinds = [
  'write', 'update', 'delete', 'increment', 'add', 'remove', 'set', 'insert', 'erase', 'create',
] as const;
const scriptedKinds = [...kinds, 'merge'] as const;
const ofFields: ReadonlySet<OperationKind> = new Set<OperationKind>(['increment', 'add']);

function isMap(resolve: string): boolean {
  return resolve === 'or-map' || resolve === 'or-map-lww';
}

/** Counters and sets stand in fields of maps, and nowhere else; documents alone are merged by hand. */
function checkFields(
  context: Context,
  path: Path,
  operation: WorkloadDocument['script'][number],
): void {
  const { resolve } = context.document.conflicts;
  if (operation.merge !== undefined && !isReplicated(resolve)) {
    const message = `${resolve} keeps no revisions that could be merged`;
    const expected = 'write, which replaces all that its author saw, or resolve: revision-tree';
    context.problems.push({ path: [...path, 'merge'], message, expected, isKey: true });
  }
  if (operation['expect-conflicts'] !== undefined && resolve !== 'revision-tree') {
    const message = `${resolve} keeps nothing beside what a reader sees`;
    const expected = 'expect, or resolve: revision-tree';
    context.problems.push({ path: [...path, 'expect-conflicts'], message, expected, isKey: true });
  }
  for (const kind of ['increment', 'add', 'remove'] as const) {
    for (const [key, value] of Object.entries(operation[kind] ?? {})) {
      const isByField = typeof value === 'object';
      if (isByField && !isMap(resolve)) {
        const message = `values of ${resolve} have no fields of their own kind`;
        const what = kind === 'increment' ? 'a whole number' : 'an element';
        const expected = `${what}, or resolve: or-map`;
        context.problems.push({ path: [...path, kind, key], message, expected });
      } else if (!isByField && isMap(resolve) && ofFields.has(kind)) {
        const message = `in ${resolve}, a field has to be named`;
        const example = kind === 'increment' ? '{ visits: 1 }' : '{ tags: new }';
        context.problems.push({ path: [...path, kind, key], message, expected: `such as ${example}` });
      }
    }
  }
}

function refuse(
  context: Context,
  path: Path,
  type: string,
  kind: OperationKind,
  accepted: readonly OperationKind[],
): void {
  context.problems.push({
    path,
    message: `${type} knows no ${kind}`,
    expected: `one of ${listWords([...accepted, 'read'])}`,
    isKey: true,
  });
}
