/** Trace events as Chrome and Perfetto read them, and the rules that they must keep to. */
import { z } from 'zod';

const eventShape = z.object({
  ph: z.enum(['M', 'X', 'b', 'e', 's', 'f', 'i', 'C']),
  pid: z.int().positive(),
  tid: z.int().positive(),
  name: z.string().min(1),
  ts: z.int().nonnegative().optional(),
  dur: z.int().nonnegative().optional(),
  cat: z.string().optional(),
  id: z.union([z.string(), z.int()]).optional(),
  bp: z.literal('e').optional(),
  s: z.literal('t').optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});

const documentShape = z.object({
  displayTimeUnit: z.literal('ms'),
  traceEvents: z.array(eventShape),
  otherData: z.object({ scenario: z.string(), seed: z.string(), fingerprint: z.string() }),
});

/** One event. */
export type ChromeEvent = z.infer<typeof eventShape>;

/** What a file holds. */
export type ChromeDocument = z.infer<typeof documentShape>;

/** Reads a document; throws where it is none. */
export function readChrome(text: string): ChromeDocument {
  return documentShape.parse(JSON.parse(text));
}

/** Every way in which the events break the rules of the format. */
export function chromeProblems({ traceEvents }: ChromeDocument): readonly string[] {
  return [...timeProblems(traceEvents), ...nameProblems(traceEvents), ...nestingProblems(traceEvents), ...pairProblems(traceEvents)];
}

function timeProblems(events: readonly ChromeEvent[]): readonly string[] {
  return events
    .filter(({ ph, ts, dur }) => (ph !== 'M' && ts === undefined) || (ph === 'X') !== (dur !== undefined))
    .map((event) => `has no time: ${JSON.stringify(event)}`);
}

/** Each process and thread has one name, and a thread's number is no other's. */
function nameProblems(events: readonly ChromeEvent[]): readonly string[] {
  const processes = new Set(events.filter(({ name }) => name === 'process_name').map(({ pid }) => pid));
  const threads = new Map<number, number>();
  const problems: string[] = [];
  for (const { name, pid, tid } of events) {
    if (name !== 'thread_name') continue;
    if (threads.has(tid) || processes.has(tid)) problems.push(`two threads are ${tid}`);
    threads.set(tid, pid);
  }
  for (const { ph, pid, tid } of events) {
    if (!processes.has(pid)) problems.push(`process ${pid} has no name`);
    if (['X', 's', 'f', 'i'].includes(ph) && threads.get(tid) !== pid) problems.push(`thread ${tid} of ${pid} has no name`);
  }
  return problems;
}

/** Complete events of a thread lie side by side or one in the other. */
function nestingProblems(events: readonly ChromeEvent[]): readonly string[] {
  const problems: string[] = [];
  for (const [tid, spans] of byThread(events)) {
    const sorted = spans
      .map(({ ts = 0, dur = 0 }) => ({ startUs: ts, endUs: ts + dur }))
      .sort((a, b) => a.startUs - b.startUs || b.endUs - a.endUs);
    const open: number[] = [];
    for (const { startUs, endUs } of sorted) {
      while (open.length > 0 && (open.at(-1) ?? 0) <= startUs) open.pop();
      if (endUs > (open.at(-1) ?? Infinity)) problems.push(`spans of thread ${tid} overlap at ${startUs}`);
      open.push(endUs);
    }
  }
  return problems;
}

/** Async events and arrows have a beginning and, after it, an end; an arrow's ends lie on spans that begin there. */
function pairProblems(events: readonly ChromeEvent[]): readonly string[] {
  const problems: string[] = [];
  const spanStarts = new Set(events.filter(({ ph }) => ph === 'X').map(({ tid, ts }) => `${tid} ${ts}`));
  for (const [first, second] of [['b', 'e'], ['s', 'f']] as const) {
    const begun = new Map<unknown, ChromeEvent>();
    for (const event of events) {
      if (event.ph === first) {
        if (event.id === undefined || begun.has(event.id)) problems.push(`${first} ${event.id} is not the only one`);
        begun.set(event.id, event);
      }
      if (first === 's' && (event.ph === 's' || event.ph === 'f') && !spanStarts.has(`${event.tid} ${event.ts}`)) {
        problems.push(`an arrow's end lies on no span: ${JSON.stringify(event)}`);
      }
    }
    for (const event of events.filter(({ ph }) => ph === second)) {
      const beginning = begun.get(event.id);
      const isPair = beginning?.name === event.name && beginning.cat === event.cat;
      if (!isPair || (beginning.ts ?? 0) > (event.ts ?? 0)) problems.push(`${second} ${event.id} ends nothing`);
      if (first === 'b') begun.delete(event.id);
    }
    if (first === 'b') problems.push(...[...begun.keys()].map((id) => `b ${String(id)} never ends`));
  }
  return problems;
}

function byThread(events: readonly ChromeEvent[]): ReadonlyMap<number, readonly ChromeEvent[]> {
  const threads = new Map<number, ChromeEvent[]>();
  for (const event of events.filter(({ ph }) => ph === 'X')) {
    const thread = threads.get(event.tid);
    if (thread === undefined) threads.set(event.tid, [event]);
    else thread.push(event);
  }
  return threads;
}
