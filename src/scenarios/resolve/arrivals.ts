/** When the clients of a group ask, in base units; and closed loops in which no time would pass. */
import type { Distribution } from '../../sim/base/distribution.js';
import { medianUs } from '../../sim/base/sampler.js';
import type { ClientGroup } from '../../sim/scenario.js';
import type { WorkloadDocument } from '../schema/workload.js';
import type { Context } from './context.js';

type ClientDocument = WorkloadDocument['clients'][number];

const atOnce: Distribution = { kind: 'constant', valueUs: 0 };

/** The rate and the arrivals of a group in a region. */
export function resolveArrivals(
  context: Context,
  region: number,
  client: ClientDocument,
): Pick<ClientGroup, 'ratePerS' | 'arrivals'> {
  const { rate = 0, arrivals = 'poisson', clients, think = atOnce } = client;
  if (clients !== undefined) {
    return { ratePerS: estimateRate(context, region, client), arrivals: { kind: 'closed', clients, think } };
  }
  if (typeof arrivals === 'string') return { ratePerS: rate, arrivals };
  const { every, for: length } = arrivals.bursts;
  return { ratePerS: rate, arrivals: { kind: 'bursts', everyUs: every, forUs: length } };
}

/** Reports closed loops in which a client could ask again and again at one moment. */
export function checkArrivals(context: Context): void {
  const { document, base, names, problems } = context;
  document.workload.clients.forEach((client, index) => {
    const { clients, think = atOnce, breaker, bulkhead, roam, in: place } = client;
    if (clients === undefined || medianUs(think) > 0) return;
    const refuse = (message: string, expected: string): void => {
      const key = client.think === undefined ? 'clients' : 'think';
      problems.push({ path: [...base, 'workload', 'clients', index, key], message, expected });
    };
    const near = place === 'all' || roam !== undefined ? names : [place];
    if (near.some((name) => latencyIn(context, name) === 0)) {
      refuse('no time passes before a client without a way that was refused asks again', 'think: 10ms, or a client-latency');
    } else if (breaker !== undefined || (bulkhead ?? clients) < clients) {
      const by = breaker === undefined ? 'bulkhead' : 'breaker';
      refuse(`a client that its own ${by} refuses asks again at once`, `think: 10ms, or no ${by}`);
    }
  });
}

/**
 * What a closed loop comes to while nobody waits for others: so many clients a round of thinking, the way there and
 * back and service, or as many as the workers near it can serve.
 *
 * @see Denning and Buzen, The operational analysis of queueing network models, 1978: asymptotic bounds
 */
function estimateRate(context: Context, region: number, { clients = 0, think = atOnce, mix }: ClientDocument): number {
  const { document, names } = context;
  const name = names[region];
  const node = { ...document.node, ...document.regions[name]?.node };
  const [writeUs, readUs] = [node.write, node.read].map((time) => (time === undefined ? 0 : medianUs(time)));
  const workUs = mix.read * readUs + (1 - mix.read) * writeUs;
  const restUs = (1 - mix.read) * ((node.log ?? 0) + (node.respond ?? 0));
  const roundUs = Math.max(1, medianUs(think) + 2 * latencyIn(context, name) + workUs + restUs);
  return 1e6 * Math.min(clients / roundUs, workUs === 0 ? Infinity : (node.workers ?? 1) / workUs);
}

function latencyIn({ document }: Context, name: string): number {
  return document.regions[name]?.['client-latency'] ?? document['client-latency'];
}
