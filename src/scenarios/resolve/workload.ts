/** What clients ask for, by region index; the script in order of time. */
import type {
  ClientGroup, KeyChoice, ScriptedOp, ValueChange, Workload,
} from '../../sim/scenario.js';
import type { WorkloadDocument } from '../schema/workload.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
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
  readonly values: readonly string[];
}

/** Puts the workload together. */
export function resolveWorkload(context: Context): ResolvedWorkload {
  const { payload, keys, clients, script } = context.document.workload;
  const entries = script
    .flatMap((operation, document) =>
      operationsOf(context, operation).map((op) => ({ op, document, expect: operation.expect })),
    )
    .sort((a, b) => a.op.atUs - b.op.atUs);
  const reads = entries.flatMap(({ document, expect }, index) =>
    expect === undefined ? [] : [{ index, document, values: expect }],
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
  const { rate, arrivals, mix, home } = client;
  const shares = {
    write: mix.write,
    read: mix.read,
    delete: mix.delete,
    ...(mix.update === 0 ? {} : { update: mix.update }),
    ...(mix.increment === 0 ? {} : { increment: mix.increment }),
    ...(mix.add === 0 ? {} : { add: mix.add }),
    ...(mix.remove === 0 ? {} : { remove: mix.remove }),
    ...(mix.create === 0 ? {} : { create: mix.create }),
  };
  const everywhere = context.names.map((_, index) => index);
  const regions = client.in === 'all' ? everywhere : [regionIndex(context, client.in)];
  const resilience = resolveResilience(client);
  const patience = resilience === undefined ? {} : { resilience };
  return regions.map((region) => ({
    region, ratePerS: rate, arrivals, mix: shares, ...(home === undefined ? {} : { home }), ...patience,
  }));
}

function operationsOf(
  context: Context,
  operation: WorkloadDocument['script'][number],
): readonly ScriptedOp[] {
  const region = regionIndex(context, operation.in);
  const common = { atUs: operation.at, region, client: operation.as };
  if (operation.read !== undefined) {
    return [{ ...common, kind: 'read', key: operation.read, value: null }];
  }
  if (operation.delete !== undefined) {
    return [{ ...common, kind: 'delete', key: operation.delete, value: null }];
  }
  const changes = changesOf(operation);
  if (changes.length > 0) {
    return changes.map(({ key, change }) => ({
      ...common, kind: change.kind, key, value: null, change,
    }));
  }
  const kind = kindOf(operation);
  return Object.entries(operation[kind] ?? {}).map(([key, value]) => ({
    ...common, kind, key, value,
  }));
}

function kindOf({ update, create }: WorkloadDocument['script'][number]): 'write' | 'update' | 'create' {
  if (create !== undefined) return 'create';
  return update === undefined ? 'write' : 'update';
}

function changesOf(
  { increment = {}, add = {}, remove = {}, set = {} }: WorkloadDocument['script'][number],
): readonly { readonly key: string; readonly change: ValueChange }[] {
  return [
    ...Object.entries(increment).map(([key, by]) => ({
      key, change: { kind: 'increment' as const, by },
    })),
    ...Object.entries(add).map(([key, element]) => ({
      key, change: { kind: 'add' as const, element },
    })),
    ...Object.entries(remove).map(([key, element]) => ({
      key, change: { kind: 'remove' as const, element },
    })),
    ...Object.entries(set).map(([key, fields]) => ({
      key, change: { kind: 'set' as const, fields },
    })),
  ];
}
