/** Small histories at random: some right, most wrong. */
import { isScalar } from '../../src/sim/record/history.js';
import type {
  History,
  HistoryScalar,
  HistoryValue,
  OperationName,
} from '../../src/sim/record/history.js';
import type { Dice } from './dice.js';
import { historyOf } from './history.js';
import type { OperationSketch } from './history.js';

/** What to draw from. */
export interface HistoryDraw {
  readonly operations: number;
  readonly processes: number;
  readonly keys: readonly string[];
  /** Names that operations are drawn from, each alike. */
  readonly names: readonly OperationName[];
  /** Values that are written and read; without it each written value is new. */
  readonly values?: readonly HistoryScalar[];
  readonly initial?: HistoryScalar;
  /** Chance that an operation has no answer. */
  readonly silence?: number;
  /** Chance that a cas fails. */
  readonly failure?: number;
  readonly replicas?: readonly string[];
}

/**
 * Draws invocations and answers in a random order in which each process has one operation at a
 * time.
 */
export function drawHistory(dice: Dice, draw: HistoryDraw): History {
  const free = Array.from({ length: draw.processes }, (_, i) => i);
  const open: number[] = [];
  const operations: (OperationSketch & { at: [number, number] })[] = [];
  let processes = draw.processes;
  let place = 0;
  while (operations.length < draw.operations || open.length > 0) {
    const mayBegin = operations.length < draw.operations && free.length > 0;
    if (mayBegin && (open.length === 0 || dice.chance(0.6))) {
      const [process = 0] = free.splice(dice.between(0, free.length - 1), 1);
      const isSilent = dice.chance(draw.silence ?? 0);
      const sketch = drawOperation(dice, draw, operations.length);
      const isFailed = !isSilent && sketch.f === 'cas' && dice.chance(draw.failure ?? 0);
      const outcome = isSilent ? 'info' : isFailed ? 'fail' : 'ok';
      operations.push({ ...sketch, process, outcome, at: [++place, Infinity] });
      if (isSilent) free.push(processes++);
      else open.push(operations.length - 1);
    } else {
      const [index = 0] = open.splice(dice.between(0, open.length - 1), 1);
      const operation = operations[index];
      operation.at[1] = ++place;
      free.push(operation.process ?? 0);
    }
  }
  return historyOf(fillReads(dice, draw, operations), { initial: draw.initial ?? null });
}

function drawOperation(dice: Dice, draw: HistoryDraw, index: number): OperationSketch {
  const f = dice.pick(draw.names);
  const key = dice.pick(draw.keys);
  const fresh = (): HistoryScalar =>
    draw.values === undefined ? index + 1 : dice.pick(draw.values);
  const replica = draw.replicas === undefined ? {} : { replica: dice.pick(draw.replicas) };
  switch (f) {
    case 'read':
    case 'acquire':
    case 'release':
      return { f, key, ...replica };
    case 'cas':
      return { f, key, value: [fresh(), fresh()], ...replica };
    case 'append':
      return { f, key, value: dice.pick(['a', 'b']) };
    case 'increment':
      return { f, key, value: dice.pick([1, 2, -1]) };
    case 'write':
    case 'add':
    case 'remove':
      return { f, key, value: fresh(), ...replica };
  }
}

/** Reads return what somebody wrote there, or what was there at first. */
function fillReads(
  dice: Dice,
  draw: HistoryDraw,
  operations: readonly OperationSketch[],
): readonly OperationSketch[] {
  return operations.map((operation) => {
    if (operation.f !== 'read' || operation.outcome === 'info') return operation;
    const written = operations.filter(({ f, key }) => f !== 'read' && key === operation.key);
    return { ...operation, result: drawResult(dice, draw, written) };
  });
}

function drawResult(
  dice: Dice,
  { initial = null, values }: HistoryDraw,
  written: readonly OperationSketch[],
): HistoryValue {
  const names = new Set(written.map(({ f }) => f));
  if (names.has('add') || names.has('remove')) {
    const elements = [...new Set(written.map(({ value = null }) => value))];
    return elements.filter((value): value is HistoryScalar => isScalar(value) && dice.chance(0.5));
  }
  if (names.has('increment')) return dice.between(-1, 4);
  if (names.has('append')) return dice.pick([null, 'a', 'b', 'ab', 'ba', 'aa', 'abb']);
  if (values !== undefined) return dice.pick([initial, ...values]);
  const candidates = written.flatMap(({ f, value = null }): readonly HistoryValue[] =>
    f === 'cas' && !isScalar(value) ? [dice.pick(value)] : [value],
  );
  return dice.pick([initial, ...candidates]);
}
