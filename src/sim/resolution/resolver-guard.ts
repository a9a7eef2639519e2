/**
 * Stands between a run and a user's resolver: whatever the resolver does, the run goes on.
 *
 * Each call is made twice, on fresh copies of its arguments, and counts only when both end well and
 * alike. What goes wrong is a finding; the caller then keeps what it has.
 */
import type { FindingKind, ResolverCall } from '../base/resolver-fault.js';
import { CallSample } from './call-sample.js';
import { explainMissingName } from './missing-name.js';
import { canonicalText, writePlain } from './plain-text.js';
import type { ResolverDefinition } from './user-resolver.js';

/** A fault of a resolver; further ones of its kind in the same function are counted. */
export interface ResolverFinding {
  readonly kind: FindingKind;
  /** The name that the resolver gives itself. */
  readonly resolver: string;
  readonly call: ResolverCall;
  /** What it was called with the first time, in words. */
  readonly input: string;
  readonly message: string;
  /** Virtual time of the first time. */
  readonly atUs: number;
  readonly count: number;
}

/** Where a resolver's code runs. */
export interface ResolverRealm {
  /** Reads JSON into objects as the resolver's own code would make them. */
  parse(text: string): unknown;
  /** Does the work; false when it did not end and was stopped. */
  run(work: () => void): boolean;
  /** What the resolver asked of the world outside since this was last asked. */
  takeTouched(): 'read-clock' | 'used-chance' | 'read-locale' | null;
  /** Sees to it that a promise which fails, and which nobody waits for, ends nothing. Default: as here. */
  silence?(result: unknown): void;
}

/** The caller's own realm, where nothing that never ends can be stopped. */
export const ownRealm: ResolverRealm = {
  parse(text) {
    const value: unknown = JSON.parse(text);
    return value;
  },
  run(work) {
    work();
    return true;
  },
  takeTouched: () => null,
};

/** A result as JSON text; null: it failed. */
export type Reply = string | null;

/** What a guard tells the run. */
export interface GuardPort {
  nowUs(): number;
  /** A call that changes what a replica holds had this result. */
  noteResult(text: string): void;
  /** A fault of its kind and function for the first time. */
  noteFinding(finding: ResolverFinding): void;
}

/** Calls a resolver. */
export class GuardedResolver {
  readonly definition: ResolverDefinition;
  private readonly realm: ResolverRealm;
  private readonly port: GuardPort;
  private readonly found = new Map<string, ResolverFinding>();
  private readonly sample = new CallSample();
  private hasStopped = false;

  constructor(definition: ResolverDefinition, realm: ResolverRealm, port: GuardPort) {
    this.definition = definition;
    this.realm = realm;
    this.port = port;
  }

  /** Faults in order of their first time. */
  get findings(): readonly ResolverFinding[] {
    return [...this.found.values()];
  }

  /** Calls a function with arguments that are plain data, given as the JSON text of their list. */
  call(call: ResolverCall, args: string): Reply {
    const reply = this.callTwice(call, args);
    if (reply !== null && changesState(call)) this.port.noteResult(reply);
    return reply;
  }

  /** As {@link call} for a judge, who changes nothing, and complains only of what never ends. */
  callAside(call: ResolverCall, args: string): Reply {
    if (this.hasStopped) return null;
    const attempts = this.attemptTwice(call, args);
    const isTouched = this.realm.takeTouched() !== null;
    if (attempts === null) this.stop(call, args);
    const [first] = isTouched ? [] : (attempts ?? []);
    return first?.ok === true ? first.text : null;
  }

  /** Whether a function answers at all; if not, what it does instead. */
  probe(call: ResolverCall, args: string): Probe {
    if (this.hasStopped) return { ok: false, words: 'it was stopped', endures: false };
    const attempts = this.attemptTwice(call, args);
    this.realm.takeTouched();
    if (attempts === null) this.stop(call, args);
    const [first] = attempts ?? [];
    if (first === undefined) return { ok: false, words: 'it was stopped', endures: false };
    if (first.ok) {
      this.sample.add(call, args, first.text);
      return first;
    }
    const words = `${describeInput(call, args)}: ${first.message}`;
    return { ok: false, words, endures: attempts?.every((attempt) => attempt.ok || attempt.kind !== 'threw') ?? false };
  }

  /** Makes some of the calls so far again: who keeps something from call to call may say something else now. */
  askAgain(): void {
    for (const { call, args, reply } of this.sample.list()) {
      const now = this.callAside(call, args);
      if (now === null || now === reply || canonicalText(now) === canonicalText(reply)) continue;
      const message = `it returned ${shorten(reply)}, and for the same after other calls ${shorten(now)}`;
      this.note('not-repeatable', call, args, message);
    }
  }

  /** Notes that a result is not what the contract says. */
  reject(call: ResolverCall, args: string, expected: string, reply: string): void {
    this.note('unusable-result', call, args, `it returned ${shorten(reply)}; expected ${expected}`);
  }

  private callTwice(call: ResolverCall, args: string): Reply {
    if (this.hasStopped) return null;
    const attempts = this.attemptTwice(call, args);
    const touched = this.realm.takeTouched();
    if (attempts === null) {
      this.stop(call, args);
      return null;
    }
    const failed = attempts.find((attempt) => !attempt.ok);
    if (failed?.ok === false) this.note(failed.kind, call, args, failed.message);
    if (touched !== null) this.note(touched, call, args, touchedWords[touched]);
    if (failed !== undefined || touched !== null) return null;
    const [first, second] = attempts.flatMap((attempt) => (attempt.ok ? [attempt.text] : []));
    if (first === undefined || second === undefined) return null;
    if (first === second || canonicalText(first) === canonicalText(second)) {
      this.sample.add(call, args, first);
      return first;
    }
    const message = `it returned ${shorten(first)}, and for the same again ${shorten(second)}`;
    this.note('not-repeatable', call, args, message);
    return null;
  }

  private stop(call: ResolverCall, args: string): void {
    this.hasStopped = true;
    this.note('never-returned', call, args, 'it was stopped, and is not called again');
  }

  /** Null when it did not end. */
  private attemptTwice(call: ResolverCall, args: string): readonly Attempt[] | null {
    const attempts: Attempt[] = [];
    const hasEnded = this.realm.run(() => {
      attempts.length = 0;
      attempts.push(this.attempt(call, args));
      attempts.push(this.attempt(call, args));
    });
    return hasEnded ? attempts : null;
  }

  private attempt(call: ResolverCall, args: string): Attempt {
    const given: unknown = this.realm.parse(args);
    try {
      const result = this.invoke(call, Array.isArray(given) ? given : []);
      if (this.realm.silence === undefined) silence(result);
      else this.realm.silence(result);
      const written = writePlain(result);
      const after = writePlain(given);
      if (!after.ok || after.text !== args) {
        return { ok: false, kind: 'changed-arguments', message: 'it changed what it was given' };
      }
      if (written.ok && written.text.length > longestResult) {
        const message = `it returned ${written.text.length} characters, and ${longestResult} are the most`;
        return { ok: false, kind: 'unusable-result', message };
      }
      if (written.ok) return written;
      return { ok: false, kind: 'unusable-result', message: `it returned ${written.problem}` };
    } catch (error) {
      return { ok: false, kind: 'threw', message: wordsOf(error) };
    }
  }

  private invoke(call: ResolverCall, args: readonly unknown[]): unknown {
    const { definition } = this;
    const method: unknown = Reflect.get(definition, call);
    return typeof method === 'function' ? Reflect.apply(method, definition, args) : undefined;
  }

  private note(kind: FindingKind, call: ResolverCall, args: string, message: string): void {
    const name = `${kind} ${call}`;
    const known = this.found.get(name);
    if (known !== undefined) {
      this.found.set(name, { ...known, count: known.count + 1 });
      return;
    }
    const finding = {
      kind,
      resolver: this.definition.name,
      call,
      input: describeInput(call, args),
      message,
      atUs: this.port.nowUs(),
      count: 1,
    };
    this.found.set(name, finding);
    this.port.noteFinding(finding);
  }
}

/** Whether a function answers. */
export type Probe =
  | { readonly ok: true; readonly text: string }
  /** What it was asked and what it did; whether it came to an end at least, and did not throw. */
  | { readonly ok: false; readonly words: string; readonly endures: boolean };

/** A call in words. */
export function describeInput(call: ResolverCall, args: string): string {
  const given: unknown = JSON.parse(args);
  const parts: readonly unknown[] = Array.isArray(given) ? given : [];
  const shown = call === 'resolve' ? parts.slice(0, 2) : parts;
  const words = shown.map((part) => shorten(JSON.stringify(part)));
  return `${call}(${words.join(', ')}${shown.length < parts.length ? ', …' : ''})`;
}

type Attempt =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly kind: FindingKind; readonly message: string };

const touchedWords = {
  'read-clock': 'it asked for the time, so its answer may depend on when it is asked',
  'used-chance': 'it asked for a random number, so its answer may depend on chance',
  'read-locale': 'it asked for the language or time zone, so its answer may depend on the machine',
} as const;

const longestText = 200;
/** As JSON text. */
const longestResult = 100_000;

function changesState(call: ResolverCall): boolean {
  return call === 'resolve' || call === 'apply' || call === 'merge';
}

/** A promise is no answer; one that fails unheard would end the program. */
function silence(result: unknown): void {
  if (typeof result !== 'object' || result === null || !('then' in result)) return;
  const { then } = result;
  if (typeof then === 'function') Reflect.apply(then, result, [() => null, () => null]);
}

/** Whatever was thrown may throw when it is looked at. */
function wordsOf(error: unknown): string {
  try {
    return describeThrown(error);
  } catch {
    return 'it threw something that cannot be read';
  }
}

function describeThrown(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `it threw ${shorten(String(error))}`;
  const name = 'name' in error && typeof error.name === 'string' ? `${error.name}: ` : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  const missing = name === 'ReferenceError: ' ? explainMissingName(message) : null;
  if (missing !== null) return missing;
  return `it threw ${message === '' ? 'something without a message' : shorten(`${name}${message}`)}`;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longestText ? line : `${line.slice(0, longestText - 1)}…`;
}
