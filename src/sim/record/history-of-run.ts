/**
 * Makes the history of a run from its log of requests.
 *
 * Clients of one name share as few processes as possible: a request takes the first process that is
 * free, so that each process is a session of one client after the other. Of two things at one
 * instant, requests come before answers, for nothing shows that one was over before the other
 * began.
 */
import { changeOf, listRenamed, type ConditionalWrite } from './conditional-changes.js';
import type { History, HistoryOperation, HistoryValue } from './history.js';
import type { LoggedRequest } from './request-log.js';

/** What a history takes from its run. */
export interface HistorySource {
  readonly requests: readonly LoggedRequest[];
  /** There were more requests. */
  readonly isCut: boolean;
  readonly replicas: readonly string[];
  keyName(key: number): string;
  keyOf(op: number): number;
  /** What an op wrote; null for a delete. */
  textOf(op: number): string | null;
  /** The order in which versions of one key win; null where there is no such order. */
  readonly compare: ((a: number, b: number) => number) | null;
  /** The condition of a scripted write; absent where no write has one. */
  readonly conditionalOf?: (script: number) => ConditionalWrite | null;
  /** What a scripted write was to write; null for what is no plain value. */
  readonly askedOf?: (script: number) => string | null;
}

/** A history whose places are lines of a file with a header, and who its processes are. */
export interface HistoryOfRun {
  readonly history: History;
  /** Name of the client by process. */
  readonly clients: readonly string[];
  /** Requests are missing, because there were too many. */
  readonly isCut: boolean;
}

/** The place of the first thing that happened: the line after the header. */
export const firstPlace = 2;

/**
 * Makes it. Values that a key was given more than once, and deletes, are told apart by their write.
 */
export function makeHistory(source: HistorySource): HistoryOfRun {
  const values = nameValues(source);
  const renamed = listRenamed(values, source);
  const drafts = source.requests.flatMap((request) => draftsOf(request, source, values, renamed));
  const { owners, clients } = assignProcesses(drafts);
  const moments = drafts.flatMap((draft, i) => [
    { atUs: draft.sentAtUs, isAnswer: false, draft: i },
    ...(draft.outcome === 'info' ? [] : [{ atUs: draft.endedAtUs, isAnswer: true, draft: i }]),
  ]);
  moments.sort(
    (a, b) => a.atUs - b.atUs || Number(a.isAnswer) - Number(b.isAnswer) || a.draft - b.draft,
  );
  const invokedAt = new Float64Array(drafts.length);
  const answeredAt = new Float64Array(drafts.length).fill(Infinity);
  moments.forEach(({ isAnswer, draft }, i) => {
    (isAnswer ? answeredAt : invokedAt)[draft] = i + firstPlace;
  });
  const operations = drafts.map(
    ({ sentAtUs, endedAtUs, outcome, ...draft }, i): HistoryOperation => ({
      process: owners[i],
      f: draft.f,
      key: draft.key,
      value: draft.value,
      result: draft.result,
      outcome,
      invokedAt: invokedAt[i],
      answeredAt: answeredAt[i],
      invokedAtUs: sentAtUs,
      answeredAtUs: outcome === 'info' ? null : endedAtUs,
      replica: draft.replica,
    }),
  );
  operations.sort((a, b) => a.invokedAt - b.invokedAt);
  return {
    history: { operations, initial: null, versionOrder: orderVersions(source, values) },
    clients,
    isCut: source.isCut,
  };
}


interface Draft {
  readonly f: 'read' | 'write' | 'cas';
  readonly client: string;
  readonly key: string;
  readonly value: HistoryValue;
  readonly result: HistoryValue;
  readonly outcome: LoggedRequest['outcome'];
  readonly sentAtUs: number;
  readonly endedAtUs: number;
  readonly replica: string | null;
}

function draftsOf(
  request: LoggedRequest,
  source: HistorySource,
  values: ReadonlyMap<number, string>,
  renamed: ReadonlySet<number>,
): readonly Draft[] {
  const { kind, client, key, outcome, op, accepted, versions, sentAtUs, endedAtUs, leader } =
    request;
  const replica = leader === null ? null : source.replicas[leader];
  // A row has no key before a leader has given it one.
  const written = op ?? accepted.at(0);
  const named = written === undefined ? key : source.keyOf(written);
  if (named < 0) return [];
  const common = { client, key: source.keyName(named), sentAtUs, endedAtUs, replica };
  if (kind === 'read') {
    const seen = versions.map((version) => values.get(version) ?? source.textOf(version));
    const result =
      outcome !== 'ok' || seen.length === 0 ? null : seen.length === 1 ? seen[0] : seen;
    return [{ ...common, f: 'read', value: null, result, outcome }];
  }
  const { conditionalOf = () => null } = source;
  const change = changeOf(request, conditionalOf, (each) => !renamed.has(each));
  if (change !== null && request.isUnmet === true) {
    return [{ ...common, f: 'cas', value: [change.from, change.to], result: null, outcome }];
  }
  const write = (value: string): Pick<Draft, 'f' | 'value'> =>
    change === null ? { f: 'write', value } : { f: 'cas', value: [change.from, value] };
  const draft = (of: number, ending: Draft['outcome']): Draft => ({
    ...common,
    ...write(values.get(of) ?? unnamed),
    result: null,
    outcome: ending,
    ...(ending === 'info' ? { replica: null } : {}),
  });
  if (written === undefined) {
    const asked = nameUnwritten(request, source, values);
    // Nobody told its client whether it happened; where it has no value either, it did not.
    if (asked === null || outcome === 'fail') {
      // Whoever was turned away for another reason than the condition has not learnt what stands there.
      const value = asked ?? unnamed;
      return [{ ...common, f: 'write', value, result: null, outcome: 'fail' }];
    }
    return [{ ...common, ...write(asked), result: null, outcome }];
  }
  // What its client was not told of may have happened; one of several tries is the request itself.
  const others = accepted.filter((each) => each !== written);
  return [
    draft(written, op === null ? 'info' : outcome),
    ...others.map((each) => draft(each, 'info')),
  ];
}

/** What a write would have written that is neither in a script nor an op. */
const unnamed = 'nothing';

/**
 * The value that a request asked to have written, and that no leader accepted; null where nobody knows it.
 * One in doubt has a name of its own, so that what is read can be traced to one write.
 */
function nameUnwritten(
  { key, outcome, script, sentAtUs }: LoggedRequest,
  source: HistorySource,
  values: ReadonlyMap<number, string>,
): string | null {
  const asked = script === undefined ? null : (source.askedOf?.(script) ?? null);
  if (asked === null || outcome !== 'info') return asked;
  const isTaken = [...values.keys()].some((op) => source.keyOf(op) === key && source.textOf(op) === asked);
  return isTaken ? `${asked} at ${sentAtUs}` : asked;
}

/** A name for what each op wrote that no other op of its key has. */
function nameValues(source: HistorySource): ReadonlyMap<number, string> {
  const writes = [
    ...new Set(
      source.requests.flatMap(({ op, accepted }) => (op === null ? accepted : [op, ...accepted])),
    ),
  ];
  writes.sort((a, b) => a - b);
  const counts = new Map<string, number>();
  const plainName = (op: number): string => `${source.keyOf(op)} ${source.textOf(op) ?? ''}`;
  for (const op of writes) counts.set(plainName(op), (counts.get(plainName(op)) ?? 0) + 1);
  return new Map(
    writes.map((op) => {
      const value = source.textOf(op);
      if (value === null) return [op, `deleted w${op}`];
      return [op, counts.get(plainName(op)) === 1 ? value : `${value} w${op}`];
    }),
  );
}

function orderVersions(
  source: HistorySource,
  values: ReadonlyMap<number, string>,
): ReadonlyMap<string, readonly string[]> {
  const { compare } = source;
  const byKey = new Map<string, number[]>();
  if (compare === null) return new Map();
  for (const op of values.keys()) {
    const key = source.keyName(source.keyOf(op));
    const own = byKey.get(key);
    if (own === undefined) byKey.set(key, [op]);
    else own.push(op);
  }
  return new Map(
    [...byKey].map(([key, own]) => [key, own.sort(compare).map((op) => values.get(op) ?? '')]),
  );
}

/** The process of each draft. One without an answer is never free again. */
function assignProcesses(drafts: readonly Draft[]): {
  readonly owners: Int32Array;
  readonly clients: readonly string[];
} {
  const owners = new Int32Array(drafts.length);
  const clients: string[] = [];
  const pools = new Map<string, { readonly freeAtUs: number; readonly owner: number }[]>();
  const order = drafts
    .map((_, i) => i)
    .sort((a, b) => drafts[a].sentAtUs - drafts[b].sentAtUs || a - b);
  for (const i of order) {
    const { client, sentAtUs, endedAtUs, outcome } = drafts[i];
    let pool = pools.get(client);
    if (pool === undefined) pools.set(client, (pool = []));
    const free = pool.findIndex(({ freeAtUs }) => freeAtUs < sentAtUs);
    const place = free < 0 ? pool.length : free;
    const owner = free < 0 ? clients.push(client) - 1 : pool[free].owner;
    owners[i] = owner;
    if (outcome !== 'info') pool[place] = { freeAtUs: endedAtUs, owner };
    else if (free >= 0) pool.splice(free, 1);
  }
  return { owners, clients };
}
