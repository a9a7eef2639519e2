/**
 * The script that makes a realm one for resolvers: without clock, chance and machine.
 *
 * It runs in the realm and leaves there nothing that was made outside, since of anything made outside code can
 * reach the constructor of functions of this process, and with it all that the process may do.
 */

/** What the realm's code asked of the world outside. */
export type Touch = 'read-clock' | 'used-chance' | 'read-locale';

/** The global name under which the realm has the work that it is to do next. */
export const workName = '__quarrelWork';

/** Evaluates to an object with what the owner of the realm needs, and nobody else gets. */
export const realmPrelude = `(() => {
  'use strict';
  const slot = { work: null, touched: null };
  const touch = (what) => { slot.touched ??= what; };
  const define = (target, members) => {
    for (const [name, value] of Object.entries(members)) {
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
    }
  };
  const { apply, construct, get } = Reflect;

  const now = () => { touch('read-clock'); return 0; };
  const RealDate = Date;
  const TrappedDate = new Proxy(RealDate, {
    apply: () => { now(); return 'Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)'; },
    construct: (target, args, newTarget) => construct(target, args.length === 0 ? [now()] : args, newTarget),
  });
  RealDate.now = now;
  define(RealDate.prototype, { constructor: TrappedDate });
  define(Math, { random: () => { touch('used-chance'); return 0.5; } });
  const machineBound = [
    [String.prototype, ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']],
    [Number.prototype, ['toLocaleString']],
    [BigInt.prototype, ['toLocaleString']],
    [Array.prototype, ['toLocaleString']],
    [RealDate.prototype, [
      'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toString', 'toDateString', 'toTimeString',
      'getTimezoneOffset', 'getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getMinutes',
    ]],
  ];
  for (const [prototype, names] of machineBound) {
    define(prototype, Object.fromEntries(names.map((name) => [name, () => { touch('read-locale'); return ''; }])));
  }

  const clone = (value, known) => {
    if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('this cannot be cloned');
    if (typeof value !== 'object' || value === null) return value;
    if (known.has(value)) return known.get(value);
    const keep = (copy) => { known.set(value, copy); return copy; };
    if (value instanceof RealDate) return keep(new RealDate(value.getTime()));
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
    if (value instanceof ArrayBuffer) return keep(value.slice(0));
    if (value instanceof DataView) {
      return keep(new DataView(clone(value.buffer, known), value.byteOffset, value.byteLength));
    }
    if (ArrayBuffer.isView(value)) {
      return keep(new value.constructor(clone(value.buffer, known), value.byteOffset, value.length));
    }
    if (value instanceof Map) {
      const copy = keep(new Map());
      for (const [key, inner] of value) copy.set(clone(key, known), clone(inner, known));
      return copy;
    }
    if (value instanceof Set) {
      const copy = keep(new Set());
      for (const inner of value) copy.add(clone(inner, known));
      return copy;
    }
    if (value instanceof Error) {
      return keep(Object.assign(new Error(value.message), { name: value.name, stack: value.stack }));
    }
    const copy = keep(Array.isArray(value) ? new Array(value.length) : {});
    for (const key of Object.keys(value)) copy[key] = clone(value[key], known);
    return copy;
  };

  // Debugging output would come twice a call, and in the middle of a live view.
  const silent = () => undefined;
  define(globalThis, {
    Date: TrappedDate,
    performance: { now },
    structuredClone: (value) => clone(value, new Map()),
    console: { log: silent, info: silent, debug: silent, warn: silent, error: silent },
  });
  // One knows the time and the machine's language, the others can wait for ever.
  for (const name of ['Intl', 'Atomics', 'SharedArrayBuffer']) delete globalThis[name];
  Object.defineProperty(globalThis, '${workName}', {
    value: () => {
      const { work } = slot;
      slot.work = null;
      if (work !== null) work();
    },
  });

  const noop = () => undefined;
  const silence = (result) => {
    if (typeof result !== 'object' || result === null) return;
    const then = get(result, 'then');
    if (typeof then === 'function') apply(then, result, [noop, noop]);
  };
  const parse = JSON.parse;
  const { freeze } = Object;
  const adopt = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const copy = {};
    for (const key in value) copy[key] = adopt(value[key]);
    return freeze(copy);
  };
  return { slot, parse: (text) => parse(text), silence, adopt };
})()`;
