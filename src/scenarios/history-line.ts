/** One line of a recorded history: an event, a header, or what is wrong with it. */
import * as z from 'zod';
import { operationFamilies } from '../sim/record/history.js';
import type { HistoryScalar, HistoryValue, OperationName } from '../sim/record/history.js';
import { isMapping } from './schema/field.js';
import { didYouMean, listWords } from './suggestion.js';

/** An event as it stands in the file. */
export interface HistoryEvent {
  readonly process: number;
  readonly type: (typeof eventTypes)[number];
  readonly f: OperationName;
  /** Null where the line names none. */
  readonly key: string | null;
  /** Null where the line has none. */
  readonly value: HistoryValue;
  readonly replica: string | null;
  readonly timeUs: number | null;
}

/** What a file may say before its first event. */
export interface HistoryHeader {
  readonly initial: HistoryScalar | undefined;
  readonly versionOrder: ReadonlyMap<string, readonly HistoryScalar[]>;
}

/** A mistake on a line. */
export interface LineProblem {
  readonly path: string;
  readonly found: string;
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

/** What a line says. */
export type HistoryLine =
  | { readonly kind: 'event'; readonly event: HistoryEvent }
  | { readonly kind: 'header'; readonly header: HistoryHeader }
  | { readonly kind: 'problems'; readonly problems: readonly LineProblem[] };

/** Reads one line that is not blank. */
export function readHistoryLine(text: string): HistoryLine {
  const parsed = parseJson(text);
  if (!isMapping(parsed)) {
    const expected =
      'one JSON object a line, such as {"process":0,"type":"invoke","f":"read","key":"x"}';
    return problem({
      path: '',
      found: shorten(text),
      message: 'this is not a JSON object',
      expected,
    });
  }
  return parsed['header'] === true ? readHeader(parsed) : readEvent(parsed);
}

/** A value as it stands in a message. */
export function showFound(value: unknown): string {
  return value === undefined ? 'nothing' : shorten(JSON.stringify(value));
}

const eventTypes = ['invoke', 'ok', 'fail', 'info'] as const;

/** Other systems' words for ours. */
function nameOf(word: OperationName | 'get' | 'put'): OperationName {
  if (word === 'get') return 'read';
  return word === 'put' ? 'write' : word;
}

const operationNames = ['read', ...Object.keys(operationFamilies)];

const scalarSchema = z.union([z.string(), z.number(), z.null(), z.boolean()]);

/**
 * Checked a million times a file: neither transforms nor custom checks, which cost twenty times as
 * much.
 */
const eventSchema = z.object({
  process: z.int().min(0),
  type: z.enum(eventTypes),
  f: z.enum([
    'read',
    'write',
    'cas',
    'append',
    'add',
    'remove',
    'increment',
    'acquire',
    'release',
    'get',
    'put',
  ]),
  key: z.union([z.string(), z.number()]).nullish(),
  value: z.union([z.string(), z.number(), z.null(), z.boolean(), z.array(scalarSchema)]).optional(),
  replica: z.string().nullish(),
  time: z.number().nullish(),
});

const headerSchema = z.object({
  header: z.literal(true),
  initial: scalarSchema.optional(),
  versionOrder: z.record(z.string(), z.array(scalarSchema)).optional(),
});

/** What each field of a line takes. */
const expectations: Readonly<Record<string, string>> = {
  process: 'a whole number from 0',
  type: listWords(eventTypes),
  f: listWords(operationNames),
  key: 'text or a number, or nothing where there is one register',
  value: 'null, true, false, a number, text, or a list of these',
  replica: 'text',
  time: 'a number of microseconds',
  initial: 'null, true, false, a number or text',
  versionOrder: 'for each key the list of its values, oldest first, such as {"x":[1,2]}',
};

/** The words that a field chooses from. */
const choices: Readonly<Record<string, readonly string[]>> = {
  type: eventTypes,
  f: operationNames,
};

function readEvent(line: Readonly<Record<string, unknown>>): HistoryLine {
  const checked = eventSchema.safeParse(line);
  if (!checked.success) return describeProblems(checked.error, line);
  const { process, type, f, key, value, replica, time } = checked.data;
  return {
    kind: 'event',
    event: {
      process,
      type,
      f: nameOf(f),
      key: key === undefined || key === null ? null : String(key),
      value: value ?? null,
      replica: replica ?? null,
      timeUs: time ?? null,
    },
  };
}

function readHeader(line: Readonly<Record<string, unknown>>): HistoryLine {
  const checked = headerSchema.safeParse(line);
  if (!checked.success) return describeProblems(checked.error, line);
  const { initial, versionOrder } = checked.data;
  return {
    kind: 'header',
    header: { initial, versionOrder: new Map(Object.entries(versionOrder ?? {})) },
  };
}

function describeProblems(error: z.ZodError, line: Readonly<Record<string, unknown>>): HistoryLine {
  const fields = [...new Set(error.issues.map(({ path }) => String(path[0])))];
  return {
    kind: 'problems',
    problems: fields.map((field): LineProblem => {
      const found = line[field];
      const words = typeof found === 'string' ? choices[field] : undefined;
      return {
        path: field,
        found: showFound(found),
        message: found === undefined ? `"${field}" is missing` : `"${field}" cannot be this`,
        expected: expectations[field] ?? 'what the format allows',
        ...(words === undefined ? {} : didYouMean(String(found), words)),
      };
    }),
  };
}

function problem(found: LineProblem): HistoryLine {
  return { kind: 'problems', problems: [found] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return text.length <= longestFound ? text : `${text.slice(0, longestFound - 1)}…`;
}

const longestFound = 60;
