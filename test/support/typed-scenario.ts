/** Random scenarios over values that are merged. */
import { operationsOfTypes } from '../../src/sim/base/operation-kind.js';
import type {
  ClientGroup,
  ReplicatedTypeName,
  Scenario,
  ScriptedOp,
  ValueChange,
} from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { randomScenario } from './random-scenario.js';
import { repairingScenario } from './repairing-scenario.js';

/**
 * As {@link randomScenario}, now and then with anti-entropy, with operations that the type takes on few
 * keys and three elements or fields, so that they meet.
 */
export function typedScenario(n: number, type: ReplicatedTypeName): Scenario {
  const dice = makeDice(40_000_000 + n);
  const base = dice.chance(0.3) ? repairingScenario(n) : randomScenario(n);
  const { workload } = base;
  return {
    ...base,
    name: `${type}-${n}`,
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: type },
    workload: {
      ...workload,
      keys: { count: Math.min(workload.keys.count, 3), choose: { kind: 'uniform' }, elements: 3 },
      clients: workload.clients.map((group) => ({ ...group, mix: mixFor(type) })),
      script: workload.script.map((op) => operationFor(dice, type, op)),
    },
  };
}

function mixFor(type: ReplicatedTypeName): ClientGroup['mix'] {
  const [first, second] = operationsOfTypes[type];
  switch (first) {
    case 'increment':
      return { write: 0, delete: 0, read: 0.25, increment: 0.75 };
    case 'write':
      return { write: 0.5, delete: 0.25, read: 0.25 };
    case 'add':
      return second === undefined
        ? { write: 0, delete: 0, read: 0.25, add: 0.75 }
        : { write: 0, delete: 0, read: 0.25, add: 0.5, remove: 0.25 };
    case 'set':
      return { write: 0, delete: type === 'field-wise' ? 0 : 0.05, read: 0.25, set: 0.5, remove: 0.2 };
    case 'insert':
      return { write: 0, delete: 0, read: 0.2, insert: 0.5, erase: 0.3 };
  }
}

function operationFor(dice: Dice, type: ReplicatedTypeName, op: ScriptedOp): ScriptedOp {
  const [first, second] = operationsOfTypes[type];
  if (op.kind === 'read') return op;
  const common = { ...op, value: null };
  switch (first) {
    case 'write':
      return op.kind === 'write' && second === 'delete' && type === 'revision-tree' && dice.chance(0.3)
        ? { ...op, kind: 'merge' }
        : op;
    case 'increment': {
      const by = dice.between(1, 5) * (type === 'pn-counter' && dice.chance(0.5) ? -1 : 1);
      return { ...common, kind: 'increment', change: { kind: 'increment', by } };
    }
    case 'add': {
      const kind = op.kind === 'delete' && second === 'remove' ? second : first;
      return { ...common, kind, change: { kind, element: `e${dice.between(0, 2)}` } };
    }
    case 'set': {
      if (op.kind === 'delete' && type !== 'field-wise') return op;
      const change = fieldChange(dice, type);
      return { ...common, kind: change.kind, change };
    }
    case 'insert': {
      const edit = dice.chance(0.7)
        ? ({ kind: 'insert', at: dice.between(0, 8), text: dice.chance(0.3) ? '🙂x' : 'ab' } as const)
        : ({ kind: 'erase', at: dice.between(0, 8), length: dice.between(1, 3) } as const);
      return { ...common, kind: edit.kind, change: edit };
    }
  }
}

/** Mostly of two fields at once; in a map also of counters and sets. */
function fieldChange(dice: Dice, type: ReplicatedTypeName): ValueChange {
  const value = `s${dice.between(0, 9)}`;
  const field = `e${dice.between(0, 2)}`;
  const other = `e${dice.between(0, 2)}`;
  const element = `m${dice.between(0, 1)}`;
  const choice = dice.between(0, type === 'field-wise' ? 4 : 9);
  if (choice < 4) return { kind: 'set', fields: { [field]: value, [other]: value } };
  if (choice === 4) return { kind: 'remove', element: field };
  if (choice < 7) return { kind: 'increment', by: dice.between(1, 5), field };
  if (choice < 9) return { kind: 'add', element, field };
  return { kind: 'remove', element, field };
}
