/**
 * Where the code of a user's resolver runs: a realm of its own without clock, chance and machine, that
 * can be stopped.
 *
 * No wall against malice, for the code runs in this process; it keeps honest mistakes out of a run, and nothing
 * that code finds here leads out. Memory is not limited: whoever cannot trust the code runs it in a process of
 * its own.
 */
import { createContext, runInContext, Script } from 'node:vm';
import type { Context } from 'node:vm';
import type { ResolverRealm } from '../sim/simulate.js';
import { realmPrelude, workName, type Touch } from './realm-prelude.js';
import { bytesPrelude, createByteServices } from './resolver-globals.js';

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

/** A realm with a module in it. */
export interface Sandbox {
  /** What the module exports. */
  readonly exports: unknown;
  readonly realm: SandboxRealm;
}

/** A realm of its own. */
export interface SandboxRealm extends ResolverRealm {
  /** What the realm's code sees as its global object. */
  readonly globals: object;
  /** The same plain data, frozen, made of the realm's own objects. */
  adopt(value: unknown): unknown;
  /** Lets promises that are to be settled do so; false when that did not end and was stopped. */
  settle(): boolean;
}

/** Evaluates the script of a bundle in a new realm; throws what that throws. */
export function openSandbox(
  bundle: Script,
  limits: SandboxLimits = patient,
  beforeLoad: (globals: object) => void = () => undefined,
): Sandbox {
  // Promises are settled before a call is over, and count towards its time.
  const bare: Context = {};
  Object.setPrototypeOf(bare, null);
  const context = createContext(bare, { name: 'resolver', microtaskMode: 'afterEvaluate' });
  const prelude = evaluate(context, realmPrelude);
  const slot = objectIn(prelude, 'slot');
  const parse = functionIn(prelude, 'parse');
  const silence = functionIn(prelude, 'silence');
  const adopt = functionIn(prelude, 'adopt');
  const globals = evaluate(context, 'globalThis');
  const defineBytes: unknown = runInContext(bytesPrelude, context);
  if (typeof defineBytes === 'function') Reflect.apply(defineBytes, undefined, [createByteServices()]);
  beforeLoad(globals);
  bundle.runInContext(context, { timeout: limits.loadMs });
  // Libraries look around while they are loaded; that is no call's doing.
  Reflect.set(slot, 'touched', null);
  const call = new Script(`${workName}()`);
  const run = (work: (() => void) | null): boolean => {
    Reflect.set(slot, 'work', work);
    try {
      call.runInContext(context, { timeout: limits.callMs });
      return true;
    } catch (error) {
      if (isTimeout(error)) return false;
      throw error;
    }
  };
  const realm: SandboxRealm = {
    globals,
    parse(text) {
      const value: unknown = Reflect.apply(parse, undefined, [text]);
      return value;
    },
    run,
    settle: () => run(null),
    takeTouched() {
      const first: unknown = Reflect.get(slot, 'touched');
      Reflect.set(slot, 'touched', null);
      return isTouch(first) ? first : null;
    },
    silence: (result) => void Reflect.apply(silence, undefined, [result]),
    adopt(value) {
      const adopted: unknown = Reflect.apply(adopt, undefined, [value]);
      return adopted;
    },
  };
  const exports: unknown = Reflect.get(globals, exportsName);
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

function isTouch(value: unknown): value is Touch {
  return value === 'read-clock' || value === 'used-chance' || value === 'read-locale';
}

function evaluate(context: Context, code: string): object {
  const value: unknown = runInContext(code, context);
  if (typeof value !== 'object' || value === null) throw new TypeError('the realm is not as it should be');
  return value;
}

function objectIn(holder: object, name: string): object {
  const value: unknown = Reflect.get(holder, name);
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} is no object`);
  return value;
}

function functionIn(holder: object, name: string): CallableFunction {
  const value: unknown = Reflect.get(holder, name);
  if (typeof value !== 'function') throw new TypeError(`${name} is no function`);
  return value;
}
