/**
 * The registers of a run in columns, straight from its log of requests: the same as by way of its history.
 *
 *   client, key   int32     of each draft: who asked, and for what
 *   op            int32     what it wrote; −1 for nothing
 *   request       int32     which request of the log it is, or a try of
 *   ending        uint8     done, open (it may have happened) or failed
 *   leader        int32     who answered; −1 for nobody
 *   sentAtUs      float64
 *   endedAtUs     float64
 *
 * A draft is a request, or one of several writes that it led to. Values need no names here: an op stands for what it
 * wrote. Where requests are told apart by their values there are no columns, and the history has to be made.
 */
import { firstPlace, makeHistory, type HistorySource } from './history-of-run.js';
import type { LoggedRequest } from './request-log.js';
import { origin, trait, unplaced, type RegisterColumns } from './register-columns.js';

/** Makes the columns; null where only the history tells what was compared, or what was read. */
export function columnsOfRun(source: HistorySource): RegisterColumns | null {
  const drafts = listDrafts(source);
  const kept = drafts === null ? null : keepDrafts(drafts);
  if (drafts === null || kept === null) return null;
  const seen = traceReads(source, drafts, kept);
  if (seen === null) return null;
  const { key, keys } = numberKeys(drafts, kept);
  const { count, draft, session, sessions, invokedAt, answeredAt, moments } = kept;
  const traits = new Uint8Array(count);
  const replica = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const did = drafts.op[draft[i]] < 0 ? trait.reads | trait.sees : trait.writes;
    traits[i] = drafts.ending[draft[i]] === ending.done ? did | trait.isDone : did;
    replica[i] = drafts.leader[draft[i]];
  }
  let operations: ReturnType<typeof makeHistory>['history']['operations'] | null = null;
  const listOperations = (): NonNullable<typeof operations> =>
    (operations ??= makeHistory(source).history.operations.filter(
      ({ f, outcome }) => outcome !== 'fail' && (f !== 'read' || outcome === 'ok'),
    ));
  return {
    count,
    sessions,
    keys: keys.length,
    replicas: source.replicas.length,
    session,
    key,
    replica,
    invokedAt,
    answeredAt,
    traits,
    ...seen,
    place: placeOps(source, drafts, kept, { key, keys }),
    moments,
    otherKeys: [],
    keyName: (number) => source.keyName(keys[number]),
    operation: (i) => listOperations()[i],
    // Every version that is traced to nobody is read by way of the history.
    failedWriteOf: () => undefined,
  };
}

const ending = { done: 0, open: 1, failed: 2 } as const;

interface Drafts {
  readonly count: number;
  readonly client: Int32Array;
  readonly key: Int32Array;
  readonly op: Int32Array;
  readonly request: Int32Array;
  readonly ending: Uint8Array;
  readonly leader: Int32Array;
  readonly sentAtUs: Float64Array;
  readonly endedAtUs: Float64Array;
}

function listDrafts(source: HistorySource): Drafts | null {
  const { requests } = source;
  const most = requests.reduce((sum, { accepted }) => sum + Math.max(1, accepted.length + 1), 0);
  const client = new Int32Array(most);
  const key = new Int32Array(most);
  const ops = new Int32Array(most);
  const from = new Int32Array(most);
  const endings = new Uint8Array(most);
  const leaders = new Int32Array(most);
  const sentAtUs = new Float64Array(most);
  const endedAtUs = new Float64Array(most);
  const clients = new Map<string, number>();
  let count = 0;
  for (let i = 0; i < requests.length; i++) {
    const request = requests[i];
    if (isToldByValue(request, source)) return null;
    const { kind, outcome, op, accepted, leader } = request;
    const written = op ?? accepted.at(0);
    // A row has no key before a leader has given it one.
    const named = written === undefined ? request.key : source.keyOf(written);
    if (named < 0) continue;
    let who = clients.get(request.client);
    if (who === undefined) clients.set(request.client, (who = clients.size));
    const add = (writes: number, how: number): void => {
      client[count] = who;
      key[count] = named;
      ops[count] = writes;
      from[count] = i;
      endings[count] = how;
      leaders[count] = leader === null || (writes >= 0 && how === ending.open) ? -1 : leader;
      sentAtUs[count] = request.sentAtUs;
      endedAtUs[count++] = request.endedAtUs;
    };
    if (kind === 'read') add(-1, endingOf(outcome));
    // Nobody asked for a value of its own, and no leader accepted it.
    else if (written === undefined) add(-1, ending.failed);
    else {
      add(written, op === null ? ending.open : endingOf(outcome));
      // What its client was not told of may have happened; one of several tries is the request itself.
      for (const each of accepted) if (each !== written) add(each, ending.open);
    }
  }
  return { count, client, key, op: ops, request: from, ending: endings, leader: leaders, sentAtUs, endedAtUs };
}

/** What it asked to have written, or compared with, counts. */
function isToldByValue({ kind, script, op, accepted }: LoggedRequest, source: HistorySource): boolean {
  if (kind === 'read' || script === undefined) return false;
  return (op === null && accepted.length === 0) || (source.conditionalOf?.(script) ?? null) !== null;
}

function endingOf(outcome: LoggedRequest['outcome']): number {
  return outcome === 'ok' ? ending.done : outcome === 'info' ? ending.open : ending.failed;
}

/** Drafts that count as operations, in order of invocation: the draft, session and places of each. */
interface KeptDrafts {
  readonly count: number;
  readonly draft: Int32Array;
  readonly session: Int32Array;
  readonly sessions: number;
  readonly invokedAt: Float64Array;
  readonly answeredAt: Float64Array;
  readonly moments: Int32Array;
  /** By op: the operation that wrote it; −1 for none. */
  readonly writers: Int32Array;
}

/** Null where two operations wrote one op. */
function keepDrafts(drafts: Drafts): KeptDrafts | null {
  const { op, client, sentAtUs, endedAtUs } = drafts;
  const most = drafts.count;
  const kept = new Int32Array(most);
  const session = new Int32Array(most);
  const invokedAt = new Float64Array(most);
  const answeredAt = new Float64Array(most);
  const moments = new Int32Array(2 * most);
  const writers = new Int32Array(op.reduce((greatest, each) => Math.max(greatest, each), -1) + 1).fill(-1);
  const operationOf = new Int32Array(most).fill(-1);
  const pools = new ProcessPools();
  const sessionOf: number[] = [];
  let count = 0;
  let happened = 0;
  let sessions = 0;
  const inTime = orderMoments(drafts);
  for (let i = 0; i < inTime.length; i++) {
    const draft = inTime[i] >> 1;
    const place = firstPlace + i;
    if ((inTime[i] & 1) === 1) {
      const operation = operationOf[draft];
      if (operation < 0) continue;
      answeredAt[operation] = place;
      moments[happened++] = 2 * operation + 1;
      continue;
    }
    const how = drafts.ending[draft];
    const owner = pools.take(client[draft], sentAtUs[draft], how === ending.open ? Infinity : endedAtUs[draft]);
    while (sessionOf.length <= owner) sessionOf.push(-1);
    if (how === ending.failed || (op[draft] < 0 && how !== ending.done)) continue;
    if (sessionOf[owner] < 0) sessionOf[owner] = sessions++;
    operationOf[draft] = count;
    kept[count] = draft;
    session[count] = sessionOf[owner];
    invokedAt[count] = place;
    answeredAt[count] = Infinity;
    moments[happened++] = 2 * count;
    if (op[draft] >= 0) {
      if (writers[op[draft]] >= 0) return null;
      writers[op[draft]] = count;
    }
    count++;
  }
  return {
    count,
    draft: kept.subarray(0, count),
    session: session.subarray(0, count),
    sessions,
    invokedAt: invokedAt.subarray(0, count),
    answeredAt: answeredAt.subarray(0, count),
    moments: moments.subarray(0, happened),
    writers,
  };
}

/** Invocations (2 × draft) and answers (and 1) in time; of two at one instant, invocations first, then by draft. */
function orderMoments({ count, ending: endings, sentAtUs, endedAtUs }: Drafts): Int32Array {
  let isPackable = true;
  const keys = new Float64Array(2 * count);
  let length = 0;
  const note = (atUs: number, isAnswer: number, draft: number): void => {
    const packed = (2 * atUs + isAnswer) * count + draft;
    if (!Number.isInteger(atUs) || packed > Number.MAX_SAFE_INTEGER) isPackable = false;
    keys[length++] = packed;
  };
  for (let draft = 0; draft < count; draft++) {
    note(sentAtUs[draft], 0, draft);
    if (endings[draft] !== ending.open) note(endedAtUs[draft], 1, draft);
  }
  if (isPackable) {
    // The order of whole numbers, for which no comparison has to be called.
    const packed = keys.subarray(0, length).sort();
    const sorted = new Int32Array(length);
    for (let i = 0; i < length; i++) {
      const time = Math.floor(packed[i] / count);
      sorted[i] = 2 * (packed[i] - time * count) + (time % 2);
    }
    return sorted;
  }
  const timeOf = (moment: number): number => ((moment & 1) === 1 ? endedAtUs : sentAtUs)[moment >> 1];
  const moments = [...endings.subarray(0, count)].flatMap((how, draft) =>
    how === ending.open ? [2 * draft] : [2 * draft, 2 * draft + 1],
  );
  moments.sort((a, b) => timeOf(a) - timeOf(b) || (a & 1) - (b & 1) || a - b);
  return Int32Array.from(moments);
}

/** Who asks: clients of one name share as few processes as possible; the first that is free takes a request. */
class ProcessPools {
  private readonly pools = new Map<number, { readonly freeAtUs: number[]; readonly owners: number[] }>();
  private processes = 0;

  /** The process of a request; one that has no answer (Infinity) is never free again. */
  take(client: number, sentAtUs: number, endedAtUs: number): number {
    let pool = this.pools.get(client);
    if (pool === undefined) this.pools.set(client, (pool = { freeAtUs: [], owners: [] }));
    const { freeAtUs, owners } = pool;
    let free = 0;
    while (free < freeAtUs.length && freeAtUs[free] >= sentAtUs) free++;
    const owner = free < owners.length ? owners[free] : this.processes++;
    if (endedAtUs < Infinity) {
      freeAtUs[free] = endedAtUs;
      owners[free] = owner;
    } else if (free < owners.length) {
      freeAtUs.splice(free, 1);
      owners.splice(free, 1);
    }
    return owner;
  }
}

/** What operations saw; null where a version was read that no operation is known to have written. */
function traceReads(
  { requests }: HistorySource,
  drafts: Drafts,
  { count, draft, writers }: KeptDrafts,
): Pick<RegisterColumns, 'seenFrom' | 'seen'> | null {
  const seenFrom = new Int32Array(count + 1);
  const seen: number[] = [];
  for (let i = 0; i < count; i++) {
    if (drafts.op[draft[i]] < 0) {
      const { versions } = requests[drafts.request[draft[i]]];
      if (versions.length === 0) seen.push(origin.initial);
      for (const version of versions) {
        const writer = version < writers.length ? writers[version] : -1;
        if (writer < 0) return null;
        seen.push(writer);
      }
    }
    seenFrom[i + 1] = seen.length;
  }
  return { seenFrom, seen: Int32Array.from(seen) };
}

/** The keys that count, as they are numbered from now on. */
interface NumberedKeys {
  /** Of each operation. */
  readonly key: Int32Array;
  readonly keys: readonly number[];
}

function numberKeys({ key: keyOf }: Drafts, { count, draft }: KeptDrafts): NumberedKeys {
  const keys: number[] = [];
  const numbers = new Int32Array(keyOf.reduce((greatest, each) => Math.max(greatest, each), -1) + 1).fill(-1);
  const key = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const each = keyOf[draft[i]];
    if (numbers[each] < 0) numbers[each] = keys.push(each) - 1;
    key[i] = numbers[each];
  }
  return { key, keys };
}

/** Where each write stands among those of its key that win over it or that it wins over. */
function placeOps(
  { compare }: HistorySource,
  { op }: Drafts,
  { count, draft }: KeptDrafts,
  { key, keys }: NumberedKeys,
): Int32Array {
  const place = new Int32Array(count).fill(unplaced);
  if (compare === null) return place;
  const next = new Int32Array(keys.length + 1);
  for (let i = 0; i < count; i++) if (op[draft[i]] >= 0) next[key[i] + 1]++;
  for (let each = 0; each < keys.length; each++) next[each + 1] += next[each];
  const from = next.slice();
  const writes = new Int32Array(next[keys.length]);
  for (let i = 0; i < count; i++) if (op[draft[i]] >= 0) writes[next[key[i]]++] = i;
  const inOrder = (a: number, b: number): number =>
    compare(op[draft[a]], op[draft[b]]) || op[draft[a]] - op[draft[b]];
  for (let each = 0; each < keys.length; each++) {
    sortNearly(writes, from[each], from[each + 1], inOrder);
    for (let i = from[each]; i < from[each + 1]; i++) place[writes[i]] = i - from[each];
  }
  return place;
}

/** Sorts a part of a list that mostly is in order already. */
function sortNearly(list: Int32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  for (let i = from + 1; i < to; i++) {
    if (compare(list[i - 1], list[i]) <= 0) continue;
    list.subarray(from, to).sort(compare);
    return;
  }
}
