/** The work of `quarrel verify`: read a history, judge it, tell what was found. */
import { parseHistory } from '../scenarios/history.js';
import { didYouMean, listWords } from '../scenarios/suggestion.js';
import { duration } from '../scenarios/units.js';
import { consistencyModels, defaultJudgeOptions, judge } from '../sim/check/judge.js';
import type { ConsistencyModel, JudgeOptions } from '../sim/check/judge.js';
import type { History, HistoryScalar } from '../sim/record/history.js';
import { paintFor } from './color.js';
import type { Paint } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { formatIssues } from './input-issues.js';
import { printable } from './printable.js';
import { decodeText, readTextFile } from './read-text-file.js';
import type { FileLimits, ReadResult } from './read-text-file.js';
import { refuse } from './refuse.js';
import {
  renderVerificationJson,
  renderVerificationText,
  summarize,
} from './report/verification.js';
import type { VerifyRequest } from './verify-request.js';

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function verifyHistory(request: VerifyRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const order = checkRequest(request);
  if (!order.ok) return refuse(order.message, paint, io);
  const read = await readHistory(request.file, io);
  if (!read.ok) return refuse(read.message, paint, io);
  const found = parse(request, read.text, paint);
  if (!found.ok) return refuse(found.message, paint, io);

  const judgements = order.models.map((model) => judge(found.history, model, order.options));
  const verification = summarize(found.history, judgements);
  const style = { paint: paintFor(io.stdout, io.env), ascii: request.ascii };
  io.stdout.write(
    request.json
      ? renderVerificationJson(verification)
      : renderVerificationText(verification, style),
  );
  return exitCodeOf(verification.verdict);
}

/** The largest text that fits into a string, with room to spare. */
const historyLimits: FileLimits = {
  mostBytes: 256 * 1024 * 1024,
  remedy: 'expected at most 256 MiB; split it by key',
  ending: '.jsonl',
  startedWith: 'quarrel run SCENARIO --history FILE',
};

/** What `sessions` stands for, beside what follows from the four together. */
const guarantees = [
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
] as const;

type CheckedRequest =
  | {
      readonly ok: true;
      readonly models: readonly ConsistencyModel[];
      readonly options: JudgeOptions;
    }
  | { readonly ok: false; readonly message: string };

function checkRequest(request: VerifyRequest): CheckedRequest {
  const models = new Set<ConsistencyModel>();
  for (const name of request.models) {
    const known = consistencyModels.find((model) => model === name);
    if (known === undefined) return { ok: false, message: describeUnknownModel(name) };
    if (known === 'sessions') guarantees.forEach((model) => models.add(model));
    models.add(known);
  }
  const { maxAge, maxVersions, failedCas, states } = request;
  const age = maxAge === null ? null : duration.read(maxAge);
  if (age !== null && !age.ok) {
    return {
      ok: false,
      message: `--max-age ${printable(maxAge ?? '')}: ${age.message}; expected ${age.expected}`,
    };
  }
  const staleness = { maxAgeUs: age === null ? null : age.value, maxVersions };
  const isBounded = maxAge !== null || maxVersions !== null;
  if (models.has('bounded-staleness') !== isBounded) {
    const message = isBounded
      ? '--max-age and --max-versions belong to the model bounded-staleness; name it too'
      : 'bounded-staleness needs --max-age, such as 100ms, or --max-versions, such as 1';
    return { ok: false, message };
  }
  const options = {
    ...defaultJudgeOptions,
    failedCas,
    staleness,
    ...(states === null ? {} : { states }),
  };
  return { ok: true, models: [...models], options };
}

function describeUnknownModel(name: string): string {
  const { suggestion } = didYouMean(name, consistencyModels);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  const known = listWords(consistencyModels, 20);
  return `--model: there is no model "${printable(name)}"${question} (expected ${known})`;
}

async function readHistory(file: string, io: CommandIo): Promise<ReadResult> {
  if (file !== '-') return readTextFile(file, historyLimits);
  if (io.isStdinTerminal) {
    return {
      ok: false,
      message: '-: stdin is a terminal; name a file, or send one with < history.jsonl',
    };
  }
  return decodeText('-', await io.readStdin());
}

type ParsedHistory =
  | { readonly ok: true; readonly history: History }
  | { readonly ok: false; readonly message: string };

function parse({ file, initial }: VerifyRequest, text: string, paint: Paint): ParsedHistory {
  const options = initial === null ? {} : { initial: readInitial(initial) };
  const parsed = parseHistory(text, options);
  if (!parsed.ok) {
    const source = { name: file, text };
    return { ok: false, message: formatIssues(parsed.issues, source, paint, 'nothing was judged') };
  }
  if (parsed.history.operations.length === 0) {
    return { ok: false, message: `${printable(file)}: holds no operation` };
  }
  return parsed;
}

function readInitial(text: string): HistoryScalar {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
