/** A user's `resolve` as the rule of a merging register; where it fails, the local version stays. */
import type { RegisterRule, RegisterVersion } from './merging-register.js';
import type { GuardedResolver, Reply } from './resolver-guard.js';
import type { ResolveContext, ResolverVersion } from './user-resolver.js';

/** The rule of a guarded resolver; `nameOf` gives the name of a leader. */
export function userRule(guard: GuardedResolver, nameOf: (leader: number) => string): RegisterRule {
  return createRule(guard, nameOf, {
    call: (args) => guard.call('resolve', args),
    reject: (args, reply) => guard.reject('resolve', args, 'a text, or null for none', reply),
  });
}

/** As {@link userRule}, for judges who ask what would have been. */
export function userRuleAside(
  guard: GuardedResolver,
  nameOf: (leader: number) => string,
): RegisterRule {
  return createRule(guard, nameOf, {
    call: (args) => guard.callAside('resolve', args),
    reject: () => undefined,
  });
}

function createRule(
  guard: GuardedResolver,
  nameOf: (leader: number) => string,
  ask: { call(args: string): Reply; reject(args: string, reply: string): void },
): RegisterRule {
  const describe = ({ value, stamp, leader }: RegisterVersion): ResolverVersion => {
    return { value, stamp, replica: nameOf(leader) };
  };
  return {
    name: guard.definition.name,
    merge(local, incoming) {
      const context: ResolveContext = {
        local: describe(local),
        incoming: describe(incoming),
        relation: 'concurrent',
      };
      const args = JSON.stringify([local.value, incoming.value, context]);
      const reply = ask.call(args);
      if (reply === null) return local.value;
      const value: unknown = JSON.parse(reply);
      if (value === null || typeof value === 'string') return value;
      ask.reject(args, reply);
      return local.value;
    },
  };
}
