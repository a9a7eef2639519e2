/** Users and their homes, where keys belong to somebody. */
import type { Users } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** The users as the engine takes them; nothing where keys belong to nobody. */
export function resolveUsers(context: Context): { readonly users?: Users } {
  const { users, clients } = context.document.workload;
  const goesHome = clients.some(({ home }) => home !== undefined);
  if (users === undefined) {
    return goesHome ? { users: { homes: 'by-id', localShare: 0 } } : {};
  }
  checkUsers(context, users, goesHome);
  const { homes, local, travel } = users;
  if (travel === undefined) return { users: { homes, localShare: local } };
  const { share, for: forUs, rehome } = travel;
  return { users: { homes, localShare: local, travel: { share, forUs, rehomeUs: rehome ?? null } } };
}

type UsersDocument = NonNullable<Context['document']['workload']['users']>;

function checkUsers(context: Context, users: UsersDocument, goesHome: boolean): void {
  const path = [...context.base, 'workload', 'users'];
  const { keys } = context.document.workload;
  if (!goesHome && users.local === 0) {
    const expected = 'home: 99% in a group of clients, or local: 95% here';
    const message = 'users have homes, and nothing goes by them';
    context.problems.push({ path, message, expected, isKey: true });
  }
  if (users.travel !== undefined && context.names.length === 1) {
    const message = 'there is no other region to travel to';
    const expected = 'a second region, or no travel';
    context.problems.push({ path: [...path, 'travel'], message, expected, isKey: true });
  }
  if (users.local > 0 && keys.count < context.names.length) {
    const message = `${String(keys.count)} keys are too few for a user in each region`;
    const expected = `keys.count of at least ${String(context.names.length)}`;
    context.problems.push({ path: [...path, 'local'], message, expected });
  }
}
