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
  /** Small histories that violate properties, told as one. */
  | {
      readonly kind: 'histories';
      /** At least one. */
      readonly violations: readonly TokenViolation[];
      /** Those that occur in the histories, in order of their indices. */
      readonly operations: readonly TokenOperation[];
      /** Which of how many counterexamples of its check it was, from 1. */
      readonly place: TokenPlace;
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

/** A property, and a history that violates it. */
export interface TokenViolation {
  readonly property: PropertyName;
  readonly source: ToldCounterexample['source'];
  readonly history: SmallHistory;
}

/** Which of how many. */
export interface TokenPlace {
  readonly number: number;
  readonly count: number;
}

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
  bytes.number(tokenKinds.indexOf(token.kind)).hex(token.resolverDigest);
  switch (token.kind) {
    case 'histories':
      bytes.number(token.place.number).number(token.place.count);
      writeViolations(bytes, token.violations);
      bytes.list(token.operations, ({ index, text }) => { writeOperation(bytes.number(index), text); });
      break;
    case 'question':
      bytes.number(tokenProperties.indexOf(token.property));
      bytes.number(token.replicas).number(token.writes).number(token.runs).text(token.seed);
      break;
    default:
      assertNever(token);
  }
  return `${tokenVersion}:${bytes.finish()}`;
}

/** The operations that occur in histories, with their indices. */
export function operationsOf(
  histories: readonly SmallHistory[],
  operations: readonly string[],
): readonly TokenOperation[] {
  const used = histories.flatMap(({ writes }) => writes.map(({ operation }) => operation));
  const indices = [...new Set(used)].sort((x, y) => x - y);
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

const tokenKinds: readonly CheckToken['kind'][] = ['histories', 'question'];
const sources: readonly ToldCounterexample['source'][] = ['all-histories', 'random-histories', 'engine'];

/** Properties that small histories violate. Tokens say which by number: new ones come at the end. */
export const historyProperties: readonly PropertyName[] = [
  'convergent', 'commutative', 'associative', 'idempotent', 'no-feedback-loop', 'no-lost-writes',
  'no-resurrected-deletes', 'valid', 'monotone', 'bounded-growth', 'agreement',
];
const tokenProperties: readonly CheckedProperty[] = [
  ...historyProperties, 'total', 'terminates', 'deterministic', 'pure', 'closed',
];

function readToken(bytes: ByteReader): CheckToken | null {
  const kind = tokenKinds[bytes.number()];
  if (kind === undefined) return null;
  const resolverDigest = bytes.hex(digestLength);
  return kind === 'question' ? readQuestion(bytes, resolverDigest) : readHistories(bytes, resolverDigest);
}

function readQuestion(bytes: ByteReader, resolverDigest: string): CheckToken | null {
  const property = tokenProperties[bytes.number()];
  const [replicas, writes, runs] = [bytes.number(), bytes.number(), bytes.number()];
  const question = { replicas, writes, runs, seed: bytes.text(), resolverDigest };
  const isAskable = replicas >= 2 && replicas <= mostReplicas && writes >= 1 && writes <= mostWrites;
  return property === undefined || !isAskable ? null : { kind: 'question', property, ...question };
}

function readHistories(bytes: ByteReader, resolverDigest: string): CheckToken | null {
  const place = { number: bytes.number(), count: bytes.number() };
  const violations = readViolations(bytes);
  const operations = bytes.list(() => ({ index: bytes.number(), text: readOperation(bytes) }));
  const isSound = operations.every(({ index, text }) => index < mostOperations && isJson(text));
  if (!isSound || violations === null || violations.length === 0) return null;
  if (!violations.every(({ history }) => isHistory(history, operations))) return null;
  return { kind: 'histories', violations, operations, place, resolverDigest };
}

const digestLength = 16;

/** Histories are often the same one: each is written once. */
function writeViolations(bytes: ByteWriter, violations: readonly TokenViolation[]): void {
  const texts = violations.map(({ history }) => JSON.stringify(history));
  const distinct = [...new Set(texts)];
  bytes.list(distinct, (text) => {
    const [{ history }] = violations.filter((_, index) => texts[index] === text);
    writeHistory(bytes, history);
  });
  bytes.list(violations.map((violation, index) => ({ ...violation, text: texts[index] })), (violation) => {
    const { property, source, text } = violation;
    bytes.number(tokenProperties.indexOf(property)).number(sources.indexOf(source)).number(distinct.indexOf(text));
  });
}

function readViolations(bytes: ByteReader): readonly TokenViolation[] | null {
  const histories: readonly (SmallHistory | undefined)[] = bytes.list(() => readHistory(bytes));
  const read = bytes.list(() => {
    const property = historyProperties[bytes.number()];
    const source = sources[bytes.number()];
    const history = histories[bytes.number()];
    return property === undefined || source === undefined || history === undefined ? [] : [{ property, source, history }];
  });
  return read.every(({ length }) => length === 1) ? read.flat() : null;
}

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
