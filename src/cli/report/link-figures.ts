/** What a run says of each way between two replicas: how late writes were, what was carried, what waited. */
import type { Percentiles, Report } from '../../sim/report.js';

/** One direction between two replicas. A block is null where the run has no figures of that kind. */
export interface LinkFigures {
  readonly from: string;
  readonly to: string;
  readonly lag: Percentiles | null;
  /** Null for a follower beside its leader, and where a write goes over others. */
  readonly traffic: { readonly messages: number; readonly bytes: number; readonly peakMbps: number } | null;
  readonly queue: { readonly peakWrites: number; readonly dropped: number } | null;
}

/** Links in the order of the report, then those ways of writes that are no link; idle ones are left out. */
export function linkFiguresOf(report: Report): readonly LinkFigures[] {
  const { lag, network, backlog } = report;
  const ways = new Map<string, { readonly from: string; readonly to: string }>();
  for (const { from, to } of [...network.byLink, ...lag.byReplica]) ways.set(`${from}\u0000${to}`, { from, to });
  const queues = hasOutboxes(report) ? backlog.byLink : [];
  return [...ways.values()].map(({ from, to }): LinkFigures => {
    const isIt = (one: { readonly from: string; readonly to: string }): boolean => one.from === from && one.to === to;
    const measured = lag.byReplica.find(isIt);
    return {
      from,
      to,
      lag: measured === undefined || measured.count === 0 ? null : measured,
      traffic: network.byLink.find(isIt) ?? null,
      queue: queues.find(isIt) ?? null,
    };
  }).filter(isUsed);
}

/** Whatever an outbox sends has waited in it: messages without any are those of nodes that have none. */
export function hasOutboxes({ network, backlog }: Report): boolean {
  return network.messages === 0 || backlog.peakWrites > 0;
}

function isUsed({ lag, traffic, queue }: LinkFigures): boolean {
  return lag !== null || (traffic?.messages ?? 0) > 0 || (queue?.peakWrites ?? 0) > 0;
}
