/**
 * A recorded history, JSON Lines to operations, or every issue with its line.
 *
 * Nothing here throws, whatever the text. A place in the order is a line number.
 */
import { operationFamilies } from '../sim/record/history.js';
import type {
  History,
  HistoryOperation,
  HistoryScalar,
  HistoryValue,
} from '../sim/record/history.js';
import { readHistoryLine, showFound } from './history-line.js';
import type { HistoryEvent, HistoryHeader, LineProblem } from './history-line.js';
import type { Issue } from './issue.js';

/** What to take for granted about a file. */
export interface HistoryOptions {
  /** What every key holds at first, whatever the file's header says. */
  readonly initial?: HistoryScalar;
}

/** A history, or issues in order of lines. */
export type HistoryParseResult =
  | { readonly ok: true; readonly history: History }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The key of operations that name none. */
const onlyKey = 'register';

/** Reads a history. */
export function parseHistory(text: string, options: HistoryOptions = {}): HistoryParseResult {
  const reader = new HistoryReader();
  let line = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    line++;
    reader.read(text.slice(start, stop), line);
    start = stop + 1;
  }
  return reader.finish(options);
}

type Open = { -readonly [K in keyof HistoryOperation]: HistoryOperation[K] };

class HistoryReader {
  private readonly operations: Open[] = [];
  private readonly issues: Issue[] = [];
  /** By process: what it waits for, or the line of what it has no answer to. */
  private readonly open = new Map<number, Open>();
  private readonly inDoubt = new Map<number, number>();
  private header: HistoryHeader | null = null;
  private lastUs = -Infinity;

  read(text: string, line: number): void {
    if (text.trim() === '') return;
    const read = readHistoryLine(text);
    switch (read.kind) {
      case 'problems':
        read.problems.forEach((problem) => this.complain(line, problem));
        return;
      case 'header':
        if (this.header !== null || this.operations.length > 0) {
          this.complain(line, {
            path: 'header',
            found: 'a header',
            message: 'a header comes before all events, once',
            expected: 'an event',
          });
        }
        this.header = read.header;
        return;
      case 'event':
        this.checkTime(read.event, line);
        if (read.event.type === 'invoke') this.invoke(read.event, line);
        else this.answer(read.event, line);
        return;
    }
  }

  finish({ initial }: HistoryOptions): HistoryParseResult {
    if (this.issues.length > 0) return { ok: false, issues: this.issues };
    const header = this.header ?? {
      initial: undefined,
      versionOrder: new Map<string, readonly HistoryScalar[]>(),
    };
    const history: History = {
      operations: this.operations,
      initial: initial === undefined ? (header.initial ?? null) : initial,
      versionOrder: header.versionOrder,
    };
    return { ok: true, history };
  }

  private invoke(event: HistoryEvent, line: number): void {
    const { process, f, value } = event;
    const open = this.open.get(process);
    const doubt = this.inDoubt.get(process);
    if (open !== undefined) {
      const message = `process ${process} still waits for the answer to line ${open.invokedAt}`;
      this.complain(line, {
        path: 'process',
        found: String(process),
        message,
        expected: 'its answer first',
      });
      return;
    }
    if (doubt !== undefined) {
      const message = `process ${process} has no answer to line ${doubt}, and asks again`;
      this.complain(line, {
        path: 'process',
        found: String(process),
        message,
        expected: 'a new process number after info',
      });
      return;
    }
    const wanted = describeWanted(event);
    if (wanted !== null) {
      this.complain(line, {
        path: 'value',
        found: showFound(value),
        message: `this is no value for ${f}`,
        expected: wanted,
      });
      return;
    }
    const operation: Open = {
      process,
      f,
      key: event.key ?? onlyKey,
      value: f === 'read' ? null : value,
      result: null,
      outcome: 'info',
      invokedAt: line,
      answeredAt: Infinity,
      invokedAtUs: event.timeUs,
      answeredAtUs: null,
      replica: event.replica,
    };
    this.operations.push(operation);
    this.open.set(process, operation);
  }

  private answer(event: HistoryEvent, line: number): void {
    const { process, type, value } = event;
    const operation = this.open.get(process);
    if (operation === undefined) {
      const message = `process ${process} is answered without having asked`;
      this.complain(line, {
        path: 'process',
        found: String(process),
        message,
        expected: 'an invoke before it',
      });
      return;
    }
    this.open.delete(process);
    if (this.isForAnother(operation, event, line)) return;
    operation.replica = event.replica ?? operation.replica;
    if (type === 'info') {
      this.inDoubt.set(process, operation.invokedAt);
      return;
    }
    operation.outcome = type === 'ok' ? 'ok' : 'fail';
    operation.answeredAt = line;
    operation.answeredAtUs = event.timeUs;
    if (operation.f === 'read' && type === 'ok') operation.result = value;
  }

  /** Complains about an answer to something else than was asked. */
  private isForAnother(operation: Open, event: HistoryEvent, line: number): boolean {
    const { f, key, value, type } = event;
    const asked = `line ${operation.invokedAt}`;
    if (f !== operation.f) {
      const message = `this answers ${f}, and ${asked} asked for ${operation.f}`;
      this.complain(line, { path: 'f', found: f, message, expected: operation.f });
      return true;
    }
    if (key !== null && key !== operation.key) {
      const message = `this answers for another key than ${asked} asked for`;
      this.complain(line, {
        path: 'key',
        found: showFound(key),
        message,
        expected: showFound(operation.key),
      });
      return true;
    }
    const tells =
      type === 'ok' && f !== 'read' && operationFamilies[f] !== 'mutex' && value !== null;
    if (tells && !isEqual(value, operation.value)) {
      const message = `this answers for another value than ${asked} asked for`;
      this.complain(line, {
        path: 'value',
        found: showFound(value),
        message,
        expected: showFound(operation.value),
      });
      return true;
    }
    return false;
  }

  private checkTime({ timeUs }: HistoryEvent, line: number): void {
    if (timeUs === null) return;
    if (timeUs < this.lastUs) {
      const message = 'time goes back, though lines are in order of real time';
      this.complain(line, {
        path: 'time',
        found: String(timeUs),
        message,
        expected: `at least ${this.lastUs}`,
      });
    }
    this.lastUs = Math.max(this.lastUs, timeUs);
  }

  private complain(line: number, problem: LineProblem): void {
    this.issues.push({ line, column: 1, ...problem });
  }
}

/** What an operation takes as its value; null where it has one that fits. */
function describeWanted({ f, value }: HistoryEvent): string | null {
  switch (f) {
    case 'read':
    case 'acquire':
    case 'release':
      return null;
    case 'write':
    case 'add':
    case 'remove':
      return Array.isArray(value) ? 'one value, not a list' : null;
    case 'cas':
      return Array.isArray(value) && value.length === 2
        ? null
        : 'what to change and into what, such as [1,2]';
    case 'append':
      return typeof value === 'string' ? null : 'text';
    case 'increment':
      return typeof value === 'number' ? null : 'a number';
  }
}

function isEqual(a: HistoryValue, b: HistoryValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
