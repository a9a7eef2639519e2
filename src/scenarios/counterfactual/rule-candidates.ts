/** What other rules for conflicts might have kept a write, as far as they take what clients ask for. */
import { operationsOfTypes } from '../../sim/base/operation-kind.js';
import type { OperationKind, ReplicatedTypeName } from '../../sim/scenario.js';
import { strategyVariants } from '../comparison/strategies.js';
import { change } from './candidate.js';
import type { Candidate } from './candidate.js';
import type { Loss } from './loss.js';

/** What the types that might do are called; `siblings` takes whatever there is. */
const types = {
  'pn-counter': 'PN-Counter',
  'or-set': 'OR-Set',
  'field-wise': 'field-wise merging',
  'or-map': 'OR-Map',
  'text-sequence': 'a text sequence',
  'revision-tree': 'revision trees',
  'cart-union': 'union of carts',
  'two-phase-set': 'two-phase set',
  'lww-element-set': 'LWW-Element-Set',
  'lww-element-set-remove-bias': 'LWW-Element-Set with a bias to removes',
} as const satisfies Partial<Record<ReplicatedTypeName, string>>;

const typeNames = [
  'pn-counter',
  'or-set',
  'field-wise',
  'or-map',
  'text-sequence',
  'revision-tree',
  'cart-union',
  'two-phase-set',
  'lww-element-set',
  'lww-element-set-remove-bias',
] as const satisfies readonly (keyof typeof types)[];

/** Rules, detectors, and who takes writes at all. */
export function ruleCandidates(loss: Loss): readonly Candidate[] {
  const { scenario, cause } = loss;
  const { strategy } = scenario.replication;
  if (strategy !== 'multi-leader' && strategy !== 'leaderless') return [];
  const base = isOfConflicts(cause) || cause === 'apply-error' ? 20 : 70;
  const { resolve, detect } = scenario.conflicts;
  const asked = operationsOf(loss);
  const fitting = typeNames.filter((type) => {
    const accepted: readonly OperationKind[] = operationsOfTypes[type];
    return type !== resolve && asked.every((kind) => accepted.includes(kind));
  });
  return [
    ...(resolve === 'siblings' ? [] : [resolveBy('siblings', 'siblings', base, loss)]),
    ...fitting.map((type, i) => resolveBy(type, types[type], base + 1 + i * 0.1, loss)),
    ...(resolve === 'arrival' ? [resolveBy('lww', 'last-write-wins', base + 3, loss)] : []),
    ...(isVector(detect)
      ? []
      : [
          change(base + 2, 'conflicts were noticed by version vectors', [
            'conflicts.detect',
            'version-vector',
          ]),
        ]),
    ...(isOfConflicts(cause) ? oneOrder(loss, base + 25) : []),
  ];
}

/** Whether two writes that did not know of each other came to the loss. */
function isOfConflicts(cause: Loss['cause']): boolean {
  return cause === 'resolution' || cause === 'skew' || cause === 'collision';
}

/** Kinds of requests other than reads. */
function operationsOf({ scenario: { workload } }: Loss): readonly OperationKind[] {
  const scripted = workload.script.map(({ kind }) => kind);
  const kinds = [
    'write',
    'update',
    'delete',
    'increment',
    'add',
    'remove',
    'set',
    'insert',
    'erase',
    'create',
  ] as const;
  const generated = kinds.filter((kind) => workload.clients.some(({ mix }) => (mix[kind] ?? 0) > 0));
  return [...new Set([...scripted, ...generated])].filter((kind) => kind !== 'read');
}

function resolveBy(rule: string, name: string, weight: number, { scenario }: Loss): Candidate {
  const { detect, priority } = scenario.conflicts;
  const words = `conflicts were resolved by ${name}`;
  // A priority goes with its own rule alone.
  if (priority !== undefined)
    return { ...change(weight, words, ['conflicts', `{ resolve: ${rule} }`]), rule: name };
  const resolve = ['conflicts.resolve', rule] as const;
  const needsVectors = rule === 'siblings' && !isVector(detect);
  const settings = needsVectors ? [resolve, ['conflicts.detect', 'version-vector'] as const] : [resolve];
  return { ...change(weight, words, ...settings), rule: name };
}

function isVector(detect: string): boolean {
  return detect === 'version-vector' || detect === 'dotted-version-vector';
}

/** Where all writes are put into one order, none is thrown away for another one. */
function oneOrder({ scenario }: Loss, weight: number): readonly Candidate[] {
  if (scenario.regions.length < 3) return [];
  return [
    ['raft', 'one leader took all writes, by Raft'],
    ['certification', 'writes were certified in one order'],
  ].flatMap(([name, words], i): readonly Candidate[] => {
    const result = strategyVariants([name], scenario);
    if (!result.ok) return [];
    const changes = result.variants
      .flatMap((variant) => variant.changes)
      .map(({ path, value }) => ({ path, value }));
    return changes.length === 0
      ? []
      : [change(weight + i, words, ...changes.map(({ path, value }) => [path, value] as const))];
  });
}
