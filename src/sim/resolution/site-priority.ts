/** Site priority: of two concurrent versions, that of the site which comes first in a list. */
import { Relation } from '../causality/relation.js';
import { compareStamps, Decision, type RegisterResolver, type Version, type Versions } from './contract.js';

/**
 * A newer version replaces; of two concurrent ones that of the site with the higher priority stays, of one
 * site (which wrote again after losing its disk) the later stamped.
 *
 * With two sites it converges. With three it may not, for it is no total order: x from the first site,
 * concurrent y from the second, and x′ from the third that knew x. y beats x′ and x beats y, so who gets y
 * last ends with y, and who got y before x′ ends with x′.
 *
 * @param priority leaders, the strongest first; those that are not named follow in their order
 * @see Oracle Advanced Replication, site priority groups (DBMS_REPCAT.DEFINE_SITE_PRIORITY)
 */
export function sitePriority(priority: readonly number[]): RegisterResolver {
  const rankOf = (version: Version, versions: Versions): number => {
    const leader = versions.leaderOf(version);
    const rank = priority.indexOf(leader);
    return rank < 0 ? priority.length + leader : rank;
  };
  return {
    name: 'site-priority',
    isTotalOrder: false,
    decide(incoming, held, relation, versions) {
      if (relation === Relation.after) return Decision.takeIncoming;
      if (relation !== Relation.concurrent) return Decision.keepHeld;
      const lead = rankOf(held, versions) - rankOf(incoming, versions);
      const order = lead === 0 ? compareStamps(incoming, held, versions) : lead;
      return order > 0 ? Decision.takeIncoming : Decision.keepHeld;
    },
  };
}
