/**
 * Where the code of a user's resolver runs: a realm of its own without clock, chance and machine, that
 * can be stopped.
 *
 * No wall against malice, for the code runs in this process with all that it may do; it keeps honest
 * mistakes out of a run. Memory is not limited.
 */
import { createContext, runInContext, Script } from 'node:vm';
import type { Context } from 'node:vm';
import type { ResolverRealm } from '../sim/simulate.js';
import { createBytesGlobals } from './resolver-globals.js';

/** How long code may take, in milliseconds of real time. Only what never ends comes near it. */
export interface SandboxLimits {
  /** For a call. */
  readonly callMs: number;
  /** For the evaluation of the module. */
  readonly loadMs: number;
}

const patient: SandboxLimits = { callMs: 1000, loadMs: 5000 };

/** The global name under which a bundle leaves what its module exports. */
export const exportsName = '__quarrelResolver';

const workName = '__quarrelWork';

/** A realm with a module in it. */
export interface Sandbox {
  /** What the module exports. */
  readonly exports: unknown;
  readonly realm: ResolverRealm;
}

/** Evaluates the script of a bundle in a new realm; throws what that throws. */
export function openSandbox(bundle: Script, limits: SandboxLimits = patient): Sandbox {
  // Promises are settled before a call is over, and count towards its time.
  const context = createContext({}, { name: 'resolver', microtaskMode: 'afterEvaluate' });
  const touched = trapWorld(context);
  bundle.runInContext(context, { timeout: limits.loadMs });
  // Libraries look around while they are loaded; that is no call's doing.
  touched.first = null;
  const parse = functionOf(context, 'JSON.parse');
  const call = new Script(`${workName}()`);
  const realm: ResolverRealm = {
    parse(text) {
      const value: unknown = Reflect.apply(parse, undefined, [text]);
      return value;
    },
    run(work) {
      context[workName] = work;
      try {
        call.runInContext(context, { timeout: limits.callMs });
        return true;
      } catch (error) {
        if (isTimeout(error)) return false;
        throw error;
      }
    },
    takeTouched() {
      const { first } = touched;
      touched.first = null;
      return first;
    },
  };
  const exports: unknown = context[exportsName];
  return { exports, realm };
}

/** Whether code was stopped because it took too long. */
export function isTimeout(error: unknown): boolean {
  // It is an error of the realm that was stopped, so `instanceof` says nothing.
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/**
 * A promise of such a realm that fails and that nobody waits for would end the program; it says
 * nothing about a result. Whatever else fails so is passed on.
 */
export function ignoreStrayPromises(): void {
  if (isIgnoring) return;
  isIgnoring = true;
  process.on('unhandledRejection', (reason, promise) => {
    if (promise instanceof Promise) throw reason;
  });
}

let isIgnoring = false;

type Touch = 'read-clock' | 'used-chance' | 'read-locale';

interface Touched {
  first: Touch | null;
}

/** Time stands still, chance is always the same, and asking for either is noted. */
function trapWorld(context: Context): Touched {
  const touched: Touched = { first: null };
  const touch = (what: Touch): void => {
    touched.first ??= what;
  };
  const random = (): number => {
    touch('used-chance');
    return 0.5;
  };
  const now = (): number => {
    touch('read-clock');
    return 0;
  };
  const date = functionOf(context, 'Date');
  const trapped: unknown = new Proxy(date, {
    apply: () => String(new Date(now())),
    construct(target, args: readonly unknown[], newTarget) {
      const made: unknown = Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget);
      return typeof made === 'object' && made !== null ? made : {};
    },
  });
  Reflect.set(date, 'now', now);
  defineAll(objectOf(context, 'Date.prototype'), { constructor: trapped });
  defineAll(objectOf(context, 'Math'), { random });
  for (const [prototype, names] of machineBound) {
    const members = names.map((name) => [name, (): string => (touch('read-locale'), '')] as const);
    defineAll(objectOf(context, prototype), Object.fromEntries(members));
  }
  const silent = (): void => undefined;
  defineAll(objectOf(context, 'globalThis'), {
    Date: trapped,
    performance: { now },
    structuredClone,
    ...createBytesGlobals(objectOf(context, 'Uint8Array.prototype')),
    // Debugging output would come twice a call, and in the middle of a live view.
    console: { log: silent, info: silent, debug: silent, warn: silent, error: silent },
  });
  // One knows the time and the machine's language, the others can wait for ever.
  for (const name of ['Intl', 'Atomics', 'SharedArrayBuffer']) {
    Reflect.deleteProperty(objectOf(context, 'globalThis'), name);
  }
  return touched;
}

/** What answers in the machine's language, or by its time zone. */
const machineBound: readonly (readonly [prototype: string, names: readonly string[]])[] = [
  ['String.prototype', ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']],
  ['Number.prototype', ['toLocaleString']],
  ['BigInt.prototype', ['toLocaleString']],
  ['Array.prototype', ['toLocaleString']],
  [
    'Date.prototype',
    [
      'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toString', 'toDateString', 'toTimeString',
      'getTimezoneOffset', 'getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getMinutes',
    ],
  ],
];

function defineAll(target: object, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function functionOf(context: Context, name: string): CallableFunction {
  const value: unknown = runInContext(name, context);
  if (typeof value !== 'function') throw new TypeError(`${name} is no function`);
  return value;
}

function objectOf(context: Context, name: string): object {
  const value: unknown = runInContext(name, context);
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} is no object`);
  return value;
}
