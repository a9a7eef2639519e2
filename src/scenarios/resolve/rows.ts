/** How new rows are named, where somebody creates rows. */
import type { RowIdScheme } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** The scheme as the engine takes it; nothing where the document says none. */
export function resolveIds(context: Context): { readonly ids?: RowIdScheme } {
  const { ids, clients, script } = context.document.workload;
  if (ids === undefined) return {};
  const isCreating =
    clients.some(({ mix }) => mix.create > 0) || script.some(({ create }) => create !== undefined);
  if (!isCreating) {
    const expected = 'a create in the script or in the mix of clients, or no ids';
    const path = [...context.base, 'workload', 'ids'];
    context.problems.push({ path, message: 'nobody creates rows', expected, isKey: true });
  }
  const regions = context.names.length;
  if (typeof ids !== 'string') {
    return { ids: { kind: 'offset', increment: ids.offset.increment ?? regions } };
  }
  return { ids: ids === 'offset' ? { kind: ids, increment: regions } : { kind: ids } };
}
