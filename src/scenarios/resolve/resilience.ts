/** What a client group does when things go wrong, in base units. */
import type { Resilience } from '../../sim/scenario.js';
import type { WorkloadDocument } from '../schema/workload.js';

/** Undefined for a group that says nothing of it. */
export function resolveResilience(
  client: WorkloadDocument['clients'][number],
): Resilience | undefined {
  const { timeout, retries, breaker, bulkhead } = client;
  const settings: readonly unknown[] = [timeout, retries, breaker, bulkhead];
  if (settings.every((setting) => setting === undefined)) return undefined;
  const { max = 0, backoff, 'idempotency-keys': idempotencyKeys = false } = retries ?? {};
  const { base = 0, times = 1, most = 0, jitter = 'none' } = backoff ?? {};
  return {
    timeoutUs: timeout ?? null,
    retries: max,
    backoff: { baseUs: base, times, mostUs: most, jitter },
    idempotencyKeys,
    breaker:
      breaker === undefined
        ? null
        : {
            failures: breaker.failures,
            window: breaker.window,
            openForUs: breaker['open-for'],
          },
    bulkhead: bulkhead ?? null,
  };
}
