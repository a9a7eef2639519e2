/** Contexts that writes bring, and siblings that clients and people resolve: what goes together. */
import { isReplicated } from '../../sim/base/operation-kind.js';
import { hasContexts, isOwnResolver } from '../../sim/scenario.js';
import type { ConflictRules, Scenario, WriteContext } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { ScenarioDocument } from '../schema.js';
import type { Context } from './context.js';

/** The context of a group's or an operation's writes; nothing where it is what their leader holds. */
export function resolveContext(
  context: Context,
  own: WriteContext | undefined,
): { readonly context?: WriteContext } {
  const word = own ?? context.document.workload.context;
  return word === 'held' ? {} : { context: word };
}

/** Who resolves siblings. */
export function resolveSiblings(
  { 'at-read': atRead, person }: ScenarioDocument['conflicts'],
): Pick<ConflictRules, 'atRead' | 'person'> {
  return {
    ...(atRead === undefined ? {} : { atRead }),
    ...(person === undefined
      ? {}
      : {
          person: { afterUs: person.after, spreadUs: person.spread, chooses: person.chooses },
        }),
  };
}

/** Reports what contexts of writes cannot be combined with. */
export function checkContexts(context: Context, scenario: Scenario): void {
  checkSpread(context);
  checkDetector(context);
  if (!hasContexts(scenario)) return;
  const { conflicts, replication, workload } = context.document;
  const what = describeUse(context);
  const without = what === contextWords ? 'context: held' : `no ${what}`;
  const refuse = (path: Path, message: string, expected: string): void => {
    context.problems.push({ path: [...context.base, ...path], message, expected });
  };
  if (conflicts.resolve !== 'siblings') {
    refuse(['conflicts', 'resolve'], `${what} needs siblings`, 'resolve: siblings');
  }
  if (conflicts.detect === 'timestamp' || conflicts.detect === 'row-origin') {
    const expected = 'dotted-version-vector, version-vector or read-time';
    refuse(['conflicts', 'detect'], `${what} needs a detector that knows contexts`, expected);
  }
  if (replication['anti-entropy'] !== undefined) {
    const message = `${what} cannot be combined with anti-entropy`;
    refuse(['replication', 'anti-entropy'], message, `no anti-entropy, or ${without}`);
  }
  const isOneVector = conflicts.detect === 'version-vector' && conflicts.resolve === 'siblings';
  if (isOneVector && bringsContexts(context) && context.names.length > 1) {
    const message = 'one vector for a whole object is for one server: others get its writes one by one';
    refuse(['conflicts', 'detect'], message, 'dotted-version-vector, or a single region');
  }
  if (scenario.topology.links.some(({ transport }) => transport !== 'fifo')) {
    refuse(['links'], `${what} needs links that keep order`, `fifo links, or ${without}`);
  }
  workload.script.forEach((operation, index) => {
    for (const kind of changes) {
      if (operation[kind] === undefined) continue;
      const message = `${what} takes whole values, and no ${kind}`;
      refuse(['workload', 'script', index, kind], message, 'write, delete or read');
    }
  });
  workload.clients.forEach((client, index) => {
    for (const kind of generatedChanges) {
      if (client.mix[kind] === 0) continue;
      const message = `${what} takes whole values, and no ${kind}`;
      refuse(['workload', 'clients', index, 'mix', kind], message, 'write, delete or read');
    }
  });
  scenario.workload.clients.forEach(({ resilience, context: word }) => {
    if (resilience === undefined || (word !== 'read' && conflicts['at-read'] === undefined)) return;
    const message = 'a client that tries again cannot bring what it read';
    refuse(['workload', 'clients'], message, 'no timeout, retries, breaker or bulkhead');
  });
}

const contextWords = 'a context other than held';
const changes = [
  'update', 'merge', 'increment', 'add', 'remove', 'set', 'insert', 'erase', 'create',
] as const;
const generatedChanges = ['update', 'increment', 'add', 'remove'] as const;

function describeUse({ document }: Context): string {
  const { 'at-read': atRead, person } = document.conflicts;
  if (atRead !== undefined) return 'at-read';
  return person === undefined ? contextWords : 'person';
}

/** A type whose values are merged asks no detector. */
/** Some write brings what its client read, or nothing, in place of what is held. */
function bringsContexts({ document }: Context): boolean {
  const { workload, conflicts } = document;
  const own = [...workload.clients, ...workload.script].map(({ context = workload.context }) => context);
  return conflicts['at-read'] !== undefined || own.some((word) => word !== 'held');
}

function checkDetector({ document, base, problems }: Context): void {
  const { detect, resolve } = document.conflicts;
  const isMerged = isReplicated(resolve) || isOwnResolver(resolve);
  if (!isMerged || detect === 'version-vector' || detect === 'dotted-version-vector') return;
  const message = `${resolve} notices by itself what is concurrent`;
  const expected = 'version-vector, or lww, fww, arrival or siblings for resolve';
  problems.push({ path: [...base, 'conflicts', 'detect'], message, expected });
}

function checkSpread({ document, base, problems, cautions }: Context): void {
  const { person } = document.conflicts;
  if (person === undefined) return;
  if (person.after + person.spread > document.settle) {
    const message = 'the run may end before a person decides: settle is shorter than after and spread';
    cautions.push({ path: [...base, 'conflicts', 'person'], message });
  }
  if (person.spread <= person.after) return;
  const path = [...base, 'conflicts', 'person', 'spread'];
  const message = 'a person cannot decide before being told';
  problems.push({ path, message, expected: 'at most as long as after' });
}
