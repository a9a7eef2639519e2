/** From a document's limits of outbound queues to the engine's. */
import { assertNever } from '../../sim/base/assert.js';
import type { OutboxLimit, OutboxRules } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { OutboxDocument } from '../schema/outbox.js';
import type { Context } from './context.js';

const defaultShare = 0.8;

/** The limits, if there are any; the key is left out where queues have none. */
export function resolveOutbox(context: Context): { readonly outbox?: OutboxRules } {
  const { replication, workload } = context.document;
  const { outbox = {} } = replication;
  const path = [...context.base, 'replication', 'outbox'];
  const limit = resolveLimit(outbox);
  const resumeRatePerS = outbox['resume-rate'] ?? null;
  checkCapacity(context, outbox, workload.payload + replication.metadata, path);
  warnAboutIdleKeys(context, outbox, limit, path);
  return limit === null && resumeRatePerS === null ? {} : { outbox: { limit, resumeRatePerS } };
}

function resolveLimit(outbox: OutboxDocument): OutboxLimit | null {
  const { capacity: capacityBytes } = outbox;
  if (capacityBytes === undefined) return null;
  const kind = outbox['when-full'] ?? 'desynchronize';
  switch (kind) {
    case 'desynchronize':
      return { kind, capacityBytes, atShare: outbox['desynchronize-at'] ?? defaultShare };
    case 'drop':
    case 'reject':
      return { kind, capacityBytes };
    case 'crash':
      return { kind, capacityBytes, restartAfterUs: outbox['restart-after'] ?? null };
    default:
      return assertNever(kind);
  }
}

function checkCapacity(
  context: Context,
  outbox: OutboxDocument,
  writeBytes: number,
  path: Path,
): void {
  const { capacity } = outbox;
  if (capacity === undefined) {
    for (const key of ['when-full', 'desynchronize-at', 'restart-after'] as const) {
      if (outbox[key] === undefined) continue;
      context.problems.push({
        path: [...path, key],
        message: 'without a capacity no queue is ever full',
        expected: 'a capacity beside it, such as 64GiB',
        isKey: true,
      });
    }
  } else if (capacity < writeBytes || capacity === 0) {
    context.problems.push({
      path: [...path, 'capacity'],
      message: 'this does not hold a single write',
      expected: `at least ${String(Math.max(1, writeBytes))}B: payload and metadata of one write`,
    });
  }
  if (outbox['desynchronize-at'] === 0) {
    context.problems.push({
      path: [...path, 'desynchronize-at'],
      message: 'a queue that gives up its peer when it is empty sends nothing',
      expected: 'a share above 0%, such as 80%',
    });
  }
}

function warnAboutIdleKeys(
  context: Context,
  outbox: OutboxDocument,
  limit: OutboxLimit | null,
  path: Path,
): void {
  const idle = [
    ['desynchronize-at', 'desynchronize'],
    ['restart-after', 'crash'],
  ] as const;
  for (const [key, kind] of idle) {
    if (outbox[key] === undefined || limit === null || limit.kind === kind) continue;
    const message = `this counts with when-full: ${kind}, and changes nothing with ${limit.kind}`;
    context.cautions.push({ path: [...path, key], message });
  }
}
