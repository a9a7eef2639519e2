/** From a document's `pull` to the engine's, with what does not go together with asking. */
import type { MultiLeader, Scenario } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { Context } from './context.js';
import { chosenPairs } from './link-choice.js';
import { pairsOf } from './network.js';

/** Over which links the far end asks. */
export function resolvePull(context: Context): Pick<MultiLeader, 'pull'> {
  const { replication } = context.document;
  const { pull } = replication;
  if (pull === undefined) return {};
  checkCompany(context, pull.by);
  const path = [...context.base, 'replication', 'pull'];
  const pairs = chosenPairs(context, { links: pull.links }, path).map(([from, to]) => ({ from, to }));
  return { pull: { by: pull.by, everyUs: pull.every, links: pull.links === undefined ? null : pairs } };
}

/** Asking over a link that is not there would change nothing. */
export function checkPulledLinks(context: Context, { topology }: Scenario): void {
  context.document.replication.pull?.links?.forEach((text, index) => {
    for (const [from, to] of pairsOf(context, text)) {
      if (topology.links.some((link) => link.from === from && link.to === to)) continue;
      context.problems.push({
        path: [...context.base, 'replication', 'pull', 'links', index],
        message: `the topology has no link from ${context.names[from]} to ${context.names[to]}`,
        expected: 'links of the topology',
      });
    }
  });
}

/** What would be ignored beside it, or has not been thought through. */
function checkCompany(context: Context, by: 'sequence' | 'timestamp'): void {
  const { replication, conflicts, faults } = context.document;
  const object = (path: Path, message: string, expected: string): void => {
    context.problems.push({ path: [...context.base, ...path], message, expected });
  };
  if (by === 'timestamp' && conflicts.timestamps !== 'physical') {
    const message = `the one who asks goes by its clock, and ${conflicts.timestamps} stamps are no readings of one`;
    object(['replication', 'pull', 'by'], message, 'by: sequence, or timestamps: physical');
  }
  if (replication.outbox !== undefined) {
    object(['replication', 'outbox'], 'what is asked for does not queue', 'no outbox beside pull');
  }
  if (replication.order !== undefined) {
    object(['replication', 'order'], 'answers come in the order of the log they are from', 'no order beside pull');
  }
  if (replication['apply-errors'] === 'stop') {
    object(['replication', 'apply-errors'], 'the one who asks would never ask again', 'hold or skip');
  }
  if (replication.tombstones !== undefined) {
    object(['replication', 'tombstones'], 'nobody knows who will still ask for a delete', 'no tombstones beside pull');
  }
  if (replication.repeats === 'apply') {
    object(['replication', 'repeats'], 'the one who asks knows what it was told', 'repeats: ignore');
  }
  if (conflicts.resolve === 'text-ot' || conflicts.resolve === 'text-naive') {
    object(['conflicts', 'resolve'], 'edits by position need a stream without gaps', 'text-sequence');
  }
  faults.forEach((fault, index) => {
    if (!('crash' in fault) || fault.disk !== 'lost') return;
    object(['faults', index, 'disk'], 'whoever asks keeps where it stands on its disk', 'disk: kept');
  });
}
