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
  if (drafts === null) return null;
  const kept = keepDrafts(drafts);
  const seen = traceReads(source, drafts, kept);
  if (seen === null) return null;
  const { key, keys } = numberKeys(drafts, kept);
  const of = Int32Array.from(kept.drafts);
  const traits = new Uint8Array(of.length);
  for (let i = 0; i < of.length; i++) {
    const did = drafts.op[of[i]] < 0 ? trait.reads | trait.sees : trait.writes;
    traits[i] = drafts.ending[of[i]] === ending.done ? did | trait.isDone : did;
  }
  let operations: ReturnType<typeof makeHistory>['history']['operations'] | null = null;
  const listOperations = (): NonNullable<typeof operations> =>
    (operations ??= makeHistory(source).history.operations.filter(
      ({ f, outcome }) => outcome !== 'fail' && (f !== 'read' || outcome === 'ok'),
    ));
  return {
    count: of.length,
    sessions: kept.sessions,
    keys: keys.length,
    replicas: source.replicas.length,
    session: Int32Array.from(kept.session),
    key,
    replica: of.map((draft) => drafts.leader[draft]),
    invokedAt: Float64Array.from(kept.invokedAt),
    answeredAt: Float64Array.from(kept.answeredAt),
    traits,
    ...seen,
    place: placeOps(source, drafts, of, { key, keys: keys.length }),
    moments: Int32Array.from(kept.moments),
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

/** Drafts that count as operations, in order of invocation. */
interface KeptDrafts {
  readonly drafts: readonly number[];
  readonly session: readonly number[];
  readonly sessions: number;
  readonly invokedAt: readonly number[];
  readonly answeredAt: readonly number[];
  readonly moments: readonly number[];
  /** By op: the operation that wrote it. */
  readonly writers: ReadonlyMap<number, number>;
  /** Two operations wrote one op. */
  readonly isAmbiguous: boolean;
}

function keepDrafts(drafts: Drafts): KeptDrafts {
  const { count, op, client, sentAtUs, endedAtUs } = drafts;
  const kept: number[] = [];
  const session: number[] = [];
  const invokedAt: number[] = [];
  const answeredAt: number[] = [];
  const moments: number[] = [];
  const writers = new Map<number, number>();
  const operationOf = new Int32Array(count).fill(-1);
  const processes = new ProcessPools();
  const sessionOf = new Map<number, number>();
  let isAmbiguous = false;
  orderMoments(drafts).forEach((moment, i) => {
    const draft = moment >> 1;
    const place = firstPlace + i;
    if ((moment & 1) === 1) {
      const operation = operationOf[draft];
      if (operation < 0) return;
      answeredAt[operation] = place;
      moments.push(2 * operation + 1);
      return;
    }
    const how = drafts.ending[draft];
    const process = processes.take(client[draft], sentAtUs[draft], how === ending.open ? Infinity : endedAtUs[draft]);
    if (how === ending.failed || (op[draft] < 0 && how !== ending.done)) return;
    let own = sessionOf.get(process);
    if (own === undefined) sessionOf.set(process, (own = sessionOf.size));
    const operation = kept.push(draft) - 1;
    operationOf[draft] = operation;
    session.push(own);
    invokedAt.push(place);
    answeredAt.push(Infinity);
    moments.push(2 * operation);
    if (op[draft] < 0) return;
    if (writers.has(op[draft])) isAmbiguous = true;
    writers.set(op[draft], operation);
  });
  return { drafts: kept, session, sessions: sessionOf.size, invokedAt, answeredAt, moments, writers, isAmbiguous };
}

/** Invocations (2 × draft) and answers (and 1) in time; of two at one instant, invocations first, then by draft. */
function orderMoments({ count, ending: endings, sentAtUs, endedAtUs }: Drafts): readonly number[] | Int32Array {
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
    return Int32Array.from(keys.subarray(0, length).sort(), (packed) => {
      const time = Math.floor(packed / count);
      return 2 * (packed - time * count) + (time % 2);
    });
  }
  const timeOf = (moment: number): number => ((moment & 1) === 1 ? endedAtUs : sentAtUs)[moment >> 1];
  const moments = [...endings.subarray(0, count)].flatMap((how, draft) =>
    how === ending.open ? [2 * draft] : [2 * draft, 2 * draft + 1],
  );
  return moments.sort((a, b) => timeOf(a) - timeOf(b) || (a & 1) - (b & 1) || a - b);
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
  { drafts: kept, writers, isAmbiguous }: KeptDrafts,
): Pick<RegisterColumns, 'seenFrom' | 'seen'> | null {
  if (isAmbiguous) return null;
  const seenFrom = new Int32Array(kept.length + 1);
  const seen: number[] = [];
  for (let i = 0; i < kept.length; i++) {
    const draft = kept[i];
    if (drafts.op[draft] < 0) {
      const { versions } = requests[drafts.request[draft]];
      if (versions.length === 0) seen.push(origin.initial);
      for (const version of versions) {
        const writer = writers.get(version);
        if (writer === undefined) return null;
        seen.push(writer);
      }
    }
    seenFrom[i + 1] = seen.length;
  }
  return { seenFrom, seen: Int32Array.from(seen) };
}

function numberKeys(
  { key: keyOf }: Drafts,
  { drafts: kept }: KeptDrafts,
): { readonly key: Int32Array; readonly keys: readonly number[] } {
  const numbers = new Map<number, number>();
  const key = new Int32Array(kept.length);
  for (let i = 0; i < kept.length; i++) {
    let number = numbers.get(keyOf[kept[i]]);
    if (number === undefined) numbers.set(keyOf[kept[i]], (number = numbers.size));
    key[i] = number;
  }
  return { key, keys: [...numbers.keys()] };
}

/** Where each write stands among those of its key that win over it or that it wins over. */
function placeOps(
  { compare }: HistorySource,
  { op }: Drafts,
  of: Int32Array,
  { key, keys }: { readonly key: Int32Array; readonly keys: number },
): Int32Array {
  const place = new Int32Array(of.length).fill(unplaced);
  if (compare === null) return place;
  const next = new Int32Array(keys + 1);
  for (let i = 0; i < of.length; i++) if (op[of[i]] >= 0) next[key[i] + 1]++;
  for (let each = 0; each < keys; each++) next[each + 1] += next[each];
  const from = next.slice();
  const writes = new Int32Array(next[keys]);
  for (let i = 0; i < of.length; i++) if (op[of[i]] >= 0) writes[next[key[i]]++] = i;
  const inOrder = (a: number, b: number): number =>
    compare(op[of[a]], op[of[b]]) || op[of[a]] - op[of[b]];
  for (let each = 0; each < keys; each++) {
    const own = writes.subarray(from[each], from[each + 1]);
    if (own.length > 1) own.sort(inOrder);
    for (let i = 0; i < own.length; i++) place[own[i]] = i;
  }
  return place;
}
