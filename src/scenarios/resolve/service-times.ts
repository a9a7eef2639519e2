/** Worker times of a node: one for all requests, or drawn for each. */
import type { Distribution } from '../../sim/base/distribution.js';
import { medianUs } from '../../sim/base/sampler.js';
import type { NodeCapacity } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** What a document says of them. */
export interface ServiceTimesDocument {
  readonly write?: Distribution | undefined;
  readonly read?: Distribution | undefined;
}

/** Worker times of client requests. */
export function resolveServiceTimes(
  context: Context,
  region: string,
  { write, read }: ServiceTimesDocument,
): Pick<NodeCapacity, 'writeUs' | 'readUs' | 'drawn'> {
  const drawn = {
    ...(isDrawn(write) ? { write } : {}),
    ...(isDrawn(read) ? { read } : {}),
  };
  const hasDrawn = Object.keys(drawn).length > 0;
  if (hasDrawn) refuseElsewhere(context, region, drawn);
  return {
    writeUs: write === undefined ? 0 : medianUs(write),
    readUs: read === undefined ? 0 : medianUs(read),
    ...(hasDrawn ? { drawn } : {}),
  };
}

function isDrawn(time: Distribution | undefined): time is Distribution {
  return time !== undefined && time.kind !== 'constant';
}

/** Under other strategies, replicas also work for requests that reached another one. */
function refuseElsewhere(context: Context, region: string, drawn: NonNullable<NodeCapacity['drawn']>): void {
  const { document, base, problems } = context;
  if (document.replication.strategy === 'multi-leader') return;
  for (const key of ['write', 'read'] as const) {
    if (drawn[key] === undefined) continue;
    const isOwn = document.regions[region]?.node[key] !== undefined;
    const path = [...base, ...(isOwn ? ['regions', region] : []), 'node', key];
    if (problems.some((problem) => problem.path.join() === path.join())) continue;
    problems.push({
      path,
      message: 'only a leader that answers by itself draws how long a request takes',
      expected: 'a duration such as 200us, or strategy: multi-leader',
    });
  }
}
