/**
 * What operational transform asks of a scenario: that every edit passes through one leader, in order, and
 * that nothing of this order is ever lost or overtaken.
 */
import { hubOf } from '../../sim/scenario/hub.js';
import { shippingRules } from '../../sim/scenario.js';
import type { Scenario } from '../../sim/scenario.js';
import type { Path, Problem } from '../issue.js';
import type { Context } from './context.js';
import { pairsOf } from './network.js';

const otherwise = 'or resolve: text-sequence';

/** Reports what breaks the one order of edits under `text-ot`. */
export function checkTextOrder(context: Context, scenario: Scenario): void {
  if (scenario.conflicts.resolve !== 'text-ot') return;
  checkTopology(context, scenario);
  checkLinks(context, scenario);
  checkReplication(context, scenario);
  checkFaults(context, scenario);
}

function checkTopology(context: Context, { topology }: Scenario): void {
  if (context.names.length > 1 && topology.links.length === 0) return;
  const path = [...context.base, 'topology'];
  if (hubOf(topology) === null) {
    const message = 'text-ot needs one leader that all edits pass through';
    refuse(context, path, message, 'a star, or two regions linked both ways,');
  } else if (!topology.forward && context.names.length > 2) {
    const message = 'text-ot needs a hub that passes edits on';
    refuse(context, path, message, 'forward: true,');
  }
}

/** The entries of `links` that make one of the links a datagram link. */
function checkLinks(context: Context, { topology }: Scenario): void {
  const unordered = topology.links.filter(({ transport }) => transport === 'datagram');
  if (unordered.length === 0) return;
  for (const [text, { transport }] of Object.entries(context.document.links)) {
    const pairs = pairsOf(context, text);
    const isUsed =
      text === 'default' ||
      pairs.some(([a, b]) => unordered.some(({ from, to }) => from === a && to === b));
    if (transport !== 'datagram' || !isUsed) continue;
    const message = 'datagrams lose and overtake edits, and text-ot cannot do without their order';
    refuse(context, [...context.base, 'links', text, 'transport'], message, 'fifo,');
  }
}

function checkReplication(context: Context, scenario: Scenario): void {
  const replication = shippingRules(scenario.replication);
  const path = [...context.base, 'replication'];
  if (replication.antiEntropy !== undefined) {
    const message = 'anti-entropy brings edits out of the order that text-ot goes by';
    refuse(context, [...path, 'anti-entropy'], message, 'no anti-entropy,', true);
  }
  const kind = replication.outbox?.limit?.kind ?? 'reject';
  if (kind !== 'reject') {
    const isStated = context.document.replication.outbox?.['when-full'] !== undefined;
    const message = `${kind} loses edits when a queue is full, and text-ot cannot go on without them`;
    const place = [...path, 'outbox', isStated ? 'when-full' : 'capacity'];
    refuse(context, place, message, 'when-full: reject,');
  }
  if (replication.hopLimit < 2 && context.names.length > 2) {
    const message = 'text-ot needs edits to get to all spokes, over two links';
    refuse(context, [...path, 'hop-limit'], message, 'at least 2,');
  }
}

function checkFaults(context: Context, { faults, topology }: Scenario): void {
  const hub = hubOf(topology);
  faults.forEach((fault, index) => {
    const path = [...context.base, 'faults', index];
    if (fault.kind === 'crash' && fault.disk === 'lost') {
      const message = 'with its disk a leader loses its place in the order that text-ot goes by';
      refuse(context, [...path, 'disk'], message, 'disk: kept,');
    }
    const isOfHub = fault.kind === 'leave' && (fault.region === hub || fault.bridges.length > 0);
    if (isOfHub) {
      const message = 'text-ot cannot go on without the leader that orders all edits';
      refuse(context, [...path, 'leave'], message, 'a spoke,');
    }
  });
}

function refuse(
  context: Context,
  path: Path,
  message: string,
  remedy: string,
  isKey = false,
): void {
  const problem: Problem = { path, message, expected: `${remedy} ${otherwise}` };
  context.problems.push(isKey ? { ...problem, isKey } : problem);
}
