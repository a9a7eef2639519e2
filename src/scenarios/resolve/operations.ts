/** Operations that the values of a scenario do not take, by the type that `conflicts.resolve` names. */
import { isReplicated, operationsOfTypes } from '../../sim/base/operation-kind.js';
import type { OperationKind } from '../../sim/base/operation-kind.js';
import { listWords } from '../suggestion.js';
import type { Context } from './context.js';

/** Reports what the script and the clients ask of a replicated type that has no such operation. */
export function checkOperations(context: Context): void {
  const { conflicts, workload } = context.document;
  if (!isReplicated(conflicts.resolve)) return;
  const { resolve } = conflicts;
  const accepted: readonly OperationKind[] = operationsOfTypes[resolve];
  const path = [...context.base, 'workload'];
  workload.script.forEach((operation, index) => {
    for (const kind of scriptedKinds.filter((each) => operation[each] !== undefined)) {
      if (!accepted.includes(kind)) {
        refuse(context, [...path, 'script', index, kind], resolve, kind, accepted);
      }
    }
    if (resolve !== 'g-counter') return;
    for (const [key, by] of Object.entries(operation.increment ?? {})) {
      if (by > 0) continue;
      const message = 'a g-counter cannot go down';
      const expected = 'a number above 0, or resolve: pn-counter';
      context.problems.push({ path: [...path, 'script', index, 'increment', key], message, expected });
    }
  });
  workload.clients.forEach(({ mix }, index) => {
    for (const kind of kinds.filter((each) => mix[each] > 0 && !accepted.includes(each))) {
      refuse(context, [...path, 'clients', index, 'mix', kind], resolve, kind, accepted);
    }
  });
}

const kinds = ['write', 'update', 'delete', 'increment', 'add', 'remove', 'create'] as const;
const scriptedKinds = [...kinds, 'set'] as const;

function refuse(
  context: Context,
  path: readonly (string | number)[],
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
