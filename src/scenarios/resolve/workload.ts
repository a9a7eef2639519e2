/** What clients ask for, by region index; the script in order of time. */
import type {
  ClientGroup, KeyChoice, ScriptedOp, ValueChange, Workload,
} from '../../sim/scenario.js';
import type { WorkloadDocument } from '../schema/workload.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
import { checkArrivals, resolveArrivals } from './arrivals.js';
import { conditionOf } from './conditional.js';
import { resolveContext } from './contexts.js';
import { resolveReplica, resolveSessions } from './reads.js';
import { checkRepeats, repeatOp } from './repeat.js';
import { resolveResilience } from './resilience.js';
import { resolveIds } from './rows.js';
import { resolveUsers } from './users.js';

/** A workload, and what its scripted reads must return. */
export interface ResolvedWorkload {
  readonly workload: Workload;
  readonly reads: readonly ExpectedRead[];
}

/** What the operation at `index` of the script must return; `document` is its index in the YAML. */
export interface ExpectedRead {
  readonly index: number;
  readonly document: number;
  /** Null: whatever it is. */
  readonly values: readonly string[] | null;
  /** What it must be told of beside; null: whatever it is. */
  readonly conflicts: readonly string[] | null;
  /** The vector; null: whatever it is. */
  readonly clock: Readonly<Record<string, number>> | null;
}

/** Puts the workload together. */
export function resolveWorkload(context: Context): ResolvedWorkload {
  const { payload, keys, clients, script } = context.document.workload;
  checkRepeats(context);
  checkArrivals(context);
  const entries = script
    .flatMap((operation, document) =>
      operationsOf(context, operation)
        .flatMap((op) => repeatOp(op, operation))
        .map((op) => ({ op, document, operation })),
    )
    .sort((a, b) => a.op.atUs - b.op.atUs);
  const reads = entries.flatMap(({ document, operation }, index) => {
    const { expect: values = null, 'expect-conflicts': conflicts = null, clock = null } = operation;
    if (values === null && conflicts === null && clock === null) return [];
    return [{ index, document, values, conflicts, clock }];
  },
  );
  const workload: Workload = {
    keys: {
      count: keys.count,
      choose: resolveChoice(keys.choose),
      ...(keys.elements === 20 ? {} : { elements: keys.elements }),
    },
    ...resolveIds(context),
    ...resolveUsers(context),
    payloadBytes: payload,
    clients: clients.flatMap((client) => clientGroups(context, client)),
    script: entries.map(({ op }) => op),
  };
  return { workload, reads };
}

function resolveChoice(choose: WorkloadDocument['keys']['choose']): KeyChoice {
  if (choose === 'uniform') return { kind: 'uniform' };
  if (choose.zipf !== undefined) return { kind: 'zipf', exponent: choose.zipf };
  const { keys = 1, share = 1 } = choose.hot ?? {};
  return { kind: 'hot', keys, share };
}

function clientGroups(
  context: Context,
  client: WorkloadDocument['clients'][number],
): readonly ClientGroup[] {
  const { mix, home } = client;
  const shares = {
    write: mix.write,
    read: mix.read,
    delete: mix.delete,
    ...(mix.update === 0 ? {} : { update: mix.update }),
    ...(mix.increment === 0 ? {} : { increment: mix.increment }),
    ...(mix.add === 0 ? {} : { add: mix.add }),
    ...(mix.remove === 0 ? {} : { remove: mix.remove }),
    ...(mix.set === 0 ? {} : { set: mix.set }),
    ...(mix.insert === 0 ? {} : { insert: mix.insert }),
    ...(mix.erase === 0 ? {} : { erase: mix.erase }),
    ...(mix.create === 0 ? {} : { create: mix.create }),
  };
  const everywhere = context.names.map((_, index) => index);
  const regions = client.in === 'all' ? everywhere : [regionIndex(context, client.in)];
  const resilience = resolveResilience(client);
  const patience = resilience === undefined ? {} : { resilience };
  return regions.map((region) => ({
    region, ...resolveArrivals(context, region, client), mix: shares, ...(home === undefined ? {} : { home }), ...patience,
    ...resolveContext(context, client.context),
    ...resolveSessions(context, client),
  }));
}

function operationsOf(
  context: Context,
  operation: WorkloadDocument['script'][number],
): readonly ScriptedOp[] {
  const region = regionIndex(context, operation.in);
  const common = { atUs: operation.at, region, client: operation.as, ...resolveReplica(context, operation) };
  if (operation.read !== undefined) {
    return [{ ...common, kind: 'read', key: operation.read, value: null }];
  }
  const writing = { ...resolveContext(context, operation.context), ...conditionOf(operation) };
  if (operation.delete !== undefined) {
    return [{ ...common, ...writing, kind: 'delete', key: operation.delete, value: null }];
  }
  const changes = changesOf(operation);
  if (changes.length > 0) {
    return changes.map(({ key, change }) => ({
      ...common, ...writing, kind: change.kind, key, value: null, change,
    }));
  }
  const kind = writingKinds.find((each) => operation[each] !== undefined) ?? 'write';
  return Object.entries(operation[kind] ?? {}).map(([key, value]) => ({
    ...common, ...writing, kind, key, value,
  }));
}

const writingKinds = ['write', 'merge', 'update', 'create'] as const;

function changesOf(
  operation: WorkloadDocument['script'][number],
): readonly { readonly key: string; readonly change: ValueChange }[] {
  const { increment = {}, add = {}, remove = {}, set = {}, insert = {}, erase = {} } = operation;
  return [
    ...listByField(increment).map(({ key, value, ...field }) => ({
      key, change: { kind: 'increment' as const, by: value, ...field },
    })),
    ...listByField(add).map(({ key, value, ...field }) => ({
      key, change: { kind: 'add' as const, element: value, ...field },
    })),
    ...listByField(remove).map(({ key, value, ...field }) => ({
      key, change: { kind: 'remove' as const, element: value, ...field },
    })),
    ...Object.entries(set).map(([key, fields]) => ({
      key, change: { kind: 'set' as const, fields },
    })),
    ...Object.entries(insert).map(([key, { at, text }]) => ({
      key, change: { kind: 'insert' as const, at, text },
    })),
    ...Object.entries(erase).map(([key, { at, length }]) => ({
      key, change: { kind: 'erase' as const, at, length },
    })),
  ];
}

/** One for each key, or for each field of it. */
function listByField<T extends string | number>(
  byKey: Readonly<Record<string, T | Readonly<Record<string, T>>>>,
): readonly { readonly key: string; readonly value: T; readonly field?: string }[] {
  return Object.entries(byKey).flatMap(([key, value]) =>
    typeof value === 'object'
      ? Object.entries(value).map(([field, one]) => ({ key, value: one, field }))
      : [{ key, value }],
  );
}
