/**
 * The short line that stands for a counterexample to a resolver: the property, the history, what was asked
 * in it, and the resolver's code by its digest. It is opaque, and it may be long gone that anybody knew the file.
 */
import { assertNever } from '../../sim/base/assert.js';
import type { CheckedProperty, HistoryWrite, PropertyName, SmallHistory, ToldCounterexample } from '../../sim/resolver-check.js';
import { ByteReader, ByteWriter, readLetters } from './token-bytes.js';
import { readOperation, writeOperation } from './token-operation.js';

/** What a token stands for. */
export type CheckToken =
  /** A small history that violates a property. */
  | {
      readonly kind: 'history';
      readonly property: PropertyName;
      readonly source: ToldCounterexample['source'];
      readonly history: SmallHistory;
      /** Those that occur in the history, in order of their indices. */
      readonly operations: readonly TokenOperation[];
      /** Sixteen hexadecimal digits. */
      readonly resolverDigest: string;
    }
  /** A property that a whole check asks about, where no history shows what is wrong. */
  | {
      readonly kind: 'question';
      readonly property: CheckedProperty;
      readonly replicas: number;
      readonly writes: number;
      readonly runs: number;
      readonly seed: string;
      readonly resolverDigest: string;
    };

/** An operation of a history: its index there, and what it is as JSON. */
export interface TokenOperation {
  readonly index: number;
  readonly text: string;
}

/** What was read, or why it cannot be. */
export type DecodedToken =
  | { readonly ok: true; readonly token: CheckToken }
  | { readonly ok: false; readonly reason: string };

/** What stands before every token. */
export const tokenVersion = 'v1';

/** The token, as one line without spaces. */
export function encodeCheckToken(token: CheckToken): string {
  const bytes = new ByteWriter();
  bytes.number(tokenKinds.indexOf(token.kind)).hex(token.resolverDigest).number(tokenProperties.indexOf(token.property));
  switch (token.kind) {
    case 'history':
      bytes.number(sources.indexOf(token.source));
      writeHistory(bytes, token.history);
      bytes.list(token.operations, ({ index, text }) => { writeOperation(bytes.number(index), text); });
      break;
    case 'question':
      bytes.number(token.replicas).number(token.writes).number(token.runs).text(token.seed);
      break;
    default:
      assertNever(token);
  }
  return `${tokenVersion}:${bytes.finish()}`;
}

/** The operations that occur in a history, with their indices. */
export function operationsOf(history: SmallHistory, operations: readonly string[]): readonly TokenOperation[] {
  const indices = [...new Set(history.writes.map(({ operation }) => operation))].sort((x, y) => x - y);
  return indices.map((index) => ({ index, text: operations[index] ?? 'null' }));
}

/** Reads the part of a token behind its version. */
export function decodeCheckToken(line: string): DecodedToken {
  const letters = readLetters(line);
  if (!letters.ok) return letters;
  const bytes = new ByteReader(letters.bytes);
  const token = readToken(bytes);
  if (token === null || !bytes.isDone) return { ok: false, reason: 'what it stands for is not known here' };
  return { ok: true, token };
}

const tokenKinds: readonly CheckToken['kind'][] = ['history', 'question'];
const sources: readonly ToldCounterexample['source'][] = ['all-histories', 'random-histories', 'engine'];

/** Tokens say which by number: new ones come at the end. */
const historyProperties: readonly PropertyName[] = [
  'convergent', 'commutative', 'associative', 'idempotent', 'no-feedback-loop', 'no-lost-writes',
  'no-resurrected-deletes', 'valid', 'monotone', 'bounded-growth', 'agreement',
];
const tokenProperties: readonly CheckedProperty[] = [
  ...historyProperties, 'total', 'terminates', 'deterministic', 'pure', 'closed',
];

function readToken(bytes: ByteReader): CheckToken | null {
  const kind = tokenKinds[bytes.number()];
  const resolverDigest = bytes.hex(digestLength);
  const property = tokenProperties[bytes.number()];
  if (kind === undefined || property === undefined) return null;
  if (kind === 'question') {
    const [replicas, writes, runs] = [bytes.number(), bytes.number(), bytes.number()];
    return { kind, property, replicas, writes, runs, seed: bytes.text(), resolverDigest };
  }
  const shown = historyProperties.find((name) => name === property);
  const source = sources[bytes.number()];
  const history = readHistory(bytes);
  const operations = bytes.list(() => ({ index: bytes.number(), text: readOperation(bytes) }));
  if (shown === undefined || source === undefined || !isHistory(history, operations)) return null;
  return { kind, property: shown, source, history, operations, resolverDigest };
}

const digestLength = 16;

function writeHistory(bytes: ByteWriter, { replicas, writes, ends }: SmallHistory): void {
  const writeOrder = (order: readonly number[]): void => {
    bytes.list(order, (write) => bytes.number(write));
  };
  bytes.number(replicas);
  bytes.list(writes, ({ operation, replica, stamp, takes }) => {
    bytes.number(operation).number(replica).number(stamp);
    writeOrder(takes);
  });
  bytes.list(ends, writeOrder);
}

function readHistory(bytes: ByteReader): SmallHistory {
  const readOrder = (): readonly number[] => bytes.list(() => bytes.number());
  const replicas = bytes.number();
  const writes = bytes.list((): HistoryWrite => {
    const [operation, replica, stamp] = [bytes.number(), bytes.number(), bytes.number()];
    return { operation, replica, stamp, takes: readOrder() };
  });
  return { replicas, writes, ends: bytes.list(readOrder) };
}

/** Whether a history can be carried out at all. */
function isHistory({ replicas, writes, ends }: SmallHistory, operations: readonly TokenOperation[]): boolean {
  return (
    replicas >= 1 && replicas <= mostReplicas && writes.length <= mostWrites && ends.length === replicas &&
    operations.every(({ index, text }) => index < mostOperations && isJson(text)) &&
    writes.every(({ operation, replica, stamp, takes }, write) =>
      replica < replicas && stamp <= greatestStamp && takes.every((message) => message < write) &&
      operations.some(({ index }) => index === operation),
    ) &&
    ends.every((order) => order.every((message) => message < writes.length))
  );
}

const mostReplicas = 4;
const mostWrites = 16;
const mostOperations = 1000;
const greatestStamp = 63;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
