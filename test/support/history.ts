/** Histories for tests: written op by op, or drawn at random. */
import { assert } from 'vitest';
import { parseHistory } from '../../src/scenarios/history.js';
import type {
  History,
  HistoryOperation,
  HistoryScalar,
  HistoryValue,
  OperationName,
} from '../../src/sim/record/history.js';

/** What a test wants of an operation; the rest is a process 0 that is answered at once. */
export interface OperationSketch {
  readonly process?: number;
  readonly f: OperationName;
  readonly key?: string;
  readonly value?: HistoryValue;
  readonly result?: HistoryValue;
  readonly outcome?: HistoryOperation['outcome'];
  readonly replica?: string;
  /** Places of invocation and answer; without them operations follow each other. */
  readonly at?: readonly [number, number];
  /** Microseconds of invocation and answer. */
  readonly timesUs?: readonly [number, number];
}

/** What a test wants of a history. */
export interface HistorySketch {
  readonly initial?: HistoryScalar;
  readonly versionOrder?: Readonly<Record<string, readonly HistoryScalar[]>>;
}

/** Makes a history; key `x` and initial value null unless said. */
export function historyOf(
  operations: readonly OperationSketch[],
  sketch: HistorySketch = {},
): History {
  return {
    operations: operations.map(complete).sort((a, b) => a.invokedAt - b.invokedAt),
    initial: sketch.initial ?? null,
    versionOrder: new Map(Object.entries(sketch.versionOrder ?? {})),
  };
}

/** A read that was answered. */
export function read(
  process: number,
  key: string,
  result: HistoryValue,
  replica?: string,
): OperationSketch {
  return { process, f: 'read', key, result, ...(replica === undefined ? {} : { replica }) };
}

/** A write that was answered. */
export function write(
  process: number,
  key: string,
  value: HistoryScalar,
  replica?: string,
): OperationSketch {
  return { process, f: 'write', key, value, ...(replica === undefined ? {} : { replica }) };
}

/** Reads a history that has no issues. */
export function parsed(text: string, initial?: HistoryScalar): History {
  const result = parseHistory(text, initial === undefined ? {} : { initial });
  assert(result.ok, result.ok ? '' : JSON.stringify(result.issues[0]));
  return result.history;
}

function complete(sketch: OperationSketch, index: number): HistoryOperation {
  const {
    process = 0,
    f,
    key = 'x',
    value = null,
    result = null,
    outcome = 'ok',
    replica = null,
  } = sketch;
  const [invokedAt, answeredAt] = sketch.at ?? [2 * index + 1, 2 * index + 2];
  const [invokedAtUs, answeredAtUs] = sketch.timesUs ?? [null, null];
  const isOpen = outcome === 'info';
  return {
    process,
    f,
    key,
    value,
    result,
    outcome,
    invokedAt,
    answeredAt: isOpen ? Infinity : answeredAt,
    invokedAtUs,
    answeredAtUs: isOpen ? null : answeredAtUs,
    replica,
  };
}
